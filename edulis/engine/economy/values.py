"""What each delivery was worth to both sides: reconciled quantities at the price of their channel."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.network.deliveries import deliveries, months_of

OUTSIDE = frozenset({"supplier", "factory", "consumers", "unknown"})  # of elsewhere unless said otherwise
_FEW = 5.0  # prices of a channel that weigh as much as the price of the product


def enterprises(cluster: Cluster) -> pl.DataFrame:
    """enterprise, kind, household, local: of the cluster where said so, or where its place is; suppliers, factories,
    consumers and partners nobody can name are of elsewhere unless said otherwise, all others of the cluster.
    """
    places = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("here"))
    return (
        cluster["enterprise"]
        .join(places, on="place", how="left")
        .select(
            pl.col("code").alias("enterprise"),
            "kind",
            "household",
            local=pl.coalesce("local", "here", ~pl.col("kind").is_in(list(OUTSIDE))),
        )
        .unique("enterprise", keep="first", maintain_order=True)
        .sort("enterprise")
    )


def valued(cluster: Cluster, flows: Flows | None, report_error: float) -> pl.DataFrame:
    """One row for each month, seller, buyer and product: quantity, value and error of the value, in money.

    A reconciled quantity is worth the pooled price of its product and month times the ratio of its channel (seller's
    and buyer's kind and side): the median of reported price over pooled price there, drawn towards 1 by n / (n + 5).
    Without the channel a trader would buy and sell at one price, and live on nothing. Without `flows` the reports' own
    values are taken, with a relative error. What has no price is worth 0: a by-product or waste that is given away.
    """
    rows = deliveries(cluster, flows).filter(pl.col("quantity").is_null() | (pl.col("quantity") > 0))
    if flows is None:
        return rows.with_columns(pl.col("value").fill_null(0.0)).with_columns(error=report_error * pl.col("value"))
    error = flows.trades.select("month", "seller", "buyer", "product", "error")
    keys = ["month", "seller", "buyer", "product"]
    rows = rows.join(error, on=keys, how="left", nulls_equal=True).drop_nulls("quantity")
    rows = _sided(rows.with_columns(pl.col("value").fill_null(0.0)), cluster)
    ratio = _channels(cluster, flows)
    return (
        rows.join(ratio, on=["product", *_CHANNEL], how="left")
        .with_columns(pl.col("value") * pl.col("ratio").fill_null(1.0))
        .with_columns(
            error=pl.when(pl.col("error").is_finite())
            .then(pl.col("error") / pl.col("quantity") * pl.col("value"))
            .otherwise(pl.col("value"))
        )
        .select(*keys, "quantity", "value", "error")
        .sort(keys)
    )


_CHANNEL = ["seller_kind", "seller_local", "buyer_kind", "buyer_local"]


def _sided(rows: pl.DataFrame, cluster: Cluster) -> pl.DataFrame:
    known = enterprises(cluster)
    for side in ("seller", "buyer"):
        named = known.select(
            pl.col("enterprise").alias(side),
            pl.col("kind").alias(f"{side}_kind"),
            pl.col("local").alias(f"{side}_local"),
        )
        rows = rows.join(named, on=side, how="left")
    return rows


def _channels(cluster: Cluster, flows: Flows) -> pl.DataFrame:
    """product, seller_kind, seller_local, buyer_kind, buyer_local, ratio."""
    factor = cluster["unit"].select(pl.col("code").alias("unit"), "factor")
    pooled = flows.trades.select("month", "product", "price").unique().drop_nulls("price")
    told = (
        cluster["trade"]
        .filter((pl.col("quantity") > 0) & (pl.col("value") > 0))
        .join(factor, on="unit", how="left")
        .join(pooled, on=["month", "product"], how="inner", nulls_equal=True)
        .filter(pl.col("price") > 0)
        .with_columns(
            off=(pl.col("value") / (pl.col("quantity") * pl.col("factor").fill_null(1.0)) / pl.col("price")).log()
        )
    )
    told = _sided(told, cluster).drop_nulls(_CHANNEL)
    return (
        told.group_by("product", *_CHANNEL)
        .agg(ratio=(pl.col("off").median() * pl.len() / (pl.len() + _FEW)).exp())
        .sort("product", *_CHANNEL)
    )


def a_year(cluster: Cluster) -> float:
    """By what an amount of the round is multiplied to be one of a year."""
    return 12.0 / months_of(cluster)
