"""What breaks, and for whom, when somebody through whom much goes stops."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.finding import Finding
from edulis.engine.network.dependence import cut_from_market, dependence, reaching
from edulis.engine.network.intervals import share_bounds
from edulis.engine.network.layers import Layers
from edulis.engine.network.robustness import without
from edulis.engine.network.structure import Ints, Sparse, adjacency
from edulis.engine.telling import a_few, betrays, one_sided
from edulis.schema import Text

ASKED = 20  # of so many, the strongest between others, it is worked out what breaks without them
SOURCE = "Albert, Jeong & Barabási 2000; Emerson 1962"


def leavers(layers: Layers, contact: Sparse, brokers: pl.DataFrame) -> pl.DataFrame:
    """What each of the strongest local brokers takes along, one at a time.

    enterprise, kind, betweenness, cut (share of the others' connected pairs that are parted), parts (pieces left),
    value_share (of all trade, which must find a new way), alone_share (of all trade: no other way is known), sources,
    outlets (how many others lose their only source or outlet of something), stranded (how many lose every chain of
    sales that leads to a buyer from elsewhere).
    """
    trade = _between(layers)
    held = dependence(trade.select(pl.col("one").alias("seller"), pl.col("other").alias("buyer"), "product", "value"))
    whole = max(float(trade["value"].sum()), 1e-300)
    matrix, markets = _sales(layers)
    local = layers.here.select("enterprise", "actor")
    top = brokers.filter(pl.col("betweenness") > 0).join(local, on="enterprise", maintain_order="left").head(ASKED)
    rows = []
    for actor in top["actor"].to_list():
        loss = without(contact, actor)
        stranded = cut_from_market(matrix, markets[markets != actor], actor)
        rows.append((actor, None if np.isnan(loss.cut) else loss.cut, loss.parts, stranded))
    schema = {"actor": pl.Int64, "cut": pl.Float64, "parts": pl.Int64, "stranded": pl.Int64}
    found = pl.DataFrame(rows, schema=schema, orient="row")
    table = top.join(found, on="actor", maintain_order="left").join(held, on="actor", how="left", maintain_order="left")
    return table.select(
        "enterprise",
        "kind",
        "betweenness",
        "cut",
        "parts",
        value_share=pl.col("value").fill_null(0.0) / whole,
        alone_share=pl.col("alone").fill_null(0.0) / whole,
        sources=pl.col("sources").fill_null(0),
        outlets=pl.col("outlets").fill_null(0),
        stranded="stranded",
    )


def _between(layers: Layers) -> pl.DataFrame:
    """Goods between different actors."""
    return layers.goods.filter(pl.col("one") != pl.col("other")).rename({"weight": "value"})


def _sales(layers: Layers) -> tuple[Sparse, Ints]:
    """Trade of goods and services between actors, and the actors from elsewhere that buy."""
    trade = _between(layers)
    matrix = adjacency(trade["one"].to_numpy(), trade["other"].to_numpy(), layers.n)
    elsewhere = layers.actors.filter(~pl.col("local").fill_null(True))["actor"].to_numpy()
    return matrix, np.intersect1d(elsewhere, trade["other"].to_numpy())


def findings(layers: Layers, table: pl.DataFrame, *, seed: int, resamples: int) -> list[Finding]:
    """What would have to find a new way if a broker left; how many hang on one partner; who reaches far buyers."""
    told = [_leaving(layers, table), _only_way(layers, seed, resamples), _chains(layers)]
    return [finding for finding in told if finding is not None]


def _leaving(layers: Layers, table: pl.DataFrame) -> Finding | None:
    if table.is_empty():
        return None
    few = table.height < 5
    middle = {name: float(table[name].median() or 0.0) for name in ("value_share", "sources", "outlets", "stranded")}  # type: ignore[arg-type]
    title = (
        Text("Too few stand between others to say in public what would break if one of them left.")
        if few
        else Text(
            "If one of the {n} through whom most ways lead left, {share:.1%} of all trade would have to find a new "
            "way; "
            "{sources:.0f} others would lose their only source of something and {outlets:.0f} their only outlet "
            "(middle of "
            "the {n}).",
            n=table.height,
            share=middle["value_share"],
            sources=middle["sources"],
            outlets=middle["outlets"],
        )
    )
    return Finding(
        code="network.leaving",
        title=title,
        value=middle["value_share"],
        unit="share",
        n=int(layers.here.height),
        method=Text(
            "Each is taken out alone: value that goes through its hands over all trade; partners for whom it is the "
            "only "
            "known one for a product."
        ),
        source=SOURCE,
        question=Text("If they stopped tomorrow, whom would you call first?"),
        sign="mixed",
        evidence={"few": few, "enterprises": tuple(table["enterprise"]), **middle},
    )


def _only_way(layers: Layers, seed: int, resamples: int) -> Finding | None:
    here = layers.here["actor"].to_list()
    many = layers.actors.filter(~pl.col("somebody"))["actor"].to_list()
    rows = _between(layers).filter(pl.col("one").is_in(here))
    rows = rows.with_columns(buyers=pl.col("other").n_unique().over("one", "product"))
    alone = (pl.col("buyers") == 1) & ~pl.col("other").is_in(many)
    each = rows.group_by("one").agg(pl.col("value").sum(), bound=pl.col("value").filter(alone).sum()).sort("one")
    if each.is_empty():
        return None
    part, whole = each["bound"].to_numpy(), each["value"].to_numpy()
    value, sellers = float(part.sum() / whole.sum()), each.height
    low, high = share_bounds(part, whole, seed=seed, resamples=resamples)
    few = a_few(sellers) or betrays(whole.tolist())
    return Finding(
        code="network.only_way",
        title=Text("How much of what is sold hangs on one single buyer cannot be told in public: too few sell.")
        if few
        else Text(
            "{share:.0%} of what local sellers sell goes to the only buyer they have for it.",
            share=value,
        ),
        value=value,
        low=None if np.isnan(low) else low,
        high=None if np.isnan(high) else high,
        unit="share",
        n=sellers,
        method=Text(
            "Sales of a product of which a local seller has one buyer all year, over all sales; consumers count as "
            "many."
        ),
        source=SOURCE,
        question=Text("Is one buyer enough for you, and who else could take it?"),
        sign="hinders" if value >= 0.5 else "mixed",
        evidence={"few": few, "sellers": int((part > 0).sum())},
    )


def _chains(layers: Layers) -> Finding | None:
    matrix, markets = _sales(layers)
    here: Ints = np.intersect1d(layers.here["actor"].to_numpy(), _between(layers)["one"].to_numpy())
    if not len(here) or layers.actors["local"].is_null().all():
        return None
    direct = np.intersect1d(here, np.unique(matrix.T.tocsr()[markets].indices)) if len(markets) else here[:0]
    any_way = np.intersect1d(here, reaching(matrix, markets)) if len(markets) else here[:0]
    value, size = len(any_way) / len(here), len(here)
    few = a_few(size) or one_sided(len(direct), size) or one_sided(len(any_way), size)
    return Finding(
        code="network.chains",
        title=Text("Whose goods reach buyers elsewhere cannot be told in public: one side is a few.")
        if few
        else Text(
            "{direct:.0%} of those who sell deal with a buyer from elsewhere themselves; the goods of {any_way:.0%} "
            "can get "
            "there, through the hands of others too.",
            direct=len(direct) / size,
            any_way=value,
        ),
        value=value,
        unit="share",
        n=size,
        method=Text("Chains of sales from each local seller to a buyer from elsewhere, one step or more."),
        source="Schmitz 1995; Freeman 1979",
        question=Text("What do you know of the people who use in the end what you make?"),
        sign="helps" if value >= 0.75 else "mixed" if value >= 0.25 else "hinders",
        evidence={"few": few, "direct": len(direct) / size},
    )
