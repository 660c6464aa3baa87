"""The tables of a network: ties, nodes, layers, brokers, kinds, gaps, communities."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.network.brokerage import ROLES
from edulis.engine.network.diffusion import diffusion_centrality
from edulis.engine.network.gaps import Dyads, dialogue_gaps
from edulis.engine.network.holes import constraint, effective_size
from edulis.engine.network.layers import Layers
from edulis.engine.network.multiplex import edge_overlap, layer_correlation, participation
from edulis.engine.network.structure import (
    Floats,
    Ints,
    Sparse,
    adjacency,
    components,
    degree,
    reciprocity,
    reciprocity_corrected,
    strength,
    transitivity,
    undirected,
)
from edulis.schema.words import SYMMETRIC_RELATIONS


def kind_numbers(layers: Layers) -> Ints:
    """The number of each actor's kind, shape (n,)."""
    return (layers.actors["kind"].rank("dense").cast(pl.Int64) - 1).to_numpy()


def _matrices(layers: Layers) -> dict[str, Sparse]:
    """Each layer that is a tie of its own: trade and the relations. Talk is information seen from both sides."""
    trade = {"trade": layers.traded()} if layers.trade.height else {}
    return trade | dict(layers.social)


def ties(layers: Layers, talk: Sparse | None) -> pl.DataFrame:
    """layer, source, target, weight; a tie without direction stands once."""
    code = layers.actors["enterprise"].to_numpy()
    frames = [layers.trade.select(pl.lit("trade").alias("layer"), "source", "target", "weight")]
    shown = dict(layers.social) | ({} if talk is None else {"talk": talk})
    for kind, matrix in shown.items():
        coo = matrix.tocoo()
        once = coo.row < coo.col if kind in SYMMETRIC_RELATIONS | {"talk"} else np.ones(coo.nnz, bool)
        ends = {"source": code[coo.row[once]], "target": code[coo.col[once]]}
        frames.append(pl.DataFrame({"layer": [kind] * int(once.sum()), **ends, "weight": np.ones(int(once.sum()))}))
    frames.append(
        layers.membership.join(layers.actors.select("actor", "enterprise"), on="actor").select(
            pl.lit("membership").alias("layer"),
            pl.col("enterprise").alias("source"),
            pl.col("institution").alias("target"),
            pl.lit(1.0).alias("weight"),
        )
    )
    return pl.concat(frames).sort("layer", "source", "target")


def nodes(layers: Layers, contact: Sparse, talk: Sparse | None, between: Floats, label: Ints) -> pl.DataFrame:
    """One row for each enterprise; what is measured between actors is the same for all of a household's enterprises."""
    tied = np.diff(contact.indptr) > 0
    whole = undirected(layers.traded())
    for matrix in layers.social.values():
        whole = whole + undirected(matrix)
    matrices = [m for kind, m in _matrices(layers).items() if kind != "conflict"]
    actors = pl.DataFrame(
        {
            "actor": np.arange(layers.n),
            "partners": degree(whole),
            "talk_degree": np.zeros(layers.n, np.int64) if talk is None else degree(talk),
            "betweenness": between,
            "constraint": constraint(contact),
            "effective_size": effective_size(contact),
            "participation": participation(matrices) if matrices else np.full(layers.n, np.nan),
            "community": label,
            "component": components(contact),
            "diffusion": np.full(layers.n, np.nan) if talk is None else diffusion_centrality(talk),
        }
    )
    real = pl.Series(layers.somebody)
    of_somebody = ("betweenness", "constraint", "effective_size", "community", "component", "diffusion")
    actors = actors.with_columns(pl.when(real).then(pl.col(name)).alias(name) for name in of_somebody)
    actors = actors.with_columns(
        pl.when(pl.Series(tied)).then("community").alias("community"),
        pl.col("constraint", "effective_size", "participation", "diffusion").fill_nan(None),
        talk_degree=pl.lit(None, pl.Int64) if talk is None else pl.col("talk_degree"),
    )
    own = _own_trade(layers)
    position = {"degree": degree(own), "strength": strength(own)}
    return layers.enterprises.with_columns(**{name: pl.Series(held) for name, held in position.items()}).join(
        actors, on="actor", how="left", maintain_order="left"
    )


