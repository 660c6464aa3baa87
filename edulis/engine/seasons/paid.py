"""What was paid for each delivery: at the price that its own seller or buyer told, so that margins stay visible."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.network.deliveries import deliveries

STRANGE = 3.0  # a told price this many times off the usual one of its product is a slip of the pen
_DELIVERY = ["month", "seller", "buyer", "product"]


def paid_deliveries(cluster: Cluster, flows: Flows | None = None) -> pl.DataFrame:
    """One row for each month, seller, buyer and product: quantity in base units, price, value in whole money.

    price: the mean that was told for this delivery; where none was, the median that its seller told for the product,
    else its buyer, else all in that month, else all, else the product's usual price. One pooled price would make a
    trader buy and sell at the same price and earn nothing. Prices more than 3 times off the median of their product
    are left out. value is quantity × price where `flows` is given; else the mean value told, where one was. `cluster`
    is one round.
    """
    reports = _reports(cluster)
    amounts = [_sum(name).alias(name) for name in ("quantity", "told")]
    each = reports.group_by([*_DELIVERY, "reporter"]).agg(*amounts, pl.col("price").mean())
    rows = each.group_by(_DELIVERY).agg(pl.col("quantity", "told", "price").mean())
    if flows is not None:
        names = rows.select(*_named(), "price")
        closed = deliveries(cluster, flows).drop("value")
        rows = closed.join(names, on=_DELIVERY, how="left", nulls_equal=True).with_columns(
            told=pl.lit(None, pl.Float64)
        )
        reports = reports.with_columns(*_named())
    rows = _priced(cluster, rows, reports.drop_nulls("price")).with_columns(
        value=pl.coalesce("told", pl.col("quantity") * pl.col("price"))
    )
    return rows.sort(_DELIVERY).select(*_named(), "quantity", "price", "value")


def _priced(cluster: Cluster, rows: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The rows with a price where their own reports have none."""
    lacking = rows.filter(pl.col("price").is_null())
    if lacking.is_empty():
        return rows
    for at, keys in enumerate((["seller", "product"], ["buyer", "product"], ["product", "month"], ["product"])):
        usual = told.group_by(keys).agg(pl.col("price").median().alias(f"p{at}"))
        lacking = lacking.join(usual, on=keys, how="left", nulls_equal=True)
    usual = cluster["product"].select(
        pl.col("code").cast(rows.schema["product"], strict=False).alias("product"), p9="price"
    )
    lacking = lacking.join(usual.drop_nulls("product"), on="product", how="left")
    lacking = lacking.with_columns(price=pl.coalesce("p0", "p1", "p2", "p3", "p9"))
    return pl.concat([rows.filter(pl.col("price").is_not_null()), lacking.select(rows.columns)])


def _named() -> list[pl.Expr]:
    """The columns of a delivery with their plain types."""
    return [pl.col("month"), *(pl.col(name).cast(pl.String) for name in _DELIVERY[1:])]


def _sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum())


def _reports(cluster: Cluster) -> pl.DataFrame:
    """Each report: month, seller, buyer, product (as numbers of their sorted names), reporter, quantity in base units,
    told (value in whole money), price (empty where it cannot be said, or is strange).
    """
    trade = cluster["trade"].select(*_DELIVERY, "reporter", "quantity", "unit", "value")
    named = pl.Enum(pl.concat([trade["seller"], trade["buyer"]]).drop_nulls().unique().sort())
    goods = pl.Enum(trade["product"].drop_nulls().unique().sort())
    if trade["unit"].null_count() < trade.height:
        factor = cluster["unit"].select(pl.col("code").alias("unit"), "factor")
        trade = trade.join(factor, on="unit", how="left").with_columns(
            quantity=pl.col("quantity") * pl.col("factor").fill_null(1.0)
        )
    rows = trade.select(
        "month", pl.col("seller", "buyer").cast(named), pl.col("product").cast(goods), "reporter", "quantity",
        told=pl.col("value") / cluster.minor_units,
    )  # fmt: skip
    price = pl.when((pl.col("quantity") > 0) & (pl.col("told") > 0)).then(pl.col("told") / pl.col("quantity"))
    rows = rows.with_columns(price=price)
    middle = rows.group_by("product").agg(middle=pl.col("price").median())
    near = (pl.col("price") / pl.col("middle")).log().abs() <= pl.lit(STRANGE).log()
    rows = rows.join(middle, on="product", how="left", nulls_equal=True)
    return rows.with_columns(price=pl.when(near).then("price")).drop("middle")
