"""What goes with taking new things up sooner, told one by one."""

import polars as pl

from edulis.engine.innovation.ratios import CODES, ratio_findings

SCHEMA = {"link": pl.String, "covariate": pl.String, "ratio": pl.Float64, "low": pl.Float64, "high": pl.Float64}
SCHEMA |= {"p": pl.Float64, "adoptions": pl.Int64, "years": pl.Int64, "actors": pl.Int64}


def test_each_thing_asked_about_has_its_sentence_and_sign() -> None:
    rows = [("cloglog", name, 2.0, 1.5, 2.5, 0.01, 100, 900, 60) for name in CODES]
    rows.append(("logit", "craft", 2.0, 1.5, 2.5, 0.01, 100, 900, 60))
    told = ratio_findings(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
    assert [finding.code for finding in told] == list(CODES.values())
    assert len({finding.title.say() for finding in told}) == len(CODES)
    assert {finding.sign for finding in told} == {"helps"}


def test_an_interval_on_both_sides_of_one_is_mixed() -> None:
    rows = [
        ("cloglog", "women", 0.9, 0.7, 1.2, 0.5, 100, 900, 60),
        ("cloglog", "size", 0.5, 0.3, 0.8, 0.0, 100, 900, 60),
    ]
    assert [f.sign for f in ratio_findings(pl.DataFrame(rows, schema=SCHEMA, orient="row"))] == ["mixed", "hinders"]


def test_where_nothing_can_be_asked_it_says_so() -> None:
    (finding,) = ratio_findings(pl.DataFrame(schema=SCHEMA))
    assert finding.code == "innovation.hazard"
    assert finding.value is None
