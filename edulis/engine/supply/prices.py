"""Prices as they were told: of each buyer and month, and of each pair against the price all paid."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.told import told_prices


def prices_paid(cluster: Cluster) -> pl.DataFrame:
    """month, buyer, product, price, left_out: what each buyer paid, and how many reports were slips.

    Slips are left out and counted.
    """
    fair = pl.col("slip").not_()
    return (
        told_prices(cluster)
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
    pooled = flows.trades.select("month", "seller", "buyer", "product", pooled="price").drop_nulls()
    keys = ["seller", "buyer", "product"]
    ratio = (
        told_prices(cluster)
        .filter(~pl.col("slip"))
        .join(pooled, on=["month", *keys])
        .filter(pl.col("pooled") > 0)
        .group_by(keys)
        .agg(ratio=pl.col("value").sum() / (pl.col("quantity") * pl.col("pooled")).sum())
    )
    found = rows.join(ratio, on=keys, how="left", maintain_order="left")
    return found.with_columns(pl.col("value") * pl.col("ratio").fill_null(1.0)).drop("ratio")
