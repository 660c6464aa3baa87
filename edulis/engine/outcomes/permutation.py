"""What the same figure would be had others been the ones who took part: no p can be smaller than one in all ways."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST = 20_000  # assignments that are all gone through; beyond, so many are drawn
DRAWS = 4999
BLOCK = 4_000_000  # numbers drawn at a time: 32 MB


@dataclass(frozen=True, slots=True)
class Placebo:
    """How the difference compares with all others that chance could have given.

    difference: mean change of treated units' members minus that of the others. p_more: share of assignments with a
    difference at least as large (one-sided), p: at least as far from 0 (two-sided). smallest: the least p_more that
    this design can give, 1 / ways. exact: whether all assignments were gone through.
    """

    difference: float
    p_more: float
    p: float
    smallest: float
    ways: int
    exact: bool


def placebo(
    change: Floats,
    treated: NDArray[np.bool_],
    unit: Sequence[str],
    strata: Sequence[str] | None = None,
    *,
    seed: int = 0,
) -> Placebo:
    """The test of `placebos` for one question. change: (n,)."""
    return placebos(np.asarray(change, dtype=np.float64)[:, None], treated, unit, strata, seed=seed)[0]


def placebos(
    change: Floats,
    treated: NDArray[np.bool_],
    unit: Sequence[str],
    strata: Sequence[str] | None = None,
    *,
    seed: int = 0,
) -> tuple[Placebo, ...]:
    """Fisher's test of no effect on anybody, for units that were treated as a whole; one for each question.

    change: (n, m), for m questions to the same people; unit: who was treated together (a village, a household), treated
    is the same within each; strata: as many units are treated within each as were. Raises ValueError where a unit is
    treated in part. Source: Fisher (1935); Rosenbaum (2002); Conley & Taber (2011) for few treated.
    """
    codes, at = np.unique(np.asarray(unit, dtype=object).astype(str), return_inverse=True)
    count = np.bincount(at).astype(float)
    total = np.column_stack([np.bincount(at, weights=each) for each in change.T])
    share = np.bincount(at, weights=treated.astype(float)) / count
    if ((share > 0) & (share < 1)).any():
        raise ValueError("a unit is treated in part: take smaller units")
    chosen = share > 0.5
    layer = np.zeros(len(codes), dtype=np.int64)
    if strata is not None:
        layer[at] = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)[1]
    ways = math.prod(math.comb(int((layer == one).sum()), int(chosen[layer == one].sum())) for one in np.unique(layer))
    if not chosen.any() or chosen.all():
        nothing = Placebo(math.nan, math.nan, math.nan, math.nan, ways, True)
        return tuple([nothing] * change.shape[1])
    exact = ways <= MOST and len(np.unique(layer)) == 1
    held = np.column_stack([count, total])
    drawn = _all(chosen) @ held if exact else _some(chosen, layer, held, np.random.default_rng(seed))

    def difference(sums: Floats) -> Floats:
        members, inside = sums[..., :1], sums[..., 1:]
        return np.asarray(inside / members - (total.sum(axis=0) - inside) / (count.sum() - members))

    seen, every = difference(chosen @ held), difference(drawn)
    extra = 0 if exact else 1  # what was seen is one of the ways
    whole = len(every) + extra
    told = []
    for mine, others in zip(seen.tolist(), every.T, strict=True):
        slack = 1e-9 * max(float(np.abs(others).max()), 1e-300)
        more, far = int((others >= mine - slack).sum()), int((np.abs(others) >= abs(mine) - slack).sum())
        told.append(Placebo(mine, (more + extra) / whole, (far + extra) / whole, 1 / ways, ways, exact))
    return tuple(told)


def _all(chosen: NDArray[np.bool_]) -> Floats:
    picks = list(combinations(range(len(chosen)), int(chosen.sum())))
    drawn = np.zeros((len(picks), len(chosen)))
    drawn[np.repeat(np.arange(len(picks)), int(chosen.sum())), np.array(picks, dtype=np.int64).ravel()] = 1.0
    return drawn


def _some(chosen: NDArray[np.bool_], layer: NDArray[np.int64], held: Floats, random: np.random.Generator) -> Floats:
    """Sums of `held` (units, columns) over random assignments that keep the number treated in each stratum."""
    sums = np.zeros((DRAWS, held.shape[1]))
    for one in np.unique(layer):
        inside = held[layer == one]
        k = int(chosen[layer == one].sum())
        if k in (0, len(inside)):
            sums += inside.sum(axis=0) if k else 0.0
            continue
        # The smaller side is drawn: whoever is not on it is on the other.
        few, step = min(k, len(inside) - k), max(BLOCK // len(inside), 1)
        for begin in range(0, DRAWS, step):
            keys = random.random((min(step, DRAWS - begin), len(inside)))
            part = inside[np.argpartition(keys, few - 1, axis=1)[:, :few]].sum(axis=1)
            sums[begin : begin + step] += part if few == k else inside.sum(axis=0) - part
    return sums
