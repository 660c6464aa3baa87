"""One unit's margin with its range, from told prices and recipes."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods.prospects import SPREAD, prices, prospect
from edulis.schema import Process, ProcessLine

Place = Callable[..., Cluster]
MUSHROOM = Process(code="mushroom", name="Nấm", product="mushroom")
BED = ProcessLine(process="mushroom", product="residue", direction="in", quantity=5.0, relative_error=0.1)
WASTE = ProcessLine(process="mushroom", product="compost", direction="out", quantity=3.0)


def test_prices_come_from_what_was_told_and_spread_as_that(place: Place) -> None:
    table = {row["product"]: row for row in prices(place().at("2002")).to_dicts()}
    assert (table["wet"]["price"], table["wet"]["spread"]) == (1500, 0)
    assert (table["paddy"]["price"], table["paddy"]["spread"]) == (1800, SPREAD)


def test_the_margin_is_income_less_cost_and_its_range_holds_it(place: Place) -> None:
    table = prices(place().at("2002"))
    one = prospect(table, MUSHROOM, (BED, WASTE), price=4000.0, used={}, draws=2000, seed=1)
    assert one.margin == pytest.approx(4000 - 5 * 50)
    low, high = one.interval()
    assert low < one.margin < high
    assert one.unpriced == ("compost",)
    assert prospect(table, MUSHROOM, (WASTE, BED), price=4000.0, used={}, draws=2000, seed=1).interval() == (low, high)
    assert prospect(table, MUSHROOM, (BED,), price=None, used={}, draws=10, seed=1).unpriced == ("mushroom",)


def test_a_by_product_counts_as_far_as_it_finds_a_use(place: Place) -> None:
    grate = Process(code="grate", name="Xát", product="wet")
    lines = (ProcessLine(process="grate", product="residue", direction="out", quantity=1.0),)
    table = prices(place().at("2002"))
    half = prospect(table, grate, lines, price=None, used={"residue": 0.5}, draws=10, seed=0)
    assert half.margin == pytest.approx(1525)


def test_one_strange_report_moves_no_price(place: Place) -> None:
    odd = place()["trade"].with_columns(
        value=pl.when((pl.col("product") == "wet") & (pl.col("month") == dt.date(2003, 1, 1)))
        .then(15_000_000).otherwise("value")
    )  # fmt: skip
    table = prices(place(trade=odd).at("2002"))
    assert table.filter(pl.col("product") == "wet")["price"][0] == 1500
