"""Groups, and whether they mean anything."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network import adjacency, adjusted_rand, communities, modularity
from edulis.engine.network.communities import STABLE

labels = st.lists(st.integers(0, 4), min_size=8, max_size=8).map(np.array)


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_zacharys_club_reaches_its_greatest_modularity(zachary: object, seed: int) -> None:
    assert round(communities(zachary, seed=seed).modularity, 6) == 0.419790


def test_two_villages_with_one_road_between_them_are_found_each_time(matrix_of: Callable[..., object]) -> None:
    found = communities(matrix_of(nx.barbell_graph(8, 0), range(16)))
    assert found.stability == pytest.approx(1)
    assert found.label.tolist() == [0] * 8 + [1] * 8


def test_ties_at_random_have_no_stable_groups(matrix_of: Callable[..., object]) -> None:
    assert communities(matrix_of(nx.gnm_random_graph(300, 1200, seed=2))).stability < STABLE / 2


def test_the_same_seed_gives_the_same_groups(matrix_of: Callable[..., object]) -> None:
    ties = matrix_of(nx.gnm_random_graph(120, 400, seed=5))
    one, two = communities(ties, seed=9), communities(ties, seed=9)
    assert (one.label == two.label).all()
    assert one.stability == two.stability


def test_the_ties_that_were_given_stay_as_they_were(zachary: object) -> None:
    before = zachary.copy()
    communities(zachary)
    assert (before != zachary).nnz == 0


@settings(max_examples=40, deadline=None)
@given(label=labels, ties=st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=20))
def test_modularity_agrees_with_networkx(
    matrix_of: Callable[..., object], label: np.ndarray, ties: set[tuple[int, int]]
) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(8))
    graph.add_edges_from((a, b) for a, b in ties if a != b)
    if graph.size():
        groups = [set(np.flatnonzero(label == each)) for each in set(label)]
        assert modularity(matrix_of(graph), label) == pytest.approx(nx.community.modularity(graph, groups))


def test_the_adjusted_rand_index_of_hubert_and_arabie() -> None:
    """Their contingency table of 10 objects worked by hand: 7 joint pairs, 13 and 11 pairs, 45 in all."""
    one = np.array([0, 0, 0, 0, 0, 1, 1, 1, 2, 2])
    other = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 1])
    by_hand = (9 - 14 * 16 / 45) / ((14 + 16) / 2 - 14 * 16 / 45)
    assert adjusted_rand(one, other) == pytest.approx(by_hand)


@given(one=labels, other=labels)
def test_agreement_is_symmetric_and_whole_with_oneself(one: np.ndarray, other: np.ndarray) -> None:
    assert adjusted_rand(one, one) == 1
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand(other, one))


def test_nobody_tied_means_no_groups() -> None:
    none = np.zeros(0, np.int64)
    found = communities(adjacency(none, none, 3))
    assert np.isnan(found.stability)
    assert np.isnan(found.modularity)
