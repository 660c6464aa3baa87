"""News along talk: from whom together it goes farthest, and when it arrives."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network import adjacency, degree
from edulis.engine.network.spread import arrival, passing_chance, seeds
from edulis.engine.network.structure import Sparse

Matrix = Callable[..., Sparse]
EVERYBODY = np.arange(34)


def two_villages() -> Sparse:
    """Two stars of ten, the second a little smaller, with no tie between them."""
    ties = [(0, leaf) for leaf in range(2, 12)] + [(1, leaf) for leaf in range(12, 20)]
    one, other = np.array(ties + [(b, a) for a, b in ties]).T
    return adjacency(one, other, 20)


def test_the_chance_is_one_over_the_first_eigenvalue(zachary: Sparse) -> None:
    assert passing_chance(zachary) == pytest.approx(1 / 6.725698)
    assert passing_chance(adjacency(np.zeros(0, np.int64), np.zeros(0, np.int64), 3)) == 0


def test_the_second_is_chosen_for_what_the_first_does_not_reach() -> None:
    # By ties alone both middles of the first star's neighbourhood would come first; together the two middles do.
    everybody = np.arange(20)
    found = seeds(two_villages(), 2, central=np.array([0, 2]), candidates=everybody, targets=everybody, q=1.0, rounds=1)
    assert found.chosen.tolist() == [0, 1]
    assert found.reach.tolist() == pytest.approx([11 / 20, 1.0])
    assert found.central_reach.tolist() == pytest.approx([11 / 20, 11 / 20])


def test_after_one_round_as_many_have_heard_as_ties_pass_on(zachary: Sparse) -> None:
    found = seeds(
        zachary,
        1,
        central=np.array([33]),
        candidates=np.array([0]),
        targets=EVERYBODY,
        q=0.3,
        rounds=1,
        sketches=34_000,
    )
    assert found.reach[0] == pytest.approx((1 + 0.3 * 16) / 34, abs=4 * found.error[0])


def test_news_run_backwards_reaches_as_many_as_news_run_forwards(zachary: Sparse) -> None:
    sources = np.array([0, 33])
    back = seeds(zachary, 2, central=sources, candidates=sources, targets=EVERYBODY, rounds=4, sketches=34_000)
    forth = arrival(zachary, sources, rounds=4, tales=4_000)
    assert back.reach[1] == pytest.approx(forth.heard.mean(), abs=0.01)


def test_the_chosen_reach_no_less_than_any_other_pair_by_more_than_drawing(zachary: Sparse) -> None:
    found = seeds(zachary, 2, central=np.array([33, 0]), candidates=EVERYBODY, targets=EVERYBODY, rounds=3)
    assert found.reach[1] >= found.central_reach[1] - 4 * found.error[1]
    assert found.reach[1] > found.reach[0]


def test_hops_are_the_shortest_ways(zachary: Sparse, matrix_of: Matrix) -> None:
    graph = nx.karate_club_graph()
    graph.add_node(34)
    lengths = nx.single_source_shortest_path_length(graph, 0)
    found = arrival(matrix_of(graph), np.array([0]), q=0.2, rounds=3)
    assert found.hops.tolist() == [lengths.get(node, -1) for node in range(35)]
    assert found.heard[34] == 0
    assert found.round[34] == 4
    assert (found.heard[0], found.round[0]) == (1, 0)


@given(st.integers(1, 6), st.floats(0.05, 1.0))
@settings(max_examples=15)
def test_nobody_hears_sooner_than_by_the_shortest_way(rounds: int, q: float) -> None:
    graph = nx.path_graph(8)
    one, other = np.array([*graph.edges, *[(b, a) for a, b in graph.edges]]).T
    found = arrival(adjacency(one, other, 8), np.array([0]), q=q, rounds=rounds, tales=50)
    assert (found.round >= np.minimum(found.hops, rounds + 1)).all()
    assert (found.heard[found.hops > rounds] == 0).all()
    assert (np.diff(found.heard) <= 0).all()  # along a path news only gets rarer


def test_the_same_seed_tells_the_same_story(zachary: Sparse) -> None:
    one, other = (arrival(zachary, np.array([0]), seed=3) for _ in range(2))
    assert one.heard.tolist() == other.heard.tolist()
    assert degree(zachary)[0] == 16


def test_long_sketches_are_fewer(zachary: Sparse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edulis.engine.network.spread.HELD", 34 * 40)
    found = seeds(zachary, 1, central=np.array([33]), candidates=EVERYBODY, targets=EVERYBODY, q=1.0, rounds=9)
    assert found.reach.tolist() == [1]
    assert found.error.tolist() == [0]


def test_where_nobody_can_be_told_nobody_is_chosen() -> None:
    nothing = np.zeros(0, np.int64)
    empty = adjacency(nothing, nothing, 3)
    assert not len(seeds(empty, 2, central=nothing, candidates=nothing, targets=nothing).chosen)
    lone = seeds(empty, 2, central=nothing, candidates=np.arange(3), targets=np.arange(3), sketches=30)
    assert lone.reach.tolist() == pytest.approx([1 / 3, 2 / 3])
    assert arrival(empty, nothing).hops.tolist() == [-1, -1, -1]
