"""Who could take what, and how much."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.environment import Assumptions
from edulis.engine.environment.users import users
from edulis.engine.network.deliveries import deliveries

Waste = Callable[..., Cluster]
BELIEFS = Assumptions()


def room(cluster: Cluster, more: pl.DataFrame | None = None) -> pl.DataFrame:
    return users(cluster, None, deliveries(cluster), BELIEFS, more)


def capacity(table: pl.DataFrame, user: str, product: str) -> float:
    return table.filter((pl.col("user") == user) & (pl.col("product") == product))["capacity"].sum()


def test_animals_take_a_third_of_their_diet_and_young_animals_are_no_feed(waste: Waste) -> None:
    diet = 300 * (2.0 * 0.9 + 3.0 * 0.16)
    table = room(waste()).filter(pl.col("user") == "animals")
    assert table["capacity"].to_list() == [pytest.approx(BELIEFS.feed * diet)] * 2
    assert table["together"].to_list() == [pytest.approx(BELIEFS.feed_all * diet)] * 2


def test_a_dryer_takes_its_usual_capacity_in_its_season_only(waste: Waste) -> None:
    assert capacity(room(waste()), "processing", "residue") == pytest.approx(2 * 200 * 5.5 * 0.16)
    process = waste()["process"].with_columns(season_from=pl.lit(12, pl.Int64), season_to=pl.lit(4, pl.Int64))
    assert capacity(room(waste(process=process)), "processing", "residue") == pytest.approx(200 * 5.5 * 0.16)


def test_fields_take_before_a_crop_what_growers_buy_and_what_nobody_else_takes(waste: Waste) -> None:
    activity = pl.concat([waste()["activity"], waste()["activity"].filter(pl.col("enterprise") == "binh").with_columns(
        process=pl.lit("rinse"))])  # fmt: skip
    table = room(waste(activity=activity)).filter(pl.col("user") == "fields").sort("product", "month")
    assert dict(table.select("product", "tried").iter_rows()) == {"manure": True, "slops": False}
    assert table["capacity"].to_list() == [pytest.approx(0.25 * 1000 / 2)] * 4  # November and December before rice


def test_what_is_used_at_home_needs_its_share_of_the_land(waste: Waste) -> None:
    own = waste()["activity"].filter(pl.col("enterprise") == "lan").select(
        "round", "month", "enterprise", product=pl.lit("manure"), kind=pl.lit("own"), quantity=pl.lit(100.0)
    )  # fmt: skip
    table = room(waste(use=own))
    assert capacity(table, "own", "manure") == 2 * 25
    assert capacity(table, "fields", "manure") == pytest.approx(2 * (125 - 25))


def test_other_buyers_take_what_they_take_and_users_to_come_what_is_said(waste: Waste) -> None:
    far = waste()["trade"].with_columns(buyer=pl.col("buyer").replace({"lan": "plant"}))
    who = pl.concat([waste()["enterprise"], pl.DataFrame({"code": ["plant"], "kind": ["factory"], "local": [False]})],
                    how="diagonal")  # fmt: skip
    assert capacity(room(waste(trade=far, enterprise=who)), "buyer", "residue") == pytest.approx(2 * 900 * 0.16)
    shed = pl.DataFrame({"user": ["mushrooms"], "place": ["dl"], "product": ["residue"], "capacity": [1000.0]})
    assert capacity(room(waste(), shed), "mushrooms", "residue") == pytest.approx(2 * 160)


def test_a_buyer_who_told_no_activity_takes_what_it_takes_now(waste: Waste) -> None:
    told = waste()["activity"].filter(pl.col("enterprise") != "lan")
    table = room(waste(activity=told))
    assert capacity(table, "animals", "residue") == 0
    assert capacity(table, "buyer", "residue") == pytest.approx(2 * 900 * 0.16)
    assert capacity(room(waste()), "buyer", "residue") == 0


def test_nobody_told_is_nobody() -> None:
    empty = Cluster.of({})
    assert room(empty).is_empty()
