"""The findings of a year ask, count who is missing, and name no trade of two."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.seasons import read_seasons

Year = Callable[..., Cluster]


def told(year: Year, **tables: pl.DataFrame) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_seasons(year(**tables)).findings}


def test_each_finding_ends_in_a_question_and_counts(year: Year) -> None:
    findings = told(year)
    assert set(findings) == {
        "seasons.labour", "seasons.cash", "seasons.raw", "seasons.weeks", "seasons.apart"
    }  # fmt: skip
    assert all(finding.question.say("en").endswith("?") for finding in findings.values())
    assert findings["seasons.labour"].n == 9
    assert "Jan 2003" in findings["seasons.labour"].title.say("en")


def test_the_short_months_of_a_trade_are_told(year: Year) -> None:
    cash = told(year)["seasons.cash"].title.say("en")
    assert "(5)" in cash
    assert "Noodle maker" in cash


def test_two_trades_whose_years_do_not_fit_are_named(year: Year) -> None:
    apart = told(year)["seasons.apart"]
    assert apart.value == 7
    assert "Starch maker, beside Noodle maker" in apart.title.say("en")


def test_a_trade_of_two_is_not_named(year: Year) -> None:
    two = year()["enterprise"].filter(~pl.col("code").is_in(["hoa0", "binh0"]))
    findings = told(year, enterprise=two)
    words = " ".join(finding.title.say("en") for finding in findings.values())
    assert "Noodle maker" not in words
    assert "so few" in findings["seasons.raw"].title.say("en")


def test_even_work_has_no_peak(year: Year) -> None:
    even = year()["labour"].with_columns(family_hours=pl.lit(100.0), hired_hours=pl.lit(0.0))
    labour = told(year, labour=even)["seasons.labour"]
    assert "evenly" in labour.title.say("en")
    assert labour.value == 0
