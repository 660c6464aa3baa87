"""Water used and load on water, by technique, place, kind and month."""

from __future__ import annotations

import calendar
import datetime as dt

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.environment.assumptions import Assumptions
from edulis.engine.flows.result import Flows
from edulis.engine.supply.who import enterprises

MEASURES = ("water", "cod", "bod", "solids")
KEYS = ("month", "place", "kind", "process")


def loads(cluster: Cluster, flows: Flows | None, beliefs: Assumptions) -> pl.DataFrame:
    """month, place, kind, process, enterprises, level, and water (m³), cod, bod, solids (kg) with their ranges.

    `load = Σ level × coefficient`; `_low` and `_high` are the technique's range, the same for all who use it. Empty
    where the technique has no such coefficient. Source: Da et al. (2008) for the coefficients of the example.
    """
    levels = (flows.activities if flows is not None else cluster["activity"]).filter(pl.col("level") > 0)
    who = enterprises(cluster).filter("local").select("enterprise", "kind", "place")
    rates = cluster["process"].select(pl.col("code").alias("process"), *MEASURES)
    rows = levels.drop_nulls("month").select("month", "enterprise", "process", "level").join(who, on="enterprise")
    rows = rows.join(rates, on="process")
    amounts = [pl.col(name) * pl.col("level") for name in MEASURES]
    told = rows.with_columns(amounts).filter(pl.any_horizontal(pl.col(n) > 0 for n in MEASURES))
    sums = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in MEASURES]
    count = pl.col("enterprise").n_unique().cast(pl.Int64).alias("enterprises")
    table = told.group_by(KEYS).agg(count, pl.col("level").sum(), *sums)
    for name in MEASURES:
        width = float(getattr(beliefs, name))
        table = table.with_columns(
            (pl.col(name) * (1 - width)).alias(f"{name}_low"), (pl.col(name) * (1 + width)).alias(f"{name}_high")
        )
    return table.sort(KEYS, nulls_last=True)


def summed(table: pl.DataFrame, by: str, beliefs: Assumptions) -> pl.DataFrame:
    """The loads by one of month, place, kind, process, with concentration (kg COD per m³) and people.

    `concentration = load / water` over the rows that have water, with the range low load over high water to high over
    low; `people`: the people whose daily BOD comes to as much, over the days of the months seen. Concentrations of
    more than 1 mean g/L, as effluents are told.
    """
    columns = [f"{name}{end}" for name in MEASURES for end in ("", "_low", "_high")]
    sums = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in columns]
    wet = pl.col("water") > 0
    parts = [pl.col(name).filter(wet).sum().alias(f"wet_{name}") for name in ("cod", "cod_low", "cod_high")]
    days = sum(_days(month) for month in table["month"].unique().to_list())
    rows = table.group_by(by).agg(*sums, *parts)
    if by == "month":
        rows = rows.with_columns(days=pl.col("month").map_elements(_days, return_dtype=pl.Int64))
    else:
        rows = rows.with_columns(days=pl.lit(days, pl.Int64))
    full = pl.col("water") > 0
    rows = rows.with_columns(
        concentration=pl.when(full).then(pl.col("wet_cod") / pl.col("water")),
        concentration_low=pl.when(full).then(pl.col("wet_cod_low") / pl.col("water_high")),
        concentration_high=pl.when(full).then(pl.col("wet_cod_high") / pl.col("water_low")),
        people=pl.when(pl.col("days") > 0).then(pl.col("bod") / (beliefs.person * pl.col("days"))),
        water_a_day=pl.when(pl.col("days") > 0).then(pl.col("water") / pl.col("days")),
    )
    added = ["concentration", "concentration_low", "concentration_high", "people", "water_a_day"]
    return rows.select(by, *columns, *added).sort(by, nulls_last=True)


def _days(month: dt.date) -> int:
    return calendar.monthrange(month.year, month.month)[1]
