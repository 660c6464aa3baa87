"""Cholesky factor of the normal matrix front by front, solutions by it, and its inverse where H has entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.linalg import blas, lapack

from edulis.engine.flows.fronts import Fronts, Offsets
from edulis.engine.flows.normal import Normal, Pattern
from edulis.engine.flows.order import Symbolic
from edulis.engine.flows.system import Floats, Mask
from edulis.engine.flows.threads import one_thread


@dataclass(frozen=True, slots=True)
class Blocks:
    """H = L Lᵀ in the order of `symbolic`: for each front the square of its own places and the block below, by columns.

    `live` (m,) marks balances that do not follow from others; the others have a one in `square` and nothing else.
    """

    pattern: Pattern
    symbolic: Symbolic
    fronts: Fronts
    square: Floats
    below: Floats
    live: Mask

    @property
    def rank(self) -> int:
        """How many balances do not follow from the others."""
        return int(np.count_nonzero(self.live))

    @property
    def dependent(self) -> Mask:
        """Which balances follow from the others, (m,)."""
        return np.asarray(~self.live[self.symbolic.place])

    def solve(self, right: Floats) -> Floats:
        """H⁻¹ right for a right side in the range of H; multipliers of dependent balances are 0."""
        f = self.fronts
        y = right[self.symbolic.order]
        _solve(f.first, f.begin, f.rows, self.square, self.below, self.live, y)
        return np.asarray(y[self.symbolic.place])

    @one_thread()
    def inverse(self) -> tuple[Floats, Floats]:
        """The diagonal of H⁻¹ (m,), and each of its entries beside it that H has, at one of its two places.

        With `X = L_b L_s⁻¹` of a front and Z_b, the inverse among the places below it, which is part of what the front
        it goes into has: `Z_bs = −Z_b X`, `Z_ss = (L_s L_sᵀ)⁻¹ − Xᵀ Z_bs` (Takahashi, Fagan & Chin 1973, by blocks).
        """
        f, s, p = self.fronts, self.symbolic, self.pattern
        own, low = f.own, f.below
        at, room = _base(own, low, f.up)
        held = np.empty(room)
        square, below = _starts(own * own), _starts(own * low)
        diagonal, off = np.zeros(s.order.size), np.zeros(p.indices.size)
        value = np.zeros(s.order.size, np.int32)
        for k in range(own.size - 1, -1, -1):
            i, u, begin = int(own[k]), int(low[k]), int(at[k])
            root = self.square[square[k] : square[k + 1]].reshape((i, i), order="F")
            mine = held[begin : begin + i * i].reshape((i, i), order="F")
            mine[...] = lapack.dpotri(root, lower=1)[0]
            if u:
                lower = self.below[below[k] : below[k + 1]].reshape((u, i), order="F")
                share = blas.dtrsm(1.0, root, lower, side=1, lower=1)
                beside = held[begin + i * i : begin + i * i + u * i].reshape((u, i), order="F")
                rest = held[begin + i * (i + u) : begin + i * (i + u) + u * u].reshape((u, u), order="F")
                above = int(f.up[k])
                into = f.into[f.begin[k] : f.begin[k + 1]]
                _hand_down(held, int(at[above]), int(own[above]), int(low[above]), into, rest)
                blas.dsymm(-1.0, rest, share, c=beside, lower=1, overwrite_c=1)
                blas.dgemm(-1.0, share, beside, beta=1.0, c=mine, trans_a=1, overwrite_c=1)
            _keep(k, f.first, f.begin, f.rows, self.live, held, begin, p.indptr, p.indices, s.order, s.place, value,
                  diagonal, off)  # fmt: skip
        return diagonal, off


@one_thread()
def factorise_fronts(symbolic: Symbolic, fronts: Fronts, normal: Normal, dead: Mask, limit: float) -> Blocks:
    """L Lᵀ of a semidefinite H front by front; `dead` (m,) marks balances known to follow from others.

    Pivots below `limit` times their diagonal are taken for dependent too.
    """
    p, s = normal.pattern, symbolic
    own, low = fronts.own, fronts.below
    square, below = _starts(own * own), _starts(own * low)
    squares, lowers = np.zeros(int(square[-1])), np.zeros(int(below[-1]))
    child = _children(fronts.up)
    least = limit * normal.diagonal[s.order]
    live = ~dead[s.order] & (normal.diagonal[s.order] > 0)
    where = np.zeros(s.order.size, np.int32)
    rests: list[Floats] = []  # what the fronts not yet taken up leave to the next, the last on top
    for k in range(own.size):
        i, u = int(own[k]), int(low[k])
        mine = squares[square[k] : square[k + 1]].reshape((i, i), order="F")
        lower = lowers[below[k] : below[k + 1]].reshape((u, i), order="F")
        rest = np.zeros((u, u), order="F")
        _gather(k, fronts.first, fronts.begin, fronts.rows, p.indptr, p.indices, normal.off, normal.diagonal, s.order,
                s.place, where, mine, lower)  # fmt: skip
        for c in child[k]:
            _add(rests.pop(), fronts.into[fronts.begin[c] : fronts.begin[c + 1]], mine, lower, rest)
        here = slice(int(fronts.first[k]), int(fronts.first[k + 1]))
        root, live[here] = cholesky(mine, live[here], least[here])
        mine[...] = root
        if u:
            if not live[here].all():
                lower[:, ~live[here]] = 0.0
            blas.dtrsm(1.0, mine, lower, side=1, lower=1, trans_a=1, overwrite_b=1)
            blas.dsyrk(-1.0, lower, beta=1.0, c=rest, lower=1, overwrite_c=1)
        rests.append(rest)
    return Blocks(p, s, fronts, squares, lowers, live)


def cholesky(matrix: Floats, live: Mask, limit: Floats) -> tuple[Floats, Mask]:
    """The Cholesky factor of a symmetric semidefinite matrix (its lower half), dependent rows made unit rows."""
    made, stop = lapack.dpotrf(matrix, lower=1)
    if stop == 0 and bool(live.all()) and bool((made.diagonal() ** 2 > limit).all()):
        return made, live
    live = live & (np.diag(matrix) > limit)
    while True:
        trial = matrix.copy(order="F")
        gone = np.flatnonzero(~live)
        if gone.size:
            trial[gone, :] = trial[:, gone] = 0.0
            trial[gone, gone] = 1.0
        made, stop = lapack.dpotrf(trial, lower=1, overwrite_a=1)
        pivots = np.diag(made)[: stop - 1 if stop else None] ** 2
        weak = np.flatnonzero(live[: pivots.size] & (pivots <= limit[: pivots.size]))
        if stop == 0 and weak.size == 0:
            return made, live
        first = int(weak[0]) if weak.size else stop - 1
        live = live.copy()
        live[first] = False


def _starts(sizes: NDArray[np.int64]) -> Offsets:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])


def _children(up: NDArray[np.int32]) -> list[list[int]]:
    """What goes into each front, the last first."""
    out: list[list[int]] = [[] for _ in range(up.size)]
    for k in range(up.size - 1, -1, -1):
        if up[k] >= 0:
            out[up[k]].append(k)
    return out


@njit(cache=True, nogil=True)
def _base(own: Any, low: Any, up: Any) -> Any:
    """Where the inverse of each front begins, behind that of the front it goes into, and the room that all need."""
    at, room = np.zeros(own.size, np.int64), 1
    for k in range(own.size - 1, -1, -1):
        if up[k] >= 0:
            a = up[k]
            at[k] = at[a] + own[a] * (own[a] + low[a]) + low[a] * low[a]
        room = max(room, at[k] + own[k] * (own[k] + low[k]) + low[k] * low[k])
    return at, room


@njit(cache=True, nogil=True)
def _gather(
    k: int, first: Any, begin: Any, rows: Any, indptr: Any, indices: Any, off: Any, diagonal: Any, order: Any,
    place: Any, where: Any, mine: Any, lower: Any,
) -> None:  # fmt: skip
    """The numbers of H in the columns of one front."""
    start, stop = first[k], first[k + 1]
    for q in range(begin[k], begin[k + 1]):
        where[rows[q]] = q - begin[k]
    for j in range(start, stop):
        old, column = order[j], j - start
        mine[column, column] = diagonal[old]
        for q in range(indptr[old], indptr[old + 1]):
            i = place[indices[q]]
            if i >= stop:
                lower[where[i], column] = off[q]
            elif i > j:
                mine[i - start, column] = off[q]


@njit(cache=True, nogil=True)
def _add(child: Any, into: Any, mine: Any, lower: Any, rest: Any) -> None:
    """Add what a front leaves over to the front it goes into."""
    own, split = mine.shape[0], np.searchsorted(into, mine.shape[0])
    for b in range(into.size):
        column = into[b]
        if column < own:
            for a in range(b, split):
                mine[into[a], column] += child[a, b]
            for a in range(split, into.size):
                lower[into[a] - own, column] += child[a, b]
        else:
            for a in range(b, into.size):
                rest[into[a] - own, column - own] += child[a, b]


@njit(cache=True, nogil=True)
def _hand_down(held: Any, at: int, own: int, low: int, into: Any, out: Any) -> None:
    """The inverse among some places of a front, from its three blocks (lower halves)."""
    beside, rest, split = at + own * own, at + own * (own + low), np.searchsorted(into, own)
    for b in range(into.size):
        column = into[b]
        if column < own:
            for a in range(b, split):
                out[a, b] = held[at + column * own + into[a]]
            line = beside + column * low - own
            for a in range(split, into.size):
                out[a, b] = held[line + into[a]]
        else:
            line = rest + (column - own) * low - own
            for a in range(b, into.size):
                out[a, b] = held[line + into[a]]


@njit(cache=True, nogil=True)
def _keep(
    k: int, first: Any, begin: Any, rows: Any, live: Any, held: Any, at: int, indptr: Any, indices: Any, order: Any,
    place: Any, where: Any, diagonal: Any, off: Any,
) -> None:  # fmt: skip
    """Take from the inverse of a front what H has entries for; dependent places get none."""
    start, stop, low = first[k], first[k + 1], begin[k + 1] - begin[k]
    own = stop - start
    for j in range(own):
        if not live[start + j]:
            for i in range(own):
                held[at + j * own + i] = 0.0
                held[at + i * own + j] = 0.0
    for q in range(begin[k], begin[k + 1]):
        where[rows[q]] = q - begin[k]
    for j in range(start, stop):
        old, column = order[j], j - start
        diagonal[old] = held[at + column * own + column]
        for q in range(indptr[old], indptr[old + 1]):
            i = place[indices[q]]
            if i >= stop:
                off[q] = held[at + own * own + column * low + where[i]]
            elif i > j:
                off[q] = held[at + column * own + i - start]


@njit(cache=True, nogil=True)
def _solve(first: Any, begin: Any, rows: Any, square: Any, below: Any, live: Any, y: Any) -> None:
    """In place of y, L⁻ᵀ L⁻¹ y."""
    at, low_at = 0, 0
    for k in range(first.size - 1):
        start, own, low = first[k], first[k + 1] - first[k], begin[k + 1] - begin[k]
        for j in range(own):
            column = at + j * own
            z = y[start + j] / square[column + j] if live[start + j] else 0.0
            y[start + j] = z
            for i in range(j + 1, own):
                y[start + i] -= square[column + i] * z
            column = low_at + j * low
            for i in range(low):
                y[rows[begin[k] + i]] -= below[column + i] * z
        at += own * own
        low_at += own * low
    for k in range(first.size - 2, -1, -1):
        start, own, low = first[k], first[k + 1] - first[k], begin[k + 1] - begin[k]
        at -= own * own
        low_at -= own * low
        for j in range(own - 1, -1, -1):
            column, total = low_at + j * low, y[start + j]
            for i in range(low):
                total -= below[column + i] * y[rows[begin[k] + i]]
            column = at + j * own
            for i in range(j + 1, own):
                total -= square[column + i] * y[start + i]
            y[start + j] = total / square[column + j] if live[start + j] else 0.0
