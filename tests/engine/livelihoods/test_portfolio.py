"""Each household with what it lives from, months told and months not told."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import read_livelihoods
from edulis.engine.livelihoods.portfolio import by_dimension, incomes

Place = Callable[..., Cluster]


def of(cluster: Cluster, household: str) -> dict:
    return read_livelihoods(cluster).households.filter(pl.col("household") == household).to_dicts()[0]


def test_income_is_per_head_and_month_with_its_sources(place: Place) -> None:
    pig = of(place(), "h_pig0")
    assert pig["per_head"] == pytest.approx(400_000)
    assert pig["sources"] == 2
    assert pig["inverse_simpson"] == pytest.approx(1 / (0.75**2 + 0.25**2))
    assert (pig["own"], pig["wages"], pig["elsewhere"]) == (7_200_000, 2_400_000, 0)


def test_a_month_not_told_is_not_a_month_of_nothing_but_bounds_say_what_if(place: Place) -> None:
    half = place()["income"].filter(
        (pl.col("household") != "h_farm0") | (pl.col("month") < dt.date(2003, 3, 1))
    )  # fmt: skip
    farm = of(place(income=half), "h_farm0")
    assert farm["months"] == 6
    assert farm["per_head"] == pytest.approx(100_000)
    assert farm["per_head_low"] == pytest.approx(50_000)


def test_a_household_that_told_nothing_is_there_with_nothing_known(place: Place) -> None:
    silent = place()["income"].filter(pl.col("household") != "h_farm0")
    farm = of(place(income=silent), "h_farm0")
    assert farm["per_head"] is None
    assert farm["inverse_simpson"] is None


def test_a_loss_counts_in_the_sum_and_not_among_sources(place: Place) -> None:
    loss = place()["income"].with_columns(
        amount=pl.when(pl.col("source") == "livestock").then(-100_000).otherwise("amount")
    )
    pig = of(place(income=loss), "h_pig0")
    assert pig["per_head"] == pytest.approx(50_000)
    assert pig["sources"] == 1
    assert pig["inverse_simpson"] == pytest.approx(1)


def test_the_main_trade_is_the_one_that_sells_most(place: Place) -> None:
    both = place()["enterprise"].with_columns(
        household=pl.when(pl.col("code") == "pig0").then(pl.lit("h_starch0")).otherwise("household")
    )
    cluster = place(enterprise=both)
    assert of(cluster, "h_starch0")["kind"] == "starch"
    assert of(cluster, "h_pig0")["kind"] == "none"


def test_months_outside_the_round_are_left_out_and_each_dimension_holds_its_rows(place: Place) -> None:
    late = place()["income"].with_columns(pl.col("month").dt.offset_by("2y"))
    assert incomes(place(income=late)).is_empty()
    rows = pl.DataFrame({name: ["a", None] for name in ("group", "kind", "head", "setting", "listed")})
    assert by_dimension(rows).height == 2 + 5
