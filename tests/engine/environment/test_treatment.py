"""What treatment would cost."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.environment.treatment import INDEX_2006, options

Waste = Callable[..., Cluster]
SUMS = pl.DataFrame({"process": ["grate"], "water": [1000.0], "cod": [14_000.0]})


def test_a_cubic_metre_costs_what_the_study_of_2006_says(waste: Waste) -> None:
    table = options(waste(), SUMS, 10, 2002)
    assert dict(table.select("sharing", "cost").iter_rows()) == {"one": 1978e3, "group": 4480e3, "village": 2008e3}
    assert table["price_year"].unique().to_list() == [2006]
    assert table["per_enterprise"].to_list() == [197_800, 448_000, 200_800]
    assert (table["capital"] + table["running"]).to_list() == pytest.approx(table["cost"].to_list())
    assert table["per_kg_cod"].to_list()[2] == pytest.approx(2008e3 / (14_000 * 0.92))


def test_prices_follow_the_index_of_the_year(waste: Waste) -> None:
    index = pl.DataFrame({"code": ["i"], "kind": ["price_index"], "month": [pl.date(2002, 1, 1)], "value": [1.0]})
    index = index.with_columns(month=pl.date(2002, 1, 1))
    table = options(waste(reference=index), SUMS, 10, 2002)
    assert table["per_m3"].to_list()[0] == pytest.approx(1978 / INDEX_2006)
    assert table["price_year"].to_list() == [2002] * 3


def test_without_a_round_no_year_is_guessed(waste: Waste) -> None:
    assert options(waste(), SUMS, 10, None)["price_year"].unique().to_list() == [2006]


def test_another_currency_or_no_water_has_no_costs(waste: Waste) -> None:
    rupiah = pl.DataFrame({"code": ["v"], "title": ["V"], "currency": ["IDR"]})
    assert options(waste(cluster=rupiah), SUMS, 10, 2002).is_empty()
    assert options(waste(), SUMS.clear(), 10, 2002).is_empty()
