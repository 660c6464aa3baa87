"""Dialogue gaps: kinds of actor that trade but do not talk, with the interval of the gap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edulis.engine.network.structure import Floats, Ints


@dataclass(frozen=True, slots=True)
class Dyads:
    """Trading pairs, each once: the numbers of its two enterprises, its value, whether they talk, its pair of kinds."""

    one: Ints
    other: Ints
    value: Floats
    talk: NDArray[np.bool_]
    pair: Ints  # the number of the pair of kinds


@dataclass(frozen=True, slots=True)
class Gaps:
    """For each pair of kinds: gap, its 95 % interval, dyads, enterprises on both sides, value."""

    gap: Floats
    low: Floats
    high: Floats
    dyads: Ints
    enterprises: Ints
    value: Floats


def dialogue_gaps(dyads: Dyads, pairs: int, *, seed: int = 0, resamples: int = 200) -> Gaps:
    """Share of trade between two kinds that no talk goes along: Σ v_ij (1 − talk_ij) / Σ v_ij over trading dyads.

    The interval is the percentile interval over resamples of *enterprises* (a dyad enters as often as both its ends
    were drawn). Where all dyads agree, resampling cannot show doubt: the open bound is then the exact binomial one for
    as many enterprises as the smaller side has. Gives arrays of shape (pairs,). Source: Snijders & Borgatti (1999);
    Clopper & Pearson (1934).
    """
    silent = dyads.value * ~dyads.talk
    value = _total(dyads.pair, dyads.value, pairs)
    gap = _ratio(_total(dyads.pair, silent, pairs), value)
    nodes = int(max(dyads.one.max(), dyads.other.max())) + 1 if len(dyads.one) else 0
    drawn = np.full((resamples, pairs), np.nan)
    random = np.random.default_rng(seed)
    for at in range(resamples if nodes else 0):
        times = np.bincount(random.integers(nodes, size=nodes), minlength=nodes)
        weight = (times[dyads.one] * times[dyads.other]).astype(float)
        whole = _total(dyads.pair, weight * dyads.value, pairs)
        drawn[at] = _ratio(_total(dyads.pair, weight * silent, pairs), whole)
    low, high = _percentiles(drawn)
    one = _distinct(dyads.pair, dyads.one, pairs)
    other = _distinct(dyads.pair, dyads.other, pairs)
    open_bound = 0.025 ** (1 / np.maximum(np.minimum(one, other), 1))
    low, high = np.where(gap == 1, open_bound, low), np.where(gap == 0, 1 - open_bound, high)
    both = _distinct(np.tile(dyads.pair, 2), np.concatenate([dyads.one, dyads.other]), pairs)
    return Gaps(
        gap,
        np.fmin(np.where(np.isnan(low), gap, low), gap),
        np.fmax(np.where(np.isnan(high), gap, high), gap),
        np.bincount(dyads.pair, minlength=pairs),
        both,
        value,
    )


def _total(pair: Ints, weight: Floats, pairs: int) -> Floats:
    return np.bincount(pair, weights=weight, minlength=pairs).astype(float)


def _ratio(part: Floats, whole: Floats) -> Floats:
    share: Floats = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return share


def _percentiles(drawn: Floats) -> tuple[Floats, Floats]:
    """2.5 % and 97.5 % of each column, leaving out the resamples in which a pair of kinds was not drawn at all."""
    ordered = np.sort(drawn, axis=0)  # nan sort to the end
    held = (~np.isnan(drawn)).sum(axis=0)
    column = np.arange(drawn.shape[1])
    bounds = []
    for level in (0.025, 0.975):
        at = np.maximum(np.rint(level * (held - 1)).astype(np.int64), 0)
        bounds.append(ordered[at, column] if len(ordered) else np.full(drawn.shape[1], np.nan))
    return bounds[0], bounds[1]


def _distinct(pair: Ints, node: Ints, pairs: int) -> Ints:
    if not len(pair):
        return np.zeros(pairs, dtype=np.int64)
    width = int(node.max()) + 1
    return np.bincount(np.unique(pair * width + node) // width, minlength=pairs)
