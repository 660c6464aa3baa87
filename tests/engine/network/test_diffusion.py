"""How far news travels."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

from edulis.engine.network import adjacency, degree, diffusion_centrality, first_eigenvalue


def test_a_star_of_six(matrix_of: Callable[..., object]) -> None:
    found = diffusion_centrality(matrix_of(nx.star_graph(5), range(6)), q=0.25, rounds=3)
    assert found.tolist() == [1.953125] + [0.640625] * 5


def test_one_round_reaches_the_own_partners(zachary: object) -> None:
    assert diffusion_centrality(zachary, q=0.3, rounds=1) == pytest.approx(0.3 * degree(zachary))


def test_endless_rounds_come_to_katz(zachary: object) -> None:
    q = 0.9 / first_eigenvalue(zachary)
    katz = np.linalg.solve(np.eye(34) - q * zachary.toarray(), np.ones(34))
    assert diffusion_centrality(zachary, q=q, rounds=400) == pytest.approx(katz - 1)


def test_padgetts_marriages_put_the_medici_first(matrix_of: Callable[..., object]) -> None:
    graph = nx.florentine_families_graph()
    graph.add_node("Pucci")
    found = dict(zip(graph, diffusion_centrality(matrix_of(graph), rounds=3), strict=True))
    published = {"Medici": 4.87223, "Strozzi": 3.60589, "Guadagni": 3.30138, "Pucci": 0}
    assert {name: round(found[name], 5) for name in published} == published


def test_first_eigenvalues_small_and_large(zachary: object, matrix_of: Callable[..., object]) -> None:
    assert round(first_eigenvalue(zachary), 6) == 6.725698
    ring = matrix_of(nx.cycle_graph(400))
    assert first_eigenvalue(ring) == pytest.approx(2)


def test_without_ties_no_news_travels() -> None:
    none = np.zeros(0, np.int64)
    assert diffusion_centrality(adjacency(none, none, 2)).tolist() == [0, 0]
