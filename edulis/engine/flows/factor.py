"""L D Lᵀ of the normal matrix with a fill-reducing order, and its inverse on the pattern of the factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.linalg import lapack
from scipy.sparse import csc_array

from edulis.engine.flows.normal import Columns, Indices, Normal, Pattern
from edulis.engine.flows.system import Floats, Mask

_DEAD = 1e-14  # a pivot below this share of its diagonal is a balance that follows from the others
_SCATTERED = 12.0  # what a multiplication of a sparse column costs, in multiplications of a dense block
_DENSEST = 6_000  # rows of the dense block at most (about 0.3 GB)
_DEPENDENT = 1e-10  # the same with equal weights, where pivots keep their distance from zero


@dataclass(frozen=True, slots=True)
class Symbolic:
    """The order of elimination and the pattern of L, for all numbers on one pattern.

    `order` (m,) lists balances as they are eliminated, `place` is its inverse; `parent` is the elimination tree,
    `indptr` (split + 1,) the sparse columns of L; from `split` on L is nearly full and treated as a dense block.
    `work` counts the multiplications of one factor.
    """

    order: Indices
    place: Indices
    parent: Indices
    indptr: NDArray[np.int64]
    split: int
    work: float


@dataclass(frozen=True, slots=True)
class Factor:
    """H = L D Lᵀ in the order of `symbolic`: sparse columns, and the Cholesky factor `tail` of what is left.

    Pivots of dependent balances are 0 in `pivots` (m,); live ones of the tail are 1.
    """

    symbolic: Symbolic
    rows: Indices
    lower: Floats
    pivots: Floats
    tail: Floats

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
        if self.tail.size:
            live = self.pivots[s.split :] > 0
            y[s.split :] = np.where(live, lapack.dpotrs(self.tail, np.where(live, y[s.split :], 0.0), lower=1)[0], 0.0)
        _backward(s.indptr, self.rows, self.lower, self.pivots, y)
        return np.asarray(y[s.place])

    def inverse_forms(self, columns: Columns) -> tuple[Floats, Floats]:
        """a_jᵀ H⁻¹ a_j for each unknown j (n,) and the diagonal of H⁻¹ (m,), exactly.

        Entries of the inverse on the pattern of L by the recursion `Z = D⁻¹ L⁻¹ + (I − Lᵀ) Z` from the last column to
        the first (Takahashi, Fagan & Chin 1973; Erisman & Tinney 1975).
        """
        s = self.symbolic
        dense = np.zeros((0, 0))
        if self.tail.size:
            dense = lapack.dpotri(self.tail, lower=1)[0]
            dense = np.tril(dense) + np.tril(dense, -1).T
            dead = self.pivots[s.split :] == 0
            dense[dead, :] = dense[:, dead] = 0.0
            dense = np.ascontiguousarray(dense)
        diagonal, inverse = _selected(s.indptr, self.rows, self.lower, self.pivots, dense)
        forms = _forms(
            columns.indptr, columns.rows, columns.data, s.place, s.indptr, self.rows, diagonal, inverse, dense
        )
        return np.asarray(forms), np.asarray(diagonal[s.place])


def analyse(pattern: Pattern) -> Symbolic:
    """Choose an order by minimum degree on H (Liu 1985, as in SuperLU) and find the pattern of L (Liu 1990)."""
    m = pattern.indptr.size - 1
    place = _minimum_degree(pattern)
    order = np.empty(m, np.int32)
    order[place] = np.arange(m, dtype=np.int32)
    parent, count = _tree(pattern.indptr, pattern.indices, order, place)
    squares = np.concatenate([[0.0], np.cumsum(count.astype(np.float64) ** 2)])
    size = m - np.arange(m + 1, dtype=np.float64)
    cost = _SCATTERED * squares + size**3
    cost[size > _DENSEST] = np.inf
    split = int(np.argmin(cost)) if m else 0
    indptr = np.zeros(split + 1, np.int64)
    np.cumsum(count[:split], out=indptr[1:])
    return Symbolic(order, place, parent, indptr, split, float(cost[split]) if m else 0.0)


def factorise(symbolic: Symbolic, normal: Normal, *, dead: Mask | None = None, equal: bool = False) -> Factor:
    """L D Lᵀ of a semidefinite H row by row (Davis 2005); `dead` (m,) marks balances known to follow from others.

    `equal` says that all weights are alike, so that dependence shows clearly and is looked for.
    """
    p, s = normal.pattern, symbolic
    none = np.zeros(normal.diagonal.size, np.bool_) if dead is None else dead
    limit = _DEPENDENT if equal else _DEAD
    rows, lower, pivots, left = _factor(
        p.indptr, p.indices, normal.off, normal.diagonal, s.order, s.place, s.parent, s.indptr, none, limit
    )
    tail = left
    if left.size:
        scale = normal.diagonal[s.order[s.split :]]
        tail, live = _cholesky(left, ~none[s.order[s.split :]] & (scale > 0), limit * scale)
        pivots[s.split :] = live
    return Factor(symbolic, rows, lower, pivots, tail)


def _cholesky(matrix: Floats, live: Mask, limit: Floats) -> tuple[Floats, Mask]:
    """The Cholesky factor of a symmetric semidefinite matrix (its lower half), dependent rows made unit rows."""
    live = live & (np.diag(matrix) > limit)
    while True:
        trial = matrix.copy(order="F")
        gone = np.flatnonzero(~live)
        trial[gone, :] = trial[:, gone] = 0.0
        trial[gone, gone] = 1.0
        made, stop = lapack.dpotrf(trial, lower=1)
        pivots = np.diag(made)[: stop - 1 if stop else None] ** 2
        weak = np.flatnonzero(live[: pivots.size] & (pivots <= limit[: pivots.size]))
        if stop == 0 and weak.size == 0:
            return made, live
        first = int(weak[0]) if weak.size else stop - 1
        live = live.copy()
        live[first] = False


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
    m, split = order.size, start.size - 1
    rows, lower, pivots = np.empty(start[split], np.int32), np.empty(start[split]), np.zeros(m)
    left = np.zeros((m - split, m - split))
    used, y = np.zeros(split, np.int64), np.zeros(m)
    stack, path, flag = np.empty(m, np.int32), np.empty(m, np.int32), np.full(m, -1, np.int32)
    for k in range(m):
        top, old = m, order[k]
        flag[k] = k
        for q in range(indptr[old], indptr[old + 1]):
            i = place[indices[q]]
            if i < k:
                y[i] += off[q]
                length = 0
                while i < split and flag[i] != k:
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
        if k < split:
            pivots[k] = 0.0 if dead[old] or pivot <= limit * diagonal[old] else pivot
        else:  # what the sparse columns leave of this row: the Schur complement
            for i in range(split, k):
                left[k - split, i - split] = y[i]
                y[i] = 0.0
            left[k - split, k - split] = pivot
    return rows, lower, pivots, left


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


@njit(cache=True, nogil=True)
def _selected(start: Any, rows: Any, lower: Any, pivots: Any, dense: Any) -> Any:
    m, split = pivots.size, start.size - 1
    diagonal, inverse = np.zeros(m), np.zeros(lower.size)
    for i in range(split, m):
        diagonal[i] = dense[i - split, i - split]
    mark, weight, total = np.full(m, -1, np.int32), np.zeros(m), np.zeros(m)
    for j in range(split - 1, -1, -1):
        if pivots[j] == 0.0:
            continue
        for p in range(start[j], start[j + 1]):
            i = rows[p]
            mark[i], weight[i], total[i] = j, lower[p], 0.0
        for p in range(start[j], start[j + 1]):
            i = rows[p]
            if i < split:
                total[i] += weight[i] * diagonal[i]
                for q in range(start[i], start[i + 1]):
                    t = rows[q]
                    if mark[t] == j:
                        total[i] += weight[t] * inverse[q]
                        total[t] += weight[i] * inverse[q]
            else:
                for q in range(start[j], start[j + 1]):
                    t = rows[q]
                    if t >= split:
                        total[i] += weight[t] * dense[i - split, t - split]
        own = 1.0 / pivots[j]
        for p in range(start[j], start[j + 1]):
            i = rows[p]
            inverse[p] = -total[i]
            own += lower[p] * total[i]
        diagonal[j] = own
    return diagonal, inverse


@njit(cache=True, nogil=True)
def _forms(
    indptr: Any, column_rows: Any, data: Any, place: Any, start: Any, rows: Any, diagonal: Any, inverse: Any, dense: Any
) -> Any:
    out, split = np.empty(indptr.size - 1), start.size - 1
    for j in range(indptr.size - 1):
        total = 0.0
        for k in range(indptr[j], indptr[j + 1]):
            r = place[column_rows[k]]
            total += data[k] * data[k] * diagonal[r]
            for h in range(k + 1, indptr[j + 1]):
                s = place[column_rows[h]]
                low, high = min(r, s), max(r, s)
                if low >= split:
                    total += 2.0 * data[k] * data[h] * dense[high - split, low - split]
                    continue
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
