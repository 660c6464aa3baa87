"""What local enterprises buy, from whom, and whether it comes from the first hand."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.network.deliveries import deliveries
from edulis.engine.supply.ledger import recipe_lines
from edulis.engine.supply.prices import own_prices
from edulis.engine.supply.who import enterprises, larger_places


def first_hands(cluster: Cluster, rows: pl.DataFrame) -> pl.DataFrame:
    """The deliveries of sellers that are from elsewhere, made the product, or are never seen to buy it.

    So what a trader of the place sells on is not counted twice. rows: seller, buyer, product and more.
    """
    return rows.filter(_origin(cluster, rows))


def _origin(cluster: Cluster, rows: pl.DataFrame) -> pl.Series:
    """Which of the deliveries are from a first hand."""
    local = enterprises(cluster).filter("local").select(seller="enterprise")
    out = recipe_lines(cluster).filter(pl.col("direction") == "out").select("process", "product")
    made = cluster["activity"].join(out, on="process").select("product", seller="enterprise").unique()
    buys = rows.select("product", seller="buyer").unique()
    again = buys.join(local, on="seller", how="semi").join(made, on=["seller", "product"], how="anti")
    flagged = again.with_columns(again=pl.lit(True))
    joined = rows.join(flagged, on=["seller", "product"], how="left", maintain_order="left")
    return joined["again"].is_null()


def bought(cluster: Cluster, flows: Flows | None) -> pl.DataFrame:
    """Deliveries of one round with stage, each side's kind, place and local, `origin` (first hand), `worth`.

    `seller_region`: whether the seller lies in the cluster or a larger place of it; empty where that is not known.
    `worth` is the value; the quantity where no money is known at all, 1 for each tie where no amount is known either.
    """
    rows = own_prices(cluster, flows, deliveries(cluster, flows))
    rows = rows.filter(pl.col("quantity").is_null() | (pl.col("quantity") > 0))
    who = enterprises(cluster)
    chains = larger_places(cluster)
    here = who.filter("local")["place"].drop_nulls().unique().to_list()
    around = {place for code in here for place in chains.get(code, (code,))}
    near = [code for code, chain in chains.items() if around & set(chain)]
    for side in ("seller", "buyer"):
        named = who.select(
            pl.col("enterprise").alias(side),
            *(pl.col(name).alias(f"{side}_{name}") for name in ("kind", "place", "local")),
        )  # fmt: skip
        rows = rows.join(named, on=side, how="left", maintain_order="left")
    stage = cluster["product"].select(pl.col("code").alias("product"), "stage")
    rows = rows.join(stage, on="product", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("seller_local", "buyer_local").fill_null(False), origin=_origin(cluster, rows))
    placed = pl.when(pl.col("seller_place").is_not_null()).then(pl.col("seller_place").is_in(near))
    rows = rows.with_columns(seller_region=pl.when("seller_local").then(True).otherwise(placed))
    if rows["value"].count():
        return rows.with_columns(worth=pl.col("value").fill_null(0.0))
    if rows["quantity"].count():
        return rows.with_columns(worth=pl.col("quantity").fill_null(0.0))
    ties = rows.unique(["seller", "buyer", "product"], maintain_order=True)
    return ties.with_columns(worth=pl.lit(1.0))
