"""Graphs of others as matrices."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

from edulis.engine.network import adjacency
from edulis.engine.network.structure import Sparse


@pytest.fixture(scope="session")
def matrix_of() -> Callable[..., Sparse]:
    """The sparse matrix of a networkx graph, nodes in the given order, weights where it has them."""

    def build(graph: nx.Graph, order: object = None) -> Sparse:
        nodes = list(graph if order is None else order)
        number = {node: at for at, node in enumerate(nodes)}
        rows = [(number[a], number[b], d.get("weight", 1.0)) for a, b, d in graph.edges(data=True)]
        if not graph.is_directed():
            rows += [(b, a, w) for a, b, w in rows]
        table = np.array(rows, float).reshape(-1, 3)
        return adjacency(table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), len(nodes), table[:, 2])

    return build


@pytest.fixture(scope="session")
def zachary(matrix_of: Callable[..., Sparse]) -> Sparse:
    graph = nx.karate_club_graph()
    for _, _, held in graph.edges(data=True):
        held.clear()  # the published figures are those of the ties without weights
    return matrix_of(graph)


@pytest.fixture(scope="session")
def borgatti(matrix_of: Callable[..., Sparse]) -> Sparse:
    """The worked example of Borgatti (1997), nodes in the order G A C and the others; H is alone."""
    graph = nx.Graph([tuple(tie) for tie in "AB AF AG AE EG FG BG BD DG GC".split()])
    graph.add_node("H")
    return matrix_of(graph, "GACBDEFH")
