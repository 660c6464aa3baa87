"""The inverse of the normal matrix where H itself has entries, from its factor: what standard errors are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from edulis.engine.flows.blocks import Blocks
from edulis.engine.flows.factor import ByColumns, Factor
from edulis.engine.flows.normal import Columns
from edulis.engine.flows.system import Floats


def inverse_forms(factor: Factor, columns: Columns) -> tuple[Floats, Floats]:
    """a_jᵀ H⁻¹ a_j for each unknown j (n,) and the diagonal of H⁻¹ (m,), exactly.

    Entries of the inverse on the pattern of L by the recursion `Z = D⁻¹ L⁻¹ + (I − Lᵀ) Z` from the last column to the
    first (Takahashi, Fagan & Chin 1973; Erisman & Tinney 1975). What a column needs, Z among its own rows, is part of
    what its parent in the elimination tree needed: one dense block is handed down each branch of the tree and only
    grows and shrinks (as in multifrontal factors, Duff & Reid 1983). H has the pattern of `columns`.
    """
    diagonal, off = factor.inverse() if isinstance(factor, Blocks) else _by_columns(factor)
    slots = factor.pattern.slots
    return np.asarray(_forms(columns.indptr, columns.rows, columns.data, slots, diagonal, off)), diagonal


def _by_columns(factor: ByColumns) -> tuple[Floats, Floats]:
    """The diagonal of H⁻¹ (m,), and each of its entries beside it that H has, at one of its two places."""
    s, pattern = factor.symbolic, factor.pattern
    base, wide, room = _branches(s.indptr, s.parent)
    diagonal, off = _descend(
        s.indptr, factor.rows, factor.lower, factor.pivots, s.parent, base, wide, np.empty(room),
        pattern.indptr, pattern.indices, s.order, s.place,
    )  # fmt: skip
    return np.asarray(diagonal), np.asarray(off)


@njit(cache=True, nogil=True)
def _branches(start: Any, parent: Any) -> Any:
    """Where the block of each column's branch begins and how wide it is, and the room that all need together.

    A branch runs from a column to its first child, on to that one's first child, and so on; the branches that leave it
    are done before it goes on, so their blocks lie behind its own only for a while.
    """
    m = start.size - 1
    first, wide, base = np.full(m, -1, np.int64), np.empty(m, np.int64), np.zeros(m, np.int64)
    room = 1
    for i in range(m):
        wide[i] = start[i + 1] - start[i] + 1
        if first[i] >= 0:
            wide[i] = max(wide[i], wide[first[i]])
        up = parent[i]
        if up >= 0 and first[up] == -1:
            first[up] = i
    for i in range(m - 1, -1, -1):
        up = parent[i]
        if up >= 0:
            if first[up] == i:
                wide[i], base[i] = wide[up], base[up]
            else:
                base[i] = base[up] + wide[up] * wide[up]
        room = max(room, base[i] + wide[i] * wide[i])
    return base, wide, room


@njit(cache=True, nogil=True)
def _descend(
    start: Any, rows: Any, lower: Any, pivots: Any, parent: Any, base: Any, wide: Any, block: Any,
    near_start: Any, near: Any, order: Any, place: Any,
) -> Any:  # fmt: skip
    """The diagonal of the inverse, and each of its entries beside it that H has, at one of its two places."""
    m = pivots.size
    diagonal, off, value = np.zeros(m), np.zeros(near.size), np.zeros(m)
    where, z = np.empty(m, np.int64), np.empty(m)
    for j in range(m - 1, -1, -1):
        begin, end, at, width = start[j], start[j + 1], base[j], wide[j]
        size = end - begin
        if size > 0:
            _hand_down(start, rows, base, wide, block, where, j, parent[j])
        own = _column(lower, block, z, begin, end, at, width, pivots[j])
        line = at + size * width
        for b in range(size):
            block[line + b] = z[b]
            block[at + b * width + size] = z[b]
            value[rows[end - 1 - b]] = z[b]
        block[line + size] = own
        old = order[j]
        diagonal[old] = own
        for q in range(near_start[old], near_start[old + 1]):
            if place[near[q]] > j:
                off[q] = value[place[near[q]]]
    return diagonal, off


@njit(cache=True, nogil=True)
def _hand_down(start: Any, rows: Any, base: Any, wide: Any, block: Any, where: Any, j: int, parent: int) -> None:
    """Take what column j needs from the block of its parent; rows stand from the last balance to the first."""
    end, size, at, width = start[j + 1], start[j + 1] - start[j], base[j], wide[j]
    stop, theirs = start[parent + 1], start[parent + 1] - start[parent]
    here = at == base[parent]
    if here and size == theirs + 1:
        return
    first, k = -1, 0
    for a in range(size - 1):
        while rows[stop - 1 - k] != rows[end - 1 - a]:
            k += 1
        where[a] = k
        if first == -1 and k != a:
            first = a
        k += 1
    where[size - 1] = theirs
    if not here:
        first = 0
    elif first == -1:
        first = size - 1
    for a in range(size):  # in place entries only move towards the front
        line, their = at + a * width, base[parent] + where[a] * wide[parent]
        for b in range(first if a < first else 0, size):
            block[line + b] = block[their + where[b]]


@njit(cache=True, nogil=True)
def _column(lower: Any, block: Any, z: Any, begin: int, end: int, at: int, width: int, pivot: float) -> float:
    """`z = −Z l` for one column of L, four rows of Z at a time, and its own entry `1/d − lᵀ z`."""
    size, a = end - begin, 0
    z[:size] = 0.0
    if not pivot > 0.0:
        return 0.0
    while a + 3 < size:
        l0, l1, l2, l3 = lower[end - 1 - a], lower[end - 2 - a], lower[end - 3 - a], lower[end - 4 - a]
        r0 = at + a * width
        r1, r2, r3 = r0 + width, r0 + 2 * width, r0 + 3 * width
        for b in range(size):
            z[b] -= l0 * block[r0 + b] + l1 * block[r1 + b] + l2 * block[r2 + b] + l3 * block[r3 + b]
        a += 4
    while a < size:
        r0 = at + a * width
        for b in range(size):
            z[b] -= lower[end - 1 - a] * block[r0 + b]
        a += 1
    own = 1.0 / pivot
    for b in range(size):
        own -= lower[end - 1 - b] * z[b]
    return own


@njit(cache=True, nogil=True)
def _forms(indptr: Any, rows: Any, data: Any, slots: Any, diagonal: Any, off: Any) -> Any:
    """Only one of the two entries of a pair of balances is filled: it counts twice."""
    out, pair = np.empty(indptr.size - 1), 0
    for j in range(indptr.size - 1):
        total = 0.0
        for k in range(indptr[j], indptr[j + 1]):
            total += data[k] * data[k] * diagonal[rows[k]]
            for h in range(indptr[j], indptr[j + 1]):
                if h != k:
                    total += 2.0 * data[k] * data[h] * off[slots[pair]]
                    pair += 1
        out[j] = total
    return out
