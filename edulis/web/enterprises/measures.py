"""A household's own figures beside the median of its kind, told only where at least five have such a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import LEAST
from edulis.schema import Text

RECORDS = ("trade", "enterprise_round", "labour", "income", "household_round")
MEASURES: Mapping[str, tuple[Text, str]] = {
    "sales": (Text("Sales in the round, by the own report"), "money"),
    "bought": (Text("Bought in the round, by the own report"), "money"),
    "hours": (Text("Hours of work in the round"), "number"),
    "family_workers": (Text("Family workers"), "number"),
    "hired_workers": (Text("Hired workers"), "number"),
    "capital": (Text("Working capital"), "money"),
    "income": (Text("Income of the household in the round"), "money"),
    "people": (Text("People in the household"), "number"),
}


def measured(cluster: Cluster, round_code: str) -> pl.DataFrame:
    """who, measure, value: the figures of each enterprise and household in one round, as they told them."""
    table = {name: cluster[name].filter(pl.col("round") == round_code) for name in RECORDS}
    trade, seen, house = table["trade"], table["enterprise_round"], table["household_round"]
    parts = [
        _sum(trade.filter(pl.col("reporter") == "seller"), "seller", "value", "sales"),
        _sum(trade.filter(pl.col("reporter") == "buyer"), "buyer", "value", "bought"),
        _sum(
            table["labour"].with_columns(
                hours=pl.sum_horizontal("family_hours", "hired_hours", ignore_nulls=True)
            ),
            "enterprise", "hours", "hours",
        ),
        *(_sum(seen, "enterprise", name, name) for name in ("family_workers", "hired_workers", "capital")),
        _sum(table["income"], "household", "amount", "income"),
        _sum(house, "household", "people", "people"),
    ]  # fmt: skip
    return pl.concat(parts).sort("who", "measure")


def _sum(rows: pl.DataFrame, who: str, column: str, measure: str) -> pl.DataFrame:
    told = rows.drop_nulls([who, column]).group_by(who).agg(value=pl.col(column).cast(pl.Float64).sum())
    return told.select(who=pl.col(who), measure=pl.lit(measure), value="value")


def medians(cluster: Cluster, round_code: str) -> dict[str, Any]:
    """By kind of enterprise (`household` for households) and measure: median to two figures, and how many told it.

    Left out where fewer than five told one: the median of few is somebody's own.
    """
    kinds = cluster["enterprise"].select(who="code", kind="kind")
    rows = measured(cluster, round_code).join(kinds, on="who", how="left")
    rows = rows.with_columns(pl.when(pl.col("measure").is_in(["income", "people"])).then(pl.lit("household"))
                             .otherwise(pl.col("kind")).alias("kind"))  # fmt: skip
    told = rows.drop_nulls("kind").group_by("kind", "measure").agg(median=pl.col("value").median(), n=pl.len())
    found: dict[str, Any] = {}
    for kind, measure, median, n in told.sort("kind", "measure").iter_rows():
        if n >= LEAST["people"]:
            found.setdefault(kind, {})[measure] = {"median": _two_figures(median), "n": n}
    return found


def _two_figures(value: float) -> float:
    return float(f"{value:.1e}")
