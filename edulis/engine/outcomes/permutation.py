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
    """Fisher's test of no effect on anybody, for units that were treated as a whole.

    change: (n,); unit: who was treated together (a village, a household), treated is the same within each; strata: as
    many units are treated within each as were. Raises ValueError where a unit is treated in part. Source: Fisher
    (1935); Rosenbaum (2002); Conley & Taber (2011) for few treated.
    """
    codes, at = np.unique(np.asarray(unit, dtype=object).astype(str), return_inverse=True)
    count = np.bincount(at).astype(float)
    total = np.bincount(at, weights=change)
    share = np.bincount(at, weights=treated.astype(float)) / count
    if ((share > 0) & (share < 1)).any():
        raise ValueError("a unit is treated in part: take smaller units")
    chosen = share > 0.5
    layer = np.zeros(len(codes), dtype=np.int64)
    if strata is not None:
        layer[at] = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)[1]
    ways = math.prod(math.comb(int((layer == one).sum()), int(chosen[layer == one].sum())) for one in np.unique(layer))
    if not chosen.any() or chosen.all():
        return Placebo(math.nan, math.nan, math.nan, math.nan, ways, True)
    exact = ways <= MOST and len(np.unique(layer)) == 1
    drawn = _all(chosen) if exact else _some(chosen, layer, np.random.default_rng(seed))

    def difference(picked: Floats) -> Floats:
        members = picked @ count
        inside = picked @ total
        return np.asarray(inside / members - (total.sum() - inside) / (count.sum() - members))

    seen = float(difference(chosen.astype(float)))
    every = difference(drawn)
    slack = 1e-9 * max(float(np.abs(every).max()), 1e-300)
    more, far = int((every >= seen - slack).sum()), int((np.abs(every) >= abs(seen) - slack).sum())
    extra = 0 if exact else 1  # what was seen is one of the ways
    whole = len(every) + extra
    return Placebo(seen, (more + extra) / whole, (far + extra) / whole, 1 / ways, ways, exact)


def _all(chosen: NDArray[np.bool_]) -> Floats:
    picks = list(combinations(range(len(chosen)), int(chosen.sum())))
    drawn = np.zeros((len(picks), len(chosen)))
    drawn[np.repeat(np.arange(len(picks)), int(chosen.sum())), np.array(picks, dtype=np.int64).ravel()] = 1.0
    return drawn


def _some(chosen: NDArray[np.bool_], layer: NDArray[np.int64], random: np.random.Generator) -> Floats:
    """Random assignments that keep the number treated in each stratum."""
    drawn = np.zeros((DRAWS, len(chosen)))
    for one in np.unique(layer):
        inside = np.flatnonzero(layer == one)
        order = np.argsort(random.uniform(size=(DRAWS, len(inside))), axis=1)
        drawn[:, inside] = order < int(chosen[inside].sum())
    return drawn
