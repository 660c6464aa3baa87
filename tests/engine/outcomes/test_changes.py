"""What changed since the baseline, for whom."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.outcomes.changes import change_rows, goal_rows, group_rows, spread_rows, with_holm
from edulis.engine.outcomes.panel import panel_of

Owners = Callable[..., Cluster]


def test_the_mean_change_lies_within_its_interval_and_is_that_of_the_pairs(owners: Owners) -> None:
    panel = panel_of(owners(effect=1.0, joined=1.0), "r1", "r2")
    row = change_rows(panel, 0).filter(pl.col("indicator") == "served").to_dicts()[0]
    assert row["value"] == pytest.approx(panel.rows.filter(pl.col("indicator") == "served")["change"].mean())
    assert row["low"] < row["value"] < row["high"]
    assert (row["by"], row["method"], row["clusters"]) == ("place", "wild", 12)


def test_amounts_are_told_in_shares_too_unless_many_are_losses(owners: Owners, change: Owners) -> None:
    cluster = owners()
    assert change_rows(panel_of(cluster, "r1", "r2"), 0).filter(pl.col("indicator") == "profit")["scale"].to_list() == [
        "level",
        "log",
    ]
    lost = cluster["outcome"].with_columns(
        value=pl.when((pl.col("indicator") == "profit") & (pl.col("enterprise") < "m020")).then(-1.0).otherwise("value")
    )
    rows = change_rows(panel_of(change(cluster, outcome=lost), "r1", "r2"), 0)
    assert rows.filter(pl.col("indicator") == "profit")["scale"].to_list() == ["level"]


def test_goals_are_told_for_all_and_for_each_kind_of_goal(owners: Owners) -> None:
    rows = goal_rows(panel_of(owners(), "r1", "r2"))
    assert rows["goal"].to_list() == [None, "grow", "secure"]
    assert rows["n"].to_list() == [60, 30, 30]


def test_winners_and_losers_are_counted_apart_from_those_who_stayed(owners: Owners, change: Owners) -> None:
    cluster = owners()
    outcome = pl.DataFrame(
        [(r, f"m{n:03d}", "profit", v) for n, (a, b) in enumerate([(100, 89), (100, 91), (100, 111), (-50, -60)])
         for r, v in (("r1", float(a)), ("r2", float(b)))],
        schema=["round", "enterprise", "indicator", "value"], orient="row",
    )  # fmt: skip
    rows = spread_rows(panel_of(change(cluster, outcome=outcome), "r1", "r2", treated=()))
    assert rows["lost"].to_list() == [0.5]  # 11 down of 100, and a loss that grew by a fifth
    assert rows["won"].to_list() == [0.25]


def test_a_group_that_was_left_behind_is_found(owners: Owners, change: Owners) -> None:
    cluster = owners(spread=0.5)
    men = pl.col("enterprise").is_in([f"m{n:03d}" for n in range(0, 60, 3)]) & (pl.col("round") == "r2")
    worse = cluster["outcome"].with_columns(value=pl.when(men).then(pl.col("value") - 1.5).otherwise("value"))
    rows = group_rows(panel_of(change(cluster, outcome=worse), "r1", "r2"), 0)
    found = rows.filter((pl.col("indicator") == "served") & (pl.col("p_holm") < 0.05) & (pl.col("value") < 0))
    assert found.select("trait", "group").rows() == [("managed_by", "men")]


def test_the_owners_goals_are_corrected_for_no_other_question() -> None:
    rows = [{"indicator": name, "scale": "level", "p": 0.04} for name in ("served", "trust", "own_view")]
    assert [row["p_holm"] for row in with_holm(rows, ())] == pytest.approx([0.04, 0.08, 0.08])


def test_adding_an_owner_who_changed_like_the_mean_moves_no_mean(owners: Owners) -> None:
    panel = panel_of(owners(), "r1", "r2")
    one = change_rows(panel, 0)
    turned = change_rows(panel_of(Cluster.of({k: v.reverse() for k, v in owners().tables.items()}), "r1", "r2"), 0)
    assert one.equals(turned)
