"""How much of the end markets' growth reaches each enterprise, over how many hands, and what is not known of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.markets.assumptions import Assumptions
from edulis.engine.markets.chain import Mask, absorb, chain, exposure, trapped
from edulis.engine.markets.demand import market_growth
from edulis.engine.markets.moves import HOME, TRAPPED, UNKNOWN, Moves, moves
from edulis.engine.network.structure import Floats, Ints

HALF = 0.5  # growth of less than half of what is sold says little of the rest
_LEAST = 1e-9  # a smaller share is rounding


@dataclass(frozen=True, slots=True)
class Reached:
    """The tables of growth exposure.

    `exposure`: enterprise, kind, place, local, sales (money a round, or ties), growth (of the part with known growth),
    known (that part), low and high (all of it, the rest growing by the worst and the best), hands (sales on the way to
    the end, its own among them), note (empty, no_sales, trapped: nothing it sells ever leaves, no_growth, or
    mostly_unknown: `growth` speaks for less than half).
    `reach`: enterprise, end, share of its sales that ends there. `ends`: end, kind (market, other, unknown, home,
    trapped), product, growth, worth and share of what the cluster's own enterprises sell to last buyers.
    `rules`: rule, worth, share: how markets were found behind last buyers. `trapped`: enterprise, product. `last`:
    seller, buyer, end, rule, worth: the sales behind `ends`.
    """

    exposure: pl.DataFrame
    reach: pl.DataFrame
    ends: pl.DataFrame
    rules: pl.DataFrame
    trapped: pl.DataFrame
    last: pl.DataFrame
    valued: bool


def growth_exposure(cluster: Cluster, flows: Flows | None, assumptions: Assumptions) -> Reached:
    """Growth that reaches each enterprise: E = (I − Q)⁻¹ R g, weighted by where its sales go.

    A state is a product in somebody's hands; see `moves` for what moves where, `demand` for the markets behind last
    buyers. Source: Kemeny & Snell (1960); Antràs et al. (2012); Kostoska et al. (2020).
    """
    gone = moves(cluster, flows, assumptions)
    declared = market_growth(cluster)
    names = sorted({*gone.ends["end"].to_list(), *declared["market"].to_list(), TRAPPED})
    growth_of = dict(declared.select("market", "growth").iter_rows())
    growth = np.array([np.nan if growth_of.get(name) is None else growth_of[name] for name in names], float)
    absorbed, hands, stuck = _solved(gone, names)
    worth = gone.sales["worth"].to_numpy()
    target = gone.sales["target"].to_numpy()
    sellers, who = _numbers(gone.sales["seller"])
    sold: Floats = np.bincount(who, worth, len(sellers)).astype(float)
    reach = _weighted(who, worth, absorbed[target], sold)
    steps = 1.0 + _weighted(who, worth, hands[target][:, None], sold)[:, 0]
    held = exposure(reach, growth, worst=assumptions.worst, best=assumptions.best)
    parts = {
        "sales": sold, "growth": held.growth, "known": held.known, "low": held.low, "high": held.high, "hands": steps
    }  # fmt: skip
    told = pl.DataFrame(
        {"enterprise": sellers, **parts, "captive": reach[:, names.index(TRAPPED)] > 1 - _LEAST},
        schema_overrides={"enterprise": pl.String},
    )
    last = _last(gone)
    return Reached(
        _table(cluster, told),
        _reach(sellers, names, reach),
        _ends(last, names, growth, declared),
        _rules(last),
        gone.states.filter(pl.Series(stuck)).select("enterprise", "product"),
        last,
        gone.valued,
    )


def _solved(gone: Moves, names: list[str]) -> tuple[Floats, Floats, Mask]:
    """(I − Q)⁻¹ R, the expected sales still to come, and which states nothing leaves."""
    n = gone.states.height
    at = {name: number for number, name in enumerate(names)}
    end = gone.ends["end"].replace_strict(at, return_dtype=pl.Int64).to_numpy()
    source, target, worth = (gone.steps[name].to_numpy() for name in ("source", "target", "worth"))
    state, ended = gone.ends["state"].to_numpy(), gone.ends["worth"].to_numpy()
    q, r = chain(source, target, worth, (state, end, ended), n, len(names))
    stuck = trapped(q, r)
    shut = np.flatnonzero(stuck)
    if shut.size:  # what circles for ever ends where it is
        free = ~stuck[source]
        q, r = chain(
            source[free],
            target[free],
            worth[free],
            (
                np.concatenate([state, shut]),
                np.concatenate([end, np.full(shut.size, at[TRAPPED])]),
                np.concatenate([ended, np.ones(shut.size)]),
            ),
            n,
            len(names),
        )
    # Only sales are steps; what is worked up in one house changes no hands.
    whole = np.bincount(source, worth, n) + np.bincount(state, ended, n)
    sale = gone.steps["sale"].to_numpy() & ~stuck[source]
    sold = np.bincount(source[sale], worth[sale], n) / np.where(whole > 0, whole, 1.0)
    solved = absorb(q, np.column_stack([r.toarray(), sold]))
    return solved[:, :-1], solved[:, -1], stuck


def _numbers(codes: pl.Series) -> tuple[list[str], Ints]:
    """The codes in order, and the place of each row's code among them."""
    names = codes.unique().sort()
    place = {name: number for number, name in enumerate(names.to_list())}
    who = codes.replace_strict(place, return_dtype=pl.Int64).to_numpy()
    return names.to_list(), np.asarray(who, dtype=np.int64)


