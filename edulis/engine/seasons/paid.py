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
    rows = deliveries(cluster, flows).drop("value")
    values = cluster["trade"].drop_nulls("value").group_by([*_DELIVERY, "reporter"]).agg(pl.col("value").sum())
    values = values.group_by(_DELIVERY).agg(told=pl.col("value").mean() / minor_units(cluster))
    rows = rows.join(values, on=_DELIVERY, how="left", nulls_equal=True)
    told = told_prices(cluster)
    own = told.group_by(_DELIVERY).agg(p0=pl.col("price").mean())
    rows = rows.join(own, on=_DELIVERY, how="left", nulls_equal=True)
    for at, keys in enumerate((["seller", "product"], ["buyer", "product"], ["product", "month"], ["product"]), 1):
        usual = told.group_by(keys).agg(pl.col("price").median().alias(f"p{at}"))
        rows = rows.join(usual, on=keys, how="left", nulls_equal=True)
    usual = cluster["product"].select(pl.col("code").alias("product"), p9="price")
    rows = rows.join(usual, on="product", how="left")
    price = pl.coalesce("p0", "p1", "p2", "p3", "p4", "p9")
    rows = rows.with_columns(price=price)
    value = pl.col("quantity") * pl.col("price")
    if flows is None:
        value = pl.coalesce(pl.col("told"), value)
    rows = rows.with_columns(value=value)
    return rows.select(*_DELIVERY, "quantity", "price", "value").sort(_DELIVERY)


def told_prices(cluster: Cluster) -> pl.DataFrame:
    """month, seller, buyer, product, price (whole money per base unit) of each report with quantity and value."""
    factor = cluster["unit"].select(pl.col("code").alias("unit"), "factor")
    rows = cluster["trade"].filter((pl.col("quantity") > 0) & (pl.col("value") > 0)).join(factor, on="unit", how="left")
    price = pl.col("value") / minor_units(cluster) / (pl.col("quantity") * pl.col("factor").fill_null(1.0))
    rows = rows.select(*_DELIVERY, price=price)
    off = (pl.col("price") / pl.col("price").median().over("product")).log().abs()
    return rows.filter(off <= pl.lit(STRANGE).log())


def minor_units(cluster: Cluster) -> int:
    """How many minor units make one of the cluster's money; 1 where nobody said."""
    return int(10 ** (cluster.about["minor_digits"] or 0))
