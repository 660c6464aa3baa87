"""Figures of one's own, and medians that are nobody's own."""

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.web.enterprises.measures import MEASURES, measured, medians


def village(n: int) -> Cluster:
    trade = [
        {"round": "r", "seller": f"s{at}", "buyer": "b", "product": "p", "reporter": who, "value": at * 1_000_000 + 7}
        for at in range(n)
        for who in ("seller", "buyer")
    ]
    kinds = [{"code": f"s{at}", "kind": "starch"} for at in range(n)] + [{"code": "b", "kind": "noodles"}]
    return Cluster.of({"trade": pl.DataFrame(trade), "enterprise": pl.DataFrame(kinds)})


def test_each_side_is_measured_by_its_own_report() -> None:
    rows = {(who, measure): value for who, measure, value in measured(village(2), "r").iter_rows()}
    assert rows == {("s0", "sales"): 7.0, ("s1", "sales"): 1_000_007.0, ("b", "bought"): 1_000_014.0}


def test_the_median_of_few_is_not_told() -> None:
    assert medians(village(4), "r") == {}
    assert medians(village(5), "r") == {"starch": {"sales": {"median": 2_000_000.0, "n": 5}}}


def test_nothing_told_is_nothing_measured() -> None:
    assert measured(Cluster.of({}), "r").is_empty()
    assert {"sales", "income"} <= set(MEASURES)
