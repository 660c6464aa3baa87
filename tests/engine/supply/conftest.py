"""A small chain: two suppliers bring roots, Mr Binh makes starch, Ms Hoa noodles, Ms Lan pigs; a trader, a shop."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster

MONTHS = [dt.date(2002, 10, 1), dt.date(2002, 11, 1), dt.date(2002, 12, 1)]
WHO = [
    ("binh", "starch", "dl", True), ("hoa", "noodles", "dl", True), ("lan", "pigs", "cq", True),
    ("tam", "trader", "dl", True), ("hill", "supplier", "yb", False), ("dale", "supplier", "hb", False),
    ("shop", "retailer", "hn", False), ("fuel", "supplier", "hn", False),
]  # fmt: skip
TRADES = [
    ("hill", "binh", "root", 7000.0, 400), ("dale", "binh", "root", 3000.0, 400), ("binh", "hoa", "wet", 2000.0, 1250),
    ("binh", "tam", "wet", 2000.0, 1250), ("tam", "shop", "wet", 2000.0, 1400), ("fuel", "hoa", "coal", 500.0, 350),
    ("hoa", "shop", "noodles", 1000.0, 7500), ("binh", "lan", "residue", 3000.0, 50),
]  # fmt: skip


def trades(rows: list[tuple[str, str, str, float, int]], months: list[dt.date] = MONTHS) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["seller", "buyer", "product", "quantity", "price"], orient="row")
    frame = frame.with_columns(value=(pl.col("quantity") * pl.col("price")).round().cast(pl.Int64))
    each = [frame.with_columns(month=pl.lit(month)) for month in months]
    return pl.concat(each).drop("price").with_columns(round=pl.lit("2002"), reporter=pl.lit("seller"))


@pytest.fixture(scope="session")
def chain() -> Callable[..., Cluster]:
    """The chain over three equal months; tables can be replaced or added by name."""
    who = pl.DataFrame(WHO, schema=["code", "kind", "place", "local"], orient="row")
    lines = [("grate", "root", "in", 2.5), ("grate", "residue", "out", 1.25), ("noodle", "wet", "in", 2.0),
             ("noodle", "coal", "in", 0.5)]  # fmt: skip
    made = [("binh", "grate", 4000.0), ("hoa", "noodle", 1000.0)]
    activity = pl.DataFrame(made, schema=["enterprise", "process", "level"], orient="row")
    whole = {
        "cluster": pl.DataFrame({"code": ["v"], "title": ["Làng Bột"], "currency": ["VND"]}),
        "round": pl.DataFrame({"code": ["2002"], "first_month": [MONTHS[0]], "last_month": [MONTHS[-1]]}),
        "place": pl.DataFrame(
            {
                "code": ["hd", "dl", "cq", "hn", "yb", "hb"],
                "name": ["Hoài Đức", "Dương Liễu", "Cát Quế", "Hà Nội", "Yên Bái", "Hòa Bình"],
                "within": [None, "hd", "hd", None, None, None],
                "local": [False, True, True, False, False, False],
            }
        ),
        "enterprise": who,
        "product": pl.DataFrame(
            {
                "code": ["root", "wet", "residue", "noodles", "coal"],
                "name": ["Củ sắn", "Bột ướt", "Bã sắn", "Miến", "Than"],
                "stage": ["raw", "half", "by_product", "final", "energy"],
                "unit": ["kg"] * 5,
                "storable": [False, True, False, True, True],
            }
        ),
        "process": pl.DataFrame(
            {
                "code": ["grate", "noodle"],
                "name": ["Xát", "Tráng"],
                "product": ["wet", "noodles"],
                "labour": [0.03, 0.3],
            }
        ),
        "process_line": pl.DataFrame(lines, schema=["process", "product", "direction", "quantity"], orient="row"),
        "activity": pl.concat([activity.with_columns(month=pl.lit(m), round=pl.lit("2002")) for m in MONTHS]),
        "trade": trades(TRADES),
    }

    def build(**tables: pl.DataFrame) -> Cluster:
        return Cluster.of(whole | tables)

    return build
