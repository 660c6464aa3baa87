"""How a shortage runs through a chain month by month: forward by recipes and rationing, then back as fallen orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edulis.engine.supply.ledger import Floats, Ints, Ledger

_CLOSE = 1e-12
_FELT = 1e-9
_TURNS = 2_000


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a ledger: edges e, acts k, lines in and out of acts, nodes n."""

    source: Ints
    target: Ints
    moved: Floats
    main: Ints  # node of each act's main product
    in_act: Ints
    in_node: Ints
    in_size: Floats
    in_limits: Floats  # 1 where a lack stops the process
    out_act: Ints
    out_node: Ints
    out_size: Floats
    own: Floats
    kept: Floats
    idle: Floats  # what is lost of by-products: it is missed last
    local: Floats
    opening: Floats


@dataclass(frozen=True, slots=True)
class Passed:
    """What is left of each edge (e,) and act (k,), shares of the usual: after shortage, and after fallen orders too.

    `missing_stock` (n,) is what of the closing stock is missing, `short` (n,) which nodes could not serve all
    their needs, or got less where nobody told what for.
    """

    edges: Floats
    acts: Floats
    edges_ordered: Floats
    acts_ordered: Floats
    missing_stock: Floats
    short: NDArray[np.bool_]


def pass_on(month: Month, cut_edges: Floats, cut_acts: Floats, missing: Floats) -> Passed:
    """Pass a cut on: `cut_edges` (e,), `cut_acts` (k,) are the shares lost, `missing` (n,) what stocks open short of.

    A node that has `A = needs + closing stock + idle waste` and loses Δ of its inflow I (or A, if that is more) serves
    all its needs at the rate `r = min(1, A (1 − Δ / I) / needs)`: rationing in proportion, stocks used up first. An act
    runs at the smallest rate of the inputs that limit it. The largest fixed point is taken, by falling from 1. With
    that fixed, what is no longer needed is not ordered or made: `surplus / (purchases + making)` of it. Source:
    Leontief (1936) for the recipes; rationing in proportion as in Hallegatte (2008).
    """
    count = month.own.size
    need = _sum(month.source, month.moved, count) + _sum(month.in_node, month.in_size, count) + month.own
    full = need + month.kept + month.idle
    come = _sum(month.target, month.moved, count) + _sum(month.out_node, month.out_size, count) + month.opening
    scale = np.divide(full, np.maximum(come, full), out=np.ones(count), where=full > 0)
    ruled = (month.local > 0) & (need > 0)
    rate = np.ones(count)
    edges, acts = 1.0 - cut_edges, 1.0 - cut_acts
    for _ in range(_TURNS):
        edges = rate[month.source] * (1.0 - cut_edges)
        acts = _acts(month, rate) * (1.0 - cut_acts)
        fallen = (
            _sum(month.target, month.moved * (1.0 - edges), count)
            + _sum(month.out_node, month.out_size * (1.0 - acts[month.out_act]), count)
            + missing
        )
        had = np.maximum(full - fallen * scale, 0.0)
        after = np.where(ruled, np.minimum(np.divide(had, need, out=np.ones(count), where=need > 0), 1.0), 1.0)
        after = np.minimum(after, rate)
        after = np.where(after > 1.0 - _CLOSE, 1.0, after)  # what rounding leaves is no shortage
        done = float(np.max(rate - after, initial=0.0)) < _CLOSE
        rate = after
        if done:
            break
    short = np.clip(month.kept - (had - need * rate), 0.0, month.kept)
    short = np.where(month.local > 0, short, 0.0)
    bare = (need <= 0) & (_sum(month.target, month.moved * (1.0 - edges), count) > 0)
    lacking = (rate < 1.0 - _FELT) | (bare & (month.local > 0))
    ordered, made = _orders(month, rate, edges, acts, had, scale)
    return Passed(edges, acts, ordered, made, short, lacking)


