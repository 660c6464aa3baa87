"""How firm a first place is: over all weights that could be given, and over the members whose weights they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from edulis.engine.markets.mcda import ranks
from edulis.engine.network.structure import Floats

_ROOM = 4_000_000  # comparisons at once, so that memory does not grow with draws and options


@dataclass(frozen=True, slots=True)
class Acceptability:
    """Shares of all weights in which options come where.

    `ranks`: options × ranks, share of the weight simplex in which an option has that rank (those in equal first place
    share it); `error`: its standard errors; `central`: options × criteria, the mean of the weights that put an option
    first (nan where none does).
    """

    ranks: Floats
    error: Floats
    central: Floats


def acceptability(low: Floats, high: Floats, *, seed: int, draws: int = 10_000) -> Acceptability:
    """Rank acceptability of the additive model under even weights (SMAA-2), sampled with a seeded Dirichlet(1, …, 1).

    low, high: options × criteria on 0 to 1, equal where a value is known; an unknown value is drawn evenly between.
    Standard error √(b (1 − b) / draws). Source: Lahdelma & Salminen (2001); Tervonen & Lahdelma (2007).
    """
    options, criteria = low.shape
    if not options or not criteria:
        return Acceptability(*(np.zeros((options, options)),) * 2, np.full((options, criteria), np.nan))
    random = np.random.default_rng(seed)
    counted = np.zeros((options, options))
    central = np.zeros((options, criteria))
    open_value = high > low
    block = max(_ROOM // options**2, 1)
    for begin in range(0, draws, block):
        n = min(block, draws - begin)
        weights = random.dirichlet(np.ones(criteria), n)
        scores = weights @ low.T
        if open_value.any():
            row, column = np.nonzero(open_value)
            extra = random.random((n, row.size)) * (high - low)[row, column] * weights[:, column]
            np.add.at(scores.T, row, extra.T)
        # Equal scores share their ranks evenly, so that two like options are told alike.
        above = (scores[:, None, :] > scores[:, :, None] + 1e-12).sum(axis=2)
        equal = (np.abs(scores[:, None, :] - scores[:, :, None]) <= 1e-12).sum(axis=2)
        for rank in range(options):
            share = ((above <= rank) & (rank < above + equal)) / equal
            counted[:, rank] += share.sum(axis=0)
            if rank == 0:
                central += share.T @ weights
    first = counted[:, 0]
    share = counted / draws
    central = central / np.where(first > 0, first, np.nan)[:, None]
    return Acceptability(share, np.sqrt(share * (1 - share) / draws), central)


def firmness(values: Floats, members: Floats, *, seed: int, resamples: int) -> Floats:
    """Share of draws of members (as many, with replacement) whose mean weights put each option first, shape (options,).

    values: options × criteria on 0 to 1; members: members × criteria (their sums do not matter
    for one row, and weigh it among others). Equal firsts share. nan
    below two members. Source: Efron (1979).
    """
    n = len(members)
    if n < 2 or not len(values):
        return np.full(len(values), np.nan)
    drawn = np.random.default_rng(seed).integers(n, size=(resamples, n))
    times = np.array([np.bincount(row, minlength=n) for row in drawn]) / n
    return np.asarray(firsts(values, times @ members).mean(axis=0), dtype=float)


def firsts(values: Floats, weights: Floats) -> Floats:
    """Which option each row of weights puts first, rows × options, equal firsts sharing one."""
    scores = weights @ values.T
    best = scores >= scores.max(axis=1, keepdims=True) - 1e-12
    return np.asarray(best / best.sum(axis=1, keepdims=True), dtype=float)


def agreement(one: Floats, other: Floats) -> float:
    """Kendall's τ-b between the orders of two scores; nan below two options or where one puts all alike.

    Source: Kendall (1945).
    """
    from scipy.stats import kendalltau

    if len(one) < 2 or len(set(ranks(one))) < 2 or len(set(ranks(other))) < 2:
        return float("nan")
    return float(kendalltau(ranks(one), ranks(other)).statistic)
