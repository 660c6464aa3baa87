"""A factor of the normal matrix in an order that fills little, and solutions by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from edulis.engine.flows.blocks import Blocks, factorise_fronts
from edulis.engine.flows.normal import Indices, Normal, Pattern
from edulis.engine.flows.order import Symbolic
from edulis.engine.flows.system import Floats, Mask

_DEAD = 1e-14  # a pivot below this share of its diagonal is a balance that follows from the others
_DEPENDENT = 1e-10  # the same with equal weights, where pivots keep their distance from zero


@dataclass(frozen=True, slots=True)
class ByColumns:
    """H = L D Lᵀ in the order of `symbolic`, L in sparse columns; `pivots` (m,) of dependent balances are 0."""

    pattern: Pattern
    symbolic: Symbolic
    rows: Indices
    lower: Floats
    pivots: Floats

    @property
    def rank(self) -> int:
        """How many balances do not follow from the others."""
        return int(np.count_nonzero(self.pivots))

    @property
    def dependent(self) -> Mask:
        """Which balances follow from the others, (m,)."""
        return np.asarray(self.pivots[self.symbolic.place] == 0.0)

    def solve(self, right: Floats) -> Floats:
        """H⁻¹ right for a right side in the range of H; multipliers of dependent balances are 0."""
        s = self.symbolic
        y = right[s.order]
        _forward(s.indptr, self.rows, self.lower, self.pivots, y)
        _backward(s.indptr, self.rows, self.lower, self.pivots, y)
        return np.asarray(y[s.place])


Factor = ByColumns | Blocks


def factorise(symbolic: Symbolic, normal: Normal, *, dead: Mask | None = None, equal: bool = False) -> Factor:
    """The factor of a semidefinite H, row by row (Davis 2005) or in fronts; `dead` (m,) marks known dependent balances.

    `equal` says that all weights are alike, so that dependence shows clearly and is looked for.
    """
    p, s = normal.pattern, symbolic
    none = np.zeros(normal.diagonal.size, np.bool_) if dead is None else dead
    limit = _DEPENDENT if equal else _DEAD
    if s.fronts is not None:
        return factorise_fronts(s, s.fronts, normal, none, limit)
    rows, lower, pivots = _factor(
        p.indptr, p.indices, normal.off, normal.diagonal, s.order, s.place, s.parent, s.indptr, none, limit
    )
    return ByColumns(p, s, rows, lower, pivots)


@njit(cache=True, nogil=True)
def _factor(
    indptr: Any, indices: Any, off: Any, diagonal: Any, order: Any, place: Any, parent: Any, start: Any, dead: Any,
    limit: float,
) -> Any:  # fmt: skip
    m = order.size
    rows, lower, pivots = np.empty(start[m], np.int32), np.empty(start[m]), np.zeros(m)
    used, y = np.zeros(m, np.int64), np.zeros(m)
    stack, path, flag = np.empty(m, np.int32), np.empty(m, np.int32), np.full(m, -1, np.int32)
    for k in range(m):
        top, old = m, order[k]
        flag[k] = k
        for q in range(indptr[old], indptr[old + 1]):
            i = place[indices[q]]
            if i < k:
                y[i] += off[q]
                length = 0
                while flag[i] != k:
                    path[length] = i
                    length += 1
                    flag[i] = k
                    i = parent[i]
                while length > 0:
                    length -= 1
                    top -= 1
                    stack[top] = path[length]
        pivot = diagonal[old]
        for at in range(top, m):
            i = stack[at]
            yi = y[i]
            y[i] = 0.0
            end = start[i] + used[i]
            for p in range(start[i], end):
                y[rows[p]] -= lower[p] * yi
            part = yi / pivots[i] if pivots[i] > 0.0 else 0.0
            pivot -= part * yi
            rows[end], lower[end] = k, part
            used[i] += 1
        pivots[k] = 0.0 if dead[old] or pivot <= limit * diagonal[old] else pivot
    return rows, lower, pivots


@njit(cache=True, nogil=True)
def _forward(start: Any, rows: Any, lower: Any, pivots: Any, y: Any) -> None:
    for j in range(start.size - 1):
        if pivots[j] > 0.0:
            for p in range(start[j], start[j + 1]):
                y[rows[p]] -= lower[p] * y[j]


@njit(cache=True, nogil=True)
def _backward(start: Any, rows: Any, lower: Any, pivots: Any, y: Any) -> None:
    for j in range(start.size - 2, -1, -1):
        if pivots[j] > 0.0:
            total = y[j] / pivots[j]
            for p in range(start[j], start[j + 1]):
                total -= lower[p] * y[rows[p]]
            y[j] = total
        else:
            y[j] = 0.0
