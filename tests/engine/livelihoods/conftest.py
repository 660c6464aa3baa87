"""A year of a place with three farms, three starch makers and three pig raisers, and a city that buys."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster

MONTHS = [dt.date(2002 + (8 + k) // 12, (8 + k) % 12 + 1, 1) for k in range(12)]
Place = Callable[..., Cluster]


KINDS = {"farm": "crop_farm", "starch": "starch", "pig": "pigs"}
CODES = [(f"{name}{at}", kind) for name, kind in KINDS.items() for at in range(3)]


def _told() -> dict[str, pl.DataFrame]:
    """What was told month by month."""
    labour, activity, trade, income = [], [], [], []
    for month in MONTHS:
        for code, kind in CODES:
            house = f"h_{code}"
            if kind == "starch":
                labour.append((month, code, "unskilled", 80.0, 20.0, 60.0, 50_000))
                activity.append((month, code, "grate", 1000.0))
                trade += [
                    (month, "roots", code, "root", "buyer", 2500.0, 1_000_000),
                    (month, code, "city", "wet", "seller", 1000.0, 1_500_000),
                    (month, code, "pig0", "residue", "seller", 500.0, 25_000),
                ]
                income.append((month, house, "processing", 2_400_000, "men", True))
            elif kind == "pigs":
                labour.append((month, code, "unskilled", 40.0, 0.0, 40.0, None))
                activity.append((month, code, "feed", 50.0))
                trade.append((month, code, "city", "pig", "seller", 50.0, 475_000))
                income += [
                    (month, house, "livestock", 600_000, "both", True),
                    (month, house, "wages", 200_000, "men", False),
                ]
            else:
                income.append((month, house, "crops", 400_000, "women", True))
                if month.month in (6, 10):
                    labour.append((month, code, "unskilled", 80.0, 0.0, 40.0, None))
                    activity.append((month, code, "rice", 400.0))
    told = {
        "labour": pl.DataFrame(
            labour,
            orient="row",
            schema=["month", "enterprise", "skill", "family_hours", "hired_hours", "women_hours", "wages"],
        ),
        "activity": pl.DataFrame(activity, schema=["month", "enterprise", "process", "level"], orient="row"),
        "trade": pl.DataFrame(
            trade, schema=["month", "seller", "buyer", "product", "reporter", "quantity", "value"], orient="row"
        ),
        "income": pl.DataFrame(
            income, schema=["month", "household", "source", "amount", "control", "urban"], orient="row"
        ),
    }
    return {name: table.with_columns(round=pl.lit("2002")) for name, table in told.items()}


@pytest.fixture(scope="session")
def place() -> Place:
    """Each month a starch maker makes 1,000 kg from 2,500 kg of roots, with 80 family and 20 hired hours.

    Starch households (4 people) have 2,400,000 a month from it, controlled by men; farms (4 people) 400,000 from crops,
    by women; pig raisers (2 people) 600,000 by both and 200,000 wages. The line is 160,000 a head.
    """
    codes = CODES
    houses = [f"h_{code}" for code, _ in codes]
    people = [2 if "pig" in house else 4 for house in houses]
    whole = {
        "cluster": pl.DataFrame({"code": ["v"], "title": ["Làng Bột"], "currency": ["VND"]}),
        "round": pl.DataFrame({"code": ["2002"], "first_month": [MONTHS[0]], "last_month": [MONTHS[-1]]}),
        "place": pl.DataFrame(
            {"code": ["dl", "hn"], "name": ["Dương Liễu", "Hà Nội"], "local": [True, False],
             "setting": ["peri_urban", "urban"]}
        ),
        "household": pl.DataFrame({"code": houses, "place": ["dl"] * 9, "group": ["local"] * 9}),
        "household_round": pl.DataFrame(
            {"household": houses, "people": people, "workers": [2] * 9, "head": ["men"] * 6 + ["women"] * 3,
             "poor": [False] * 9, "land": [1000.0] * 3 + [0.0] * 6, "own_food": [0.8] * 3 + [0.2] * 6}
        ).with_columns(round=pl.lit("2002"), answer=pl.lit("answered")),
        "enterprise": pl.DataFrame(
            {"code": [*(code for code, _ in codes), "roots", "city"], "household": [*houses, None, None],
             "kind": [*(kind for _, kind in codes), "supplier", "consumers"], "place": ["dl"] * 9 + [None, "hn"],
             "local": [True] * 9 + [False] * 2}
        ),
        "enterprise_round": pl.DataFrame(
            {"enterprise": [code for code, _ in codes], "equipment": [0] * 3 + [1_200_000] * 3 + [0] * 3,
             "capital": [500_000] * 3 + [3_000_000] * 3 + [1_000_000] * 3}
        ).with_columns(round=pl.lit("2002"), answer=pl.lit("answered")),
        "product": pl.DataFrame(
            {"code": ["root", "wet", "residue", "pig", "paddy"], "name": ["Củ", "Bột", "Bã", "Lợn", "Thóc"],
             "stage": ["raw", "half", "by_product", "final", "raw"], "unit": ["kg"] * 5,
             "price": [400.0, 1500.0, 50.0, 9500.0, 1800.0]}
        ),
        "process": pl.DataFrame(
            {"code": ["grate", "feed", "rice"], "name": ["Xát", "Nuôi", "Lúa"], "product": ["wet", "pig", "paddy"],
             "labour": [0.1, 0.8, 0.2], "grown": [False, False, True], "skill": ["Xát", "Nuôi", None]}
        ),
        "process_line": pl.DataFrame(
            {"process": ["grate", "grate", "feed"], "product": ["root", "residue", "residue"],
             "direction": ["in", "out", "in"], "quantity": [2.5, 1.0, 30.0]}
        ),
        "reference": pl.DataFrame(
            {"code": ["line", "old"], "kind": ["poverty_line"] * 2, "value": [160_000.0, 90_000.0],
             "month": [dt.date(2002, 1, 1), dt.date(1998, 1, 1)], "unit": ["VND per head and month"] * 2,
             "region": ["Việt Nam"] * 2}
        ),
        "market": pl.DataFrame(
            {"code": ["m", "n"], "name": ["Bột", "Lợn"], "product": ["wet", "pig"], "place": ["hn", None],
             "income_growth": [0.07, 0.05], "population_growth": [0.02, None], "income_elasticity": [0.5, None],
             "payment_days": [30, None]}
        ),
    }  # fmt: skip
    whole |= _told()

    def build(**tables: pl.DataFrame) -> Cluster:
        return Cluster.of(whole | tables)

    return build
