"""Prices as they were told."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.told import told_prices

Cast = Callable[..., Cluster]


def trades(*values: int, unit: str | None = None) -> pl.DataFrame:
    """Binh sells wet starch to many, 100 units each, at these values."""
    rows = [("binh", f"b{number}", "wet", "seller", 100.0, value, unit) for number, value in enumerate(values)]
    names = ["seller", "buyer", "product", "reporter", "quantity", "value", "unit"]
    frame = pl.DataFrame(rows, schema=names, orient="row", schema_overrides={"unit": pl.String})
    return frame.with_columns(round=pl.lit("2002"), month=pl.lit(dt.date(2002, 11, 1)))


def test_a_price_is_value_over_quantity_in_base_units(cast: Cast) -> None:
    unit = pl.DataFrame({"code": ["yen"], "name": ["yến"], "base": ["kg"], "factor": [10.0]})
    assert told_prices(cast(trade=trades(1_300_000, unit="yen"), unit=unit))["price"].to_list() == [1300.0]


def test_a_zero_too_many_is_a_slip_and_a_dear_lot_is_not(cast: Cast) -> None:
    told = told_prices(cast(trade=trades(130_000, 128_000, 131_000, 150_000, 1_300_000)))
    assert told["slip"].to_list() == [False, False, False, False, True]


def test_reports_without_quantity_value_or_month_have_no_price(cast: Cast) -> None:
    rows = trades(130_000, 128_000, 131_000)
    holes = rows.with_columns(
        quantity=pl.Series([None, 100.0, 100.0]), value=pl.Series([130_000, None, 131_000]),
        month=pl.Series([dt.date(2002, 11, 1), dt.date(2002, 11, 1), None]),
    )  # fmt: skip
    assert told_prices(cast(trade=holes)).is_empty()
    assert told_prices(Cluster.of({})).is_empty()


def test_the_unit_of_money_changes_no_slip(cast: Cast) -> None:
    rows = trades(130_000, 128_000, 131_000, 150_000, 1_300_000)
    dear = rows.with_columns(pl.col("value") * 1000)
    one, other = (told_prices(cast(trade=table)) for table in (rows, dear))
    assert one["slip"].equals(other["slip"])
    assert other["price"].to_list() == pytest.approx((one["price"] * 1000).to_list())
