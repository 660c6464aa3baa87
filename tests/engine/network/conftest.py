"""Graphs of others as matrices."""

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
def busy(cast: Callable[..., Cluster]) -> Callable[..., Cluster]:
    """Eight starch makers, six noodle makers, five pig raisers in two hamlets; three rivals and a shop elsewhere.

    Starch makers sell to two noodle makers each and talk in a ring; three of elsewhere sell starch to the first noodle
    makers too; noodle makers sell to the shop; pig raisers take residue and talk with nobody.
    """
    kinds = {"s": ("starch", 8), "n": ("noodles", 6), "p": ("pigs", 5), "x": ("starch", 3)}
    people = [(f"{letter}{at}", kind, letter) for letter, (kind, many) in kinds.items() for at in range(many)]
    local = [
        {
            "code": code,
            "kind": kind,
            "local": letter != "x",
            "place": "hn" if letter == "x" else "dl" if at % 2 else "cq",
        }
        for at, (code, kind, letter) in enumerate(people)
    ]
    local.append({"code": "shop", "kind": "retailer", "local": False, "place": "hn"})
    wet = [(f"s{at}", f"n{(at + step) % 6}", "wet", 100.0) for at in range(8) for step in range(2)]
    wet += [(f"x{at}", f"n{at}", "wet", 50.0 + at) for at in range(3)]
    sold = [(f"n{at}", "shop", "noodles", 80.0) for at in range(6)]
    fed = [(f"s{at}", f"p{at}", "residue", 5.0) for at in range(5)]
    trade = [
        {"round": "2002", "month": dt.date(2002, 11, 1), "seller": a, "buyer": b, "product": product,
         "reporter": "seller", "quantity": amount, "value": int(amount * 1000)}
        for a, b, product, amount in [*wet, *sold, *fed]
    ]  # fmt: skip
    talk = [("information", f"s{at}", f"s{(at + 1) % 8}") for at in range(8)]
    talk += [("information", "s0", f"n{at}") for at in range(6)] + [("help", "s1", "s2"), ("help", "s2", "s1")]
    member = [(f"s{at}", "union") for at in range(8)] + [(f"p{at}", "hui") for at in range(4)] + [("s0", "hui")]
    made = {
        "place": cast()["place"],
        "enterprise": pl.DataFrame(local),
        "enterprise_round": pl.DataFrame(
            [
                {"round": "2002", "enterprise": code, "answer": "absent" if code == "p4" else "answered",
                 "managed_by": "women" if kind == "pigs" else "men"}
                for code, kind, letter in people if letter != "x"
            ]
        ),
        "trade": pl.DataFrame(trade),
        "relation": pl.DataFrame([{"round": "2002", "kind": k, "one": a, "other": b} for k, a, b in talk]),
        "institution": pl.DataFrame(
            {"code": ["union", "hui"], "name": ["Hội Nông dân", "Phường"], "kind": ["union", "savings"]}
        ),
        "membership": pl.DataFrame([{"round": "2002", "member": who, "institution": body} for who, body in member]),
        "innovation": pl.DataFrame({"code": ["washer"], "name": ["Máy rửa"], "kind": ["process"]}),
        "adoption": pl.DataFrame(
            {"innovation": ["washer"] * 3, "enterprise": ["s1", "s2", "p0"], "learned_from": ["s0", "s1", "union"]}
        ),
        "market": pl.DataFrame(
            {"code": ["city"], "name": ["Hà Nội"], "product": ["noodles"], "place": ["hn"], "size": [57_600.0]}
        ),
    }  # fmt: skip

    def build(**tables: pl.DataFrame) -> Cluster:
        return cast(**made | tables)

    return build
