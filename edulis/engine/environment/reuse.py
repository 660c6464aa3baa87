"""By-products and wastes: how much is made, and how much of it is used now."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows

SIDE_PRODUCTS = ("by_product", "waste")
GONE = 0.95  # a waste that is said to be dry went off with water or air: nobody can take it up


def side_products(cluster: Cluster) -> pl.DataFrame:
    """product, stage, unit, dry_matter, storable of by-products and of wastes that can be taken up."""
    table = cluster["product"].select(
        pl.col("code").alias("product"), "stage", "unit", "dry_matter", "storable", "price"
    )
    gone = (pl.col("stage") == "waste") & (pl.col("dry_matter") >= GONE)
    return table.filter(pl.col("stage").is_in(list(SIDE_PRODUCTS)) & ~gone.fill_null(False)).sort("product")


def made_by_month(cluster: Cluster, flows: Flows | None) -> pl.DataFrame:
    """month, enterprise, product, made (base units): what recipes make of what was done."""
    levels = flows.activities if flows is not None else cluster["activity"]
    kept = side_products(cluster).select("product")
    lines = cluster["process_line"].filter(pl.col("direction") == "out").join(kept, on="product")
    made = levels.select("month", "enterprise", "process", "level").join(
        lines.select("process", "product", pl.col("quantity").alias("per_unit")), on="process"
    )
    made = made.group_by("month", "enterprise", "product").agg(made=(pl.col("level") * pl.col("per_unit")).sum())
    return made.filter(pl.col("made") > 0).sort("month", "enterprise", "product")


def made_and_used(cluster: Cluster, flows: Flows | None, given: pl.DataFrame) -> pl.DataFrame:
    """enterprise, product, made, used (base units): sold, given away or used at home; more than was made is all of it.

    given: deliveries with seller, product, quantity. Both the diagnosis and the environment count reuse by this table.
    Source: Chertow (2000).
    """
    keys = ["enterprise", "product"]
    made = made_by_month(cluster, flows).group_by(keys).agg(pl.col("made").sum())
    sold = given.group_by(pl.col("seller").alias("enterprise"), "product").agg(given=pl.col("quantity").sum())
    uses = flows.uses if flows is not None else cluster["use"]
    own = uses.filter(pl.col("kind") == "own").group_by(keys).agg(own=pl.col("quantity").sum())
    rows = made.join(sold, on=keys, how="left").join(own, on=keys, how="left").sort(keys)
    used = pl.min_horizontal(pl.col("given").fill_null(0.0) + pl.col("own").fill_null(0.0), "made")
    return rows.with_columns(used=used).select(*keys, "made", "used")
