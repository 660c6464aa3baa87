"""The normal matrix H = A W Aᵀ of the balances: its pattern, its numbers in one pass, and conjugate gradients on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csc_array

from edulis.engine.flows.system import Floats

Indices = NDArray[np.int32]
_LIMIT = 1e-30  # squared fall of the residual that rounding allows
_FLAT = 1e-14  # curvature that rounding may feign
_LOOK = 3  # steps of conjugate gradients between two looks at the balances


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where H has entries: the neighbours of each balance (both triangles, no diagonal), in rising order.

    `half` (m,) is where the neighbours after a balance itself begin. `slots` names, for each pair of rows of a column,
    the entry it adds to.
    """

    indptr: NDArray[np.int64]
    indices: Indices
    slots: Indices
    half: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """A as compressed columns; every unknown touches few balances, so all kernels run over unknowns."""

    indptr: NDArray[np.int64]
    rows: Indices
    data: Floats
    balances: int

    @property
    def unknowns(self) -> int:
        """How many columns there are."""
        return self.indptr.size - 1

    def times(self, x: Floats) -> Floats:
        """A x, one number for each balance."""
        out = np.zeros(self.balances)
        _times(self.indptr, self.rows, self.data, x, out)
        return out

    def transposed(self, v: Floats) -> Floats:
        """Aᵀ v, one number for each unknown."""
        return np.asarray(_transposed(self.indptr, self.rows, self.data, v))

    def gross(self, x: Floats) -> Floats:
        """Σ |a x| for each balance: everything that goes through it."""
        out = np.zeros(self.balances)
        _gross(self.indptr, self.rows, self.data, x, out)
        return out


def make_columns(matrix: csc_array) -> Columns:
    """Bring a sparse matrix into the narrow types of the kernels."""
    return Columns(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        np.ascontiguousarray(matrix.data, dtype=np.float64),
        int(matrix.shape[0]),
    )


def make_pattern(columns: Columns) -> Pattern:
    """Find the pattern of A W Aᵀ once, by a counting sort of the pairs of balances that share an unknown."""
    indptr, indices, slots = _pattern(columns.indptr, columns.rows, columns.balances)
    rising, half, moved = _rising(indptr, indices)
    return Pattern(indptr, rising, moved[slots], half)


@dataclass(frozen=True, slots=True)
class Normal:
    """The numbers of H on a pattern: `off` beside the diagonal, `diagonal` (m,)."""

    pattern: Pattern
    off: Floats
    diagonal: Floats

    def times(self, v: Floats) -> Floats:
        """H v."""
        return np.asarray(_multiply(self.pattern.indptr, self.pattern.indices, self.off, self.diagonal, v))


def fill(pattern: Pattern, columns: Columns, weight: Floats) -> Normal:
    """H = A diag(weight) Aᵀ in one pass over the unknowns; `weight` (n,) is a variance, 0 for a fixed unknown."""
    off, diagonal = np.zeros(pattern.indices.size), np.zeros(columns.balances)
    _fill(columns.indptr, columns.rows, columns.data, weight, pattern.slots, off, diagonal)
    return Normal(pattern, off, diagonal)


def conjugate_gradients(
    normal: Normal, right: Floats, start: Floats, floor: Floats, limit: int
) -> tuple[Floats, int, bool]:
    """Solve H ν = right by conjugate gradients scaled by (D + L) D⁻¹ (D + L)ᵀ, symmetric Gauss–Seidel.

    A step costs hardly more than one with Jacobi scaling (Eisenstat 1981), and less than half as many are needed.
    Stops when every balance's residual is below its `floor` (m,), or after `limit` steps. Returns ν, the steps taken,
    and whether it stopped well.
    """
    p = normal.pattern
    solution, steps, good = _pcg(p.indptr, p.half, p.indices, normal.off, normal.diagonal, right, start, floor, limit)
    return np.asarray(solution), int(steps), bool(good)


@njit(cache=True, nogil=True)
def _times(indptr: Any, rows: Any, data: Any, x: Any, out: Any) -> None:
    for j in range(indptr.size - 1):
        for k in range(indptr[j], indptr[j + 1]):
            out[rows[k]] += data[k] * x[j]


@njit(cache=True, nogil=True)
def _gross(indptr: Any, rows: Any, data: Any, x: Any, out: Any) -> None:
    for j in range(indptr.size - 1):
        for k in range(indptr[j], indptr[j + 1]):
            out[rows[k]] += abs(data[k] * x[j])


@njit(cache=True, nogil=True)
def dot(one: Any, other: Any) -> float:
    """Σ one · other; BLAS would wake its threads for it."""
    total = 0.0
    for i in range(one.size):
        total += one[i] * other[i]
    return total


@njit(cache=True, nogil=True)
def _transposed(indptr: Any, rows: Any, data: Any, v: Any) -> Any:
    out = np.empty(indptr.size - 1)
    for j in range(indptr.size - 1):
        total = 0.0
        for k in range(indptr[j], indptr[j + 1]):
            total += data[k] * v[rows[k]]
        out[j] = total
    return out


