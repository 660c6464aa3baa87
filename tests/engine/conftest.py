"""The cast as a small cluster, for the tests of the engine."""

import datetime as dt
from collections.abc import Callable, Collection

import numpy as np
import polars as pl
import pytest

from edulis.engine.answer import Answer
from edulis.engine.cluster import Cluster


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


MEASURED = {  # what is told in figures, by record: money in whole minor units is nudged as far as it can be
    "trade": ("quantity", "value"),
    "income": ("amount",),
    "labour": ("family_hours", "hired_hours", "women_hours", "wages"),
    "activity": ("level",),
    "stock": ("quantity",),
    "spending": ("amount",),
    "quality_test": ("value",),
    "outcome": ("value",),
}


def nudged(cluster: Cluster, by: float, seed: int = 0) -> Cluster:
    """The cluster with each measured figure moved by up to this share of it, up or down."""
    chance = np.random.default_rng(seed)
    tables = dict(cluster.tables)
    for record, names in MEASURED.items():
        table = tables[record]
        for name in names:
            moved = pl.col(name) * pl.Series(1 + by * chance.uniform(-1, 1, table.height))
            whole = table.schema[name] == pl.Int64
            table = table.with_columns((moved.round() if whole else moved).cast(table.schema[name]).alias(name))
        tables[record] = table
    return Cluster.of(tables)


@pytest.fixture(scope="session")
def steady() -> Callable[..., None]:
    """Asserts that figures move by no more than a thousandth where what was told moves by a millionth.

    `jumps` are the findings that may jump; the docs of their room say why.
    """

    def check(read: Callable[[Cluster], Answer], cluster: Cluster, *, jumps: Collection[str] = ()) -> None:
        plain, moved = (
            {finding.code: finding.value for finding in read(one).findings} for one in (cluster, nudged(cluster, 1e-6))
        )
        assert plain.keys() == moved.keys()
        assert any(value is not None for value in plain.values())
        for code in plain.keys() - set(jumps):
            assert moved[code] == (None if plain[code] is None else pytest.approx(plain[code], rel=1e-3, abs=1e-6)), (
                code
            )

    return check
