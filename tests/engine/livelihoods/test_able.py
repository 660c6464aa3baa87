"""Who has land, hands, money and skill; what is not known is not called no."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import appraise
from edulis.engine.livelihoods.able import skilled_enterprises
from edulis.schema import Process

Place = Callable[..., Cluster]
DRY = Process(code="dry", name="Phơi bã", product="dry", labour=0.5, capacity=100.0, skill="xát ")


def who(cluster: Cluster, new: Process, household: str, **rest: float) -> dict:
    table = appraise(cluster, new, **rest).who  # type: ignore[arg-type]
    return table.filter(pl.col("household") == household).to_dicts()[0]


def test_skill_is_found_by_technique_product_or_name(place: Place) -> None:
    cluster = place().at("2002")
    assert skilled_enterprises(cluster, DRY)["enterprise"].to_list() == ["starch0", "starch1", "starch2"]
    grate = Process(code="new", name="Xát mới", product="wet")
    assert skilled_enterprises(cluster, grate).height == 3
    assert skilled_enterprises(cluster, Process(code="x", name="X", product="y")).is_empty()


def test_hands_are_those_that_work_leaves_free(place: Place) -> None:
    assert who(place(), DRY, "h_starch0")["hands"]  # 416 hours of two people, less 100
    big = Process(code="dry", name="Phơi", product="dry", labour=4.0, capacity=100.0)
    assert not who(place(), big, "h_starch0")["hands"]
    unknown = place()["household_round"].with_columns(workers=pl.lit(None, pl.Int64))
    assert who(place(household_round=unknown), DRY, "h_starch0")["hands"] is None


def test_land_is_asked_only_for_what_grows_and_money_only_where_it_is_needed(place: Place) -> None:
    canna = Process(code="canna", name="Dong", product="canna", grown=True, cycle_months=11, labour=0.1, capacity=10.0)
    assert who(place(), canna, "h_farm0", price=500.0)["land"]
    assert not who(place(), canna, "h_pig0", price=500.0)["land"]
    assert who(place(), canna, "h_farm0", price=500.0)["money"]  # nothing is needed
    dear = Process(code="dry", name="Phơi", product="dry", labour=0.1, capacity=10.0, equipment=2_000_000)
    assert who(place(), dear, "h_starch0", price=500.0)["money"]
    assert not who(place(), dear, "h_pig0", price=500.0)["money"]
    assert who(place(), dear, "h_starch0")["money"] is None  # no price, so what is needed is not known


def test_all_four_are_needed_to_begin_alone(place: Place) -> None:
    assert who(place(), DRY, "h_starch0", price=900.0)["could"]
    assert not who(place(), DRY, "h_pig0", price=900.0)["could"]
    assert who(place(), DRY, "h_starch0")["could"] is None
    assert appraise(place(), DRY, price=900.0).who["could"].sum() == pytest.approx(3)
