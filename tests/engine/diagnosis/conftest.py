"""The evidence that a cluster gives."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.network import read_network


@pytest.fixture(scope="session")
def evidence_of() -> Callable[[Cluster], Evidence]:
    """What the conditions are judged on, without reconciled flows."""

    def gather(cluster: Cluster) -> Evidence:
        network = read_network(cluster)
        here = cluster.at(network.round) if network.round else cluster
        return Evidence.of(here, None, network, 0, 100)

    return gather


@pytest.fixture(scope="session")
def village(cast: Callable[..., Cluster]) -> Callable[..., Cluster]:
    """Twelve starch makers, six noodle makers and two workshops, each of its own household; a trader from elsewhere.

    Each starch maker sells to one noodle maker in six months; the first six sell to the trader too. Workshops repair
    for the first four starch makers.
    """
    kinds = {"s": ("starch", 12), "n": ("noodles", 6), "w": ("workshop", 2)}
    people = [(f"{letter}{at}", kind) for letter, (kind, many) in kinds.items() for at in range(many)]
    enterprise = [
        {"code": code, "household": f"h_{code}", "kind": kind, "local": True, "place": "dl", "founded": 1976 + at}
        for at, (code, kind) in enumerate(people)
    ]
    enterprise.append({"code": "far", "kind": "trader", "local": False, "place": "hn"})
    sold = [(f"s{at}", f"n{at % 6}", "wet", 1000.0) for at in range(12)]
    sold += [(f"s{at}", "far", "wet", 500.0) for at in range(6)] + [
        (f"n{at}", "far", "noodles", 300.0) for at in range(6)
    ]
    sold += [(f"w{at % 2}", f"s{at}", "repair", 4.0) for at in range(4)]
    trade = [
        {"round": "2002", "month": dt.date(2002, month, 1), "seller": a, "buyer": b, "product": product,
         "reporter": "seller", "quantity": amount, "value": int(amount * 1250)}
        for a, b, product, amount in sold for month in range(1, 7)
    ]  # fmt: skip
    made = {
        "household": pl.DataFrame([{"code": f"h_{code}", "place": "dl", "group": "local"} for code, _ in people]),
        "enterprise": pl.DataFrame(enterprise),
        "enterprise_round": pl.DataFrame(
            [
                {"round": "2002", "enterprise": code, "answer": "answered", "apprentices": int(kind == "workshop"),
                 "managed_by": "women" if kind == "noodles" else "men"}
                for code, kind in people
            ]
        ),
        "product": pl.DataFrame(
            {
                "code": ["wet", "noodles", "repair"],
                "name": ["Bột ướt", "Miến", "Sửa máy"],
                "stage": ["half", "final", "service"],
                "unit": ["kg", "kg", "hour"],
                "reputation": [None, "Miến Dương Liễu", None],
                "food_culture": [None, "Cỗ Tết", None],
            }
        ),
        "trade": pl.DataFrame(trade),
        "relation": pl.DataFrame(
            [{"round": "2002", "kind": "information", "one": f"s{at}", "other": f"s{at + 1}"} for at in range(11)]
        ),
    }  # fmt: skip

    def build(**tables: pl.DataFrame) -> Cluster:
        return cast(**made | tables)

    return build
