"""Prices as they were told, in one place: what each report says a base unit cost, and which of them are slips."""

from __future__ import annotations

import math

import polars as pl

from edulis.engine.cluster import Cluster

FAR, SLIP, FINEST = 6.0, math.log(1.5), 0.05  # robust standard deviations; a factor; the least spread prices have


def told_prices(cluster: Cluster) -> pl.DataFrame:
    """Each report of a trade with month, quantity and value: month, seller, buyer, product, grade, reporter, quantity
    (base units), value and price (minor units of money, for the lot and for one unit), slip.

    A report is a slip of unit or pen where its price is more than 6 robust standard deviations, and more than a factor
    of 1.5, off the median of its product and month: |d| > max(6 s, ln 1.5), d = ln p − median, s = 1.4826 median |d|
    over the product, at least 0.05. Reconciled prices are pooled over all, so who wants to see how prices differ starts
    here. Source: Hampel (1974) for the median deviation.
    """
    factor = cluster["unit"].select(pl.col("code").alias("unit"), "factor")
    return (
        cluster["trade"]
        .join(factor, on="unit", how="left", maintain_order="left")
        .with_columns(pl.col("quantity") * pl.col("factor").fill_null(1.0))
        .filter((pl.col("quantity") > 0) & (pl.col("value") > 0))
        .drop_nulls("month")
        .with_columns(price=pl.col("value") / pl.col("quantity"))
        .with_columns(log=pl.col("price").log())
        .with_columns(d=pl.col("log") - pl.col("log").median().over("product", "month"))
        .with_columns(s=(1.4826 * pl.col("d").abs().median().over("product")).clip(lower_bound=FINEST))
        .with_columns(slip=(pl.col("d").abs() > FAR * pl.col("s")) & (pl.col("d").abs() > SLIP))
        .select("month", "seller", "buyer", "product", "grade", "reporter", "quantity", "value", "price", "slip")
    )
