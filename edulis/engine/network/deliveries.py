"""Deliveries of one round by month, seller, buyer and product: reconciled where that was done, else as reported."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows

COLUMNS = ("month", "seller", "buyer", "product", "quantity", "value")


def deliveries(cluster: Cluster, flows: Flows | None = None) -> pl.DataFrame:
    """One row for each month, seller, buyer and product: quantity in base units, value in money; empty where unknown.

    Without `flows` the reports of one delivery are averaged over those who reported it, after summing over grade and
    terms; a value that nobody gave is quantity times the product's usual price. Values are in minor units.
    """
    if flows is not None:
        determined = pl.col("error").is_finite()  # a trade of which no amount was told is not a trade of nothing
        known = flows.trades.with_columns(pl.when(determined).then(pl.col(name)).alias(name) for name in COLUMNS[4:])
        return known.select(COLUMNS).sort(COLUMNS[:4])
    factor = cluster["unit"].select(pl.col("code").alias("unit"), "factor")
    price = cluster.usual_prices()
    usual = pl.col("quantity") * pl.col("usual")
    reported = (
        cluster["trade"]
        .join(factor, on="unit", how="left")
        .join(price, on="product", how="left")
        .with_columns(quantity=pl.col("quantity") * pl.col("factor").fill_null(1.0))
        .with_columns(value=pl.coalesce(pl.col("value").cast(pl.Float64), usual))
    )
    amounts = [_known_sum(name) for name in ("quantity", "value")]
    keys = list(COLUMNS[:4])
    by_reporter = reported.group_by([*keys, "reporter"]).agg(amounts)
    return by_reporter.group_by(keys).agg(pl.col("quantity").mean(), pl.col("value").mean()).sort(keys)


def months_of(cluster: Cluster) -> int:
    """How many months the cluster's round covers; 12 where no round is given."""
    if cluster["round"].is_empty():
        return 12
    first, last = cluster["round"].select(pl.col("first_month").min(), pl.col("last_month").max()).row(0)
    return max(int((last.year - first.year) * 12 + last.month - first.month + 1), 1)


def product_values(cluster: Cluster, flows: Flows | None = None) -> pl.DataFrame:
    """One row for each seller, buyer and product: `value` (money) and `quantity` (base units) a year, empty where no
    amount is known at all.

    Where the reconciled quantity is zero in every month there was no trade, and the row is left out.
    """
    rows = deliveries(cluster, flows).filter(pl.col("quantity").is_null() | (pl.col("quantity") > 0))
    a_year = 12 / months_of(cluster)
    keys = ("seller", "buyer", "product")
    return rows.group_by(keys).agg(_known_sum(name) * a_year for name in ("value", "quantity")).sort(keys)


def pair_values(products: pl.DataFrame) -> pl.DataFrame:
    """One row for each seller and buyer of `product_values`: `value` in money a year, empty where it is not known."""
    return products.group_by("seller", "buyer").agg(_known_sum("value")).sort("seller", "buyer")


def _known_sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)
