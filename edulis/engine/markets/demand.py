"""Markets as declared: how fast each grows, and which of them stands behind a buyer at the end of the chain."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster

BY_BUYER, BY_PLACE, BY_PRODUCT, BY_KIND, NONE = "buyer", "place", "product", "kind", "none"
RULES = (BY_BUYER, BY_PLACE, BY_PRODUCT, BY_KIND, NONE)  # the first that finds a market holds
_TOWN = {"city", "national", "export"}  # reaches that a buyer in a city serves; villages and districts are for others


def market_growth(cluster: Cluster) -> pl.DataFrame:
    """Growth of each market a year: as noted, else growth of its people + income elasticity × growth of incomes.

    Columns: market, product, buyer, place, reach, growth (empty: not known). Where an elasticity and growing incomes
    are noted but no growth of people, these are taken as not growing. Source: Houthakker (1957).
    """
    by_sum = pl.col("population_growth").fill_null(0.0) + pl.col("income_elasticity") * pl.col("income_growth")
    return (
        cluster["market"]
        .select(
            pl.col("code").alias("market"),
            "product",
            "buyer",
            "place",
            "reach",
            growth=pl.coalesce("growth", by_sum),
        )
        .unique("market", keep="first", maintain_order=True)
        .sort("market")
    )


def matched(cluster: Cluster, ends: pl.DataFrame) -> pl.DataFrame:
    """Which markets stand behind buyers at the end of the chain: columns buyer, product, rule, market, share.

    `ends`: buyer, product. A market of the same product is looked for in this order, and the first rule that finds one
    holds: it names this `buyer`; it names none and lies in the buyer's `place` or around it; it names none at all
    (`product`; those whose reach fits a town or a village first, as the buyer's place is); it names a buyer of the same
    `kind`. Several found share equally; where `none` is found, `market` is empty and share is 1.
    """
    wanted = ends.select("buyer", "product").unique().sort("buyer", "product")
    markets = market_growth(cluster).select("market", "product", named="buyer", at="place", reach="reach")
    pairs = wanted.join(_who(cluster, wanted["buyer"]), on="buyer", how="left").join(markets, on="product", how="left")
    kinds = cluster["enterprise"].select(pl.col("code").alias("named"), pl.col("kind").alias("named_kind"))
    pairs = pairs.join(kinds.unique("named", keep="first", maintain_order=True), on="named", how="left")
    open_to_all = pl.col("named").is_null()
    fits = pl.col("town").is_null() | (pl.col("reach").is_in(sorted(_TOWN)) == pl.col("town"))
    rank = (
        pl.when(pl.col("market").is_null())
        .then(99)
        .when(pl.col("named") == pl.col("buyer"))
        .then(0)
        .when(open_to_all & pl.col("at").is_in(pl.col("places")).fill_null(False))
        .then(1)
        .when(open_to_all & fits.fill_null(False))
        .then(2)
        .when(open_to_all)
        .then(3)
        .when(pl.col("named_kind") == pl.col("kind"))
        .then(4)
        .otherwise(99)
    )
    keys = ["buyer", "product"]
    ranked = pairs.with_columns(rank=rank).filter(pl.col("rank") == pl.col("rank").min().over(keys))
    rule = pl.col("rank").replace_strict({0: BY_BUYER, 1: BY_PLACE, 2: BY_PRODUCT, 3: BY_PRODUCT, 4: BY_KIND, 99: NONE})
    found = ranked.with_columns(
        rule=rule, market=pl.when(pl.col("rank") < 99).then("market").otherwise(pl.lit(None, pl.String))
    )
    found = found.unique([*keys, "rule", "market"]).sort(*keys, "market")
    return found.select(*keys, "rule", "market", share=1.0 / pl.len().over(keys))


def _who(cluster: Cluster, buyers: pl.Series) -> pl.DataFrame:
    """These enterprises with kind, place and all around it, and whether that is a town (empty: not known)."""
    around: dict[str, list[str]] = {}
    within = dict(cluster["place"].select("code", "within").iter_rows())
    setting = dict(cluster["place"].select("code", "setting").iter_rows())
    for place in within:
        chain = [place]
        while (above := within.get(chain[-1])) and above not in chain:
            chain.append(above)
        around[place] = chain
    rows = (
        cluster["enterprise"]
        .filter(pl.col("code").is_in(buyers.implode()))
        .unique("code", keep="first", maintain_order=True)
        .sort("code")
    )
    places = [around.get(place, []) if place else [] for place in rows["place"].to_list()]
    towns = [None if not place or not setting.get(place) else setting[place] == "urban" for place in rows["place"]]
    return rows.select(pl.col("code").alias("buyer"), "kind").with_columns(
        pl.Series("places", places, dtype=pl.List(pl.String)), pl.Series("town", towns, dtype=pl.Boolean)
    )
