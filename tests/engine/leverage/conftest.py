"""A village worked out by hand: two starch makers, a noodle maker, a trader, a farm and a coal seller, in a year."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from edulis.engine.cluster import Cluster

YEAR = dt.date(2002, 6, 1)
SALES = (
    ("a", "x", "starch", 1000), ("a", "n", "starch", 500), ("a", "t", "starch", 400), ("b", "x", "starch", 2000),
    ("t", "x", "starch", 300), ("t", "n", "starch", 100), ("f", "a", "roots", 300), ("s", "a", "roots", 400),
    ("f", "b", "roots", 100), ("s", "b", "roots", 900), ("n", "x", "noodles", 1500), ("k", "a", "coal", 100),
    ("s", "k", "coal", 60),
)  # fmt: skip
IDEA = {
    "code": "idea", "name": "A try", "kind": "trial", "proposed_by": "a", "users": 1, "user_kind": "starching",
    "product": "starch", "own_cash": 100,
}  # fmt: skip


def techniques() -> dict[str, pl.DataFrame]:
    """Two ways of making starch, and noodles."""
    return {
        "process": pl.DataFrame(
            {
                "code": ["starching", "washing", "noodling"], "name": ["Xát", "Rửa", "Tráng"],
                "product": ["starch", "starch", "noodles"], "labour": [0.08, 0.16, 0.2], "cod": [0.5, 0.25, 0.0],
            }
        ),
        "process_line": pl.DataFrame(
            [
                ("starching", "roots", "in", 2.0), ("starching", "coal", "in", 1.0), ("washing", "roots", "in", 2.5),
                ("noodling", "starch", "in", 1.5),
            ],
            schema=["process", "product", "direction", "quantity"], orient="row",
        ),
    }  # fmt: skip


@pytest.fixture(scope="session")
def hamlet() -> Callable[..., Cluster]:
    """The village; tables can be replaced or added by name."""
    kinds = {"a": "starch", "b": "starch", "n": "noodles", "t": "trader", "f": "crop_farm", "k": "service"}
    enterprise = pl.DataFrame(
        [
            {"code": code, "household": f"h_{code}", "kind": kind, "place": "dl", "local": True}
            for code, kind in kinds.items()
        ]
        + [
            {"code": "x", "household": None, "kind": "factory", "place": None, "local": False},
            {"code": "s", "household": None, "kind": "supplier", "place": None, "local": False},
        ]
    )
    here = {"round": "2002", "month": YEAR}
    tables: dict[str, pl.DataFrame] = {
        "cluster": pl.DataFrame({"code": ["hamlet"], "title": ["Làng"], "currency": ["VND"]}),
        "round": pl.DataFrame(
            {"code": ["2002"], "first_month": [dt.date(2002, 1, 1)], "last_month": [dt.date(2002, 12, 1)]}
        ),
        "place": pl.DataFrame({"code": ["dl"], "name": ["Dương Liễu"], "local": [True]}),
        "household": pl.DataFrame({"code": [f"h_{code}" for code in kinds]}),
        "household_round": pl.DataFrame(
            {
                "round": ["2002"] * 6, "household": [f"h_{code}" for code in kinds],
                "poor": [code == "f" for code in kinds],
            }
        ),
        "enterprise": enterprise,
        "product": pl.DataFrame(
            {
                "code": ["starch", "roots", "noodles", "coal"], "name": ["Bột", "Củ", "Miến", "Than"],
                "stage": ["half", "raw", "final", "energy"], "unit": ["kg"] * 4, "price": [10.0, 2.0, 30.0, 1.0],
            }
        ),
        "activity": pl.DataFrame(
            [
                here | {"enterprise": "a", "process": "starching", "level": 190.0},
                here | {"enterprise": "b", "process": "starching", "level": 200.0},
                here | {"enterprise": "n", "process": "noodling", "level": 50.0},
            ]
        ),
        "trade": pl.DataFrame(
            [
                here | {"seller": seller, "buyer": buyer, "product": product, "reporter": "seller", "value": value}
                | {"quantity": value / {"starch": 10.0, "roots": 2.0, "noodles": 30.0, "coal": 1.0}[product]}
                for seller, buyer, product, value in SALES
            ]
        ),
        "labour": pl.DataFrame(
            [
                here | {"enterprise": "a", "skill": "skilled", "family_hours": 80.0, "hired_hours": 80.0}
                | {"women_hours": 40.0, "wages": 100},
            ]
        ),
        "market": pl.DataFrame(
            {
                "code": ["M_X", "M_NOODLES", "M_NEW"], "name": ["x", "noodles", "new"],
                "product": ["starch", "noodles", "starch"], "buyer": ["x", None, "s"],
            }
        ),
        "relation": pl.DataFrame(
            {"round": ["2002"], "kind": ["information"], "one": ["h_a"], "other": ["h_b"], "strength": [1.0]}
        ),
    }  # fmt: skip
    tables |= techniques()

    def build(**more: pl.DataFrame) -> Cluster:
        return Cluster.of(tables | more)

    return build


@pytest.fixture(scope="session")
def idea() -> Callable[..., dict[str, Any]]:
    """A proposal of one starch maker, a, with 100 of own money; columns can be set."""

    def build(**columns: Any) -> dict[str, Any]:
        return IDEA | columns

    return build
