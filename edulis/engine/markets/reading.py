"""Reading the markets of a cluster: exposure to growth, saturation, quality, and the order of what could be tried."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.markets.assumptions import Assumptions
from edulis.engine.markets.exposure import growth_exposure
from edulis.engine.markets.findings import findings
from edulis.engine.markets.needs import lacking
from edulis.engine.markets.prices import sellers_prices
from edulis.engine.markets.quality import quality
from edulis.engine.markets.ranking import rank_options, scores
from edulis.engine.markets.result import Markets
from edulis.engine.markets.saturation import hourly_wage, product_margins, saturation
from edulis.engine.network.deliveries import deliveries


def read_markets(
    cluster: Cluster,
    round: str | None = None,
    flows: Flows | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    extra: pl.DataFrame | None = None,
    assumptions: Assumptions | None = None,
    seed: int = 0,
    resamples: int = 200,
    draws: int = 10_000,
) -> Markets:
    """The markets of one round: the latest, or that of `flows`, where no round is named.

    `weights` (criterion → number) stand in for the members' points; `extra` (market, criterion, score) adds what
    members say of markets from points of view that no record holds, `own_say` and `clean` from 0 to 1. `seed` draws
    the `resamples` of sellers and members and the `draws` of weights. Raises LookupError where there is no such round
    or no scale for a criterion, ValueError for weights below 0. Source: see `Markets.source`; docs/markets.md.
    """
    if round is None:
        round = flows.round if flows is not None else cluster.latest("trade")
    known = cluster.at(round) if round else cluster
    beliefs = assumptions or Assumptions()
    reached = growth_exposure(known, flows, beliefs)
    sales = _sales(known, flows)
    wage = beliefs.wage if beliefs.wage is not None else hourly_wage(known)
    crowded = saturation(known, sales, wage, seed=seed, resamples=resamples)
    nobody_said = bool(sales["seller_local"].is_null().all())
    tested = quality(known, sales.filter(pl.col("seller_local").fill_null(nobody_said)))
    left = product_margins(known, sellers_prices(known), wage)
    # What was paid is in minor units, what a market pays in whole money.
    small = known.minor_units
    cost = left.select("product", pl.col("cost") / small, labour=pl.col("labour") * pl.lit(wage, pl.Float64) / small)
    table = scores(known, crowded, tested, cost, extra)
    order = rank_options(known, table, beliefs, weights=weights, seed=seed, draws=draws, resamples=max(resamples, 1))
    return Markets(
        round=round,
        lacks=lacking(known),
        findings=findings(known, reached, crowded, tested, order, table),
        exposure=reached.exposure,
        reach=reached.reach,
        ends=reached.ends,
        rules=reached.rules,
        trapped=reached.trapped,
        saturation=crowded,
        quality=tested.quality,
        gaps=tested.gaps,
        lots=tested.lots,
        partners=tested.partners,
        options=order.options,
        criteria=order.criteria,
        weights=order.weights,
        central=order.central,
        places=order.places,
    )


def _sales(cluster: Cluster, flows: Flows | None) -> pl.DataFrame:
    """Deliveries by month with the buyer's kind, the seller's place, and their worth (empty where not known)."""
    places = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("here")).unique("place")
    who = cluster["enterprise"].unique("code", keep="first", maintain_order=True).join(places, on="place", how="left")
    rows = deliveries(cluster, flows).filter(pl.col("quantity").is_null() | (pl.col("quantity") > 0))
    seller = who.select(pl.col("code").alias("seller"), seller_local=pl.coalesce("local", "here"))
    buyer = who.select(pl.col("code").alias("buyer"), buyer_kind="kind")
    rows = rows.join(seller, on="seller", how="left", maintain_order="left")
    return rows.join(buyer, on="buyer", how="left", maintain_order="left").with_columns(worth=pl.col("value"))
