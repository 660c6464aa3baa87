"""An order of elimination by approximate minimum degree (Amestoy, Davis & Duff 1996)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def minimum_degree(indptr: Any, indices: Any, hub: float) -> Any:
    """The order of elimination, and the sum of the squared lengths of the columns of L that it leads to.

    Hubs with more than `hub` neighbours come last; they are in no column of that sum.
    Each list holds the cliques a balance belongs to, then its other neighbours; an eliminated balance becomes a clique
    of its neighbours. `weight` counts balances alike in all that are eliminated together (negative while their list is
    worked on, 0 when gone); `joined` and `last` chain them.
    """
    m, entries = indptr.size - 1, indices.size
    lists = np.empty(entries + entries // 5 + 2 * m + 1, np.int32)
    lists[:entries] = indices
    begin, length, cliques = indptr[:-1].copy(), indptr[1:] - indptr[:-1], np.zeros(m, np.int64)
    weight, degree, mark = np.ones(m, np.int32), indptr[1:] - indptr[:-1], np.ones(m, np.int64)
    head, after, before = np.full(m + 1, -1, np.int32), np.full(m, -1, np.int32), np.full(m, -1, np.int32)
    joined, last = np.full(m, -1, np.int32), np.arange(m).astype(np.int32)
    bucket, beside, key = np.full(m, -1, np.int32), np.full(m, -1, np.int32), np.zeros(m, np.int64)
    order, turns, done, tag, used, least, squares = np.empty(m, np.int32), 0, 0, 2, entries, 0, 0.0
    for i in range(m):
        if degree[i] > hub:
            weight[i], mark[i] = 0, 0
            done += 1
        else:
            _enter(head, after, before, degree[i], i)
    while done < m:
        while head[least] == -1:
            least += 1
        p = head[least]
        _leave(head, after, before, degree[p], p)
        earlier = done
        done += weight[p]
        weight[p] = -weight[p]
        if cliques[p] > 0 and used + (m - done) >= lists.size:
            lists, used = _squeezed(lists, begin, length, cliques, mark, weight)
        start, end, size = _clique(lists, begin, length, cliques, weight, mark, degree, head, after, before, p, used)
        used = max(used, end)
        begin[p], length[p], cliques[p] = start, end - start, -1
        _outside(lists, begin, cliques, weight, mark, degree, start, end, tag)
        for q in range(start, end):
            i = lists[q]
            outside, hashed = _shorten(lists, begin, length, cliques, weight, mark, p, i, tag)
            if outside == 0:  # nothing left outside: goes with p
                done -= weight[i]
                size += weight[i]
                weight[i], mark[i] = 0, 0
                joined[last[p]] = i
                last[p] = last[i]
            else:
                degree[i] = min(degree[i], outside)
                key[i] = hashed % m
                beside[i] = bucket[key[i]]
                bucket[key[i]] = i
        degree[p] = size
        tag = _join_alike(lists, begin, length, cliques, weight, mark, bucket, beside, key, joined, last, start, end,
                          tag + m + 1)  # fmt: skip
        end, near = _return(lists, begin, length, weight, degree, head, after, before, p, m - done)
        least = min(least, near)
        for k in range(done - earlier):
            squares += float(size + k) ** 2
        weight[p], length[p], mark[p] = 0, end - start, 1 if end > start else 0
        order[turns] = p
        turns += 1
    return _unfold(order, turns, joined, indptr, hub), squares


@njit(cache=True, nogil=True)
def _clique(
    lists: Any, begin: Any, length: Any, cliques: Any, weight: Any, mark: Any, degree: Any, head: Any, after: Any,
    before: Any, p: int, used: int,
) -> Any:  # fmt: skip
    """All that stands beside p, once: where the list begins and ends, and how many balances it holds."""
    start = begin[p] if cliques[p] == 0 else used
    end, size = start, 0
    for k in range(cliques[p] + 1):
        if k < cliques[p]:
            e = lists[begin[p] + k]
            first, many = begin[e], length[e]
        else:
            e, first, many = p, begin[p] + cliques[p], length[p] - cliques[p]
        for q in range(first, first + many):
            i = lists[q]
            if weight[i] > 0:
                size += weight[i]
                weight[i] = -weight[i]
                lists[end] = i
                end += 1
                _leave(head, after, before, degree[i], i)
        if e != p:
            mark[e], length[e] = 0, 0
    return start, end, size


@njit(cache=True, nogil=True)
def _outside(
    lists: Any, begin: Any, cliques: Any, weight: Any, mark: Any, degree: Any, start: int, end: int, tag: int
) -> None:
    """`mark` − `tag` of each clique that meets the new one: how much of it lies outside."""
    for q in range(start, end):
        i = lists[q]
        for k in range(begin[i], begin[i] + cliques[i]):
            e = lists[k]
            if mark[e] >= tag:
                mark[e] += weight[i]
            elif mark[e] != 0:
                mark[e] = degree[e] + tag + weight[i]


@njit(cache=True, nogil=True)
def _shorten(
    lists: Any, begin: Any, length: Any, cliques: Any, weight: Any, mark: Any, p: int, i: int, tag: int
) -> Any:
    """Bring the list of i up to date with the new clique p; how much it has outside of it, and a sum to compare by."""
    to, outside, hashed, stop = begin[i], 0, 0, begin[i] + length[i]
    others = begin[i] + cliques[i]
    for k in range(begin[i], others):
        e = lists[k]
        if mark[e] > tag:
            outside += mark[e] - tag
            lists[to] = e
            to += 1
            hashed += e
        elif mark[e] != 0:  # nothing outside: the new clique holds all of it
            mark[e] = 0
    room, held = to, -1
    to += 1
    for k in range(others, stop):
        j = lists[k]
        if weight[j] > 0:
            outside += weight[j]
            hashed += j
            if held >= 0:  # one behind: the place that the new clique takes may hold a neighbour not yet read
                lists[to] = held
                to += 1
            held = j
    if held >= 0:
        lists[to] = held
        to += 1
    lists[room] = p
    cliques[i], length[i] = room - begin[i] + 1, to - begin[i]
    return outside, hashed


@njit(cache=True, nogil=True)
def _join_alike(
    lists: Any, begin: Any, length: Any, cliques: Any, weight: Any, mark: Any, bucket: Any, beside: Any, key: Any,
    joined: Any, last: Any, start: int, end: int, tag: int,
) -> int:  # fmt: skip
    """Balances of the new clique with the same neighbours become one; gives a tag not yet used."""
    for q in range(start, end):
        i = lists[q]
        if weight[i] >= 0:
            continue
        place = key[i]
        i = bucket[place]
        bucket[place] = -1
        while i != -1 and beside[i] != -1:
            for k in range(begin[i], begin[i] + length[i]):
                mark[lists[k]] = tag
            near, j = i, beside[i]
            while j != -1:
                alike = length[j] == length[i] and cliques[j] == cliques[i]
                k = begin[j]
                while alike and k < begin[j] + length[j]:
                    alike = mark[lists[k]] == tag
                    k += 1
                if alike:
                    weight[i] += weight[j]
                    weight[j], mark[j] = 0, 0
                    joined[last[i]] = j
                    last[i] = last[j]
                    beside[near] = beside[j]
                else:
                    near = j
                j = beside[j]
            tag += 1
            i = beside[i]
    return tag + 1


@njit(cache=True, nogil=True)
def _return(
    lists: Any, begin: Any, length: Any, weight: Any, degree: Any, head: Any, after: Any, before: Any, p: int, left: int
) -> Any:
    """Put the balances of the new clique p back into the queue; where its list ends now, and their least degree."""
    end, near = begin[p], degree.size
    for q in range(begin[p], begin[p] + length[p]):
        i = lists[q]
        if weight[i] < 0:
            weight[i] = -weight[i]
            degree[i] = min(degree[i] + degree[p] - weight[i], left - weight[i])
            _enter(head, after, before, degree[i], i)
            near = min(near, degree[i])
            lists[end] = i
            end += 1
    return end, near


@njit(cache=True, nogil=True)
def _unfold(pivots: Any, turns: int, joined: Any, indptr: Any, hub: float) -> Any:
    """The whole order: each pivot with the balances that went with it, hubs at the end."""
    m, to = joined.size, 0
    order = np.empty(m, np.int32)
    for k in range(turns):
        i = pivots[k]
        while i != -1:
            order[to] = i
            to += 1
            i = joined[i]
    for i in range(m):
        if indptr[i + 1] - indptr[i] > hub:
            order[to] = i
            to += 1
    return order


@njit(cache=True, nogil=True)
def _enter(head: Any, after: Any, before: Any, degree: int, i: int) -> None:
    top = head[degree]
    after[i], before[i] = top, -1
    if top != -1:
        before[top] = i
    head[degree] = i


@njit(cache=True, nogil=True)
def _leave(head: Any, after: Any, before: Any, degree: int, i: int) -> None:
    if after[i] != -1:
        before[after[i]] = before[i]
    if before[i] != -1:
        after[before[i]] = after[i]
    else:
        head[degree] = after[i]


@njit(cache=True, nogil=True)
def _squeezed(lists: Any, begin: Any, length: Any, cliques: Any, mark: Any, weight: Any) -> Any:
    """The lists that still live, one after the other, with room behind them."""
    total = 0
    for i in range(begin.size):
        if weight[i] != 0 or (cliques[i] == -1 and mark[i] != 0):
            total += length[i]
    fresh, used = np.empty(2 * total + 2 * begin.size + 1, np.int32), 0
    for i in range(begin.size):
        if weight[i] != 0 or (cliques[i] == -1 and mark[i] != 0):
            for k in range(length[i]):
                fresh[used + k] = lists[begin[i] + k]
            begin[i] = used
            used += length[i]
    return fresh, used
