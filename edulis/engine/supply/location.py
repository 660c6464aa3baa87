"""What the place has more of than its region, and what it is known for."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.supply.who import enterprises

QUOTIENTS = ("sector", "against", "here", "share_here", "there", "share_there", "quotient", "whole_told")
_AGAINST = {"region_total": "region", "national_total": "country"}


def quotients(cluster: Cluster) -> pl.DataFrame:
    """Location quotient of each kind: its share of the enterprises here over its share there.

    `(e_k / E) / (r_k / R)`; R is the total that is told (no kind), else the sum of the kinds told, and then E counts
    these kinds only (`whole_told` false), so that Σ share_there × quotient = 1 over all kinds that are told. Totals
    that speak of a product or count workers are left out. Source: Florence (1939); Isserman (1977).
    """
    told = cluster["reference"].filter(pl.col("kind").is_in(list(_AGAINST)) & pl.col("product").is_null())
    count = pl.col("unit").is_null() | pl.col("unit").str.to_lowercase().str.contains("enterprise|cơ sở")
    told = told.filter(count & (pl.col("value") > 0)).sort("code").with_columns(
        against=pl.col("kind").replace_strict(_AGAINST, return_dtype=pl.String)
    )  # fmt: skip
    year = pl.col("month").is_null() | (pl.col("month") == pl.col("month").max().over("against", "sector"))
    told = told.filter(year).unique(["against", "sector"], keep="first", maintain_order=True)
    here = enterprises(cluster).filter("local").group_by(pl.col("kind").alias("sector")).agg(here=pl.len())
    frames = [pl.DataFrame(schema=_SCHEMA)]
    for (against,), part in told.group_by("against", maintain_order=True):
        kinds = part.drop_nulls("sector").select("sector", there="value")
        total = part.filter(pl.col("sector").is_null())["value"]
        rows = kinds.join(here, on="sector", how="left").with_columns(pl.col("here").fill_null(0).cast(pl.Int64))
        ours = int(here["here"].sum()) if len(total) else int(rows["here"].sum())
        theirs = float(total[0]) if len(total) else float(kinds["there"].sum())
        if not ours or kinds.is_empty():
            continue
        share = rows.with_columns(
            share_here=pl.col("here") / ours, share_there=pl.col("there") / theirs, whole_told=pl.lit(len(total) > 0)
        )  # fmt: skip
        share = share.with_columns(quotient=pl.col("share_here") / pl.col("share_there"), against=pl.lit(str(against)))
        frames.append(share.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items()))
    return pl.concat(frames).sort("against", "sector")


_SCHEMA = {
    "sector": pl.String, "against": pl.String, "here": pl.Int64, "share_here": pl.Float64, "there": pl.Float64,
    "share_there": pl.Float64, "quotient": pl.Float64, "whole_told": pl.Boolean,
}  # fmt: skip


def known_for(cluster: Cluster, rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Products with a reputation or a part in food culture, or made by a kind of which there are more than elsewhere.

    product, reputation, food_culture, makers (local sellers who make it), kind (the most frequent of them), quotient,
    sold (worth), sold_outside (share of it). rows: deliveries with seller, product, worth, seller_local, buyer_local.
    """
    main = cluster["process"].select(pl.col("code").alias("process"), "product")
    kinds = enterprises(cluster).filter("local").select("enterprise", "kind")
    makers = cluster["activity"].join(main, on="process").select("enterprise", "product").unique()
    makers = makers.join(kinds, on="enterprise")
    usual = (
        makers.group_by("product", "kind")
        .len()
        .sort("product", "len", "kind", descending=[False, True, False])
        .group_by("product", maintain_order=True)
        .agg(pl.col("kind").first(), makers=pl.col("len").sum().cast(pl.Int64))
    )
    sold = rows.filter("seller_local").group_by("product").agg(
        sold=pl.col("worth").sum(), away=pl.col("worth").filter(~pl.col("buyer_local")).sum()
    )  # fmt: skip
    more = found.filter(pl.col("against") == "region").select(kind="sector", quotient="quotient")
    table = (
        cluster["product"]
        .select(pl.col("code").alias("product"), "stage", "reputation", "food_culture")
        .join(usual, on="product", how="left")
        .join(more, on="kind", how="left")
        .join(sold, on="product", how="left")
        .with_columns(sold_outside=pl.when(pl.col("sold") > 0).then(pl.col("away") / pl.col("sold")))
    )
    named = pl.col("reputation").is_not_null() | pl.col("food_culture").is_not_null()
    typical = pl.col("stage").is_in(["half", "final"]) & (pl.col("quotient") > 1) & (pl.col("makers") > 0)
    order = ["product", "reputation", "food_culture", "makers", "kind", "quotient", "sold", "sold_outside"]
    return table.filter(named | typical.fill_null(False)).select(order).sort("product")