def _own_trade(layers: Layers) -> Sparse:
    """Trade between enterprises, those of one household included."""
    number = {code: at for at, code in enumerate(layers.enterprises["enterprise"])}
    ends = [layers.trade[end].replace_strict(number, return_dtype=pl.Int64).to_numpy() for end in ("source", "target")]
    return adjacency(ends[0], ends[1], len(number), layers.trade["weight"].to_numpy())


def layer_rows(layers: Layers, talk: Sparse | None) -> pl.DataFrame:
    """One row for each layer, measured over the actors that have a tie in it."""
    trade = layers.traded()
    shown = _matrices(layers) | ({} if talk is None else {"talk": talk})
    rows = [_layer_row(name, matrix, trade) for name, matrix in shown.items()]
    belongs = layers.membership
    if belongs.height:
        members, bodies = belongs["actor"].n_unique(), belongs["institution"].n_unique()
        body = (belongs["institution"].rank("dense").cast(pl.Int64) - 1 + layers.n).to_numpy()
        label = components(adjacency(belongs["actor"].to_numpy(), body, layers.n + bodies))[: layers.n]
        size = np.bincount(label[belongs["actor"].unique().to_numpy()])
        rows.append(
            {
                "layer": "membership",
                "nodes": members,
                "ties": belongs.height,
                "density": belongs.height / (members * bodies),
                "components": int((size > 0).sum()),
                "largest": float(size.max() / members),
            }
        )
    names = ("density", "reciprocity", "reciprocity_corrected", "transitivity", "largest", "overlap")
    schema = {"layer": pl.String, "nodes": pl.Int64, "ties": pl.Int64, "components": pl.Int64}
    schema |= dict.fromkeys(names, pl.Float64)
    order = ["layer", "nodes", "ties", *names[:4], "components", *names[4:]]
    return pl.DataFrame(rows, schema=schema).with_columns(pl.col(names).fill_nan(None)).select(order)


def _layer_row(name: str, matrix: Sparse, trade: Sparse) -> dict[str, object]:
    held = np.flatnonzero(np.diff(undirected(matrix).indptr) > 0)
    inside = matrix[held][:, held]
    one_way = name not in SYMMETRIC_RELATIONS | {"talk"}
    n = len(held)
    size = np.bincount(components(inside)) if n else np.zeros(0)
    count = matrix.nnz if one_way else matrix.nnz // 2
    return {
        "layer": name,
        "nodes": n,
        "ties": count,
        "density": inside.nnz / (n * (n - 1)) if n > 1 else None,
        "reciprocity": reciprocity(inside) if one_way else None,
        "reciprocity_corrected": reciprocity_corrected(inside) if one_way else None,
        "transitivity": transitivity(inside),
        "components": len(size),
        "largest": float(size.max() / n) if n else None,
        "overlap": edge_overlap(matrix, trade),
    }


def overlaps(layers: Layers) -> pl.DataFrame:
    """layer, other, share of the layer's ties that the other has too, correlation over all pairs, lift over chance."""
    matrices = _matrices(layers)
    pairs = max(layers.n * (layers.n - 1) / 2, 1)
    rows = [
        (
            one,
            other,
            share := edge_overlap(a, b),
            layer_correlation(a, b),
            share / dense if (dense := undirected(b).nnz / 2 / pairs) else None,
        )
        for one, a in matrices.items()
        for other, b in matrices.items()
        if one != other
    ]
    measured = ("share", "correlation", "lift")
    schema = {"layer": pl.String, "other": pl.String} | dict.fromkeys(measured, pl.Float64)
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col(measured).fill_nan(None))


def brokers(layers: Layers, between: Floats, roles: Ints) -> pl.DataFrame:
    """Actors that stand between others, strongest first, with the roles they play between kinds in trade."""
    table = layers.actors.select("enterprise", "kind", "somebody").with_columns(
        pl.Series("betweenness", between), *(pl.Series(role, roles[:, at]) for at, role in enumerate(ROLES))
    )
    standing = pl.col("somebody") & ((pl.col("betweenness") > 0) | (pl.sum_horizontal(ROLES) > 0))
    order = ["betweenness", "enterprise"]
    return table.filter(standing).drop("somebody").sort(order, descending=[True, False])


