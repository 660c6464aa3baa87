"""Deliveries are worth what both sides of that channel pay, so that a trader has a margin."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy.values import a_year, enterprises, valued
from edulis.engine.flows import reconcile


def test_suppliers_and_consumers_are_of_elsewhere_unless_said_otherwise(cast: Callable[..., Cluster]) -> None:
    firms = pl.DataFrame(
        {"code": ["a", "b", "c"], "kind": ["starch", "supplier", "supplier"], "local": [None, None, True]},
        schema_overrides={"local": pl.Boolean},
    )
    assert dict(enterprises(cast(enterprise=firms)).select("enterprise", "local").iter_rows()) == {
        "a": True,
        "b": False,
        "c": True,
    }


def test_without_flows_reports_are_taken_with_their_assumed_error(cast: Callable[..., Cluster]) -> None:
    rows = valued(cast(), None, 0.2)
    starch = rows.filter((pl.col("seller") == "binh") & (pl.col("buyer") == "hoa"))
    assert starch["value"].to_list() == [2_500_000.0]
    assert starch["error"].to_list() == pytest.approx([500_000.0])


def test_a_trader_buys_cheaper_than_it_sells(cast: Callable[..., Cluster]) -> None:
    firms = pl.DataFrame(
        {
            "code": [*(f"s{i}" for i in range(9)), "t", "shop"],
            "kind": [*["starch"] * 9, "trader", "retailer"],
            "local": [*[True] * 10, False],
        }
    )
    rows = [(f"s{i}", "t", side, 100.0, 100_000) for i in range(9) for side in ("seller", "buyer")]
    rows.append(("t", "shop", "seller", 900.0, 1_100_000))
    trade = pl.DataFrame(rows, schema=["seller", "buyer", "reporter", "quantity", "value"], orient="row").with_columns(
        round=pl.lit("2002"), month=pl.lit(cast()["round"]["first_month"][0]), product=pl.lit("wet")
    )
    cluster = cast(enterprise=firms, trade=trade)
    found = valued(cluster.at("2002"), reconcile(cluster), 0.2)
    price = found.with_columns(price=pl.col("value") / pl.col("quantity"))
    bought = price.filter(pl.col("buyer") == "t")["price"].mean()
    sold = price.filter(pl.col("seller") == "t")["price"].mean()
    assert bought == pytest.approx(1000.0, rel=0.02)
    assert sold > 1.005 * bought


def test_what_has_no_price_is_worth_nothing(cast: Callable[..., Cluster]) -> None:
    trade = cast()["trade"].with_columns(value=pl.lit(None, pl.Int64))
    assert valued(cast(trade=trade), None, 0.2)["value"].sum() == 0.0


def test_a_round_of_one_month_is_a_twelfth_of_a_year(cast: Callable[..., Cluster]) -> None:
    assert a_year(cast().at("2002")) == 12.0
