"""Minimum-cost flow by a linear programme that sees only the arcs it needs (HiGHS, delayed column generation)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_FIRST = 6  # cheapest arcs of each node to begin with
_ALL = 4_000  # so few arcs are given at once
_TURNS = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """A cheapest flow. `flow` (m,) on the arcs, whole numbers; `cost` of these; `dumped` (n,) what each node could not
    send on (> 0) or did not get (< 0); `price` (n,) what one more unit there would cost; `worth` (m,) what one more
    unit of an arc's capacity would save. `seen`: how many arcs the programme was ever given.
    """

    flow: Ints
    cost: int
    dumped: Ints
    price: Floats
    worth: Floats
    seen: int


def min_cost_flow(tail: Ints, head: Ints, capacity: Ints, cost: Ints, supply: Ints, *, dump: int | None = None) -> Plan:
    """The cheapest way to send what nodes have to nodes that want it.

    `min c·x`, out − in + dumped = supply, 0 ≤ x ≤ capacity. tail, head, capacity, cost (m,), supply (n,) are whole
    numbers, so the flow is whole too. `dump` is the cost of a unit that finds no way, so that the problem always has
    an answer; unless given it is more than any way can cost. Only arcs whose reduced cost `c + p(tail) − p(head)` is
    negative at the present prices join the programme, until none is: the answer is that of all arcs. Raises ValueError
    for a negative capacity or cost. Sources: Dantzig & Wolfe 1960; Ahuja, Magnanti & Orlin 1993.
    """
    if (capacity < 0).any() or (cost < 0).any():
        raise ValueError("capacities and costs are not negative")
    n, m = supply.size, tail.size
    if not n:
        nothing = np.zeros(m)
        return Plan(np.zeros(m, np.int64), 0, np.zeros(0, np.int64), np.zeros(0), nothing, 0)
    lost = int(cost.max(initial=0)) * n + 1 if dump is None else dump
    inside = np.ones(m, np.bool_) if m <= _ALL else _cheapest(tail, head, cost)
    usable = capacity > 0
    inside &= usable
    for _ in range(_TURNS):
        chosen = np.flatnonzero(inside)
        solved = _programme(tail[chosen], head[chosen], capacity[chosen], cost[chosen], supply, lost)
        price = -np.asarray(solved.eqlin.marginals)
        reduced = cost + price[tail] - price[head]
        wanted = usable & ~inside & (reduced < -0.5)  # whole costs have whole prices
        if not wanted.any():
            break
        inside |= _worst(tail, head, reduced, wanted)
    flow = np.zeros(m, np.int64)
    flow[chosen] = np.rint(solved.x[: chosen.size]).astype(np.int64)
    sent = np.bincount(tail, flow, minlength=n) - np.bincount(head, flow, minlength=n)
    left = supply - np.rint(sent).astype(np.int64)
    worth = np.zeros(m)
    worth[chosen] = np.maximum(-np.asarray(solved.upper.marginals[: chosen.size]), 0.0)
    return Plan(flow, int(flow @ cost), left, -price, worth, int(inside.sum()))


def _programme(tail: Ints, head: Ints, capacity: Ints, cost: Ints, supply: Ints, lost: int) -> Any:
    """Solve with these arcs; every node can dump what it has, and miss what it wants, at that cost."""
    from scipy.optimize import linprog
    from scipy.sparse import csc_array

    n, m = supply.size, tail.size
    has, wants = np.flatnonzero(supply > 0), np.flatnonzero(supply < 0)
    column = np.arange(m)
    own = m + np.arange(has.size + wants.size)
    rows = np.concatenate([tail, head, has, wants])
    columns = np.concatenate([column, column, own])
    signs = np.concatenate([np.ones(m), -np.ones(m), np.ones(has.size), -np.ones(wants.size)])
    matrix = csc_array((signs, (rows, columns)), shape=(n, m + own.size))
    money = np.concatenate([cost, np.full(own.size, lost)]).astype(np.float64)
    most = np.concatenate([capacity, np.abs(supply[has]), np.abs(supply[wants])]).astype(np.float64)
    bounds = np.column_stack([np.zeros(most.size), most])
    solved = linprog(money, A_eq=matrix, b_eq=supply.astype(np.float64), bounds=bounds, method="highs-ds")
    if solved.status != 0:
        raise ArithmeticError(f"no cheapest flow: {solved.message}")
    return solved


def _rank(group: Ints, key: Floats) -> Ints:
    """The place of each item among those of its group, smallest key first, from 0."""
    order = np.lexsort((key, group))
    sorted_group = group[order]
    start = np.flatnonzero(np.r_[True, sorted_group[1:] != sorted_group[:-1]]) if group.size else np.zeros(0, np.int64)
    length = np.diff(np.r_[start, group.size])
    rank = np.empty(group.size, np.int64)
    rank[order] = np.arange(group.size) - np.repeat(start, length)
    return rank


def _cheapest(tail: Ints, head: Ints, cost: Ints) -> NDArray[np.bool_]:
    """The few cheapest arcs out of and into each node."""
    key = cost.astype(np.float64)
    chosen: NDArray[np.bool_] = (_rank(tail, key) < _FIRST) | (_rank(head, key) < _FIRST)
    return chosen


def _worst(tail: Ints, head: Ints, reduced: Floats, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of the arcs that would save something, the few best out of and into each node."""
    at = np.flatnonzero(wanted)
    best = (_rank(tail[at], reduced[at]) < _FIRST) | (_rank(head[at], reduced[at]) < _FIRST)
    chosen = np.zeros(tail.size, np.bool_)
    chosen[at[best]] = True
    return chosen
