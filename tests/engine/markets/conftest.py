"""A small cluster whose chains are worked out by hand: starch makers, a trader, noodles, and markets that grow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import polars as pl
import pytest

from edulis.engine.cluster import Cluster

MONTH = dt.date(2002, 11, 1)
Trades = Sequence[tuple[str, str, str, float, int]]
Build = Callable[..., Cluster]


def trades(rows: Trades) -> pl.DataFrame:
    """Seller, buyer, product, quantity, value, as reported by the seller in one month."""
    table = pl.DataFrame(rows, schema=["seller", "buyer", "product", "quantity", "value"], orient="row")
    return table.with_columns(round=pl.lit("2002"), month=pl.lit(MONTH), reporter=pl.lit("seller"))


@pytest.fixture(scope="session")
def trades_of() -> Callable[[Trades], pl.DataFrame]:
    """Deliveries as rows of the trade table."""
    return trades


@pytest.fixture(scope="session")
def chain_of() -> Build:
    """A cluster of Mr Binh (starch), Ms Hoa (noodles), a trader, Ms Lan (pigs), and buyers in the city.

    Mr Binh sells starch to Ms Hoa (60) and the trader (40); the trader sells all to a factory; Ms Hoa sells noodles
    to a shop. The factory's market grows by 12 %, that of noodles by 4 %. Tables can be replaced or added by name.
    """
    enterprise = pl.DataFrame(
        [
            ("binh", "starch", "dl", True),
            ("hoa", "noodles", "dl", True),
            ("lan", "pigs", "dl", True),
            ("trader", "trader", "dl", True),
            ("roots", "supplier", "hn", False),
            ("shop", "retailer", "hn", False),
            ("factory", "factory", "vt", False),
            ("nobody", "unknown", None, False),
        ],
        schema=["code", "kind", "place", "local"],
        orient="row",
    )
    whole = {
        "cluster": pl.DataFrame({"code": ["village"], "title": ["Làng Bột"], "currency": ["VND"]}),
        "round": pl.DataFrame({"code": ["2002"], "first_month": [MONTH], "last_month": [MONTH]}),
        "place": pl.DataFrame(
            {
                "code": ["dl", "hn", "vt"],
                "name": ["Dương Liễu", "Hà Nội", "Việt Trì"],
                "setting": ["peri_urban", "urban", "urban"],
                "local": [True, False, False],
            }
        ),
        "enterprise": enterprise,
        "product": pl.DataFrame(
            {
                "code": ["root", "wet", "noodles", "residue", "pig", "coal"],
                "name": ["Củ sắn", "Bột ướt", "Miến", "Bã", "Lợn", "Than"],
                "stage": ["raw", "half", "final", "by_product", "final", "energy"],
                "unit": ["kg"] * 6,
            }
        ),
        "process": pl.DataFrame(
            {"code": ["starching", "noodling"], "name": ["Xát", "Tráng"], "product": ["wet", "noodles"]}
        ),
        "process_line": pl.DataFrame(
            {
                "process": ["starching", "noodling"],
                "product": ["root", "wet"],
                "direction": ["in", "in"],
                "quantity": [2.5, 2.0],
            }
        ),
        "market": pl.DataFrame(
            {
                "code": ["MF", "MN"],
                "name": ["Mì chính", "Miến Hà Nội"],
                "product": ["wet", "noodles"],
                "place": ["vt", "hn"],
                "buyer": ["factory", None],
                "reach": ["national", "city"],
                "growth": [0.12, 0.04],
            }
        ),
        "trade": trades(
            [
                ("roots", "binh", "root", 250.0, 50),
                ("binh", "hoa", "wet", 60.0, 60),
                ("binh", "trader", "wet", 40.0, 40),
                ("trader", "factory", "wet", 40.0, 50),
                ("hoa", "shop", "noodles", 30.0, 120),
            ]
        ),
    }

    def build(**tables: pl.DataFrame) -> Cluster:
        return Cluster.of(whole | tables)

    return build
