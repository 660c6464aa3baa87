"""The cast as a small cluster, for the tests of the engine."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

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
