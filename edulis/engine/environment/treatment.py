"""What it would cost to treat the waste water, by the options whose costs are known."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from edulis.engine.cluster import Cluster

PRICES_OF = 2006
INDEX_2006 = 1.294  # consumer prices, 2002 = 1 (row P21)


@dataclass(frozen=True, slots=True)
class Option:
    """A way of treating waste water: whole cost in đồng of 2006 for each m³, and the share of COD it takes out."""

    code: str
    sharing: str  # how many share a plant: one, group, village
    cost: float
    low: float
    high: float
    removed: float
    removed_low: float
    removed_high: float
    source: str
    confidence: str


# Only whole costs were read, without their range: ± 25 % is assumed. How they split into building and running was not
# read either: 40 % (20 to 60 %) for building is assumed. W25 tells of 20 to 50 % of a large plant's investment.
SPREAD = 0.25
CAPITAL, CAPITAL_LOW, CAPITAL_HIGH = 0.4, 0.2, 0.6
_UASB = (0.92, 0.90, 0.95, "W17, P28; COD removed W02 (laboratory)", "SEEN-2")
OPTIONS = tuple(
    Option(code, sharing, cost, cost * (1 - SPREAD), cost * (1 + SPREAD), *_UASB)
    for code, sharing, cost in (("own", "one", 1978.0), ("group", "group", 4480.0), ("village", "village", 2008.0))
)


def options(cluster: Cluster, by_process: pl.DataFrame, enterprises: int, year: int | None) -> pl.DataFrame:
    """option, sharing, per_m3, cost and its range, capital, running, per_kg_cod, cod_removed, per_enterprise,
    price_year, source, confidence: money of the cluster's round for the water of all its months.

    Only for clusters in đồng. Prices of 2006 are brought to the year of the round by the cluster's price index (2002 =
    1) where it has that year, else left as they are; `price_year` says which. Sources: rows W02, W17, P21, P28.
    """
    schema = _SCHEMA
    total = by_process.select(pl.col("water", "cod").sum()).row(0) if by_process.height else (0.0, 0.0)
    if cluster.about["currency"] != "VND" or not (total[0] or 0) > 0:
        return pl.DataFrame(schema=schema)
    water, cod = float(total[0]), float(total[1] or 0.0)
    told = cluster["reference"].filter((pl.col("kind") == "price_index") & (pl.col("month").dt.year() == pl.lit(year)))
    then = float(told["value"][0]) / INDEX_2006 if told.height else 1.0
    rows = []
    for one in OPTIONS:
        removed = cod * one.removed
        cost = one.cost * then * water
        rows.append(
            (one.code, one.sharing, one.cost * then, cost, one.low * then * water, one.high * then * water,
             CAPITAL * cost, (1 - CAPITAL) * cost, removed, cost / removed if removed > 0 else None,
             cost / enterprises if enterprises else None, year if told.height else PRICES_OF, one.source,
             one.confidence)
        )  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


_SCHEMA = {
    "option": pl.String, "sharing": pl.String, "per_m3": pl.Float64, "cost": pl.Float64, "cost_low": pl.Float64,
    "cost_high": pl.Float64, "capital": pl.Float64, "running": pl.Float64, "cod_removed": pl.Float64,
    "per_kg_cod": pl.Float64, "per_enterprise": pl.Float64, "price_year": pl.Int64, "source": pl.String,
    "confidence": pl.String,
}  # fmt: skip
