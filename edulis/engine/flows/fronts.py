"""Columns of a factor that are nearly alike, worked on together as one dense front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from edulis.engine.flows.normal import Indices, Pattern

Offsets = NDArray[np.int64]
_WAKING = 7e5  # what a front costs before it has done anything, in multiplications
_MOVED = 20.0  # what an entry costs that is carried to the next front and back


@dataclass(frozen=True, slots=True)
class Fronts:
    """K groups of columns in the order of elimination, each group before the one that it goes into.

    Group k eliminates the places `first[k]` to `first[k + 1]`; below them it reaches the places
    `rows[begin[k] : begin[k + 1]]` in rising order, which stand at `into` among those of group `up[k]` (its own first,
    then those below). `work` counts the multiplications of factor and inverse, `room` the numbers that are kept.
    """

    first: Offsets
    begin: Offsets
    rows: Indices
    into: Indices
    up: Indices
    work: float
    room: float

    @property
    def own(self) -> Offsets:
        """How many places each group eliminates (K,)."""
        return np.diff(self.first)

    @property
    def below(self) -> Offsets:
        """How many places each group reaches below its own (K,)."""
        return np.diff(self.begin)


def make_fronts(
    pattern: Pattern, order: Indices, place: Indices, parent: Indices, count: NDArray[np.int64]
) -> tuple[Indices, Indices, Fronts]:
    """Group columns, and number them anew so that groups stand together: the order, its inverse, and the groups.

    Columns with the same rows below go together; a group goes into the next where the zeros that are then worked on
    cost less than a group of its own (Ashcraft & Grimes 1989; fronts: Duff & Reid 1983).
    """
    group = _alike(parent, count)
    group, own, below, up = _together(group, parent, count)
    moved, first = _renumbered(group, own, up)
    again = np.empty_like(order)
    again[moved] = order
    placed = moved[place]
    begin = np.concatenate([[0], np.cumsum(below)])
    rows, into = _reach(pattern.indptr, pattern.indices, again, placed, first, begin, up)
    s, u = own.astype(np.float64), below.astype(np.float64)
    work = float(np.sum(_cost(s, u)))
    room = float(np.sum(s * (s + u)) + _path(own + below, up) + np.max(u, initial=0.0) ** 2)
    return again, placed, Fronts(first, begin, rows, into, up, work, room)


@njit(cache=True, nogil=True)
def _cost(s: Any, u: Any) -> Any:
    """Multiplications of the factor and the inverse of a group, what is carried, and what it costs to begin."""
    return s**3 + 2.0 * s * s * u + 1.5 * s * u * u + _MOVED * u * u + _WAKING


@njit(cache=True, nogil=True)
def _alike(parent: Any, count: Any) -> Any:
    """The group of each column, named by its last one: a column goes with its parent if it has the same rows."""
    m = parent.size
    group, taken = np.arange(m), np.zeros(m, np.bool_)
    for i in range(m - 1, -1, -1):
        up = parent[i]
        if up >= 0 and count[i] == count[up] + 1 and not taken[up]:
            group[i], taken[up] = group[up], True
    return group


@njit(cache=True, nogil=True)
def _together(name: Any, parent: Any, count: Any) -> Any:
    """Groups drawn together where that costs less, numbered from 0 with what goes into a group before it."""
    m = parent.size
    own, to = np.zeros(m, np.int64), np.arange(m)
    for i in range(m):
        own[name[i]] += 1
    for i in range(m):
        if name[i] != i or parent[i] < 0:
            continue
        up = name[parent[i]]  # its last column comes later, so it is still itself
        s, u, ps, pu = float(own[i]), float(count[i]), float(own[up]), float(count[up])
        if _cost(s + ps, pu) <= _cost(s, u) + _cost(ps, pu):
            to[i] = up
            own[up] += own[i]
            own[i] = 0
    for i in range(m - 1, -1, -1):
        to[i] = to[to[i]]
    last = np.flatnonzero(own > 0)
    number = np.full(m, -1, np.int64)
    number[last] = np.arange(last.size)
    up_of = np.full(last.size, -1, np.int64)
    for g in range(last.size):
        if parent[last[g]] >= 0:
            up_of[g] = number[to[name[parent[last[g]]]]]
    turn = _one_branch_after_the_other(up_of)
    which, size, below = np.empty(m, np.int64), np.empty(last.size, np.int64), np.empty(last.size, np.int64)
    up = np.full(last.size, -1, np.int32)
    for i in range(m):
        which[i] = turn[number[to[name[i]]]]
    for g in range(last.size):
        size[turn[g]], below[turn[g]] = own[last[g]], count[last[g]]
        if up_of[g] >= 0:
            up[turn[g]] = turn[up_of[g]]
    return which, size, below, up


@njit(cache=True, nogil=True)
def _one_branch_after_the_other(up: Any) -> Any:
    """Numbers of groups such that all that goes into a group stands right before it."""
    groups = up.size
    within, turn, left, at = np.ones(groups, np.int64), np.empty(groups, np.int64), np.empty(groups, np.int64), groups
    for g in range(groups):
        if up[g] >= 0:
            within[up[g]] += within[g]
    for g in range(groups - 1, -1, -1):
        if up[g] < 0:
            turn[g] = at - 1
            at -= within[g]
        else:
            turn[g] = left[up[g]] - 1
            left[up[g]] -= within[g]
        left[g] = turn[g]
    return turn


@njit(cache=True, nogil=True)
def _renumbered(group: Any, own: Any, up: Any) -> Any:
    """New places of all columns, group by group, and where each group begins."""
    first = np.zeros(own.size + 1, np.int64)
    for g in range(own.size):
        first[g + 1] = first[g] + own[g]
    at, moved = first[:-1].copy(), np.empty(group.size, np.int32)
    for i in range(group.size):
        moved[i] = at[group[i]]
        at[group[i]] += 1
    return moved, first


@njit(cache=True, nogil=True)
def _path(width: Any, up: Any) -> float:
    """The most numbers that the blocks on one way to the root hold."""
    held, most = np.zeros(width.size), 0.0
    for k in range(width.size - 1, -1, -1):
        held[k] = float(width[k]) ** 2 + (held[up[k]] if up[k] >= 0 else 0.0)
        most = max(most, held[k])
    return most


@njit(cache=True, nogil=True)
def _reach(indptr: Any, indices: Any, order: Any, place: Any, first: Any, begin: Any, up: Any) -> Any:
    """The places below each group, and where they stand in the group it goes into."""
    groups = up.size
    rows, into = np.empty(begin[groups], np.int32), np.empty(begin[groups], np.int32)
    flag, at, used = np.full(order.size, -1, np.int64), np.empty(order.size, np.int32), np.zeros(groups, np.int64)
    child, beside = np.full(groups, -1, np.int64), np.full(groups, -1, np.int64)
    for k in range(groups):
        stop = first[k + 1]
        to = begin[k]
        c = child[k]
        while c != -1:
            for q in range(begin[c], begin[c + 1]):
                i = rows[q]
                if i >= stop and flag[i] != k:
                    flag[i] = k
                    rows[to] = i
                    to += 1
            c = beside[c]
        for j in range(first[k], stop):
            old = order[j]
            for q in range(indptr[old], indptr[old + 1]):
                i = place[indices[q]]
                if i >= stop and flag[i] != k:
                    flag[i] = k
                    rows[to] = i
                    to += 1
        used[k] = to
        rows[begin[k] : to].sort()
        if up[k] >= 0:
            beside[k], child[up[k]] = child[up[k]], k
        for j in range(first[k], stop):
            at[j] = j - first[k]
        for q in range(begin[k], to):
            at[rows[q]] = stop - first[k] + q - begin[k]
        c = child[k]
        while c != -1:
            for q in range(begin[c], begin[c + 1]):
                into[q] = at[rows[q]]
            c = beside[c]
    return rows, into
