"""L D Lᵀ of the normal matrix with a fill-reducing order, and its inverse on the pattern of the factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csc_array

from edulis.engine.flows.normal import Columns, Indices, Normal, Pattern
from edulis.engine.flows.system import Floats, Mask

_DEAD = 1e-14  # a pivot below this share of its diagonal is a balance that follows from the others
_DEPENDENT = 1e-10  # the same with equal weights, where pivots keep their distance from zero


@dataclass(frozen=True, slots=True)
class Symbolic:
    """The order of elimination and the pattern of L, for all numbers on one pattern.

    `order` (m,) lists balances as they are eliminated, `place` is its inverse; `parent` is the elimination tree,
    `indptr` (m + 1,) the columns of L; `work` = Σ (entries of a column)², the multiplications of one factor.
    """

    order: Indices
    place: Indices
    parent: Indices
    indptr: NDArray[np.int64]
    work: float


@dataclass(frozen=True, slots=True)
class Factor:
    """H = L D Lᵀ in the order of `symbolic`; pivots of dependent balances are 0 in `pivots`."""

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
        return np.asarray(_solve(s.order, s.indptr, self.rows, self.lower, self.pivots, right))

    def inverse_forms(self, columns: Columns) -> tuple[Floats, Floats]:
        """a_jᵀ H⁻¹ a_j for each unknown j (n,) and the diagonal of H⁻¹ (m,), exactly.

        Entries of the inverse on the pattern of L by the recursion `Z = D⁻¹ L⁻¹ + (I − Lᵀ) Z` from the last column to
        the first (Takahashi, Fagan & Chin 1973; Erisman & Tinney 1975).
        """
        s = self.symbolic
        diagonal, inverse = _selected(s.indptr, self.rows, self.lower, self.pivots)
        forms = _forms(columns.indptr, columns.rows, columns.data, s.place, s.indptr, self.rows, diagonal, inverse)
        return np.asarray(forms), np.asarray(diagonal[s.place])


def analyse(pattern: Pattern) -> Symbolic:
    """Choose an order by minimum degree on H (Liu 1985, as in SuperLU) and find the pattern of L (Liu 1990)."""
    m = pattern.indptr.size - 1
    place = _minimum_degree(pattern)
    order = np.empty(m, np.int32)
    order[place] = np.arange(m, dtype=np.int32)
    parent, count = _tree(pattern.indptr, pattern.indices, order, place)
    indptr = np.zeros(m + 1, np.int64)
    np.cumsum(count, out=indptr[1:])
    wide = count.astype(np.float64)
    return Symbolic(order, place, parent, indptr, float(wide @ wide))


def factorise(symbolic: Symbolic, normal: Normal, *, dead: Mask | None = None, equal: bool = False) -> Factor:
    """L D Lᵀ of a semidefinite H row by row (Davis 2005); `dead` (m,) marks balances known to follow from others.

    `equal` says that all weights are alike, so that dependence shows clearly and is looked for.
    """
    p = normal.pattern
    none = np.zeros(normal.diagonal.size, np.bool_) if dead is None else dead
    limit = _DEPENDENT if equal else _DEAD
    rows, lower, pivots = _factor(
        p.indptr, p.indices, normal.off, normal.diagonal, symbolic.order, symbolic.place, symbolic.parent,
        symbolic.indptr, none, limit,
    )  # fmt: skip
    return Factor(symbolic, rows, lower, pivots)


def _minimum_degree(pattern: Pattern) -> Indices:
    """The place of each balance in a minimum-degree order.

    SuperLU gives its order only together with a factor; one that drops everything costs almost nothing.
    """
    from scipy.sparse.linalg import spilu

    m = pattern.indptr.size - 1
    degree = np.diff(pattern.indptr)
    indptr = pattern.indptr + np.arange(m + 1)
    indices, data = np.empty(int(indptr[-1]), np.int32), np.full(int(indptr[-1]), -1.0)
    indices[indptr[:-1]], data[indptr[:-1]] = np.arange(m), degree + 1.0  # diagonally dominant: never singular
    rest = np.ones(indices.size, np.bool_)
    rest[indptr[:-1]] = False
    indices[rest] = pattern.indices
    matrix = csc_array((data, indices, indptr.astype(np.int32)), shape=(m, m))
    matrix.sort_indices()
    made = spilu(
        matrix, drop_tol=1.0, fill_factor=1.0, diag_pivot_thresh=0.0, permc_spec="MMD_AT_PLUS_A",
        options={"SymmetricMode": True},
    )  # fmt: skip
    return np.asarray(made.perm_c, dtype=np.int32)


@njit(cache=True, nogil=True)
def _tree(indptr: Any, indices: Any, order: Any, place: Any) -> Any:
    m = order.size
    parent, flag, count = np.full(m, -1, np.int32), np.full(m, -1, np.int32), np.zeros(m, np.int64)
    for k in range(m):
        flag[k] = k
        old = order[k]
        for q in range(indptr[old], indptr[old + 1]):
            i = place[indices[q]]
            if i < k:
                while flag[i] != k:
                    if parent[i] == -1:
                        parent[i] = k
                    count[i] += 1
                    flag[i] = k
                    i = parent[i]
    return parent, count


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
def _solve(order: Any, start: Any, rows: Any, lower: Any, pivots: Any, right: Any) -> Any:
    m = order.size
    y = np.empty(m)
    for k in range(m):
        y[k] = right[order[k]]
    for j in range(m):
        if pivots[j] > 0.0:
            for p in range(start[j], start[j + 1]):
                y[rows[p]] -= lower[p] * y[j]
    for j in range(m):
        y[j] = y[j] / pivots[j] if pivots[j] > 0.0 else 0.0
    out = np.empty(m)
    for j in range(m - 1, -1, -1):
        if pivots[j] > 0.0:
            total = y[j]
            for p in range(start[j], start[j + 1]):
                total -= lower[p] * y[rows[p]]
            y[j] = total
        out[order[j]] = y[j]
    return out


@njit(cache=True, nogil=True)
def _selected(start: Any, rows: Any, lower: Any, pivots: Any) -> Any:
    m = pivots.size
    diagonal, inverse = np.zeros(m), np.zeros(lower.size)
    mark, weight, total = np.full(m, -1, np.int32), np.zeros(m), np.zeros(m)
    for j in range(m - 1, -1, -1):
        if pivots[j] == 0.0:
            continue
        for p in range(start[j], start[j + 1]):
            i = rows[p]
            mark[i], weight[i], total[i] = j, lower[p], 0.0
        for p in range(start[j], start[j + 1]):
            i = rows[p]
            total[i] += weight[i] * diagonal[i]
            for q in range(start[i], start[i + 1]):
                t = rows[q]
                if mark[t] == j:
                    total[i] += weight[t] * inverse[q]
                    total[t] += weight[i] * inverse[q]
        own = 1.0 / pivots[j]
        for p in range(start[j], start[j + 1]):
            i = rows[p]
            inverse[p] = -total[i]
            own += lower[p] * total[i]
        diagonal[j] = own
    return diagonal, inverse


@njit(cache=True, nogil=True)
def _forms(
    indptr: Any, column_rows: Any, data: Any, place: Any, start: Any, rows: Any, diagonal: Any, inverse: Any
) -> Any:
    out = np.empty(indptr.size - 1)
    for j in range(indptr.size - 1):
        total = 0.0
        for k in range(indptr[j], indptr[j + 1]):
            r = place[column_rows[k]]
            total += data[k] * data[k] * diagonal[r]
            for h in range(k + 1, indptr[j + 1]):
                s = place[column_rows[h]]
                low, high = min(r, s), max(r, s)
                left, right = start[low], start[low + 1]
                while left < right:
                    middle = (left + right) // 2
                    if rows[middle] < high:
                        left = middle + 1
                    else:
                        right = middle
                if left < start[low + 1] and rows[left] == high:
                    total += 2.0 * data[k] * data[h] * inverse[left]
        out[j] = total
    return out
