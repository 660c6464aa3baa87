"""The shape of a layer, held against published figures and networkx."""

import math
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network import (
    adjacency,
    components,
    degree,
    degree_assortativity,
    density,
    kind_assortativity,
    reciprocity,
    reciprocity_corrected,
    strength,
    transitivity,
    undirected,
)

Matrices = Callable[..., object]


@st.composite
def digraphs(draw: st.DrawFn) -> nx.DiGraph:
    n = draw(st.integers(2, 14))
    ties = draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=50))
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((a, b) for a, b in ties if a != b)
    return graph


def test_zacharys_club_has_its_published_transitivity_and_assortativity(zachary: object) -> None:
    assert round(transitivity(zachary), 6) == 0.255682
    assert round(degree_assortativity(zachary), 6) == -0.475613


def test_the_digraph_of_garlaschelli_and_loffredo(matrix_of: Matrices) -> None:
    ties = matrix_of(nx.DiGraph([(0, 1), (1, 0), (1, 2), (2, 3), (3, 2), (0, 3)]), range(4))
    assert reciprocity(ties) == pytest.approx(2 / 3)
    assert density(ties) == pytest.approx(1 / 2)
    assert reciprocity_corrected(ties) == pytest.approx(1 / 3)


@settings(max_examples=60, deadline=None)
@given(graph=digraphs())
def test_measures_agree_with_networkx(matrix_of: Matrices, graph: nx.DiGraph) -> None:
    ties, plain = matrix_of(graph), graph.to_undirected()
    assert density(ties) == pytest.approx(nx.density(graph))
    assert degree(ties).tolist() == [d for _, d in plain.degree()]
    assert components(ties).max() + 1 == nx.number_connected_components(plain)
    assert np.bincount(components(ties)).tolist() == sorted(
        (len(part) for part in nx.connected_components(plain)), reverse=True
    )
    if graph.size():
        assert reciprocity(ties) == pytest.approx(nx.overall_reciprocity(graph))
    if any(d > 1 for _, d in plain.degree()):
        assert transitivity(ties) == pytest.approx(nx.transitivity(plain))


@settings(max_examples=40, deadline=None)
@given(graph=digraphs(), kinds=st.lists(st.integers(0, 2), min_size=14, max_size=14))
def test_ties_within_kinds_agree_with_networkx(matrix_of: Matrices, graph: nx.DiGraph, kinds: list[int]) -> None:
    plain = graph.to_undirected()
    nx.set_node_attributes(plain, dict(enumerate(kinds)), "kind")
    ends = {kinds[node] for tie in plain.edges for node in tie}
    ours = kind_assortativity(matrix_of(graph), np.array(kinds[: len(graph)]))
    if len(ends) > 1:
        assert ours == pytest.approx(nx.attribute_assortativity_coefficient(plain, "kind"))
    else:
        assert math.isnan(ours)


def test_strength_counts_what_is_given_and_received() -> None:
    ties = adjacency(np.array([0, 1, 1]), np.array([1, 0, 2]), 3, np.array([2.0, 3.0, 5.0]))
    assert strength(ties).tolist() == [5.0, 10.0, 5.0]


def test_a_tie_to_oneself_falls_away_and_repeated_ties_add_up() -> None:
    ties = adjacency(np.array([0, 0, 1]), np.array([0, 1, 1]), 2, np.array([9.0, 1.0, 9.0]))
    twice = adjacency(np.array([0, 0]), np.array([1, 1]), 2)
    assert ties.nnz == 1
    assert twice[0, 1] == 2
    assert undirected(twice)[1, 0] == 1


def test_a_layer_without_ties_says_that_it_cannot_be_measured() -> None:
    empty = adjacency(np.zeros(0, np.int64), np.zeros(0, np.int64), 3)
    assert density(empty) == 0
    assert all(math.isnan(f(empty)) for f in (reciprocity, transitivity, degree_assortativity))
    assert math.isnan(reciprocity_corrected(empty))
    assert components(empty).tolist() == [0, 1, 2]
