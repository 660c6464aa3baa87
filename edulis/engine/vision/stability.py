"""Whether groups of opinion are more than a cut through one cloud: people drawn again, and a cloud without groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edulis.engine.vision.grouping import Grouping, group, most_groups, nearest
from edulis.engine.vision.plane import Plane, plane_of, positions
from edulis.engine.vision.votes import Floats, Votes

FLOOR = 0.65  # of the mean adjusted Rand index; below it, recovery is poor (Steinley 2004)
CHANCE = 0.05  # of a cloud without groups falling apart as clearly


@dataclass(frozen=True, slots=True)
class Stability:
    """How far groups can be trusted.

    rand: mean adjusted Rand index between the groups and those found among people drawn again; low: its 5 % quantile
    over draws; one_cloud: how often a cloud of the same shape without groups is as clearly parted (0 to 1); nan where
    nothing was grouped.
    """

    rand: float
    low: float
    one_cloud: float
    draws: int

    @property
    def stable(self) -> bool:
        """Whether groups may be spoken of: rand at least 0.65, and not what one cloud would give by chance (5 %)."""
        return self.rand >= FLOOR and self.one_cloud <= CHANCE


NOT_TRIED = Stability(float("nan"), float("nan"), float("nan"), 0)


def adjusted_rand(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """How far two groupings of the same people agree beyond chance: 1 where alike, about 0 by chance.

    Σ C(n_ij, 2) minus its expectation, over its maximum minus the expectation. Source: Hubert & Arabie (1985).
    """
    width = int(other.max(initial=0)) + 1
    table = np.bincount(one * width + other, minlength=(int(one.max(initial=0)) + 1) * width).reshape(-1, width)
    pairs, rows, columns = (
        float((part * (part - 1) / 2).sum()) for part in (table, table.sum(axis=1), table.sum(axis=0))
    )
    everything = len(one) * (len(one) - 1) / 2
    expected = rows * columns / everything if everything else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def stability(votes: Votes, plane: Plane, found: Grouping, *, draws: int, seed: int) -> Stability:
    """Draw people again, look for plane and groups anew, and compare with the groups that were found.

    votes: of those who were grouped; plane, found: where they were seen from, and their groups. Each draw takes n
    people with return, finds its own plane and its own number of groups, and puts everybody to the nearest of its
    groups. The cloud without groups is evenly filled, as long and as wide along its axes as the people are spread: of
    all clouds in one piece it is the one that is parted most clearly.
    Source: Efron (1979); Hennig (2007); Tibshirani, Walther & Hastie (2001).
    """
    n = len(votes.people)
    if found.k < 2 or not draws:
        return NOT_TRIED
    random = np.random.default_rng(seed)
    alike = np.empty(draws)
    for at in range(draws):
        times = np.bincount(random.integers(n, size=n), minlength=n).astype(float)
        drawn = positions(votes, plane_of(votes, times, near=plane))
        again = group(drawn, times)
        alike[at] = adjusted_rand(found.labels, nearest(drawn, again.centres))
    axes, spread = _spread(positions(votes, plane))
    as_clear = 0
    for _ in range(draws):
        cloud = random.uniform(-(3**0.5), 3**0.5, (n, 2)) * spread @ axes
        as_clear += group(cloud, most=most_groups(n)).silhouette >= found.silhouette
    return Stability(float(alike.mean()), float(np.quantile(alike, 0.05)), (as_clear + 1) / (draws + 1), draws)


def _spread(places: Floats) -> tuple[Floats, Floats]:
    """The axes of a cloud and its standard deviation along each."""
    values, axes = np.linalg.eigh(np.cov(places.T))
    return axes.T, np.sqrt(np.maximum(values, 0))
