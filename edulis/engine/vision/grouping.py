"""Groups of opinion: people who stand near one another on the plane, by the best of many fixed starts."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from edulis.engine.vision.votes import Floats, Whole

STARTS = 12  # of each number of groups; the best of them is kept
MOST_GROUPS = 5
LEAST = 5  # people: a smaller group is nobody's to describe
_POINTS = 800  # more distinct places than this are gathered into the cells of a grid before silhouettes are taken
_CELLS = 32  # of that grid on each side
_ROUNDS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """How people fall into groups.

    labels: shape (n,), from 0, the largest group first; centres: k × 2; silhouette: mean over people, −1 to 1;
    tried: the silhouette of each number of groups that was looked at. k is 0 where nobody could be grouped.
    """

    labels: NDArray[np.int64]
    centres: Floats
    silhouette: float
    tried: dict[int, float] = field(default_factory=dict)

    @property
    def k(self) -> int:
        """How many groups."""
        return len(self.centres)


def most_groups(people: int) -> int:
    """The largest number of groups to look at: min(5, 2 + ⌊n / 12⌋), and none with fewer than 5 people each."""
    return min(MOST_GROUPS, 2 + people // 12, people // LEAST)


def group(places: Floats, times: Floats | None = None, *, most: int | None = None) -> Grouping:
    """The grouping of 2 to `most` groups with the best silhouette; one group with the label 0 where there are no two.

    places: n × 2; times: how often each person counts. k-means (Lloyd 1982) from 12 starts for each k, each spread
    over the points by rule and not by chance; groups of fewer than five people are given to the nearest others and do
    not count; silhouette: mean over people of (b − a) / max(a, b) (Rousseeuw 1987). Nothing hangs on the order of rows.
    """
    n = len(places)
    weights = np.ones(n) if times is None else np.asarray(times, dtype=np.float64)
    if not n:
        return Grouping(np.zeros(0, dtype=np.int64), np.zeros((0, 2)), 0.0)
    points, heavy = _gathered(places, weights)
    alone = Grouping(np.zeros(n, dtype=np.int64), np.average(places, axis=0, weights=weights)[None], 0.0)
    limit = most_groups(int(weights.sum())) if most is None else most
    from edulis.engine.vision.kernels import silhouettes

    candidates: dict[int, tuple[Floats, Whole]] = {}
    for starts in _starts(points, heavy, min(limit, len(points))).values():
        centres = _best(points, heavy, starts)
        labels, centres = _without_small(points, heavy, centres)
        if len(centres) >= 2 and len(centres) not in candidates:
            candidates[len(centres)] = (centres, labels)
    if not candidates:
        return alone
    asked = sorted(candidates)
    scores = silhouettes(points, heavy, np.array([candidates[k][1] for k in asked]), np.array(asked))
    tried = {k: float(score) for k, score in zip(asked, scores, strict=True)}
    best = max(asked, key=lambda k: (round(tried[k], 9), -k))
    if tried[best] <= 0:
        return Grouping(alone.labels, alone.centres, 0.0, tried)
    centres, _ = candidates[best]
    labels = nearest(places, centres)
    return _by_size(labels, centres, weights, tried[best], tried)


def nearest(places: Floats, centres: Floats) -> NDArray[np.int64]:
    """The place of the centre nearest to each point, shape (n,)."""
    from edulis.engine.vision.kernels import assign

    return np.asarray(assign(np.ascontiguousarray(places), np.ascontiguousarray(centres)), dtype=np.int64)


def _gathered(places: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Distinct points with their weights, in an order of their own; gathered on a grid where they are very many."""
    held = weights > 0
    rounded = np.round(places[held], 9) + 0.0
    distinct, back = np.unique(rounded, axis=0, return_inverse=True)
    heavy: Floats = np.bincount(back.ravel(), weights=weights[held]).astype(np.float64)
    if len(distinct) <= _POINTS:
        return distinct, heavy
    low, high = distinct.min(axis=0), distinct.max(axis=0)
    step = max(float((high - low).max()), 1e-300) / _CELLS
    cell = np.minimum(((distinct - low) / step).astype(np.int64), _CELLS - 1)
    _, back = np.unique(cell[:, 0] * _CELLS + cell[:, 1], return_inverse=True)
    total: Floats = np.bincount(back, weights=heavy).astype(np.float64)
    middle = [np.bincount(back, weights=heavy * distinct[:, axis]) / total for axis in (0, 1)]
    return np.column_stack(middle), total


def _best(points: Floats, heavy: Floats, starts: list[Floats]) -> Floats:
    """The centres with the least sum of squares over all starts."""
    from edulis.engine.vision.kernels import lloyd

    best, least = starts[0], np.inf
    for start in starts:
        centres, cost = lloyd(points, heavy, start, _ROUNDS)
        if cost < least * (1 - 1e-9):
            best, least = centres, cost
    return best


def _starts(points: Floats, heavy: Floats, most: int) -> dict[int, list[Floats]]:
    """Starts for each number of groups, that hang on the points alone.

    Half of them cut the points, as seen along a direction, into k equal parts and begin at their means; the others
    begin at the point farthest along a direction and go on to the point farthest from all chosen.
    """
    starts: dict[int, list[Floats]] = {k: [] for k in range(2, most + 1)}
    middle = np.average(points, axis=0, weights=heavy)
    for turn in range(STARTS // 2):
        angle = np.pi * turn / (STARTS // 2)
        order = np.argsort(points @ np.array([np.cos(angle), np.sin(angle)]), kind="stable")
        weight, x, y = heavy[order], heavy[order] * points[order, 0], heavy[order] * points[order, 1]
        through = (np.cumsum(weight) - weight / 2) / weight.sum()
        chosen = [int(np.argmax((points - middle) @ np.array([np.cos(2 * angle), np.sin(2 * angle)])))]
        far = ((points - points[chosen[0]]) ** 2).sum(axis=1)
        while len(chosen) < most:
            chosen.append(int(np.argmax(far)))
            far = np.minimum(far, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
        for k, held in starts.items():
            part = np.minimum((through * k).astype(np.int64), k - 1)
            sums = np.bincount(part, weights=weight, minlength=k)
            if (sums > 0).all():
                held.append(np.column_stack([np.bincount(part, weights=of, minlength=k) / sums for of in (x, y)]))
            held.append(points[chosen[:k]])
    return starts


def _without_small(points: Floats, heavy: Floats, centres: Floats) -> tuple[Whole, Floats]:
    """Labels and centres once groups of fewer than five people were given to the nearest others, the smallest first."""
    while True:
        labels = nearest(points, centres)
        size = np.bincount(labels, weights=heavy, minlength=len(centres))
        if len(centres) <= 1 or size.min() >= LEAST:
            return labels, centres
        centres = np.delete(centres, int(np.argmin(size)), axis=0)


def _by_size(
    labels: NDArray[np.int64], centres: Floats, weights: Floats, score: float, tried: dict[int, float]
) -> Grouping:
    size = np.bincount(labels, weights=weights, minlength=len(centres))
    order = np.lexsort((centres[:, 1], centres[:, 0], -size))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return Grouping(rank[labels], centres[order], score, tried)
