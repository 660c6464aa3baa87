"""How far buyers, and the cluster, hang on few sources of their material."""

from __future__ import annotations

import polars as pl

from edulis.engine.network.layers import NOBODY

BUYERS = ("enterprise", "product", "bought", "sources", "hhi", "hhi_low", "hhi_high", "largest", "largest_share")
SOURCES = ("product", "by", "bought", "buyers", "sources", "hhi", "hhi_low", "hhi_high", "largest", "largest_share",
           "unknown_share")  # fmt: skip


def concentration(rows: pl.DataFrame, keys: list[str], source: str, amount: str) -> pl.DataFrame:
    """Herfindahl index Σ s² of each group's sources, largest source and share; between 1/n and 1.

    What comes from nobody who can be named (`unnamed`) is taken as spread like the rest for `hhi`, as from ever so many
    for `hhi_low`, as from the largest source for `hhi_high`. Empty where nothing named was bought. Source:
    Hirschman (1964).
    """
    whole = rows.filter(pl.col(amount) > 0).group_by([*keys, source]).agg(
        pl.col(amount).sum(), pl.col("unnamed").all()
    )  # fmt: skip
    named = ~pl.col("unnamed")
    part, square = pl.col(amount).filter(named), (pl.col(amount) / pl.col(amount).sum()).pow(2)
    return (
        whole.sort([*keys, source])
        .group_by(keys, maintain_order=True)
        .agg(
            bought=pl.col(amount).sum(),
            sources=named.sum().cast(pl.Int64),
            hhi=(part / part.sum()).pow(2).sum(),
            hhi_low=square.filter(named).sum(),
            top=(part.max() / pl.col(amount).sum()).fill_null(0.0),
            largest=pl.col(source).filter(named).get(part.arg_max(), null_on_oob=True),
            largest_share=part.max() / pl.col(amount).sum(),
            unknown_share=pl.col(amount).filter(~named).sum() / pl.col(amount).sum(),
        )
        .with_columns(
            pl.when(pl.col("sources") > 0).then("hhi").alias("hhi"),
            hhi_high=pl.col("hhi_low") - pl.col("top").pow(2) + (pl.col("top") + pl.col("unknown_share")).pow(2),
        )
    )


def dependence(rows: pl.DataFrame, amount: str = "worth") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Per buyer and product, and for the cluster per product by seller and by place of the seller.

    rows: seller, buyer, product, worth, seller_kind, seller_place, seller_local, buyer_local, origin (the seller made
    it, or is from elsewhere). For the cluster only first hands count: what a local trader sells on came from somebody.
    """
    rows = rows.with_columns(unnamed=pl.col("seller_kind").is_in(list(NOBODY)).fill_null(True))
    local = rows.filter("buyer_local")
    buyers = concentration(local, ["buyer", "product"], "seller", amount).rename({"buyer": "enterprise"})
    first = local.filter("origin")
    frames = []
    for name, column in (("seller", "seller"), ("place", "seller_place")):
        held = first.with_columns(
            pl.col("unnamed") | pl.col(column).is_null(), pl.col(column).fill_null("")
        )  # fmt: skip
        count = held.group_by("product").agg(buyers=pl.col("buyer").n_unique().cast(pl.Int64))
        found = concentration(held, ["product"], column, amount).join(count, on="product", how="left")
        frames.append(found.with_columns(by=pl.lit(name)).select(SOURCES))
    sources = pl.concat(frames).sort("product", "by")
    return buyers.select(BUYERS).sort("enterprise", "product"), sources
