"""The same enterprises in two rounds."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.outcomes.panel import baseline_of, groups_of, latest_of, panel_of

Owners = Callable[..., Cluster]


def test_the_baseline_is_the_round_that_is_marked_and_the_later_the_last_with_outcomes(owners: Owners) -> None:
    cluster = owners()
    assert (baseline_of(cluster), latest_of(cluster, "r1")) == ("r1", "r2")
    assert baseline_of(Cluster.of({})) == ""
    assert latest_of(cluster, "r2") == ""


def test_each_owner_stands_once_for_each_indicator_with_what_is_known_of_them(owners: Owners) -> None:
    rows = panel_of(owners(gone=0.2, seed=1), "r1", "r2").rows
    assert rows.height == 2 * 60
    assert 0 < rows["after"].null_count() < 40
    assert set(rows["size"]) == {"small", "large"}
    assert rows.filter("took_part")["enterprise"].n_unique() == 30


def test_those_took_part_whose_joint_adoption_lies_between_the_rounds(owners: Owners, change: Owners) -> None:
    cluster = owners()
    adoption = pl.DataFrame(
        {
            "innovation": ["coal"] * 4,
            "enterprise": ["m000", "m001", "m002", "m003"],
            "month": [dt.date(2001, 1, 1), dt.date(2004, 1, 1), dt.date(2007, 1, 1), dt.date(2004, 1, 1)],
            "joint": [True, None, True, False],
        }
    )
    panel = panel_of(change(cluster, adoption=adoption), "r1", "r2")
    assert panel.rows.filter("took_part")["enterprise"].unique().to_list() == ["m001"]
    assert panel.copied == 1  # m003 took the same up on their own


def test_money_is_told_in_prices_of_the_baseline_where_the_index_is_known(owners: Owners, change: Owners) -> None:
    cluster = owners(spread=0.0)
    index = pl.DataFrame(
        {
            "code": ["a", "b", "c"],
            "kind": ["price_index"] * 3,
            "month": [dt.date(2002, 1, 1), dt.date(2005, 1, 1), dt.date(2009, 1, 1)],
            "value": [1.0, 1.25, 2.0],
        }
    )
    panel = panel_of(change(cluster, reference=index), "r1", "r2")
    assert panel.deflator == pytest.approx(0.8)
    profit = panel.rows.filter(pl.col("indicator") == "profit")
    assert profit["log_change"].to_numpy() == pytest.approx(profit["log_change"].to_list()[0])
    served = panel.rows.filter(pl.col("indicator") == "served")
    assert served["change"].abs().max() == pytest.approx(0.0)
    assert panel_of(change(cluster, reference=index.head(1)), "r1", "r2").deflator is None


def test_errors_are_by_place_where_there_are_five_else_by_household(owners: Owners) -> None:
    assert groups_of(panel_of(owners(hamlets=6), "r1", "r2").rows)[1] == "place"
    assert groups_of(panel_of(owners(hamlets=3), "r1", "r2").rows)[1] == "household"


def test_a_comparison_stands_below_and_took_no_part(owners: Owners) -> None:
    panel = panel_of(owners(), "r1", "r2", owners(prefix="m", seed=3))
    assert panel.rows["side"].unique(maintain_order=True).to_list() == ["here", "comparison"]
    assert not panel.rows.filter(pl.col("side") == "comparison")["took_part"].any()
    assert panel.rows["place"].n_unique() == 24  # the same codes are other places there
