"""The cheapest flow: published, against other solvers, and what must hold of any."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.environment.mincost import Plan, min_cost_flow


def arcs(*rows: tuple[int, int, int, int]) -> list[np.ndarray]:
    return [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]


def test_the_example_of_the_or_tools_documentation_costs_150() -> None:
    tail, head = np.array([0, 0, 1, 1, 1, 2, 2, 3, 4]), np.array([1, 2, 2, 3, 4, 3, 4, 4, 2])
    capacity, cost = np.array([15, 8, 20, 4, 10, 15, 4, 20, 5]), np.array([4, 4, 2, 2, 6, 1, 3, 2, 3])
    plan = min_cost_flow(tail, head, capacity, cost, np.array([20, 0, 0, -5, -15]))
    assert plan.cost == 150
    assert not plan.dumped.any()


def random_net(seed: int, n: int = 12, m: int = 60) -> tuple[np.ndarray, ...]:
    chance = np.random.default_rng(seed)
    tail, head = chance.integers(0, n, m), chance.integers(0, n, m)
    keep = tail != head
    supply = chance.integers(-20, 20, n)
    return tail[keep], head[keep], chance.integers(0, 15, m)[keep], chance.integers(0, 9, m)[keep], supply


def whole(plan: Plan, dump: int) -> int:
    return plan.cost + dump * int(np.abs(plan.dumped).sum())


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_it_is_as_cheap_as_networkx_finds_and_all_that_was_had_is_sent_or_dumped(seed: int) -> None:
    tail, head, capacity, cost, supply = random_net(seed)
    plan = min_cost_flow(tail, head, capacity, cost, supply, dump=1000)
    n = supply.size
    sent = np.bincount(tail, plan.flow, minlength=n) - np.bincount(head, plan.flow, minlength=n)
    assert (sent + plan.dumped == supply).all()
    assert ((plan.flow >= 0) & (plan.flow <= capacity)).all()
    graph = nx.MultiDiGraph()
    for node, amount in enumerate(supply.tolist()):
        graph.add_node(node, demand=-amount)
        graph.add_edge(node, "x", weight=1000) if amount > 0 else graph.add_edge("x", node, weight=1000)
    graph.add_node("x", demand=int(supply.sum()))
    for one, other, most, each in zip(tail.tolist(), head.tolist(), capacity.tolist(), cost.tolist(), strict=True):
        graph.add_edge(one, other, capacity=most, weight=each)
    assert whole(plan, 1000) == nx.network_simplex(graph)[0]


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 20))
def test_another_way_never_makes_it_dearer_and_the_order_of_arcs_does_not_matter(seed: int, room: int) -> None:
    tail, head, capacity, cost, supply = random_net(seed)
    before = whole(min_cost_flow(tail, head, capacity, cost, supply, dump=1000), 1000)
    turned = [part[::-1].copy() for part in (tail, head, capacity, cost)]
    assert whole(min_cost_flow(*turned, supply, dump=1000), 1000) == before
    one, other = int(np.argmax(supply)), int(np.argmin(supply))
    more = [
        np.append(part, value) for part, value in zip((tail, head, capacity, cost), (one, other, room, 1), strict=True)
    ]
    assert whole(min_cost_flow(*more, supply, dump=1000), 1000) <= before


def test_many_arcs_are_priced_in_only_where_they_help_and_the_answer_is_that_of_all() -> None:
    chance = np.random.default_rng(7)
    m = 90
    ends = np.divmod(np.arange(m * m), m)
    cost = chance.integers(1, 1000, m * m)
    supply = np.concatenate([np.full(m, 10), np.full(m, -10)])
    plan = min_cost_flow(ends[0], m + ends[1], np.full(m * m, 100), cost, supply)
    from scipy.optimize import linear_sum_assignment

    one, other = linear_sum_assignment(cost.reshape(m, m))
    assert plan.cost == 10 * cost.reshape(m, m)[one, other].sum()
    assert plan.seen < m * m / 2


def test_the_worth_of_an_arc_is_what_one_more_unit_of_it_saves() -> None:
    tail, head, capacity, cost = arcs((0, 1, 4, 1), (0, 1, 100, 6))
    plan = min_cost_flow(tail, head, capacity, cost, np.array([10, -10]))
    assert (plan.cost, plan.worth.tolist()) == (4 + 36, [5.0, 0.0])
    more = min_cost_flow(tail, head, capacity + np.array([1, 0]), cost, np.array([10, -10]))
    assert plan.cost - more.cost == 5


def test_what_finds_no_way_is_dumped_and_nothing_is_refused_but_nonsense() -> None:
    tail, head, capacity, cost = arcs((0, 1, 3, 2))
    plan = min_cost_flow(tail, head, capacity, cost, np.array([10, -4]))
    assert (plan.flow.tolist(), plan.dumped.tolist()) == ([3], [7, -1])
    none = np.zeros(0, np.int64)
    assert min_cost_flow(none, none, none, none, np.array([5])).dumped.tolist() == [5]
    assert min_cost_flow(none, none, none, none, none).cost == 0
    with pytest.raises(ValueError, match="negative"):
        min_cost_flow(tail, head, -capacity, cost, np.array([1, -1]))


def test_it_is_as_cheap_as_or_tools_finds() -> None:
    solver = pytest.importorskip("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    tail, head, capacity, cost, supply = random_net(3, 30, 300)
    n, dump = supply.size, 1000
    has, wants = np.flatnonzero(supply > 0), np.flatnonzero(supply < 0)
    solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([tail, has, np.full(wants.size, n)]).astype(np.int32),
        np.concatenate([head, np.full(has.size, n), wants]).astype(np.int32),
        np.concatenate([capacity, np.full(has.size + wants.size, 10**6)]),
        np.concatenate([cost, np.full(has.size + wants.size, dump)]),
    )
    solver.set_nodes_supplies(np.arange(n + 1), np.append(supply, -supply.sum()))
    assert solver.solve() == solver.OPTIMAL
    assert whole(min_cost_flow(tail, head, capacity, cost, supply, dump=dump), dump) == solver.optimal_cost()
