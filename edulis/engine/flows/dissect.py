"""Nested dissection: a network is cut in two by few balances, which are eliminated last, and each half again so."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from edulis.engine.flows.degree import minimum_degree
from edulis.engine.flows.normal import Indices, Pattern

_LEAF = 350  # balances that are not cut further but put in order by their degree
_COARSE = 50  # balances to which a network is drawn together before it is cut
_TRIES = 3  # cuts of the drawn-together network, of which the best is kept
_HEAVIEST = 0.58  # share that one side of a cut may have
_EVEN = 0.55  # share that one half may have before it is covered
_BESIDE = 2**33  # a worth and a move in one number
_PATIENCE = 40  # moves without a smaller cut after which a pass ends, and a share of the network beside


def dissection(pattern: Pattern) -> Indices:
    """The order (m,) of elimination: both halves of a cut, each cut again, then the balances of the cut.

    A cut is found on a small network to which neighbours that share most were drawn together, and mended on the way
    back by moves of one balance. Sources: George 1973 (the order), Karypis & Kumar 1998 (drawing together), Ashcraft &
    Liu 1997 (moves of a separator, after Fiduccia & Mattheyses 1982).
    """
    return np.asarray(_dissect(pattern.indptr, pattern.indices), dtype=np.int32)


@njit(cache=True, nogil=True)
def _dissect(indptr: Any, indices: Any) -> Any:
    m = indptr.size - 1
    order, local = np.empty(m, np.int32), np.full(m, -1, np.int32)
    nodes = np.arange(m).astype(np.int32)  # those of one part stand together, cut after its halves
    begin, end, depth = np.zeros(m + 1, np.int64), np.zeros(m + 1, np.int64), 1
    end[0] = m
    while depth > 0:
        depth -= 1
        first, stop = begin[depth], end[depth]
        mine = nodes[first:stop].copy()
        start, near, heavy = _inside(indptr, indices, mine, local)
        if mine.size <= _LEAF:
            order[first:stop] = mine[minimum_degree(start, near, 1e300)[0]]
            continue
        side = _cut(start, near, heavy)
        at = first
        for s in range(3):
            if s < 2:
                begin[depth + s] = at
            for i in range(mine.size):
                if side[i] == s:
                    nodes[at] = mine[i]
                    at += 1
            if s < 2:
                end[depth + s] = at
        here = end[depth + 1]
        order[here:stop] = nodes[here:stop]
        if (
            here == stop - mine.size
            or end[depth] - first == mine.size
            or end[depth + 1] - begin[depth + 1] == mine.size
        ):
            order[first:stop] = mine[minimum_degree(start, near, 1e300)[0]]  # no cut
            continue
        depth += 2
    return order


@njit(cache=True, nogil=True)
def _inside(indptr: Any, indices: Any, mine: Any, local: Any) -> Any:
    """The network among some balances, numbered anew."""
    entries = 0
    for a in range(mine.size):
        local[mine[a]] = a
        entries += indptr[mine[a] + 1] - indptr[mine[a]]
    start, near, to = np.zeros(mine.size + 1, np.int64), np.empty(entries, np.int32), 0
    for a in range(mine.size):
        for k in range(indptr[mine[a]], indptr[mine[a] + 1]):
            if local[indices[k]] >= 0:
                near[to] = local[indices[k]]
                to += 1
        start[a + 1] = to
    for a in range(mine.size):
        local[mine[a]] = -1
    return start, near[:to].copy(), np.ones(to, np.int32)


@njit(cache=True, nogil=True)
def _cut(start: Any, near: Any, heavy: Any) -> Any:
    """Which side each balance is on: 0, 1, or 2 for the cut."""
    size = start.size - 1
    starts, nears, heavies, weights = [start], [near], [heavy], [np.ones(size, np.int32)]
    maps = [np.zeros(0, np.int32)]
    while starts[-1].size - 1 > _COARSE:
        many = starts[-1].size - 1
        onto, fewer = _pairs(starts[-1], nears[-1], heavies[-1], weights[-1], max(2, 3 * size // (2 * _COARSE)))
        if fewer > 0.95 * many:
            break
        s, n, h, w = _drawn(starts[-1], nears[-1], heavies[-1], weights[-1], onto, fewer)
        maps.append(onto)
        starts.append(s)
        nears.append(n)
        heavies.append(h)
        weights.append(w)
    side = _first_halves(starts[-1], nears[-1], heavies[-1], weights[-1])
    for level in range(len(starts) - 2, -1, -1):
        side = side[maps[level + 1]]
        _shift(starts[level], nears[level], heavies[level], weights[level], side, 2)
    _cover(start, near, side)
    _mend(start, near, side, 3)
    return side


@njit(cache=True, nogil=True)
def _next(seed: int) -> int:
    """The next of a fixed row of numbers without pattern (Park & Miller 1988)."""
    return seed * 48271 % 2147483647


@njit(cache=True, nogil=True)
def _pairs(start: Any, near: Any, heavy: Any, weight: Any, most: int) -> Any:
    """Draw each balance together with the neighbour it shares most with: where each goes, and how many are left."""
    size, seed = start.size - 1, 7
    turn = np.arange(size).astype(np.int32)
    for i in range(size - 1, 0, -1):
        seed = _next(seed)
        j = seed % (i + 1)
        turn[i], turn[j] = turn[j], turn[i]
    onto, fewer = np.full(size, -1, np.int32), 0
    for t in range(size):
        i = turn[t]
        if onto[i] >= 0:
            continue
        best, shared = -1, 0
        for k in range(start[i], start[i + 1]):
            j = near[k]
            if onto[j] < 0 and heavy[k] > shared and weight[i] + weight[j] <= most:
                best, shared = j, heavy[k]
        onto[i] = fewer
        if best >= 0:
            onto[best] = fewer
        fewer += 1
    return onto, fewer


@njit(cache=True, nogil=True)
def _drawn(start: Any, near: Any, heavy: Any, weight: Any, onto: Any, fewer: int) -> Any:
    """The network of those drawn together: what they share and what they weigh is added up."""
    size = start.size - 1
    one, other, w = np.full(fewer, -1, np.int32), np.full(fewer, -1, np.int32), np.zeros(fewer, np.int32)
    for i in range(size):
        c = onto[i]
        w[c] += weight[i]
        if one[c] < 0:
            one[c] = i
        else:
            other[c] = i
    s, n, h = np.zeros(fewer + 1, np.int64), np.empty(near.size, np.int32), np.empty(near.size, np.int32)
    seen, to = np.full(fewer, -1, np.int64), 0
    for c in range(fewer):
        for i in (one[c], other[c]):
            if i < 0:
                continue
            for k in range(start[i], start[i + 1]):
                d = onto[near[k]]
                if d == c:
                    continue
                if seen[d] < s[c]:
                    seen[d] = to
                    n[to], h[to] = d, heavy[k]
                    to += 1
                else:
                    h[seen[d]] += heavy[k]
        s[c + 1] = to
    return s, n[:to].copy(), h[:to].copy(), w


@njit(cache=True, nogil=True)
def _first_halves(start: Any, near: Any, heavy: Any, weight: Any) -> Any:
    """The best of some halvings, each begun by growing one side from one balance until it has half."""
    size, total, seed = start.size - 1, np.sum(weight), 11
    best, least = np.zeros(size, np.int8), np.inf
    queue = np.empty(size, np.int32)
    for _ in range(_TRIES):
        side = np.ones(size, np.int8)
        seed = _next(seed)
        queue[0], head, tail, grown = seed % size, 0, 1, 0
        side[queue[0]] = 0
        while 2 * grown < total:
            if head == tail:  # a part of its own is done
                for i in range(size):
                    if side[i] == 1:
                        side[i] = 0
                        queue[tail] = i
                        tail += 1
                        break
            i = queue[head]
            head += 1
            grown += weight[i]
            for k in range(start[i], start[i + 1]):
                if side[near[k]] == 1:
                    side[near[k]] = 0
                    queue[tail] = near[k]
                    tail += 1
        for q in range(head, tail):
            side[queue[q]] = 1
        shared = _shift(start, near, heavy, weight, side, 6)
        if shared < least:
            best, least = side, shared
    return best


@njit(cache=True, nogil=True)
def _shift(start: Any, near: Any, heavy: Any, weight: Any, side: Any, passes: int) -> float:
    """Make what two halves share smaller by moves from one to the other; gives what they share."""
    held, gain, shared = np.zeros(2, np.int64), np.zeros(side.size, np.int64), 0
    for i in range(side.size):
        held[side[i]] += weight[i]
        for k in range(start[i], start[i + 1]):
            gain[i] += heavy[k] if side[near[k]] != side[i] else -heavy[k]
            if side[near[k]] != side[i]:
                shared += heavy[k]
    shared //= 2
    most = max(_EVEN * np.sum(held), 0.5 * np.sum(held) + np.max(weight))
    for _ in range(passes):
        less = _one_shift(start, near, heavy, weight, side, held, gain, most)
        shared -= less
        if less <= 0:
            break
    return shared + (1e9 if max(held[0], held[1]) > most else 0.0)


@njit(cache=True, nogil=True)
def _one_shift(
    start: Any, near: Any, heavy: Any, weight: Any, side: Any, held: Any, gain: Any, most: float
) -> int:  # fmt: skip
    """Each balance moves at most once; what led to the least stands, the rest is taken back; gives the difference."""
    moved, who = np.zeros(side.size, np.bool_), np.empty(side.size, np.int32)
    heap = [np.int64(0) for _ in range(0)]
    for i in range(side.size):
        for k in range(start[i], start[i + 1]):
            if side[near[k]] != side[i]:
                _push(heap, gain[i], i)
                break
    done, kept, idle, best, now = 0, 0, 0, 0, 0
    far, limit = max(held[0], held[1]) > most, _PATIENCE + len(heap) // 8
    while len(heap) > 0 and idle < limit:
        worth, i = _pop(heap)
        s = 1 - side[i]
        if moved[i] or worth != gain[i] or (held[s] + weight[i] > most and held[s] >= held[1 - s]):
            continue
        moved[i], who[done] = True, i
        done += 1
        now += worth
        _carry(start, near, heavy, weight, side, held, gain, i)
        for k in range(start[i], start[i + 1]):
            if not moved[near[k]]:
                _push(heap, gain[near[k]], near[k])
        over = max(held[0], held[1]) > most
        if (far and not over) or (now > best and (far or not over)):
            best, kept, idle, far = now, done, 0, over
        else:
            idle += 1
    while done > kept:
        done -= 1
        _carry(start, near, heavy, weight, side, held, gain, who[done])
    return best


@njit(cache=True, nogil=True)
def _carry(start: Any, near: Any, heavy: Any, weight: Any, side: Any, held: Any, gain: Any, i: int) -> None:
    """Move i to the other half; `gain` is by how much what the halves share shrinks if a balance moves."""
    held[side[i]] -= weight[i]
    side[i] = 1 - side[i]
    held[side[i]] += weight[i]
    gain[i] = -gain[i]
    for k in range(start[i], start[i + 1]):
        gain[near[k]] += -2 * heavy[k] if side[near[k]] == side[i] else 2 * heavy[k]


@njit(cache=True, nogil=True)
def _cover(start: Any, near: Any, side: Any) -> None:
    """Balances that together touch all that two halves share: the one that touches most comes first."""
    touches, heap = np.zeros(side.size, np.int64), [np.int64(0) for _ in range(0)]
    for i in range(side.size):
        for k in range(start[i], start[i + 1]):
            if side[near[k]] != side[i]:
                touches[i] += 1
        if touches[i] > 0:
            _push(heap, touches[i], i)
    while len(heap) > 0:
        worth, i = _pop(heap)
        if side[i] == 2 or worth != touches[i] or touches[i] == 0:
            continue
        for k in range(start[i], start[i + 1]):
            j = near[k]
            if side[j] == 1 - side[i]:
                touches[j] -= 1
                _push(heap, touches[j], j)
        side[i] = 2


@njit(cache=True, nogil=True)
def _mend(start: Any, near: Any, side: Any, passes: int) -> None:
    """Make a cut smaller by moves of its balances to a side, which draw their neighbours on the other side into it."""
    held = np.zeros(3, np.int64)
    for i in range(side.size):
        held[side[i]] += 1
    gain = np.zeros((2, side.size), np.int64)
    for _ in range(passes):
        before = held[2]
        _one_pass(start, near, side, held, gain, max(_HEAVIEST * side.size, 0.5 * side.size + 1.0))
        if held[2] >= before:
            break


@njit(cache=True, nogil=True)
def _one_pass(start: Any, near: Any, side: Any, held: Any, gain: Any, most: float) -> None:
    """Each balance leaves the cut at most once; what led to the smallest cut stands, the rest is taken back."""
    moved, heap = np.zeros(side.size, np.bool_), [np.int64(0) for _ in range(0)]
    for i in range(side.size):
        if side[i] == 2:
            _gains(start, near, side, gain, i)
            _push(heap, gain[0, i], 2 * i)
            _push(heap, gain[1, i], 2 * i + 1)
    trail = [np.int64(0) for _ in range(0)]  # who moved, and from where
    kept, idle, least, even = 0, 0, held[2], abs(held[0] - held[1])
    limit = _PATIENCE + held[2] // 4
    while len(heap) > 0 and idle < limit:
        worth, move = _pop(heap)
        i, s = int(move // 2), int(move % 2)
        if side[i] != 2 or moved[i] or worth != gain[s, i] or held[s] + 1 > most:
            continue
        moved[i] = True
        _leave(start, near, side, held, gain, moved, heap, trail, i, s)
        apart = abs(held[0] - held[1])
        if held[2] < least or (held[2] == least and apart < even):
            least, even, kept, idle = held[2], apart, len(trail), 0
        else:
            idle += 1
    while len(trail) > kept:
        was = trail.pop()
        held[side[was // 3]] -= 1
        side[was // 3] = was % 3
        held[was % 3] += 1


@njit(cache=True, nogil=True)
def _leave(
    start: Any, near: Any, side: Any, held: Any, gain: Any, moved: Any, heap: Any, trail: Any, i: int, s: int
) -> None:  # fmt: skip
    """Balance i leaves the cut for side s, and what it touches on the other side comes in."""
    trail.append(3 * i + 2)
    side[i] = s
    held[s] += 1
    held[2] -= 1
    for k in range(start[i], start[i + 1]):
        j = near[k]
        if side[j] == 2:
            gain[1 - s, j] -= 1
            if not moved[j]:
                _push(heap, gain[1 - s, j], 2 * j + 1 - s)
        elif side[j] == 1 - s:
            trail.append(3 * j + 1 - s)
            side[j] = 2
            held[1 - s] -= 1
            held[2] += 1
            _gains(start, near, side, gain, j)
            if not moved[j]:
                _push(heap, gain[0, j], 2 * j)
                _push(heap, gain[1, j], 2 * j + 1)
            for h in range(start[j], start[j + 1]):
                x = near[h]
                if side[x] == 2:
                    gain[s, x] += 1
                    if not moved[x]:
                        _push(heap, gain[s, x], 2 * x + s)


@njit(cache=True, nogil=True)
def _gains(start: Any, near: Any, side: Any, gain: Any, i: int) -> None:
    """By how much the cut shrinks if i goes to either side."""
    gain[0, i] = gain[1, i] = 1
    for k in range(start[i], start[i + 1]):
        if side[near[k]] < 2:
            gain[1 - side[near[k]], i] -= 1


@njit(cache=True, nogil=True)
def _push(heap: Any, worth: int, which: int) -> None:
    """Put a move on the heap, the best first, among equals the first of them."""
    mine = -worth * _BESIDE + which
    heap.append(mine)
    at = len(heap) - 1
    while at > 0 and mine < heap[(at - 1) // 2]:
        heap[at] = heap[(at - 1) // 2]
        at = (at - 1) // 2
    heap[at] = mine


@njit(cache=True, nogil=True)
def _pop(heap: Any) -> Any:
    """Take the best move from the heap: its worth, and which it is."""
    best, last = heap[0], heap.pop()
    size, at = len(heap), 0
    if size > 0:
        while 2 * at + 1 < size:
            child = 2 * at + 1
            if child + 1 < size and heap[child + 1] < heap[child]:
                child += 1
            if heap[child] >= last:
                break
            heap[at] = heap[child]
            at = child
        heap[at] = last
    which = best % _BESIDE
    return (which - best) // _BESIDE, which
