"""Deliveries of a round: what two sides told, made one."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.flows import reconcile
from edulis.engine.network import deliveries
from edulis.engine.network.deliveries import months_of, pair_values, product_values

Cast = Callable[..., Cluster]


def told(**columns: list[object]) -> pl.DataFrame:
    rows = len(columns["reporter"])
    same = {"round": ["2002"] * rows, "seller": ["binh"] * rows, "buyer": ["hoa"] * rows, "product": ["wet"] * rows}
    return pl.DataFrame(same | columns)


def test_grades_add_up_before_the_two_sides_are_averaged(cast: Cast) -> None:
    trade = told(
        reporter=["seller", "seller", "buyer"], grade=["A", "B", None], quantity=[100.0, 50.0, 130.0], value=[10, 4, 12]
    )
    row = deliveries(cast(trade=trade)).row(0, named=True)
    assert row["quantity"] == pytest.approx(140)
    assert row["value"] == pytest.approx(13)


def test_a_local_measure_becomes_base_units_and_the_usual_price_stands_in(cast: Cast) -> None:
    product = pl.DataFrame({"code": ["wet"], "name": ["Bột"], "stage": ["half"], "unit": ["kg"], "price": [2.0]})
    unit = pl.DataFrame({"code": ["ta"], "name": ["tạ"], "base": ["kg"], "factor": [100.0]})
    trade = told(reporter=["seller"], quantity=[3.0], unit=["ta"])
    row = deliveries(cast(trade=trade, product=product, unit=unit)).row(0, named=True)
    assert row["quantity"] == 300
    assert row["value"] == 600


def test_a_trade_of_which_no_amount_was_told_is_not_a_trade_of_nothing_once_reconciled(cast: Cast) -> None:
    sketch = cast(trade=told(reporter=["observer"]))
    values = pair_values(product_values(sketch, reconcile(sketch)))
    assert values.to_dicts() == [{"seller": "binh", "buyer": "hoa", "value": None}]


def test_a_tie_without_amounts_stays_a_tie(cast: Cast) -> None:
    row = deliveries(cast(trade=told(reporter=["observer"]))).row(0, named=True)
    assert row["quantity"] is None
    assert row["value"] is None


def test_values_are_told_for_a_year(cast: Cast) -> None:
    half = pl.DataFrame({"code": ["2002"], "first_month": [dt.date(2002, 9, 1)], "last_month": [dt.date(2003, 2, 1)]})
    cluster = cast(round=half, trade=told(reporter=["seller"], quantity=[3.0], value=[50]))
    assert months_of(cluster) == 6
    assert pair_values(product_values(cluster))["value"].item() == 100
    assert months_of(Cluster.of({})) == 12


def test_who_delivered_nothing_did_not_trade(cast: Cast) -> None:
    nothing = cast(trade=told(reporter=["seller"], quantity=[0.0], value=[0]))
    assert pair_values(product_values(nothing)).is_empty()
