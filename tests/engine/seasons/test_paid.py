"""What was paid: a trader's two prices stay two, and a slip of the pen does not become a price."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.seasons.paid import paid_deliveries

Year = Callable[..., Cluster]


def trades(*rows: tuple[str, str, str, float, int | None]) -> pl.DataFrame:
    schema = ["seller", "buyer", "reporter", "quantity", "value"]
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        round=pl.lit("2002"), month=pl.lit(dt.date(2002, 9, 1)), product=pl.lit("wet")
    )


def values(year: Year, table: pl.DataFrame) -> dict[tuple[str, str], float]:
    rows = paid_deliveries(year(trade=table).at("2002"))
    return {(row["seller"], row["buyer"]): row["value"] for row in rows.to_dicts()}


def test_a_delivery_without_a_value_is_paid_at_its_sellers_own_price(year: Year) -> None:
    table = trades(
        ("binh0", "lan0", "seller", 10.0, 1000),
        ("lan0", "city", "seller", 10.0, 1500),
        ("lan0", "roots", "seller", 4.0, None),
    )
    assert values(year, table)["lan0", "roots"] == pytest.approx(600)


def test_a_price_far_off_is_not_used_for_others_but_what_was_told_is_kept(year: Year) -> None:
    table = trades(
        ("binh0", "lan0", "seller", 10.0, 1000),
        ("binh1", "lan0", "seller", 100.0, 1000),  # ten times off
        ("binh2", "lan0", "seller", 10.0, 1000),
        ("binh1", "hoa0", "seller", 10.0, None),
    )
    found = values(year, table)
    assert found["binh1", "lan0"] == 1000
    assert found["binh1", "hoa0"] == pytest.approx(1000)


def test_amounts_are_in_whole_money(year: Year) -> None:
    dollars = year()["cluster"].with_columns(minor_digits=pl.lit(2, pl.Int64))
    table = trades(("binh0", "lan0", "seller", 10.0, 1000))
    assert year(cluster=dollars).minor_units == 100
    assert paid_deliveries(year(cluster=dollars, trade=table))["value"].to_list() == [10.0]


def test_without_any_trade_there_are_no_rows(year: Year) -> None:
    assert paid_deliveries(year(trade=trades().clear())).is_empty()
