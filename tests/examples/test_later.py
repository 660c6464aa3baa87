"""What was seen three years later: a known effect, planted, and a village to compare with."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from later import CPI_2005, EFFECT, TREND, other_village, three_years_on

from edulis.engine.cluster import Cluster
from edulis.exchange import read

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["three-years-on", "other-village"])
def test_both_are_read_without_a_problem_and_ask_the_same_in_both_rounds(name: str) -> None:
    reading = read(EXAMPLES / name)
    assert reading.problems == ()
    assert reading.cluster is not None
    outcome = reading.cluster["outcome"]
    asked = outcome.group_by("round").agg(pl.col("indicator").unique().sort()).sort("round")["indicator"].to_list()
    assert asked[0] == asked[1] == sorted(EFFECT)


def test_the_committed_tables_are_what_the_script_makes(records: dict[str, pl.DataFrame]) -> None:
    made = Cluster.of(three_years_on(records)[0])
    committed = read(EXAMPLES / "three-years-on").cluster
    assert committed is not None
    assert committed.equals(made)
    other = read(EXAMPLES / "other-village").cluster
    assert other is not None
    assert other.equals(Cluster.of(other_village(records)))


def test_those_who_joined_gained_what_was_planted_and_one_in_five_of_them_did_not(
    records: dict[str, pl.DataFrame],
) -> None:
    _, truth = three_years_on(records)
    joined = truth.filter("joined")
    assert joined.height > 50
    assert joined["profit"].mean() == pytest.approx(EFFECT["profit"], abs=0.02)
    assert 0.1 < (joined["profit"] < 0).mean() < 0.35
    assert truth.filter(~pl.col("joined"))["profit"].abs().max() == 0


def test_elsewhere_only_the_common_trend_and_prices_moved(records: dict[str, pl.DataFrame]) -> None:
    profit = other_village(records)["outcome"].filter(pl.col("indicator") == "profit")
    both = profit.pivot(on="round", index="enterprise", values="value").drop_nulls()
    moved = float(np.log(both["2005"] / both["2002"]).mean()) - np.log(CPI_2005)
    assert moved == pytest.approx(TREND["profit"], abs=0.08)