def _weighted(who: Ints, worth: Floats, values: Floats, whole: Floats) -> Floats:
    """Means of rows of `values`, weighted by worth, for each seller."""
    from scipy.sparse import csr_array

    weights = csr_array((worth / whole[who], (who, np.arange(who.size))), shape=(whole.size, who.size))
    return np.asarray(weights @ values, dtype=float)


def _table(cluster: Cluster, told: pl.DataFrame) -> pl.DataFrame:
    """One row for each enterprise, those that sold nothing included."""
    places = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("here"))
    table = (
        cluster["enterprise"]
        .unique("code", keep="first", maintain_order=True)
        .join(places.unique("place"), on="place", how="left")
    )
    everybody = table.select(
        pl.col("code").alias("enterprise"), "kind", "place", local=pl.coalesce("local", "here")
    ).sort("enterprise")
    rows = everybody.join(told, on="enterprise", how="left", maintain_order="left")
    note = (
        pl.when(pl.col("sales").is_null())
        .then(pl.lit("no_sales"))
        .when("captive")
        .then(pl.lit(TRAPPED))
        .when(pl.col("growth").is_nan())
        .then(pl.lit("no_growth"))
        .when(pl.col("known") < HALF)
        .then(pl.lit("mostly_unknown"))
        .otherwise(pl.lit(""))
    )
    return rows.with_columns(pl.col("growth").fill_nan(None), note=note).drop("captive")


def _reach(sellers: list[str], names: list[str], reach: Floats) -> pl.DataFrame:
    row, column = np.nonzero(reach > _LEAST)
    return pl.DataFrame(
        {
            "enterprise": pl.Series(sellers, dtype=pl.String).gather(row),
            "end": pl.Series(names, dtype=pl.String).gather(column),
            "share": reach[row, column],
        },
        schema={"enterprise": pl.String, "end": pl.String, "share": pl.Float64},
    )


def _own(gone: Moves) -> pl.DataFrame:
    """Sales of the cluster's own enterprises; of all where nobody said who is of the place."""
    told = gone.sales["seller_local"]
    return gone.sales.filter(pl.col("seller_local").fill_null(told.is_null().all()))


def _last(gone: Moves) -> pl.DataFrame:
    """What the cluster's own enterprises sell to last buyers: seller, buyer, product, end, rule, worth."""
    share = gone.ends.with_columns(
        share=pl.col("worth") / pl.col("worth").sum().over("state"), state=pl.col("state").cast(pl.Int64)
    ).drop("worth")
    last = share.filter(~pl.col("state").is_in(gone.steps["source"].unique().implode()))
    own = _own(gone).select("seller", "buyer", "product", "worth", state="target")
    whole = own.join(last, on="state").with_columns(worth=pl.col("worth") * pl.col("share"))
    return whole.select("seller", "buyer", "product", "end", "rule", "worth").sort("seller", "buyer", "product", "end")


def _ends(last: pl.DataFrame, names: list[str], growth: Floats, declared: pl.DataFrame) -> pl.DataFrame:
    sums = last.group_by("end").agg(pl.col("worth").sum())
    product = dict(declared.select("market", "product").iter_rows())
    kind = [
        name
        if name in {HOME, UNKNOWN, TRAPPED} and name not in product
        else "other"
        if name.startswith("other:")
        else "market"
        for name in names
    ]
    rows = pl.DataFrame(
        {
            "end": names,
            "kind": kind,
            "product": [product.get(name, name.removeprefix("other:") if "other:" in name else None) for name in names],
            "growth": growth,
        },
        schema_overrides={"end": pl.String, "kind": pl.String, "product": pl.String},
    ).with_columns(pl.col("growth").fill_nan(None))
    table = rows.join(sums, on="end", how="left").with_columns(pl.col("worth").fill_null(0.0))
    whole = pl.col("worth").sum()
    return table.with_columns(share=pl.when(whole > 0).then(pl.col("worth") / whole)).sort(
        ["worth", "end"], descending=[True, False]
    )


def _rules(last: pl.DataFrame) -> pl.DataFrame:
    rows = last.group_by(pl.col("rule").fill_null("none")).agg(pl.col("worth").sum())
    return rows.with_columns(share=pl.col("worth") / pl.col("worth").sum()).sort("rule")
