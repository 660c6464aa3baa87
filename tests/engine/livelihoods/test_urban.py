"""What farming and food work near the city gives, and how settings compare."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import read_livelihoods

Place = Callable[..., Cluster]


def share(cluster: Cluster, what: str) -> dict:
    return read_livelihoods(cluster).urban.filter(pl.col("what") == what).to_dicts()[0]


def test_income_work_and_food_are_shares_of_what_is_known(place: Place) -> None:
    assert share(place(), "income")["share"] == pytest.approx(34 / 36)
    assert share(place(), "work")["share"] == 1
    assert share(place(), "food")["share"] == pytest.approx((12 * 0.8 + 18 * 0.2) / 30)
    workers = (3 * 960 + 3 * 480 + 3 * 160) / (18 * 8 * 26 * 12)
    assert share(place(), "workers")["share"] == pytest.approx(workers)


def test_other_work_and_other_places_are_not_counted(place: Place) -> None:
    tables = place()
    trucks = tables["enterprise"].with_columns(
        kind=pl.when(pl.col("kind") == "pigs").then(pl.lit("transport")).otherwise("kind")
    )
    assert share(place(enterprise=trucks), "work")["share"] == pytest.approx(3840 / 5280, abs=0.1)
    rural = tables["place"].with_columns(setting=pl.lit("rural"))
    assert share(place(place=rural), "work")["share"] == 0
    assert share(place(place=rural), "food")["share"] is None


def test_a_settings_market_growth_is_that_of_people_times_income(place: Place) -> None:
    settings = read_livelihoods(place()).settings
    here = settings.filter("local").to_dicts()[0]
    wet, pig, all_sold = 36 * 1_500_000, 36 * 475_000, 36 * 2_000_000
    expected = (wet * (1.02 * 1.07 - 1) + pig * 0.05) / (wet + pig)
    assert here["growth"] == pytest.approx(expected)
    assert here["known"] == pytest.approx((wet + pig) / all_sold)
    assert here["demand_growth"] == pytest.approx(1.02 * 1.035 - 1)  # only starch has an elasticity
    assert (here["enterprises"], here["sellers"]) == (9, 6)


def test_without_markets_growth_is_not_known(place: Place) -> None:
    settings = read_livelihoods(place(market=place()["market"].clear())).settings
    assert settings["growth"].null_count() == settings.height
