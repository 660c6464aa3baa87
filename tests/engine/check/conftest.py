"""A small cluster in which everything is right: Ms Hoa makes noodles, Mr Binh starch, Ms Lan lives elsewhere."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from edulis.engine.cluster import Cluster

SEPTEMBER, OCTOBER, NOVEMBER = dt.date(2002, 9, 1), dt.date(2002, 10, 1), dt.date(2002, 11, 1)
DAY = dt.date(2003, 1, 15)


R1 = {"round": "r1"}
Rows = dict[str, list[dict[str, object]]]


def people() -> Rows:
    """Who is there, and what they agreed to."""
    return {
        "cluster": [
            {"code": "rrd", "title": "Starch villages", "currency": "VND", "minor_digits": 0, "language": "vi"}
        ],
        "round": [{"code": "r1", "first_month": SEPTEMBER, "last_month": NOVEMBER, "baseline": True}],
        "place": [
            {"code": "canal", "name": "Làng Kênh", "setting": "peri_urban", "local": True, "within": "province"},
            {
                "code": "hill",
                "name": "Làng Đồi",
                "setting": "rural",
                "local": False,
                "latitude": 21.0,
                "longitude": 105.7,
            },
            {"code": "province", "name": "Province"},
        ],
        "household": [
            {"code": "hh-hoa", "name": "Hoa", "place": "canal", "group": "local", "since": 1985},
            {"code": "hh-binh", "name": "Bình", "place": "canal", "group": "local"},
            {"code": "hh-lan", "name": "Lan", "place": "hill", "group": "local"},
        ],
        "household_round": [{**R1, "household": "hh-hoa", "people": 5, "workers": 3, "head": "both", "own_food": 0.3}],
        "successor": [{"before": "hh-lan", "after": "hh-binh", "month": OCTOBER}],
        "enterprise": [
            {"code": "hoa", "household": "hh-hoa", "kind": "noodles", "place": "canal", "local": True, "founded": 1990},
            {"code": "binh", "household": "hh-binh", "kind": "starch", "place": "canal", "local": True},
            {"code": "lan", "household": "hh-lan", "kind": "crop_farm", "place": "hill", "local": False},
            {"code": "shop", "kind": "retailer", "local": False},
        ],
        "enterprise_round": [
            {
                **R1,
                "enterprise": "hoa",
                "answer": "answered",
                "family_workers": 2,
                "hired_workers": 3,
                "capital": 900_000,
            }
        ],
        "consent": [{"who": "hoa", "purpose": "map", "day": DAY, "given": True}],
    }


def goods() -> Rows:
    """What is made and moved."""
    return {
        "product": [
            {"code": "root", "name": "Củ dong riềng", "stage": "raw", "unit": "kg", "dry_matter": 0.24},
            {"code": "wet", "name": "Tinh bột ướt", "stage": "half", "unit": "kg", "dry_matter": 0.55},
            {"code": "noodles", "name": "Miến", "stage": "final", "unit": "kg", "dry_matter": 0.9},
            {"code": "residue", "name": "Bã", "stage": "waste", "unit": "kg", "dry_matter": 0.12},
            {"code": "water", "name": "Nước", "stage": "water", "unit": "m3"},
        ],
        "unit": [{"code": "sack", "name": "Bao", "base": "kg", "factor": 50.0, "product": "wet", "place": "canal"}],
        "process": [
            {
                "code": "wet-making",
                "name": "Starch",
                "product": "wet",
                "labour": 0.05,
                "season_from": 9,
                "season_to": 3,
            },
            {"code": "noodle-making", "name": "Noodles", "product": "noodles", "water": 0.02},
            {"code": "growing", "name": "Canna", "product": "root", "grown": True, "cycle_months": 11},
        ],
        "process_line": [
            {"process": "wet-making", "product": "root", "direction": "in", "quantity": 4.5, "relative_error": 0.1},
            {"process": "wet-making", "product": "residue", "direction": "out", "quantity": 2.7},
            {"process": "wet-making", "product": "water", "direction": "in", "quantity": 0.02},
            {"process": "noodle-making", "product": "wet", "direction": "in", "quantity": 2.0},
        ],
        "activity": [
            {
                **R1,
                "month": OCTOBER,
                "enterprise": "hoa",
                "process": "noodle-making",
                "level": 1500.0,
                "capacity": 3000.0,
            }
        ],
        "trade": [
            {
                **R1,
                "month": month,
                "seller": "binh",
                "buyer": "hoa",
                "product": "wet",
                "terms": terms,
                "reporter": reporter,
                "quantity": quantity,
                "value": int(quantity * price),
                "relative_error": 0.2,
            }
            for month in (SEPTEMBER, OCTOBER, NOVEMBER)
            for terms, quantity in (("cash", 1000.0), ("credit", 800.0))
            for reporter, price in (("seller", 2600), ("buyer", 2500))
        ]
        + [
            {
                **R1,
                "month": OCTOBER,
                "seller": "binh",
                "buyer": "hoa",
                "product": "wet",
                "grade": "second",
                "reporter": "buyer",
                "quantity": 20.0,
                "unit": "sack",
                "value": 2_300_000,
            }
        ],
        "stock": [{**R1, "month": dt.date(2002, 8, 1), "enterprise": "hoa", "product": "wet", "quantity": 300.0}],
        "use": [{**R1, "month": OCTOBER, "enterprise": "hoa", "product": "noodles", "kind": "own", "quantity": 4.0}],
    }


def surroundings() -> Rows:
    """Work, ties, markets, what is new, and where figures come from."""
    return {
        "labour": [{**R1, "month": OCTOBER, "enterprise": "hoa", "skill": "skilled", "family_hours": 300.0}],
        "relation": [{**R1, "kind": "information", "one": "hoa", "other": "hh-lan", "strength": 4.0}],
        "income": [{**R1, "month": OCTOBER, "household": "hh-hoa", "source": "processing", "amount": 1_500_000}],
        "loan": [
            {
                "code": "l1",
                **R1,
                "month": dt.date(2001, 5, 1),
                "lender": "union",
                "borrower": "hh-hoa",
                "amount": 1_000_000,
            }
        ],
        "institution": [{"code": "union", "name": "Hội Phụ nữ", "kind": "union", "place": "canal", "local": True}],
        "membership": [{**R1, "member": "hh-hoa", "institution": "union", "role": "member"}],
        "service": [{"code": "s1", "name": "Savings", "provider": "union", "kind": "credit", "user_share": 1.0}],
        "market": [{"code": "city", "name": "City shops", "product": "noodles", "buyer": "shop", "growth": 0.05}],
        "quality_floor": [{"market": "city", "property": "moisture", "high": 12.0}],
        "quality_test": [
            {**R1, "enterprise": "hoa", "product": "noodles", "property": "moisture", "day": DAY, "value": 11.0}
        ],
        "spending": [{**R1, "household": "hh-hoa", "item": "food", "amount": 700_000, "local": 0.7}],
        "rule": [
            {"code": "title", "name": "Land title", "kind": "credit", "institution": "union", "effect": "hinders"}
        ],
        "weight": [{**R1, "who": "hoa", "criterion": "margin", "points": 40.0}],
        "proposal": [{"code": "dryer", "name": "A shared dryer", "kind": "equipment", "users": 5, "own_cash": 900_000}],
        "innovation": [{"code": "rinse", "name": "Third rinse", "kind": "process", "origin": "own"}],
        "adoption": [{"innovation": "rinse", "enterprise": "binh", "month": OCTOBER, "learned_from": "hh-lan"}],
        "outcome": [{**R1, "enterprise": "hoa", "indicator": "served", "value": 4.0}],
        "calendar": [
            {"code": "tet", "name": "Tết", "kind": "festival", "first_day": DAY, "last_day": DAY, "lunar": True}
        ],
        "reference": [{"code": "poor", "kind": "poverty_line", "value": 100_000.0, "month": SEPTEMBER}],
        "source": [{"code": "P1", "parameter": "price of roots", "confidence": "SEEN", "low": 1.0, "high": 2.0}],
    }


def rows() -> Rows:
    """The rows of that cluster by record: at least one in each."""
    return people() | goods() | surroundings()


def made(given: Rows) -> Cluster:
    """A cluster of those rows."""
    return Cluster.of({record: pl.DataFrame(some, infer_schema_length=None) for record, some in given.items() if some})


@pytest.fixture(scope="session")
def sound() -> Cluster:
    """The cluster in which everything is right."""
    return made(rows())


@pytest.fixture
def told() -> Rows:
    """Its rows, to be spoilt."""
    return rows()


@pytest.fixture(scope="session")
def make():
    """How a cluster is made from rows."""
    return made