def _orders(
    month: Month, rate: Floats, edges: Floats, acts: Floats, had: Floats, scale: Floats
) -> tuple[Floats, Floats]:
    """What is still ordered and made once nobody buys or makes what cannot be used: edges (e,), acts (k,)."""
    count = rate.size
    bought = _sum(month.target, month.moved * edges, count)
    own_main = np.where(month.out_node == month.main[month.out_act], month.out_size, 0.0)
    made = _sum(month.out_node, own_main * acts[month.out_act], count)
    source = np.where(scale > 0, scale, 1.0)
    flow = np.maximum(bought + made, 1e-300)
    ordered, level = edges, acts
    cut = np.zeros(count)
    for _ in range(_TURNS):
        use = (
            _sum(month.source, month.moved * ordered, count)
            + _sum(month.in_node, month.in_size * level[month.in_act], count)
            + month.own * rate
        )
        spare = np.maximum(had - use - month.kept - month.idle, 0.0) / source
        after = np.where(month.local > 0, np.minimum(spare / flow, 1.0), 0.0)
        after = np.where(spare > _FELT * flow, np.maximum(after, cut), cut)
        ordered = edges * (1.0 - after[month.target])
        level = acts * (1.0 - np.where(month.main >= 0, after[np.maximum(month.main, 0)], 0.0))
        done = float(np.max(after - cut, initial=0.0)) < _CLOSE
        cut = after
        if done:
            break
    return ordered, level


def _acts(month: Month, rate: Floats) -> Floats:
    """The rate of each act: that of its scarcest limiting input."""
    acts = np.ones(month.main.size)
    held = np.where(month.in_limits > 0, rate[month.in_node], 1.0)
    np.minimum.at(acts, month.in_act, held)
    return acts


def _sum(at: Ints, size: Floats, count: int) -> Floats:
    """Sums of sizes by node."""
    return np.bincount(at, size, minlength=count).astype(np.float64)


def month_of(book: Ledger, at: int) -> tuple[Month, Ints, Ints]:
    """The arrays of one month, and which rows of the edges and acts they are."""
    which = np.flatnonzero((book.edges["month"] == book.months[at]).to_numpy())
    acts = np.flatnonzero((book.acts["month"] == book.months[at]).to_numpy())
    number = np.full(book.acts.height, -1, np.int64)
    number[acts] = np.arange(acts.size)
    lines = []
    for frame in (book.into, book.out):
        mine = number[frame["act"].to_numpy()] >= 0
        lines.append((frame.filter(mine), number[frame["act"].to_numpy()[mine]]))
    (into, in_act), (out, out_act) = lines
    side = book.nodes["side"].to_numpy()
    lost = book.lost[at]
    edges = book.edges[which]
    opening = book.kept[at - 1] if at else np.zeros(book.nodes.height)
    return (
        Month(
            edges["source"].to_numpy(), edges["target"].to_numpy(), edges["quantity"].to_numpy(),
            book.acts["main"].fill_null(-1).to_numpy()[acts], in_act, into["node"].to_numpy(),
            into["quantity"].to_numpy(), into["limits"].to_numpy().astype(np.float64), out_act, out["node"].to_numpy(),
            out["quantity"].to_numpy(), book.own[at] + np.where(side, 0.0, lost), book.kept[at],
            np.where(side, lost, 0.0), book.nodes["local"].to_numpy().astype(np.float64), opening,
        ),
        which,
        acts,
    )  # fmt: skip


def hands(book: Ledger, edge_hit: Floats, act_hit: Floats, short: NDArray[np.bool_]) -> Ints:
    """How many hands a shortage has passed through to reach each node that ran short (n,); 0 where none did.

    Growers who lose harvest, and who buys from a source that fails, are 1; a sale is one hand more, a recipe none.
    """
    far = np.iinfo(np.int64).max // 2
    hop = np.full(book.nodes.height, far)
    source, target = book.edges["source"].to_numpy(), book.edges["target"].to_numpy()
    limits = book.into["limits"].to_numpy()
    in_act, in_node = book.into["act"].to_numpy()[limits], book.into["node"].to_numpy()[limits]
    out_act, out_node = book.out["act"].to_numpy(), book.out["node"].to_numpy()
    hop[target[(edge_hit > 0) & short[target]]] = 1
    grown = out_node[act_hit[out_act] > 0]
    hop[grown[short[grown]]] = 1
    while True:
        before = hop.copy()
        sold = np.where(short[target], np.minimum(hop[source] + 1, far), far)
        np.minimum.at(hop, target, sold)
        act = np.full(book.acts.height, far)
        np.minimum.at(act, in_act, hop[in_node])
        np.minimum.at(hop, out_node, np.where(short[out_node], act[out_act], far))
        if np.array_equal(before, hop):
            return np.where(hop < far, hop, 0)
