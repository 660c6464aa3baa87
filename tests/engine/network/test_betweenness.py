"""Betweenness, held against published figures and networkx, exact and from pivots."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network import adjacency, betweenness


def test_zacharys_club_has_its_published_brokers(zachary: object) -> None:
    found = betweenness(zachary)
    assert round(found.value[0], 4) == 231.0714
    assert round(found.value[33], 4) == 160.5516
    assert found.error.max() == 0
    assert found.pivots == 34


def test_in_krackhardts_kite_the_broker_is_not_the_one_with_most_ties(matrix_of: Callable[..., object]) -> None:
    # Krackhardt (1990): Diane has most ties (6), Heather stands between most pairs (14 of 36).
    graph = nx.krackhardt_kite_graph()
    found = betweenness(matrix_of(graph)).value
    assert (int(found.argmax()), found[7]) == (7, pytest.approx(14))
    assert max(dict(graph.degree).items(), key=lambda one: one[1]) == (3, 6)
    assert found[[5, 6]] == pytest.approx([25 / 3, 25 / 3])


def test_the_medici_stand_between_half_of_all_pairs(matrix_of: Callable[..., object]) -> None:
    # Padgett's marriages: Medici .522, Guadagni .255, Strozzi .103 (Jackson 2008, 1.2), without the lone Pucci.
    graph = nx.florentine_families_graph()
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    found = dict(zip(graph, betweenness(matrix_of(graph)).value / pairs, strict=True))
    published = {"Medici": 0.522, "Guadagni": 0.255, "Strozzi": 0.103}
    assert {name: round(found[name], 3) for name in published} == published


@settings(max_examples=50, deadline=None)
@given(
    n=st.integers(1, 16),
    ties=st.sets(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=40),
    directed=st.booleans(),
)
def test_betweenness_agrees_with_networkx(
    matrix_of: Callable[..., object], n: int, ties: set[tuple[int, int]], directed: bool
) -> None:
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((a % n, b % n) for a, b in ties if a % n != b % n)
    expected = nx.betweenness_centrality(graph, normalized=False)
    found = betweenness(matrix_of(graph), directed=directed)
    assert found.value == pytest.approx([expected[node] for node in range(n)], abs=1e-9)


def test_pivots_come_close_and_say_how_close(matrix_of: Callable[..., object]) -> None:
    ties = matrix_of(nx.barabasi_albert_graph(600, 3, seed=1))
    exact = betweenness(ties).value
    some = [betweenness(ties, pivots=120, seed=seed) for seed in range(40)]
    missed = np.array([each.value - exact for each in some])
    stated = np.array([each.error for each in some])
    assert (missed**2).mean() == pytest.approx((stated**2).mean(), rel=0.15)
    strongest = exact > np.quantile(exact, 0.98)
    assert np.mean(np.abs(missed) <= 1.96 * stated, axis=0)[strongest].mean() > 0.85


def test_the_same_seed_gives_the_same_pivots(zachary: object) -> None:
    one, two, other = (betweenness(zachary, pivots=8, seed=seed).value for seed in (3, 3, 4))
    assert (one == two).all()
    assert (one != other).any()


def test_nobody_and_the_lonely_stand_between_nobody() -> None:
    none = np.zeros(0, np.int64)
    assert len(betweenness(adjacency(none, none, 0)).value) == 0
    assert betweenness(adjacency(none, none, 3)).value.tolist() == [0, 0, 0]
