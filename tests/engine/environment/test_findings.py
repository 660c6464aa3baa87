"""What is said of water and residues, and what is kept quiet."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.environment import read_environment
from edulis.engine.finding import Finding

Waste = Callable[..., Cluster]


def many(waste: Waste, times: int = 6) -> Cluster:
    """The village several times over, side by side."""
    village = waste()
    links = {"trade": ["seller", "buyer"], "activity": ["enterprise"], "enterprise": ["code"]}
    tables = {
        name: pl.concat(
            [village[name].with_columns(pl.col(column) + str(k) for column in columns) for k in range(times)]
        )
        for name, columns in links.items()
    }
    return waste(**tables)


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_environment(cluster).findings}


def test_what_one_starch_maker_lets_go_is_not_told_in_public(waste: Waste) -> None:
    few = told(waste())
    assert few["environment.load"].evidence["few"]
    assert few["environment.peak"].value is None
    assert few["environment.treatment"].value is None
    assert not any(ch.isdigit() for ch in str(few["environment.load"].title))


def test_among_many_load_peak_missing_user_and_cost_are_told(waste: Waste) -> None:
    found = told(many(waste))
    assert "tonnes of COD" in str(found["environment.load"].title)
    assert found["environment.load"].low < found["environment.load"].value < found["environment.load"].high
    assert "Nov 2002" in str(found["environment.peak"].title) or "Dec 2002" in str(found["environment.peak"].title)
    assert "residue would find no user" in str(found["environment.missing"].title)
    assert "million a year" in str(found["environment.treatment"].title)


def test_two_techniques_for_one_product_are_compared(waste: Waste) -> None:
    village = waste()
    more = village["activity"].filter(pl.col("enterprise") == "binh").with_columns(process=pl.lit("rinse"))
    found = told(waste(activity=pl.concat([village["activity"], more])))["environment.technique"]
    assert (found.evidence["worst"], round(found.value or 0, 3)) == ("grate", 1.5)


def test_every_finding_ends_in_a_question_and_speaks_vietnamese(waste: Waste) -> None:
    for cluster in (waste(), many(waste), Cluster.of({})):
        for finding in read_environment(cluster).findings:
            assert str(finding.question).endswith("?")
            assert finding.question.say("vi").endswith("?")
            assert finding.title.say("vi") != finding.title.say("en")
