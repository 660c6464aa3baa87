"""News that spreads along talk: from whom together it goes farthest, and who hears late or never."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from edulis.engine.network.diffusion import ROUNDS, first_eigenvalue
from edulis.engine.network.structure import Floats, Ints, Sparse

SKETCHES = 10_000  # people asked from whom they could have heard: reach is known to ± 1 % of all
HELD = 10_000_000  # names in all sketches together: where each sketch is long there are fewer of them
PILOT = 100
TALES = 400  # times the news is sent out to see when each hears it


@dataclass(frozen=True, slots=True)
class Seeds:
    """Those who together reach most, in the order in which they were chosen, beside as many of highest centrality.

    `reach`: share of the targets that the first, the first two, … reach; `central_reach`: the same for `central`.
    `error`: the standard error of each share of `reach`, by drawing.
    """

    chosen: Ints
    reach: Floats
    central: Ints
    central_reach: Floats
    error: Floats


@dataclass(frozen=True, slots=True)
class Arrival:
    """For each node: `hops` along ties from the nearest source (−1: no way), the chance to have `heard` after the
    rounds, and the mean `round` in which the news arrives, those who have not heard counted as one round late.
    """

    hops: Ints
    heard: Floats
    round: Floats


def passing_chance(matrix: Sparse) -> float:
    """The chance that a tie passes news on in one round: q = 1 / λ₁, at most 1; 0 without ties (Banerjee et al.)."""
    largest = first_eigenvalue(matrix)
    return min(1 / largest, 1.0) if largest > 0 else 0.0


def seeds(
    matrix: Sparse,
    k: int,
    *,
    central: Ints,
    candidates: Ints,
    targets: Ints,
    q: float | None = None,
    rounds: int = ROUNDS,
    seed: int = 0,
    sketches: int = SKETCHES,
) -> Seeds:
    """The k nodes that together reach most: each adds most to what those before it reach (within 1 − 1/e of the best).

    In each of `rounds` rounds everybody who knows tells each partner with chance q (1/λ₁ where not given), so that
    news told twice to the same people counts once, other than in diffusion centrality. From whom somebody may have
    heard is found by letting the news run backwards from that somebody (its time reversed has the same law): `sketches`
    targets are asked in turn, fewer where the sketches would hold more than 10⁷ names; a set reaches the share of them
    whose sketch it meets. The shares told come from sketches of their own, not from those by which the k were chosen.
    matrix: n × n sparse, symmetric; central: the k to compare with; candidates, targets: node numbers. Source: Kempe,
    Kleinberg & Tardos (2003); Banerjee et al. (2013); Borgs, Brautbar, Chayes & Lucier (2014).
    """
    n = matrix.shape[0]
    k = min(k, len(candidates))
    if k == 0 or not len(targets):
        none = np.zeros(0)
        return Seeds(np.zeros(0, np.int64), none, np.zeros(0, np.int64), none, none)
    chance = passing_chance(matrix) if q is None else q
    allowed = np.zeros(n, dtype=np.bool_)
    allowed[candidates] = True
    random = np.random.default_rng(seed)
    asked = targets if len(targets) <= sketches else np.sort(random.choice(targets, sketches, replace=False))
    pilot, _, _ = _tell(matrix, random.choice(asked, min(PILOT, len(asked)), replace=False), chance, rounds, random)
    few_enough = int(HELD * (len(pilot) - 1) / pilot[-1])
    if few_enough < len(asked):
        asked = np.sort(random.choice(asked, few_enough, replace=False))
    roots = np.resize(asked, max(min(sketches, few_enough), len(asked)))
    start, who, _ = _tell(matrix, roots, chance, rounds, random)
    chosen = _greedy(start, who, allowed, k)
    start, who, _ = _tell(matrix, roots, chance, rounds, random)
    reach, beside = (_cumulated(start, who, each, n) for each in (chosen, central[:k]))
    return Seeds(chosen, reach, central[:k], beside, np.sqrt(reach * (1 - reach) / len(roots)))


def arrival(
    matrix: Sparse,
    sources: Ints,
    *,
    q: float | None = None,
    rounds: int = ROUNDS,
    seed: int = 0,
    tales: int = TALES,
) -> Arrival:
    """When news that starts at the sources reaches each node, by steps along ties and by letting it run `tales` times.

    matrix: n × n sparse, symmetric. sources: node numbers. q as in `seeds`. Gives arrays of shape (n,). The error of
    `heard` is at most 0.5 / √tales. Source: Banerjee et al. (2013) for the process.
    """
    n = matrix.shape[0]
    hops = np.full(n, -1, dtype=np.int64)
    if not len(sources):
        return Arrival(hops, np.zeros(n), np.full(n, rounds + 1.0))
    told = sources
    step = 0
    while len(told):
        hops[told] = step
        step += 1
        near = np.unique(matrix[told].indices)
        told = near[hops[near] < 0]
    chance = passing_chance(matrix) if q is None else q
    entries = np.tile(np.sort(sources), (tales, 1))
    _, who, when = _tell(matrix, entries, chance, rounds, np.random.default_rng(seed))
    times = np.bincount(who, minlength=n)
    sooner = np.bincount(who, weights=rounds + 1.0 - when, minlength=n)
    return Arrival(hops, times / tales, rounds + 1 - sooner / tales)


def _tell(matrix: Sparse, roots: Ints, q: float, rounds: int, random: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """Who hears, and in which round, when the news starts at each row of roots: starts of the rows, node, round."""
    rows = roots.reshape(len(roots), -1).astype(np.int64)
    told: tuple[Ints, Ints, Ints] = _run(matrix.indptr, matrix.indices, rows, q, rounds, random)
    return told


@njit(cache=True, nogil=True)
def _run(indptr: Any, indices: Any, roots: Any, q: float, rounds: int, random: Any) -> Any:
    n = len(indptr) - 1
    knows = np.full(n, -1, dtype=np.int64)
    start = np.zeros(len(roots) + 1, dtype=np.int64)
    room, held = 4096, 0
    who, when = np.empty(room, np.int32), np.empty(room, np.int32)
    for run in range(len(roots)):
        if room - held < n:  # a run holds each node at most once
            room = 2 * room + n
            longer = np.empty(room, np.int32), np.empty(room, np.int32)
            longer[0][:held], longer[1][:held] = who[:held], when[:held]
            who, when = longer
        begin = held
        for node in roots[run]:
            knows[node] = run
            who[held], when[held] = node, 0
            held += 1
        for turn in range(1, rounds + 1):
            before = held
            for at in range(begin, before):
                for tie in range(indptr[who[at]], indptr[who[at] + 1]):
                    node = indices[tie]
                    if knows[node] != run and random.random() < q:
                        knows[node] = run
                        who[held], when[held] = node, turn
                        held += 1
        start[run + 1] = held
    return start, who[:held], when[:held]


def _greedy(start: Ints, who: Ints, allowed: Any, k: int) -> Ints:
    """The k allowed nodes that each meet most sketches not yet met; the lower number where equal."""
    n = len(allowed)
    sketch = np.repeat(np.arange(len(start) - 1), np.diff(start))
    order = np.argsort(who, kind="stable")
    where = np.searchsorted(who[order], np.arange(n + 1))
    count = np.where(allowed, np.bincount(who, minlength=n), -1)
    met = np.zeros(len(start) - 1, dtype=bool)
    chosen = np.empty(k, dtype=np.int64)
    for at in range(k):
        best = int(np.argmax(count))
        chosen[at] = best
        new = sketch[order[where[best] : where[best + 1]]]
        new = new[~met[new]]
        met[new] = True
        lengths = np.diff(start)[new]
        rows = np.repeat(start[:-1][new] - np.cumsum(lengths) + lengths, lengths) + np.arange(int(lengths.sum()))
        count -= np.where(allowed, np.bincount(who[rows], minlength=n), 0)
        count[best] = -1
    return chosen


def _cumulated(start: Ints, who: Ints, nodes: Ints, n: int) -> Floats:
    """Share of sketches that the first, the first two, … of the nodes meet."""
    rank = np.full(n, len(nodes), dtype=np.int64)
    rank[nodes] = np.arange(len(nodes))
    first = np.minimum.reduceat(rank[who], start[:-1]) if len(start) > 1 else np.zeros(0, np.int64)
    met = np.bincount(first, minlength=len(nodes) + 1)[: len(nodes)]
    shares: Floats = np.cumsum(met) / max(len(start) - 1, 1)
    return shares
