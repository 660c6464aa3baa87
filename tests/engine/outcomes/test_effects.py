"""What changed for those who took part beyond what changed for the others."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.outcomes.effects import (
    assigned,
    assigned_by,
    balance_rows,
    difference_in_differences,
    effect_rows,
    sides,
    standardised,
)
from edulis.engine.outcomes.panel import panel_of

Owners = Callable[..., Cluster]


def _served(cluster: Cluster, comparison: Cluster | None = None, **how: object) -> dict[str, object]:
    panel = panel_of(cluster, "r1", "r2", comparison, **how)  # type: ignore[arg-type]
    against = "others" if comparison is None else "comparison"
    rows = effect_rows(panel, 0).filter(
        (pl.col("indicator") == "served") & (pl.col("model") == "did") & (pl.col("against") == against)
    )
    return rows.to_dicts()[0]


def test_the_four_means_of_card_and_krueger_give_what_they_print() -> None:
    # Card & Krueger (1994), table 3, full-time jobs per store in New Jersey and Pennsylvania, before and after: the
    # printed means give 2.75, the paper prints 2.76 from unrounded ones.
    found = difference_in_differences((20.44, 23.33), (21.03, 21.17))
    assert found == pytest.approx(2.75)
    assert found == pytest.approx(2.76, abs=4 * 0.005)


def test_pairs_give_the_difference_of_the_four_means(owners: Owners) -> None:
    cluster = owners(effect=0.8)
    pairs = panel_of(cluster, "r1", "r2").rows.filter(pl.col("indicator") == "served")
    means = {
        flag: pairs.filter(pl.col("took_part") == flag).select("before", "after").mean().row(0)
        for flag in (True, False)
    }
    before, after = ((means[True][at], means[False][at]) for at in (0, 1))
    assert _served(cluster)["value"] == pytest.approx(difference_in_differences(before, after))


def test_planted_effects_are_covered_as_often_as_the_interval_says(owners: Owners) -> None:
    held = []
    for seed in range(60):
        row = _served(owners(effect=0.6, shared=0.4, seed=seed, indicators=("served",)))
        held.append(float(str(row["low"])) <= 0.6 <= float(str(row["high"])))
    assert 0.86 <= np.mean(held) <= 1.0


def test_turning_who_took_part_turns_the_sign(owners: Owners) -> None:
    cluster = owners(effect=0.5)
    taken = set(cluster["adoption"]["enterprise"])
    others = [code for code in cluster["enterprise"]["code"] if code not in taken]
    one, other = _served(cluster), _served(cluster, treated=others)
    assert other["value"] == pytest.approx(-float(str(one["value"])))
    assert other["p_placebo"] == pytest.approx(float(str(one["p_placebo"])), abs=0.02)


def test_what_is_added_to_everybody_in_both_rounds_changes_nothing(owners: Owners, change: Owners) -> None:
    cluster = owners(effect=0.5, indicators=("served",))
    more = cluster["outcome"].with_columns(pl.col("value") + 1.0)
    one, other = _served(cluster), _served(change(cluster, outcome=more))
    assert other["value"] == pytest.approx(one["value"])
    assert other["p"] == one["p"]


def test_where_whole_places_took_part_the_placebo_moves_places(owners: Owners) -> None:
    cluster = owners(n=60, hamlets=6, joined=0.0)
    one = [code for code, place in cluster["enterprise"].select("code", "place").iter_rows() if place == "mp0"]
    row = _served(cluster, treated=one)
    assert row["smallest"] == pytest.approx(1 / 6)  # one treated village among six


def test_one_cluster_beside_one_cannot_tell_and_its_smallest_p_says_so(owners: Owners) -> None:
    row = _served(owners(effect=3.0, joined=1.0), owners(seed=9, joined=0.0, prefix="b"))
    assert row["smallest"] == pytest.approx(1 / 2)
    assert row["clusters"] == 24


def test_households_are_the_units_where_each_chose_for_itself(owners: Owners) -> None:
    pairs = sides(panel_of(owners(), "r1", "r2"), "others").filter(pl.col("indicator") == "served")
    pairs = pairs.with_columns(moved="change")
    assert assigned_by(pairs) == "actor"
    assert assigned([pairs], 0)[0].smallest < 1e-6


def test_a_single_one_who_took_part_is_compared_with_nobody(owners: Owners) -> None:
    panel = panel_of(owners(), "r1", "r2", treated=["m000"])
    assert effect_rows(panel, 0).is_empty()


def test_sides_that_were_not_alike_before_are_seen(owners: Owners, change: Owners) -> None:
    cluster = owners()
    taken = cluster["adoption"]["enterprise"].to_list()
    richer = cluster["outcome"].with_columns(
        value=pl.when(pl.col("enterprise").is_in(taken)).then(pl.col("value") + 1).otherwise("value")
    )
    rows = balance_rows(panel_of(change(cluster, outcome=richer), "r1", "r2"))
    assert rows.filter(pl.col("indicator") == "served")["gap"].item() > 1
    assert standardised(pl.Series([1.0]), pl.Series([2.0, 3.0])) is None
    assert standardised(pl.Series([1.0, 1.0]), pl.Series([1.0, 1.0])) is None
