"""In which order balances are eliminated, so that little fills up: by degree or by cuts, in columns or in fronts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from edulis.engine.flows.degree import minimum_degree
from edulis.engine.flows.dissect import dissection
from edulis.engine.flows.fronts import Fronts, make_fronts
from edulis.engine.flows.normal import Indices, Pattern

_HUB = 10.0  # a balance with so many times √m neighbours is eliminated last without further thought
_SCATTERED = 40.0  # what a multiplication of a sparse column costs, in multiplications of a dense block
_HEAVY = 4e9  # work in sparse columns above which fronts are made


@dataclass(frozen=True, slots=True)
class Order:
    """An order of elimination (m,), and what factor and inverse then cost, in multiplications of a dense block."""

    order: Indices
    work: float


@dataclass(frozen=True, slots=True)
class _Tree:
    """An order of elimination (m,) and its inverse, the elimination tree, and the length of each column of L."""

    order: Indices
    place: Indices
    parent: Indices
    count: NDArray[np.int64]

    @property
    def work(self) -> float:
        return _SCATTERED * float(np.sum(self.count.astype(np.float64) ** 2))


@dataclass(frozen=True, slots=True)
class Symbolic:
    """The order of elimination and the pattern of L, for all numbers on one pattern.

    `order` (m,) lists balances as they are eliminated, `place` is its inverse; `parent` is the elimination tree, in
    which the child with most work below it comes first and each subtree stands together; `indptr` (m + 1,) the
    sparse columns of L. Where many columns are alike, `fronts` tells which are worked on as one dense block, and
    `parent` and `indptr` are empty. `work` counts multiplications of dense blocks in factor and inverse, `room` the
    numbers that are kept.
    """

    order: Indices
    place: Indices
    parent: Indices
    indptr: NDArray[np.int64]
    fronts: Fronts | None
    work: float
    room: float


def by_degree(pattern: Pattern) -> Order:
    """The order by approximate minimum degree on H: quickly found, good where little fills up (Amestoy et al. 1996)."""
    m = pattern.indptr.size - 1
    hub = max(16.0, _HUB * float(np.sqrt(m)))
    order, squares = minimum_degree(pattern.indptr, pattern.indices, hub)
    if np.any(np.diff(pattern.indptr) > hub):
        return Order(order, _tree_of(pattern, order).work)
    return Order(order, _SCATTERED * float(squares))


def analyse(pattern: Pattern, quick: Order | None = None) -> Symbolic:
    """Choose an order of elimination and find the pattern of L.

    By degree, in sparse columns, where that is little work; else the better of the orders by degree and by cuts, in
    fronts. `quick` is the order by degree if it is known. Source of the tree: Liu 1990.
    """
    quick = quick or by_degree(pattern)
    if quick.work <= _HEAVY:
        return _in_columns(_tree_of(pattern, quick.order))
    found = _tree_of(pattern, dissection(pattern))
    if found.work > quick.work:
        found = _tree_of(pattern, quick.order)
    order, place, fronts = make_fronts(pattern, found.order, found.place, found.parent, found.count)
    none, nothing = np.zeros(0, np.int32), np.zeros(1, np.int64)
    return Symbolic(order, place, none, nothing, fronts, fronts.work, fronts.room)


def _tree_of(pattern: Pattern, order: Indices) -> _Tree:
    place = np.empty(order.size, np.int32)
    place[order] = np.arange(order.size, dtype=np.int32)
    return _Tree(order, place, *_tree(pattern.indptr, pattern.indices, order, place))


def _in_columns(found: _Tree) -> Symbolic:
    m = found.order.size
    moved = _subtrees(found.parent, found.count)  # where each step of the elimination moves
    again = np.empty(m, np.int32)
    again[moved] = found.order
    indptr = np.zeros(m + 1, np.int64)
    sizes = np.empty(m, np.int64)
    sizes[moved] = found.count
    np.cumsum(sizes, out=indptr[1:])
    tree = np.full(m, -1, np.int32)
    inner = found.parent >= 0
    tree[moved[inner]] = moved[found.parent[inner]]
    return Symbolic(again, moved[found.place], tree, indptr, None, found.work, float(indptr[-1]))


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
def _subtrees(parent: Any, count: Any) -> Any:
    """New places of all steps: each subtree together, the child with most work below it first."""
    m = parent.size
    moved, work, within = np.arange(m).astype(np.int32), np.zeros(m), np.ones(m, np.int32)
    heavy = np.full(m, -1, np.int32)
    for i in range(m):
        work[i] += float(count[i]) ** 2 + 1.0
        if parent[i] >= 0:
            up = parent[i]
            work[up] += work[i]
            within[up] += within[i]
            if heavy[up] == -1 or work[i] > work[heavy[up]]:
                heavy[up] = i
    to, first = 0, np.zeros(m, np.int32)  # where each subtree begins
    used = np.zeros(m, np.int32)  # how much of it is given away
    for i in range(m - 1, -1, -1):
        up = parent[i]
        if up < 0:
            first[i] = to
            to += within[i]
        elif heavy[up] == i:
            first[i] = first[up]
        else:
            if used[up] == 0:
                used[up] = within[heavy[up]]
            first[i] = first[up] + used[up]
            used[up] += within[i]
        moved[i] = first[i] + within[i] - 1
    return moved
