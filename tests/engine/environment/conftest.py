"""Mr Binh makes starch and residue, Ms Lan feeds pigs, Ms Hoa dries residue, Mr Tam farms; two months."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster

MONTHS = [dt.date(2002, 11, 1), dt.date(2002, 12, 1)]


def monthly(frame: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame.with_columns(month=pl.lit(m), round=pl.lit("2002")) for m in MONTHS])


@pytest.fixture(scope="session")
def waste() -> Callable[..., Cluster]:
    """The village with its residue; tables can be replaced or added by name."""
    who = [("binh", "starch", "dl", "h1"), ("lan", "pigs", "cq", "h2"), ("hoa", "drying", "dl", "h3"),
           ("tam", "crop_farm", "cq", "h4")]  # fmt: skip
    goods = [
        ("wet", "half", 0.55, True), ("root", "raw", 0.38, False), ("residue", "by_product", 0.16, False),
        ("dry_residue", "by_product", 0.88, True), ("manure", "by_product", 0.25, False), ("bran", "input", 0.9, True),
        ("pig", "final", 0.4, False), ("piglet", "input", 0.35, False), ("lost", "waste", 1.0, False),
        ("slops", "waste", 0.14, False), ("paddy", "raw", 0.86, True),
    ]  # fmt: skip
    lines = [
        ("grate", "root", "in", 2.5), ("grate", "residue", "out", 1.25), ("grate", "lost", "out", 0.1),
        ("fatten", "bran", "in", 2.0), ("fatten", "residue", "in", 3.0), ("fatten", "piglet", "in", 0.2),
        ("fatten", "manure", "out", 3.0), ("dry", "residue", "in", 5.5), ("rinse", "slops", "out", 2.0),
    ]  # fmt: skip
    made = [("binh", "grate", 4000.0), ("lan", "fatten", 300.0), ("hoa", "dry", 100.0), ("tam", "rice", 500.0)]
    given = [("binh", "lan", "residue", 900.0), ("binh", "hoa", "residue", 550.0), ("lan", "tam", "manure", 400.0)]
    frames = {
        "cluster": pl.DataFrame({"code": ["v"], "title": ["Làng"], "currency": ["VND"]}),
        "round": pl.DataFrame({"code": ["2002"], "first_month": [MONTHS[0]], "last_month": [MONTHS[-1]]}),
        "place": pl.DataFrame(
            {"code": ["dl", "cq"], "name": ["Dương Liễu", "Cát Quế"], "local": [True, True],
             "latitude": [21.06, 21.05], "longitude": [105.67, 105.68]}
        ),
        "household": pl.DataFrame({"code": ["h1", "h2", "h3", "h4"], "place": ["dl", "cq", "dl", "cq"]}),
        "household_round": pl.DataFrame({"round": ["2002"], "household": ["h4"], "land": [1000.0]}),
        "enterprise": pl.DataFrame(who, schema=["code", "kind", "place", "household"], orient="row").with_columns(
            local=pl.lit(True)
        ),
        "product": pl.DataFrame(goods, schema=["code", "stage", "dry_matter", "storable"], orient="row").with_columns(
            name=pl.col("code"), unit=pl.lit("kg")
        ),
        "process": pl.DataFrame(
            [("grate", "wet", 0.01, 0.15, 0.08, 0.05, None, None, None), ("fatten", "pig", 0.06, 0.05, 0.03, 0.02, None,
             None, None), ("dry", "dry_residue", None, None, None, None, 200.0, 10, 4),
             ("rice", "paddy", None, None, None, None, None, 12, 4), ("rinse", "wet", 0.02, 0.1, 0.05, 0.04, None, None,
             None)],
            schema=["code", "product", "water", "cod", "bod", "solids", "capacity", "season_from", "season_to"],
            orient="row",
        ).with_columns(name=pl.col("code"), grown=pl.col("code") == "rice"),
        "process_line": pl.DataFrame(lines, schema=["process", "product", "direction", "quantity"], orient="row"),
        "activity": monthly(pl.DataFrame(made, schema=["enterprise", "process", "level"], orient="row")),
        "trade": monthly(
            pl.DataFrame(given, schema=["seller", "buyer", "product", "quantity"], orient="row").with_columns(
                reporter=pl.lit("seller")
            )
        ),
        "labour": pl.DataFrame(
            {"round": ["2002"], "month": [MONTHS[0]], "enterprise": ["binh"], "skill": ["unskilled"],
             "hired_hours": [100.0], "wages": [225_000]}
        ),
    }  # fmt: skip

    def build(**tables: pl.DataFrame) -> Cluster:
        return Cluster.of(frames | tables)

    return build
