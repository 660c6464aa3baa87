"""Hired people from elsewhere and the city, who live from the cluster without living in it."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import read_livelihoods

Place = Callable[..., Cluster]


def row(cluster: Cluster, group: str) -> dict:
    return read_livelihoods(cluster).outside.filter(pl.col("group") == group).to_dicts()[0]


def test_wages_that_no_household_here_told_go_elsewhere(place: Place) -> None:
    less = place()["income"].with_columns(amount=pl.when(pl.col("source") == "wages").then(10_000).otherwise("amount"))
    hired = row(place(income=less), "hired")
    assert hired["high"] == 1_800_000
    assert hired["amount"] == pytest.approx(1_800_000 - 360_000)
    assert hired["hours"] == pytest.approx(720)
    assert row(place(), "hired")["share"] == 0  # households told more wages than were paid here


def test_the_city_takes_its_share_of_sales(place: Place) -> None:
    city = row(place(), "city")
    sold, inside = 36 * (1_500_000 + 475_000), 36 * 25_000
    assert city["share"] == pytest.approx(sold / (sold + inside))
    assert city["food"] == pytest.approx(36 * 50)
    assert city["enterprises"] == 6


def test_a_household_of_the_city_is_a_buyer_wherever_it_lives(place: Place) -> None:
    tables = place()
    homes = pl.concat([tables["household"], pl.DataFrame({"code": ["h_city"], "group": ["city"]})], how="diagonal")
    buyers = tables["enterprise"].with_columns(
        place=pl.when(pl.col("code") != "city").then("place"),
        household=pl.when(pl.col("code") == "city").then(pl.lit("h_city")).otherwise("household"),
    )
    assert row(place(household=homes, enterprise=buyers), "city")["enterprises"] == 6


def test_without_wages_and_sales_nothing_is_said(place: Place) -> None:
    tables = place()
    bare = place(labour=tables["labour"].clear(), trade=tables["trade"].clear())
    assert row(bare, "hired")["share"] is None
    assert row(bare, "city")["share"] is None
