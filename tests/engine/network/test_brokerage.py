"""The five roles of brokers, against the definition read word by word."""

from collections.abc import Callable
from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network import ROLES, adjacency, brokerage


def role(i: int, j: int, k: int) -> str:
    if i == j == k:
        return "coordinator"
    if j == k:
        return "gatekeeper"
    if i == j:
        return "representative"
    return "consultant" if i == k else "liaison"


@settings(max_examples=60, deadline=None)
@given(
    ties=st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=45),
    kinds=st.lists(st.integers(0, 2), min_size=9, max_size=9),
)
def test_roles_are_counted_as_gould_and_fernandez_define_them(
    matrix_of: Callable[..., object], ties: set[tuple[int, int]], kinds: list[int]
) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(9))
    graph.add_edges_from((a, b) for a, b in ties if a != b)
    expected = np.zeros((9, 5), int)
    for i, j, k in permutations(range(9), 3):
        if graph.has_edge(i, j) and graph.has_edge(j, k) and not graph.has_edge(i, k):
            expected[j, ROLES.index(role(kinds[i], kinds[j], kinds[k]))] += 1
    assert brokerage(matrix_of(graph), np.array(kinds)).tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        ((0, 0, 0), "coordinator"),
        ((1, 0, 0), "gatekeeper"),
        ((0, 0, 1), "representative"),
        ((1, 0, 1), "consultant"),
        ((1, 0, 2), "liaison"),
    ],
)
def test_one_way_through_one_broker_is_one_role(kinds: tuple[int, int, int], name: str) -> None:
    way = adjacency(np.array([0, 1]), np.array([1, 2]), 3)
    counted = brokerage(way, np.array(kinds))
    assert counted.sum() == 1
    assert counted[1, ROLES.index(name)] == 1


def test_nobody_brokers_nothing() -> None:
    none = np.zeros(0, np.int64)
    assert brokerage(adjacency(none, none, 0), none).shape == (0, 5)
