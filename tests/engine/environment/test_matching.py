"""What goes where: nothing is lost, no limit is passed."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from edulis.engine.cluster import Cluster
from edulis.engine.environment import Assumptions
from edulis.engine.environment.matching import Matching, match
from edulis.engine.environment.reuse import made_by_month
from edulis.engine.environment.users import users
from edulis.engine.network.deliveries import deliveries

Waste = Callable[..., Cluster]


def plan(cluster: Cluster, more: pl.DataFrame | None = None, **beliefs: float) -> Matching:
    held = Assumptions(**beliefs)
    return match(cluster, made_by_month(cluster, None), users(cluster, None, deliveries(cluster), held, more), held)


def scaled(waste: Waste, sizes: dict[str, float]) -> Cluster:
    activity = waste()["activity"]
    factor = pl.col("enterprise").replace_strict(sizes, default=1.0, return_dtype=pl.Float64)
    return waste(activity=activity.with_columns(pl.col("level") * factor))


@settings(max_examples=25)
@given(st.floats(0.01, 5), st.floats(0.01, 5), st.floats(0.0, 0.15), st.floats(0.25, 0.4))
def test_all_that_is_made_is_used_spoiled_carried_stored_or_dumped_and_no_limit_is_passed(
    waste: Waste, starch: float, pigs: float, spoiled: float, feed: float
) -> None:
    found = plan(scaled(waste, {"binh": starch, "lan": pigs}), spoiled=spoiled, feed=feed)
    parts = pl.col("used") + pl.col("spoiled") + pl.col("carried") + pl.col("stored") + pl.col("dumped")
    assert found.left.select((pl.col("made") - parts).abs().max()).item() < 1e-6
    assert (found.room["used"] <= found.room["capacity"] + 1e-9).all()
    assert found.left.select(pl.min_horizontal("used", "spoiled", "stored", "dumped").min()).item() >= 0
    moved = found.matches.group_by("product").agg(pl.col("quantity").sum()).sort("product")
    used = found.left.group_by("product").agg(pl.col("used").sum()).filter(pl.col("used") > 0).sort("product")
    assert moved["quantity"].to_list() == pytest.approx(used["used"].to_list())


@settings(max_examples=15)
@given(st.floats(1.0, 20_000.0), st.sampled_from(["dl", "cq"]))
def test_one_more_user_never_leaves_more_to_be_dumped(waste: Waste, size: float, place: str) -> None:
    shed = pl.DataFrame({"user": ["mushrooms"], "place": [place], "product": ["residue"], "capacity": [size]})
    plans = (plan(waste()), plan(waste(), shed))
    before, after = (one.left.filter(pl.col("product") == "residue")["dumped"].sum() for one in plans)
    assert after <= before + 1e-6
    assert before - after == pytest.approx(min(2 * size / 0.95, before), abs=6.0)  # whole tenths of a kg of dry matter


def test_joint_limits_of_a_diet_hold_over_all_products(waste: Waste) -> None:
    village = waste()
    more = pl.concat([village["trade"], village["trade"].filter(pl.col("product") == "manure").with_columns(
        buyer=pl.lit("lan"), seller=pl.lit("tam"))])  # fmt: skip
    found = plan(waste(trade=more), feed=0.4, feed_all=0.45)
    eaten = found.room.filter(pl.col("user") == "animals").group_by("month").agg(pl.col("used").sum())
    assert eaten["used"].max() <= 0.45 * 300 * (2.0 * 0.9 + 3.0 * 0.16)


def test_what_keeps_waits_for_a_later_month_and_what_does_not_is_dumped(waste: Waste) -> None:
    village = waste()
    once = village["trade"].filter((pl.col("product") == "residue") & (pl.col("month").dt.month() == 12))
    tables = {
        "trade": once.with_columns(buyer=pl.lit("tam"), quantity=pl.lit(3000.0)),
        "activity": village["activity"].filter(pl.col("enterprise") == "binh"),
        "household_round": village["household_round"].clear(),
    }
    found = plan(waste(**tables)).left.sort("month")
    assert found["used"].to_list() == pytest.approx([0, 4750], abs=1)  # two deliveries, each 3,000
    assert found["dumped"].to_list() == pytest.approx([5000, 0], abs=1)
    assert found["spoiled"].to_list() == pytest.approx([0, 250], abs=1)
    kept = plan(waste(**tables, product=village["product"].with_columns(storable=pl.lit(True)))).left.sort("month")
    assert kept["used"].to_list() == pytest.approx([0, 6000], abs=1)
    assert kept["carried"].to_list() == pytest.approx([5000, -5000], abs=1)
    assert kept["stored"].to_list() == pytest.approx([0, 4000], abs=1)


def test_order_of_rows_and_an_isolated_household_change_nothing(waste: Waste) -> None:
    village = waste()
    turned = Cluster.of({name: table.reverse() for name, table in village.tables.items()})
    assert_frame_equal(plan(turned).left, plan(village).left)
    alone = pl.concat([village["enterprise"], pl.DataFrame({"code": ["mai"], "kind": ["candy"], "local": [True]})],
                      how="diagonal")  # fmt: skip
    assert_frame_equal(plan(waste(enterprise=alone)).left, plan(village).left)


def test_a_change_of_unit_changes_no_share(waste: Waste) -> None:
    village = waste()
    tonnes = {
        "activity": village["activity"].with_columns(pl.col("level") * 1000),
        "trade": village["trade"].with_columns(pl.col("quantity") * 1000),
        "process": village["process"].with_columns(pl.col("capacity") * 1000),
        "household_round": village["household_round"].with_columns(pl.col("land") * 1000),
    }
    share = [
        found.left.select(pl.col("dumped").sum() / pl.col("made").sum()).item()
        for found in (plan(village), plan(waste(**tonnes)))
    ]
    assert share[0] == pytest.approx(share[1], abs=1e-4)


def test_a_full_user_tells_that_another_is_missing(waste: Waste) -> None:
    found = plan(waste()).room.filter(pl.col("product") == "residue")
    assert (found["takes"] == 1).all()  # five tonnes a month, and room for one and a half
    small = plan(scaled(waste, {"binh": 0.1})).room.filter(pl.col("product") == "residue")
    assert (small["takes"] == 0).all()


def test_nothing_made_is_nothing_matched() -> None:
    found = plan(Cluster.of({}))
    assert (found.matches.height, found.left.height, found.room.height) == (0, 0, 0)
