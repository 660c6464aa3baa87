"""Burt's constraint and effective size, held against Borgatti's example and networkx."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network import adjacency, constraint, effective_size


def test_borgattis_example(borgatti: object) -> None:
    assert constraint(borgatti)[:3].round(3).tolist() == [0.400, 0.595, 1.0]
    assert effective_size(borgatti)[:3].round(2).tolist() == [4.67, 2.5, 1.0]


def test_who_is_isolated_has_no_constraint(borgatti: object) -> None:
    assert np.isnan(constraint(borgatti)[-1])
    assert np.isnan(effective_size(borgatti)[-1])


def test_each_of_a_triangle_is_constrained_alike(matrix_of: Callable[..., object]) -> None:
    assert constraint(matrix_of(nx.complete_graph(3))).tolist() == pytest.approx([1.125] * 3)


@settings(max_examples=50, deadline=None)
@given(
    n=st.integers(2, 12),
    ties=st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)), st.integers(1, 9), max_size=40),
    directed=st.booleans(),
)
def test_weighted_holes_agree_with_networkx(
    matrix_of: Callable[..., object], n: int, ties: dict[tuple[int, int], int], directed: bool
) -> None:
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((a % n, b % n, float(w)) for (a, b), w in ties.items() if a % n != b % n)
    ours = constraint(matrix_of(graph)), effective_size(matrix_of(graph))
    if directed:  # Burt adds both directions; networkx calls who only receives isolated
        mutual = nx.Graph()
        mutual.add_nodes_from(graph)
        for a, b, weight in graph.edges.data("weight"):
            mutual.add_edge(a, b, weight=weight + (mutual[a][b]["weight"] if mutual.has_edge(a, b) else 0))
        graph = mutual
    tied = [node for node in range(n) if graph.degree(node)]
    # Named nodes take networkx through its word-by-word code; its matrix code
    # divides by the largest of the wrong side.
    theirs = nx.constraint(graph, weight="weight"), nx.effective_size(graph, nodes=tied, weight="weight")
    for mine, other in zip(ours, theirs, strict=True):
        assert mine[tied] == pytest.approx([other[node] for node in tied])


def test_a_cluster_of_nobody_has_no_holes() -> None:
    none = np.zeros(0, np.int64)
    assert len(constraint(adjacency(none, none, 0))) == len(effective_size(adjacency(none, none, 0))) == 0
