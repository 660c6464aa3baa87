"""The loops over people and statements, compiled; imported only where there are enough of them to be worth it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def add_up(matrix: Any, often: Any, sums: Any) -> None:
    """Add the votes of each statement, and how many there are, each person counted so often."""
    for i in range(matrix.shape[0]):
        if often[i] == 0:
            continue
        for j in range(matrix.shape[1]):
            vote = matrix[i, j]
            if vote != 2:
                sums[0, j] += often[i] * vote
                sums[1, j] += often[i]


@njit(cache=True, nogil=True)
def filled(matrix: Any, centre: Any, often: Any) -> Any:
    """Votes less the mean, 0 where there is none, times the root of how often the person counts; others left out."""
    held = np.flatnonzero(often)
    filled = np.zeros((len(held), matrix.shape[1]))
    for at in range(len(held)):
        root = np.sqrt(often[held[at]])
        for j in range(matrix.shape[1]):
            vote = matrix[held[at], j]
            if vote != 2:
                filled[at, j] = root * (vote - centre[j])
    return filled


@njit(cache=True, nogil=True)
def placed(matrix: Any, centre: Any, axes: Any) -> Any:
    """Where each person stands."""
    n, m = matrix.shape
    placed = np.zeros((n, 2))
    for i in range(n):
        x, y, cast = 0.0, 0.0, 0
        for j in range(m):
            vote = matrix[i, j]
            if vote != 2:
                away = vote - centre[j]
                x += away * axes[0, j]
                y += away * axes[1, j]
                cast += 1
        wide = np.sqrt(m / max(cast, 1))
        placed[i, 0], placed[i, 1] = x * wide, y * wide
    return placed


@njit(cache=True, nogil=True)
def assign(points: Any, centres: Any) -> Any:
    """The nearest centre of each point."""
    labels = np.empty(len(points), dtype=np.int64)
    for i in range(len(points)):
        least, at = np.inf, 0
        for g in range(len(centres)):
            far = (points[i, 0] - centres[g, 0]) ** 2 + (points[i, 1] - centres[g, 1]) ** 2
            if far < least:
                least, at = far, g
        labels[i] = at
    return labels


@njit(cache=True, nogil=True)
def lloyd(points: Any, heavy: Any, start: Any, rounds: int) -> Any:
    """Centres that no longer move, and the weighted sum of squares around them."""
    centres, k, cost = start.copy(), len(start), 0.0
    for _ in range(rounds):
        sums, weight, cost = np.zeros((k, 2)), np.zeros(k), 0.0
        for i in range(len(points)):
            least, at = np.inf, 0
            for g in range(k):
                far = (points[i, 0] - centres[g, 0]) ** 2 + (points[i, 1] - centres[g, 1]) ** 2
                if far < least:
                    least, at = far, g
            weight[at] += heavy[i]
            sums[at, 0] += heavy[i] * points[i, 0]
            sums[at, 1] += heavy[i] * points[i, 1]
            cost += heavy[i] * least
        moved = 0.0
        for g in range(k):
            if weight[g] > 0:
                x, y = sums[g, 0] / weight[g], sums[g, 1] / weight[g]
                moved = max(moved, abs(x - centres[g, 0]), abs(y - centres[g, 1]))
                centres[g, 0], centres[g, 1] = x, y
        if moved < 1e-10:
            break
    return centres, cost


@njit(cache=True, nogil=True)
def silhouettes(points: Any, heavy: Any, labels: Any, groups: Any) -> Any:
    """The weighted mean silhouette of several groupings of the same points; somebody alone in a group has 0.

    Those who stand at one place count as so many, themselves left out of the mean distance within.
    """
    n, kinds = len(points), len(labels)
    most = groups.max()
    size = np.zeros((kinds, most))
    for q in range(kinds):
        for i in range(n):
            size[q, labels[q, i]] += heavy[i]
    score = np.zeros(kinds)
    sums = np.empty((kinds, most))
    for i in range(n):
        sums[:] = 0.0
        for j in range(n):
            far = heavy[j] * np.sqrt((points[i, 0] - points[j, 0]) ** 2 + (points[i, 1] - points[j, 1]) ** 2)
            for q in range(kinds):
                sums[q, labels[q, j]] += far
        for q in range(kinds):
            own = labels[q, i]
            if size[q, own] <= 1:
                continue
            within, other = sums[q, own] / (size[q, own] - 1), np.inf
            for g in range(groups[q]):
                if g != own and size[q, g] > 0:
                    other = min(other, sums[q, g] / size[q, g])
            wider = max(within, other)
            if wider > 0:
                score[q] += heavy[i] * (other - within) / wider
    return score / heavy.sum()
