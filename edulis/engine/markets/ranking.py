"""Markets as options: what is known of each from every point of view, and in which order that puts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.markets.acceptability import Acceptability, acceptability, agreement, firmness, firsts
from edulis.engine.markets.assumptions import Assumptions
from edulis.engine.markets.demand import market_growth
from edulis.engine.markets.mcda import Mask, additive, dominated, on_scale, promethee, ranks, topsis
from edulis.engine.markets.quality import Quality
from edulis.engine.markets.weighing import Weights, weigh
from edulis.engine.network.structure import Floats, Ints

_UNKNOWN = 0.5  # where a value is not known, the middle of its scale


@dataclass(frozen=True, slots=True)
class Ranking:
    """The options in their order, and how firm it is.

    `options`: market, name, product, value (additive, 0 to 1), low, high (what is not known at its worst and best),
    rank, topsis, topsis_rank, promethee, promethee_rank, dominated, first (share of all weights that put it first),
    first_error, firm (share of draws of members that do; empty without members), members (share of members whose own
    weights do), unknown (points of view of which nothing is known). `criteria`: market, criterion, score, value (on its
    scale), worst, best, unit. `weights`: criterion, weight. `central`: market, criterion, weight (the mean of the
    weights that put it first). `places`: market, place (1 = first), share, error. `voices` is how many members weighed,
    `given` where the weights are from, `silent` the share of weight on what nothing is known of.
    """

    options: pl.DataFrame
    criteria: pl.DataFrame
    weights: pl.DataFrame
    central: pl.DataFrame
    places: pl.DataFrame
    voices: int
    given: str
    silent: float
    tau_topsis: float
    tau_promethee: float


def scores(
    cluster: Cluster,
    saturated: pl.DataFrame,
    quality: Quality,
    cost: pl.DataFrame,
    extra: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """What is known of each market from each point of view: market, criterion, score; rows that are empty fall away.

    margin: (market's price − inputs − own labour) / price, its price else the usual one (`cost`: product, cost, labour
    in money a unit); growth; quality: share of tested volume that passes; lot: share of months in which those who pass
    fill the smallest lot; payment; distance; spread: local sellers of the product. What a market asks for, and its
    smallest lot, are not known where nothing was noted. `extra`: market, criterion, score, of members' own making.
    """
    markets = market_growth(cluster).select("market", "growth").join(
        cluster["market"].unique("code", keep="first", maintain_order=True)
        .select(pl.col("code").alias("market"), "product", "price", "payment_days", "distance"),
        on="market",
    )  # fmt: skip
    usual = cluster["product"].select(pl.col("code").alias("product"), usual="price").unique("product")
    table = (
        markets.join(usual, on="product", how="left")
        .join(cost, on="product", how="left")
        .join(quality.quality.select("market", "volume_passing"), on="market", how="left")
        .join(quality.lots.select("market", "months_filled"), on="market", how="left")
        .join(saturated.select("product", local_sellers="sellers"), on="product", how="left")
    )
    price = pl.coalesce("price", "usual")
    parts = {
        "margin": pl.when(price > 0).then((price - pl.col("cost") - pl.col("labour")) / price),
        "growth": pl.col("growth"),
        "quality": pl.col("volume_passing"),
        "lot": pl.col("months_filled"),
        "payment": pl.col("payment_days").cast(pl.Float64),
        "distance": pl.col("distance"),
        "spread": pl.col("local_sellers").fill_null(0).cast(pl.Float64),
    }
    long = [table.select("market", criterion=pl.lit(name), score=value) for name, value in parts.items()]
    if extra is not None:
        own = extra.select("market", "criterion", pl.col("score").cast(pl.Float64))
        stated = pl.concat(long).join(own, on=["market", "criterion"], how="anti")
        long = [stated, own.filter(pl.col("market").is_in(markets["market"].implode()))]
    return pl.concat(long).drop_nulls("score").sort("market", "criterion")


def rank_options(
    cluster: Cluster,
    table: pl.DataFrame,
    assumptions: Assumptions,
    *,
    weights: Mapping[str, float] | None,
    seed: int,
    draws: int,
    resamples: int,
) -> Ranking:
    """The order of markets by an additive value on fixed scales, with cross-checks and how firm it is.

    `table`: market, criterion, score. Raises LookupError for a criterion that has no scale.
    """
    without = set(table["criterion"].to_list()) - set(assumptions.scales)
    if without:
        raise LookupError(f"no scale for {sorted(without)}")
    criteria = tuple(name for name in assumptions.scales if name in set(table["criterion"].to_list()))
    names = cluster["market"]["code"].unique().sort().to_list()
    value = np.full((len(names), len(criteria)), np.nan)
    scored = np.full_like(value, np.nan)
    row, column = {m: i for i, m in enumerate(names)}, {c: i for i, c in enumerate(criteria)}
    for market, criterion, score in table.iter_rows():
        scored[row[market], column[criterion]] = score
        value[row[market], column[criterion]] = on_scale(np.array(score), assumptions.scales[criterion])
    open_ = np.isnan(value)
    low, high = np.where(open_, 0.0, value), np.where(open_, 1.0, value)
    middle = np.where(open_, _UNKNOWN, value)
    held = weigh(cluster, criteria, weights)
    firm = firmness(middle, held.members, seed=seed, resamples=resamples)
    any_weights = acceptability(low, high, seed=seed, draws=draws)
    close = topsis(middle, held.mean, [True] * len(criteria)) if len(names) and criteria else np.zeros(len(names))
    flow = promethee(middle, held.mean, assumptions.preference)
    worth = additive(middle, held.mean)
    own = firsts(middle, held.members).mean(axis=0) if len(held.members) and len(names) else np.full(len(names), np.nan)
    options = _options(
        cluster, names, worth, low, high, held, close, flow, dominated(low, high), any_weights, firm, own,
        open_.sum(axis=1).astype(np.int64),
    )  # fmt: skip
    return Ranking(
        options=options,
        criteria=_criteria(names, criteria, scored, value, assumptions),
        weights=pl.DataFrame(
            {"criterion": list(criteria), "weight": held.mean}, schema_overrides={"criterion": pl.String}
        ),
        central=_central(names, criteria, any_weights.central),
        places=_places(names, any_weights),
        voices=len(held.members),
        given=held.given,
        silent=held.silent,
        tau_topsis=agreement(worth, close),
        tau_promethee=agreement(worth, flow),
    )


def _options(
    cluster: Cluster,
    names: list[str],
    worth: Floats,
    low: Floats,
    high: Floats,
    held: Weights,
    close: Floats,
    flow: Floats,
    beaten: Mask,
    any_weights: Acceptability,
    firm: Floats,
    own: Floats,
    unknown: Ints,
) -> pl.DataFrame:
    told = (
        cluster["market"]
        .unique("code", keep="first", maintain_order=True)
        .select(pl.col("code").alias("market"), "name", "product")
    )
    first = any_weights.ranks[:, 0] if len(names) else np.zeros(0)
    error = any_weights.error[:, 0] if len(names) else np.zeros(0)
    table = pl.DataFrame(
        {
            "market": names, "value": worth, "low": additive(low, held.mean), "high": additive(high, held.mean),
            "rank": ranks(worth), "topsis": close, "topsis_rank": ranks(close), "promethee": flow,
            "promethee_rank": ranks(flow), "dominated": beaten, "first": first, "first_error": error, "firm": firm,
            "members": own, "unknown": unknown,
        },
        schema_overrides={"market": pl.String, "dominated": pl.Boolean, "unknown": pl.Int64},
    )  # fmt: skip
    return told.join(table, on="market").with_columns(pl.col("firm", "members").fill_nan(None)).sort("rank", "market")


def _criteria(
    names: list[str], criteria: tuple[str, ...], scored: Floats, value: Floats, assumptions: Assumptions
) -> pl.DataFrame:
    scales = assumptions.scales
    rows = [
        (market, name, scored[i, j], value[i, j], scales[name].worst, scales[name].best, scales[name].unit)
        for i, market in enumerate(names)
        for j, name in enumerate(criteria)
    ]
    schema = {
        "market": pl.String, "criterion": pl.String, "score": pl.Float64, "value": pl.Float64, "worst": pl.Float64,
        "best": pl.Float64, "unit": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col("score", "value").fill_nan(None))


def _central(names: list[str], criteria: tuple[str, ...], central: Floats) -> pl.DataFrame:
    rows = [
        (market, name, central[i, j])
        for i, market in enumerate(names)
        for j, name in enumerate(criteria)
        if not np.isnan(central[i, j])
    ]
    return pl.DataFrame(rows, schema={"market": pl.String, "criterion": pl.String, "weight": pl.Float64}, orient="row")


def _places(names: list[str], held: Acceptability) -> pl.DataFrame:
    rows = [
        (market, place + 1, held.ranks[i, place], held.error[i, place])
        for i, market in enumerate(names)
        for place in range(len(names))
    ]
    schema = {"market": pl.String, "place": pl.Int64, "share": pl.Float64, "error": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")
