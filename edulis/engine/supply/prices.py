"""Prices as they were told: of each buyer and month, and of each pair against the price all paid."""

from __future__ import annotations

import math

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows

_FAR, _SLIP, _FINEST = 6.0, math.log(1.5), 0.05  # a price that far from the usual is a slip: robust sd, and a factor


def _told(cluster: Cluster) -> pl.DataFrame:
    """Reports of trades with quantity (base units), value, and whether the price is a slip of unit or pen."""
    factor = cluster["unit"].select(pl.col("code").alias("unit"), "factor")
    return (
        cluster["trade"]
        .join(factor, on="unit", how="left")
        .with_columns(pl.col("quantity") * pl.col("factor").fill_null(1.0))
        .filter((pl.col("quantity") > 0) & (pl.col("value") > 0))
        .drop_nulls("month")
        .with_columns(log=(pl.col("value") / pl.col("quantity")).log())
        .with_columns(d=pl.col("log") - pl.col("log").median().over("product", "month"))
        .with_columns(s=(1.4826 * pl.col("d").abs().median().over("product")).clip(lower_bound=_FINEST))
        .with_columns(slip=(pl.col("d").abs() > _FAR * pl.col("s")) & (pl.col("d").abs() > _SLIP))
    )


def told_prices(cluster: Cluster) -> pl.DataFrame:
    """month, buyer, product, price, left_out: what each buyer paid, and how many reports were slips.

    A report beyond 6 robust sd and a factor of 1.5 of the product's median price of the month is left out.
    """
    fair = pl.col("slip").not_()
    return (
        _told(cluster)
        .group_by("month", "buyer", "product")
        .agg(
            price=pl.col("value").filter(fair).sum() / pl.col("quantity").filter(fair).sum(),
            left_out=pl.col("slip").sum().cast(pl.Int64),
        )
        .sort("month", "buyer", "product")
    )


def own_prices(cluster: Cluster, flows: Flows | None, rows: pl.DataFrame) -> pl.DataFrame:
    """The deliveries with `value` at what each pair told instead of the price that reconciliation pools over all.

    At pooled prices nobody who buys and sells on would earn anything. The pair's told value over the value of its told
    quantities at pooled prices, slips left out, is laid on each month; 1 where the pair told no money. rows: month,
    seller, buyer, product, quantity, value.
    """
    if flows is None:
        return rows
    pooled = flows.trades.select("month", "seller", "buyer", "product", "price").drop_nulls()
    keys = ["seller", "buyer", "product"]
    ratio = (
        _told(cluster)
        .filter(~pl.col("slip"))
        .join(pooled, on=["month", *keys])
        .filter(pl.col("price") > 0)
        .group_by(keys)
        .agg(ratio=pl.col("value").sum() / (pl.col("quantity") * pl.col("price")).sum())
    )
    found = rows.join(ratio, on=keys, how="left", maintain_order="left")
    return found.with_columns(pl.col("value") * pl.col("ratio").fill_null(1.0)).drop("ratio")