def _talking(layers: Layers, talk: Sparse | None) -> pl.DataFrame:
    """Trade ties between different actors with both kinds, whether they talk, and whether that can be known."""
    kind = layers.enterprises.select("enterprise", "kind")
    table = (
        layers.trade.filter(pl.col("one") != pl.col("other"))
        .join(kind.rename({"enterprise": "source", "kind": "seller_kind"}), on="source", maintain_order="left")
        .join(kind.rename({"enterprise": "target", "kind": "buyer_kind"}), on="target", maintain_order="left")
    )
    one, other = table["one"].to_numpy(), table["other"].to_numpy()
    if talk is None:
        return table.with_columns(talk=pl.lit(None, pl.Boolean))
    spoken = np.asarray(talk[one, other]).ravel() > 0 if len(one) else np.zeros(0, bool)
    answered = layers.actors["answered"]
    if answered.is_null().all():
        return table.with_columns(pl.Series("talk", spoken))
    asked = answered.fill_null(False).to_numpy()
    known = asked[one] | asked[other] | spoken  # where neither side answered, silence says nothing
    return table.with_columns(pl.Series("talk", spoken)).with_columns(
        talk=pl.when(pl.Series(known)).then(pl.col("talk"))
    )


def kind_ties(layers: Layers, talk: Sparse | None) -> pl.DataFrame:
    """seller_kind, buyer_kind, ties, value (money a year, or ties in a sketch), talk (share of ties with talk)."""
    table = _talking(layers, talk).group_by("seller_kind", "buyer_kind")
    counted = table.agg(ties=pl.len().cast(pl.Int64), value=pl.col("weight").sum(), talk=pl.col("talk").mean())
    return counted.sort(["value", "seller_kind", "buyer_kind"], descending=[True, False, False])


def gaps(layers: Layers, talk: Sparse | None, *, seed: int, resamples: int) -> pl.DataFrame:
    """Dialogue gaps of each pair of kinds that trade, widest first; no rows where nobody was asked who talks."""
    names = ["one", "other", "gap", "low", "high", "dyads", "enterprises", "value"]
    kinds = [pl.min_horizontal("seller_kind", "buyer_kind"), pl.max_horizontal("seller_kind", "buyer_kind")]
    alike = pl.col("seller_kind") == pl.col("buyer_kind")
    firsts = pl.when(pl.when(alike).then(pl.col("one") < pl.col("other")).otherwise(pl.col("seller_kind") == kinds[0]))
    dyads = (
        _talking(layers, talk)
        .drop_nulls("talk")
        .filter((pl.col("seller_kind") != "unknown") & (pl.col("buyer_kind") != "unknown"))
        .select(
            kinds[0].alias("a"),
            kinds[1].alias("b"),
            firsts.then("one").otherwise("other").alias("first"),
            firsts.then("other").otherwise("one").alias("second"),
            "weight",
            "talk",
        )
        .group_by("a", "b", "first", "second")
        .agg(pl.col("weight").sum(), pl.col("talk").any())
        .sort("a", "b", "first", "second")
        .with_columns(pair=pl.struct("a", "b").rank("dense").cast(pl.Int64) - 1)
    )
    pairs = dyads.select("pair", "a", "b").unique("pair").sort("pair")
    found = dialogue_gaps(
        Dyads(*(dyads[name].to_numpy() for name in ("first", "second", "weight", "talk", "pair"))),
        pairs.height,
        seed=seed,
        resamples=resamples,
    )
    measured = [found.gap, found.low, found.high, found.dyads, found.enterprises, found.value]
    held = {"one": pairs["a"], "other": pairs["b"], **dict(zip(names[2:], measured, strict=True))}
    return pl.DataFrame(held).sort(["gap", "value", "one", "other"], descending=[True, True, False, False])


def community_rows(layers: Layers, contact: Sparse, label: Ints) -> pl.DataFrame:
    """community, members (actors), main_kind, main_kind_share, main_place; actors without ties are in none."""
    tied = pl.Series(np.diff(contact.indptr) > 0)
    table = layers.actors.with_columns(pl.Series("community", label)).filter(tied)
    rows = []
    for (community,), group in table.group_by("community", maintain_order=True):
        kinds = group["kind"].value_counts(sort=True).sort(["count", "kind"], descending=[True, False])
        places = group["place"].drop_nulls().value_counts().sort(["count", "place"], descending=[True, False])
        share = kinds["count"][0] / group.height
        rows.append((community, group.height, kinds["kind"][0], share, places["place"][0] if places.height else None))
    schema = {
        "community": pl.Int64,
        "members": pl.Int64,
        "main_kind": pl.String,
        "main_kind_share": pl.Float64,
        "main_place": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row").sort("community")
