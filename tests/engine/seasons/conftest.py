"""A year of the cast, month by month: Mr Binh's starch from November to March, Ms Hoa's noodles, Ms Lan's even pigs."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster

MONTHS = [dt.date(2002 + (8 + k) // 12, (8 + k) % 12 + 1, 1) for k in range(12)]
PEAK = {11, 12, 1, 2, 3}
Year = Callable[..., Cluster]


@pytest.fixture(scope="session")
def year() -> Year:
    """Three makers of starch, noodles and pigs each, with hours, trades, activities, incomes and a calendar."""
    kinds = {"binh": "starch", "hoa": "noodles", "lan": "pigs"}
    makers = [(f"{name}{at}", kind) for name, kind in kinds.items() for at in range(3)]
    labour, trade, activity, income = [], [], [], []
    for month in MONTHS:
        busy = month.month in PEAK
        for code, kind in makers:
            hours = {"starch": 200.0 if busy else 10.0, "noodles": 60.0 if busy else 120.0, "pigs": 50.0}[kind]
            labour.append((month, code, "unskilled", hours * 0.8, hours * 0.2, hours * 0.5, round(hours * 400)))
            level = {"starch": 10 * hours, "noodles": 5 * hours, "pigs": 100.0}[kind]
            activity.append((month, code, f"making_{kind}", level))
            income.append((month, f"h_{code}", "livestock" if kind == "pigs" else "processing", round(hours * 5000)))
            if kind == "starch":
                trade += [
                    (month, "roots", code, "root", "buyer", 2.5 * level, round(1000 * level)),
                    (month, code, f"hoa{code[-1]}", "wet", "seller", level, round(1250 * level)),
                ]
            elif kind == "noodles":
                trade.append((month, code, "city", "noodles", "seller", level, round(7800 * level)))
            else:
                trade.append((month, code, "city", "pig", "seller", level, round(9500 * level)))
    shape = {"schema": ["month", "enterprise", "skill", "family_hours", "hired_hours", "women_hours", "wages"]}
    codes = [code for code, _ in makers]
    whole = {
        "cluster": pl.DataFrame({"code": ["v"], "title": ["Làng Bột"], "currency": ["VND"]}),
        "round": pl.DataFrame({"code": ["2002"], "first_month": [MONTHS[0]], "last_month": [MONTHS[-1]]}),
        "household": pl.DataFrame({"code": [f"h_{code}" for code in codes]}),
        "household_round": pl.DataFrame({"household": [f"h_{code}" for code in codes], "land": [0.0] * 9}).with_columns(
            round=pl.lit("2002"), answer=pl.lit("answered")
        ),
        "enterprise": pl.DataFrame(
            {
                "code": [*codes, "roots", "city"],
                "household": [*(f"h_{code}" for code in codes), None, None],
                "kind": [*(kind for _, kind in makers), "supplier", "consumers"],
                "local": [True] * 9 + [False] * 2,
            }
        ),
        "product": pl.DataFrame(
            {
                "code": ["root", "wet", "noodles", "pig"],
                "name": ["Củ sắn", "Bột ướt", "Miến", "Lợn"],
                "stage": ["raw", "half", "final", "final"],
                "unit": ["kg"] * 4,
                "dry_matter": [0.4, 0.55, 0.9, 0.38],
            }
        ),
        "process": pl.DataFrame(
            {
                "code": ["making_starch", "making_noodles", "making_pigs"],
                "name": ["Xát", "Tráng", "Nuôi"],
                "product": ["wet", "noodles", "pig"],
                "labour": [0.1, 0.2, 0.5],
            }
        ),
        "labour": pl.DataFrame(labour, orient="row", **shape),
        "activity": pl.DataFrame(activity, schema=["month", "enterprise", "process", "level"], orient="row"),
        "trade": pl.DataFrame(
            trade, schema=["month", "seller", "buyer", "product", "reporter", "quantity", "value"], orient="row"
        ),
        "income": pl.DataFrame(income, schema=["month", "household", "source", "amount"], orient="row"),
        "calendar": pl.DataFrame(
            {
                "code": ["tet", "harvest", "rains"],
                "name": ["Tết", "Gặt", "Mưa"],
                "kind": ["festival", "crop", "weather"],
                "first_day": [dt.date(2003, 2, 1), dt.date(2003, 5, 26), dt.date(2003, 5, 1)],
                "last_day": [dt.date(2003, 2, 7), dt.date(2003, 6, 22), dt.date(2003, 8, 31)],
                "lunar": [True, False, False],
            }
        ),
    }
    for name in ("labour", "activity", "trade", "income"):
        whole[name] = whole[name].with_columns(round=pl.lit("2002"))

    def build(**tables: pl.DataFrame) -> Cluster:
        return Cluster.of(whole | tables)

    return build
