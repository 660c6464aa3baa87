"""Rivalry: who sells the same to the same buyer, buys the same from the same supplier, or sells the same at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from scipy.sparse import coo_array, csr_array

from edulis.engine.network.structure import Floats, Ints

LISTED = 60  # at a door with more than this many, all rival all: nobody is told as a pair for that door's sake


@dataclass(frozen=True, slots=True)
class Rivals:
    """Pairs that meet at a door, one < other: `overlap` (0 to 1) and `shared` (unit of the amounts); and for each node
    how hard it is pressed (`pressure`, 0 to 1), how many it meets in pairs and how many crowd at its fullest door.
    """

    one: Ints
    other: Ints
    overlap: Floats
    shared: Floats
    pressure: Floats
    met: Ints
    crowd: Ints


def rivalry(node: Ints, door: Ints, amount: Floats, n: int, *, listed: int = LISTED) -> Rivals:
    """Overlap of what two do at the same doors, and how much of what each does others could do in its stead.

    overlap_ij = Σ_d min(v_id / v_i, v_jd / v_j) and shared_ij = Σ_d min(v_id, v_jd) over doors d (a buyer and a
    product, a supplier and a product, or a product); pressure_i = Σ_d (v_id / v_i) (1 − v_id / V_d), V_d the door's
    whole. node, door: numbers, shape (m,), door −1 where it is no door that others could stand at; amount: shape (m,).
    Pressure is exact and costs O(m). Pairs are sought at doors of at most `listed` nodes, so that there are at most
    listed / 2 · m of them however many crowd at a hub; the overlap of a pair that is found counts all its doors.
    Source: Schoener (1970); Sohn (2001).
    """
    whole = np.bincount(node, weights=amount, minlength=n)
    at_door = (door >= 0) & (amount > 0)
    doors = int(door.max(initial=-1)) + 1
    held = csr_array(coo_array((amount[at_door], (node[at_door], door[at_door])), shape=(n, max(doors, 1))))
    held.sum_duplicates()
    row = np.repeat(np.arange(n), np.diff(held.indptr))
    crowd = np.bincount(held.indices, minlength=held.shape[1])
    total = np.bincount(held.indices, weights=held.data, minlength=held.shape[1])
    others = 1 - held.data / total[held.indices]
    pressed = np.bincount(row, weights=held.data * others, minlength=n)
    fullest = np.zeros(n, dtype=np.int64)
    np.maximum.at(fullest, row, crowd[held.indices])
    longest_first = np.argsort(-np.diff(held.indptr), kind="stable")  # the shorter row of a pair is walked
    arranged = held[longest_first]
    turned = csr_array(arranged.T)
    turned.sort_indices()
    share = arranged.data / whole[longest_first][np.repeat(np.arange(n), np.diff(arranged.indptr))]
    first, second, overlap, shared = _pairs(
        arranged.indptr, arranged.indices, arranged.data, share, turned.indptr, turned.indices, crowd <= listed
    )
    ends = longest_first[first], longest_first[second]
    one, other = np.minimum(*ends), np.maximum(*ends)
    order = np.lexsort((other, one))
    return Rivals(
        one[order],
        other[order],
        overlap[order],
        shared[order],
        np.divide(pressed, whole, out=np.zeros(n), where=whole > 0),
        np.bincount(np.concatenate([one, other]), minlength=n),
        np.maximum(fullest - 1, 0),
    )


@njit(cache=True, nogil=True)
def _pairs(indptr: Any, indices: Any, data: Any, share: Any, door_ptr: Any, door_nodes: Any, small: Any) -> Any:
    n = len(indptr) - 1
    seen = np.full(n, -1, dtype=np.int64)
    amount, part = np.zeros(len(small)), np.zeros(len(small))
    room, held = 1024, 0
    first, second = np.empty(room, np.int64), np.empty(room, np.int64)
    overlap, shared = np.empty(room), np.empty(room)
    for i in range(n):
        for at in range(indptr[i], indptr[i + 1]):
            amount[indices[at]], part[indices[at]] = data[at], share[at]
        for at in range(indptr[i], indptr[i + 1]):
            door = indices[at]
            if not small[door]:
                continue
            for onward in range(door_ptr[door], door_ptr[door + 1]):
                j = door_nodes[onward]
                if j <= i or seen[j] == i:
                    continue
                seen[j] = i
                if held == room:
                    room *= 2
                    longer = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room), np.empty(room)
                    longer[0][:held], longer[1][:held] = first, second
                    longer[2][:held], longer[3][:held] = overlap, shared
                    first, second, overlap, shared = longer
                meets, money = 0.0, 0.0
                for other in range(indptr[j], indptr[j + 1]):
                    meets += min(part[indices[other]], share[other])
                    money += min(amount[indices[other]], data[other])
                first[held], second[held], overlap[held], shared[held] = i, j, meets, money
                held += 1
        for at in range(indptr[i], indptr[i + 1]):
            amount[indices[at]], part[indices[at]] = 0.0, 0.0
    return first[:held], second[:held], overlap[:held], shared[:held]
