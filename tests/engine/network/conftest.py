"""Graphs of others as matrices, and the cast as a small cluster."""

import datetime as dt
from collections.abc import Callable

import networkx as nx
import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
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


@pytest.fixture(scope="session")
def cast() -> Callable[..., Cluster]:
    """Ms Hoa (noodles, and pigs of the same household), Mr Binh (starch), Ms Lan (pigs), a supplier, a shop, consumers.

    Tables can be replaced or added by name.
    """
    month = dt.date(2002, 11, 1)
    enterprise = pl.DataFrame(
        [
            ("hoa", "h_hoa", "noodles", "dl", True),
            ("hoa_pigs", "h_hoa", "pigs", "dl", True),
            ("binh", "h_binh", "starch", "dl", True),
            ("lan", "h_lan", "pigs", "cq", True),
            ("roots", None, "supplier", None, False),
            ("shop", None, "retailer", "hn", False),
            ("city", None, "consumers", "hn", False),
        ],
        schema=["code", "household", "kind", "place", "local"],
        orient="row",
    )
    trade = pl.DataFrame(
        [
            ("roots", "binh", "root", "buyer", 5000.0, 2_000_000),
            ("binh", "hoa", "wet", "seller", 2000.0, 2_600_000),
            ("binh", "hoa", "wet", "buyer", 1800.0, 2_400_000),
            ("binh", "hoa_pigs", "residue", "seller", 1000.0, 50_000),
            ("binh", "lan", "residue", "seller", 4000.0, 200_000),
            ("hoa", "shop", "noodles", "seller", 900.0, 7_000_000),
            ("hoa", "city", "noodles", "seller", 100.0, 900_000),
            ("hoa", "hoa_pigs", "residue", "seller", 10.0, 500),
        ],
        schema=["seller", "buyer", "product", "reporter", "quantity", "value"],
        orient="row",
    ).with_columns(round=pl.lit("2002"), month=pl.lit(month))
    relation = pl.DataFrame(
        [
            ("information", "h_hoa", "h_binh", 4.0),
            ("help", "h_binh", "h_hoa", 3.0),
            ("help", "h_hoa", "h_binh", 3.0),
            ("kin", "h_lan", "h_binh", 2.0),
            ("trust", "h_hoa", "h_binh", 4.0),
        ],
        schema=["kind", "one", "other", "strength"],
        orient="row",
    ).with_columns(round=pl.lit("2002"))
    whole = {
        "cluster": pl.DataFrame({"code": ["village"], "title": ["Làng Bột"], "currency": ["VND"]}),
        "round": pl.DataFrame({"code": ["2002"], "first_month": [month], "last_month": [month]}),
        "place": pl.DataFrame(
            {"code": ["dl", "cq", "hn"], "name": ["Dương Liễu", "Cát Quế", "Hà Nội"], "local": [True, True, False]}
        ),
        "enterprise": enterprise,
        "product": pl.DataFrame(
            {
                "code": ["root", "wet", "residue", "noodles"],
                "name": ["Củ sắn", "Bột ướt", "Bã sắn", "Miến"],
                "stage": ["raw", "half", "by_product", "final"],
                "unit": ["kg"] * 4,
            }
        ),
        "trade": trade,
        "relation": relation,
    }

    def build(**tables: pl.DataFrame) -> Cluster:
        return Cluster.of(whole | tables)

    return build
