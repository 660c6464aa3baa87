"""What swings with the season, from year to year, and by chance."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from edulis.engine.cluster import Cluster
from edulis.engine.supply.variability import split, variability

Chain = Callable[..., Cluster]
positive = st.floats(0.1, 100, allow_nan=False)


def test_a_pure_season_is_all_season_and_a_pure_trend_of_years_all_year() -> None:
    month = np.arange(24) + 24_000
    season = split(month, np.tile(np.arange(1.0, 13.0), 2))
    assert_allclose([season.season, season.year, season.shock], [season.total, 0, 0], atol=1e-12)
    years = split(month, np.repeat([1.0, 3.0], 12))
    assert_allclose([years.season, years.year, years.shock], [0, 0.25, 0], atol=1e-12)


@settings(max_examples=40)
@given(st.lists(positive, min_size=36, max_size=36), st.floats(0.001, 1000))
def test_the_parts_add_up_and_a_change_of_unit_changes_no_part(values: list[float], unit: float) -> None:
    month, value = np.arange(36) + 24_000, np.array(values)
    found = split(month, value)
    assert_allclose(found.within + found.between, found.total, atol=1e-9)
    assert_allclose(found.season + found.year + found.shock, found.between, atol=1e-9)
    other = split(month, unit * value)
    assert_allclose([other.season, other.year, other.shock], [found.season, found.year, found.shock], atol=1e-9)


def test_within_one_year_season_and_chance_stay_together() -> None:
    found = split(np.arange(12) + 24_000, np.arange(1.0, 13.0))
    assert np.isnan([found.season, found.year, found.shock]).all()
    assert found.between == pytest.approx(found.total)


def test_months_without_purchases_count_as_nought_but_rounds_that_did_not_ask_do_not(chain: Chain) -> None:
    village = chain()
    later = pl.DataFrame(
        {"code": ["2002", "2005"], "first_month": [dt.date(2002, 10, 1), dt.date(2005, 1, 1)],
         "last_month": [dt.date(2003, 3, 1), dt.date(2005, 12, 1)]}
    )  # fmt: skip
    rows = variability(chain(round=later), "2002", None)
    volume = rows.filter((pl.col("product") == "root") & (pl.col("measure") == "volume")).row(0, named=True)
    assert (volume["months"], volume["mean"], volume["cv"]) == (6, 5000, 1)
    steady = variability(village, "2002", None).filter(pl.col("measure") == "volume")
    assert steady["cv"].max() == 0


def test_prices_split_into_months_and_buyers_and_quality_is_told_by_property(chain: Chain) -> None:
    test = pl.DataFrame(
        {"round": ["2002"] * 2, "enterprise": ["binh", "hoa"], "product": ["wet"] * 2, "property": ["ash"] * 2,
         "day": [dt.date(2002, 10, 3)] * 2, "value": [0.4, 0.6]}
    )  # fmt: skip
    rows = variability(chain(quality_test=test), "2002", None)
    ash = rows.filter(pl.col("measure") == "ash").row(0, named=True)
    assert (ash["within"], ash["between"]) == (pytest.approx(0.2), 0)
    assert rows.filter((pl.col("product") == "root") & (pl.col("measure") == "price"))["cv"].item() == 0


def test_reference_prices_of_several_years_are_compared_in_real_money(chain: Chain) -> None:
    price = [("a", "price", "root", 400.0, 2002), ("b", "price", "root", 500.0, 2004)]
    index = [("c", "price_index", None, 1.0, 2002), ("d", "price_index", None, 1.25, 2004)]
    rows = pl.DataFrame(price + index, schema=["code", "kind", "product", "value", "year"], orient="row")
    rows = rows.with_columns(month=pl.date(pl.col("year"), 1, 1)).drop("year")
    told = variability(chain(reference=rows), "2002", None).filter(pl.col("measure") == "reference price")
    assert told["year"].item() == pytest.approx(0)
    nominal = variability(chain(reference=rows.filter(pl.col("kind") == "price")), "2002", None)
    told = nominal.filter(pl.col("measure") == "reference price")
    assert told["year"].item() == pytest.approx(50 / 450)


def test_a_cluster_with_nothing_in_it_has_no_rows() -> None:
    assert variability(Cluster.of({}), "", None).is_empty()