@njit(cache=True, nogil=True)
def _pattern(indptr: Any, rows: Any, m: int) -> Any:
    count = np.zeros(m + 1, np.int64)
    total = 0
    for j in range(indptr.size - 1):
        width = indptr[j + 1] - indptr[j]
        total += width * (width - 1)
        for k in range(indptr[j], indptr[j + 1]):
            count[rows[k] + 1] += width - 1
    for r in range(m):
        count[r + 1] += count[r]
    place, other, origin = count[:-1].copy(), np.empty(total, np.int32), np.empty(total, np.int32)
    pair = 0
    for j in range(indptr.size - 1):
        for k in range(indptr[j], indptr[j + 1]):
            for h in range(indptr[j], indptr[j + 1]):
                if h != k:
                    at = place[rows[k]]
                    place[rows[k]] += 1
                    other[at], origin[at] = rows[h], pair
                    pair += 1
    slots, seen = np.empty(total, np.int32), np.full(m, -1, np.int64)
    start, indices, used = np.zeros(m + 1, np.int64), np.empty(total, np.int32), 0
    for r in range(m):
        begin = used
        for at in range(count[r], count[r + 1]):
            s = other[at]
            if seen[s] < begin:  # the first time this neighbour is met in this row
                seen[s] = used
                indices[used] = s
                used += 1
            slots[origin[at]] = seen[s]
        start[r + 1] = used
    return start, indices[:used].copy(), slots


@njit(cache=True, nogil=True)
def _fill(indptr: Any, rows: Any, data: Any, weight: Any, slots: Any, off: Any, diagonal: Any) -> None:
    pair = 0
    for j in range(indptr.size - 1):
        w, first = weight[j], indptr[j]
        if indptr[j + 1] - first == 2:  # most flows: out of one balance and into another
            a, b = data[first], data[first + 1]
            diagonal[rows[first]] += w * a * a
            diagonal[rows[first + 1]] += w * b * b
            off[slots[pair]] += w * a * b
            off[slots[pair + 1]] += w * a * b
            pair += 2
            continue
        for k in range(indptr[j], indptr[j + 1]):
            scaled = w * data[k]
            diagonal[rows[k]] += scaled * data[k]
            for h in range(indptr[j], indptr[j + 1]):
                if h != k:
                    off[slots[pair]] += scaled * data[h]
                    pair += 1


@njit(cache=True, nogil=True)
def _multiply(indptr: Any, indices: Any, off: Any, diagonal: Any, v: Any) -> Any:
    out = np.empty(v.size)
    for r in range(v.size):
        total = diagonal[r] * v[r]
        for k in range(indptr[r], indptr[r + 1]):
            total += off[k] * v[indices[k]]
        out[r] = total
    return out


@njit(cache=True, nogil=True)
def _rising(indptr: Any, indices: Any) -> Any:
    """Neighbours in rising order; an entry (r, s) goes where (s, r) belongs, which has the same number."""
    m = indptr.size - 1
    place, half = indptr[:-1].copy(), np.empty(m, np.int64)
    rising, moved = np.empty_like(indices), np.empty(indices.size, np.int32)
    for r in range(m):
        half[r] = place[r]
        for k in range(indptr[r], indptr[r + 1]):
            s = indices[k]
            rising[place[s]] = r
            moved[k] = place[s]
            place[s] += 1
    return rising, half, moved


@njit(cache=True, nogil=True)
def _pcg(
    indptr: Any, half: Any, indices: Any, off: Any, diagonal: Any, right: Any, start: Any, floor: Any, limit: int
) -> Any:
    m = right.size
    q = _multiply(indptr, indices, off, diagonal, start)
    scale, entry = np.zeros(m), np.empty(off.size)
    for i in range(m):
        if diagonal[i] > 0.0:
            scale[i] = 1.0 / np.sqrt(diagonal[i])
    worst = 0.0
    r, x = np.empty(m), np.zeros(m)
    for i in range(m):  # in units in which the diagonal is one: (I + L) r̃ = r
        total = scale[i] * (right[i] - q[i])
        if scale[i] > 0.0:
            worst = max(worst, abs(right[i] - q[i]) / floor[i])
        for k in range(indptr[i], indptr[i + 1]):
            entry[k] = off[k] * scale[i] * scale[indices[k]]
        for k in range(indptr[i], half[i]):
            total -= entry[k] * r[indices[k]]
        r[i] = total
    p, t, w = r.copy(), np.empty(m), np.empty(m)
    rho, step = 0.0, 0  # sums by hand: BLAS would wake its threads for each
    for i in range(m):
        rho += r[i] * r[i]
    least = _LIMIT * rho  # nearer than rounding no step leads; dependent balances would be carried off
    while worst > 1.0 and step < limit and rho > least:
        step += 1
        for j in range(m):
            i = m - 1 - j
            total = p[i]
            for k in range(half[i], indptr[i + 1]):
                total -= entry[k] * t[indices[k]]
            t[i] = total
        curvature, size = 0.0, 0.0
        for i in range(m):
            total = p[i] - t[i]
            for k in range(indptr[i], half[i]):
                total -= entry[k] * w[indices[k]]
            w[i] = total
            curvature += p[i] * (t[i] + total)
            size += abs(p[i] * t[i]) + abs(p[i] * total)
        if not curvature > _FLAT * size:  # a direction in which dependent balances contradict each other
            break
        alpha, fresh = rho / curvature, 0.0
        for i in range(m):
            x[i] += alpha * t[i]
            r[i] -= alpha * (t[i] + w[i])
            fresh += r[i] * r[i]
        beta = fresh / rho
        rho = fresh
        for i in range(m):
            p[i] = r[i] + beta * p[i]
        if step % _LOOK == 0 or not rho > least:
            worst = 0.0
            for i in range(m):
                if scale[i] > 0.0:
                    total = r[i]
                    for k in range(indptr[i], half[i]):
                        total += entry[k] * r[indices[k]]
                    worst = max(worst, abs(total) / (scale[i] * floor[i]))
    for i in range(m):
        x[i] = start[i] + scale[i] * x[i]
    if not np.all(np.isfinite(x)):  # balances that contradict each other
        return start.copy(), step, False
    return x, step, worst <= 1.0
