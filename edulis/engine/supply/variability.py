"""How volume, price and quality of what is bought vary: by season, from year to year, and by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.network.deliveries import deliveries
from edulis.engine.supply.bought import first_hands
from edulis.engine.supply.prices import prices_paid
from edulis.engine.supply.who import enterprises

MATERIAL = ("raw", "input", "half")
COLUMNS = (
    "product", "stage", "measure", "mean", "cv", "between", "within", "season", "year", "shock", "months", "years",
    "enterprises", "n", "left_out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Split:
    """Squared coefficients of variation: total = within + between; between = season + year + shock over the months
    of the calendar that were seen in two years, nan where none was.
    """

    mean: float
    total: float
    within: float
    between: float
    season: float
    year: float
    shock: float
    months: int
    years: int


def split(month: NDArray[np.int64], value: NDArray[np.float64]) -> Split:
    """Split the squared coefficient of variation of values (n,) seen in months (n,), counted from any January.

    Group means one after the other: months, then months of the calendar, then years of what is left; so the parts add
    up exactly. Within one year season and shock cannot be told apart and stay together in `between`.
    """
    mean = float(value.mean()) if value.size else float("nan")
    nothing = float("nan")
    if not value.size or mean == 0:
        return Split(mean, nothing, nothing, nothing, nothing, nothing, nothing, len(np.unique(month)), 0)
    relative = value / mean - 1.0
    common = _means(relative, month)
    which, years = month % 12, (month - month.min()) // 12
    seen = {int(m): len(np.unique(month[which == m])) for m in np.unique(which)}
    twice = np.array([seen[int(m)] >= 2 for m in which])
    parts = (nothing, nothing, nothing)
    if twice.any():
        part, when, turn = common[twice], which[twice], years[twice]
        part = part - part.mean()
        season = _means(part, when)
        year = _means(part - season, turn)
        rest = part - season - year
        parts = (float(np.mean(season**2)), float(np.mean(year**2)), float(np.mean(rest**2)))
    return Split(
        mean, float(np.mean(relative**2)), float(np.mean((relative - common) ** 2)), float(np.mean(common**2)),
        parts[0], parts[1], parts[2], len(np.unique(month)), len(np.unique(years)),
    )  # fmt: skip


def _means(value: NDArray[np.float64], group: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean of each value's group, at each value."""
    _, at = np.unique(group, return_inverse=True)
    means: NDArray[np.float64] = (np.bincount(at, value) / np.bincount(at))[at]
    return means


def variability(cluster: Cluster, round: str, flows: Flows | None) -> pl.DataFrame:
    """One row for each product bought and measure: volume, price, each property of quality, reference price.

    Coefficients of variation, not squared. For volumes `within` is what a typical buyer's months vary beyond the
    pattern all buyers share; for prices and quality it is the spread between enterprises of one month.
    """
    local = enterprises(cluster).filter("local")["enterprise"].to_list()
    stages = cluster["product"].select(pl.col("code").alias("product"), "stage")
    kept = stages.filter(pl.col("stage").is_in(list(MATERIAL)))["product"].to_list()
    rows = [
        *_volumes(cluster, round, flows, local, kept),
        *_prices(cluster, local, kept),
        *_qualities(cluster, kept),
        *_references(cluster, kept),
    ]
    schema: dict[str, Any] = dict.fromkeys(COLUMNS, pl.Float64) | {"product": pl.String, "measure": pl.String}
    schema |= dict.fromkeys(("months", "years", "enterprises", "n", "left_out"), pl.Int64)
    del schema["stage"]
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return (
        table.join(stages, on="product", how="left")
        .with_columns(pl.col(pl.Float64).fill_nan(None))
        .select(COLUMNS)
        .sort("product", "measure")
    )


def _row(
    product: str, measure: str, found: Split, *, within: float | None = None, who: int, n: int, out: int = 0
) -> tuple[object, ...]:
    """A row of the table; nan stands for what cannot be said."""
    inner = np.sqrt(found.within) if within is None else within
    roots = [float(np.sqrt(part)) for part in (found.season, found.year, found.shock)]
    total, between = float(np.sqrt(found.total)), float(np.sqrt(found.between))
    inner = float(inner)
    return (product, measure, found.mean, total, between, inner, *roots, found.months, found.years, who, n, out)


def _number(column: str) -> pl.Expr:
    """Months counted from the year 0."""
    return (pl.col(column).dt.year().cast(pl.Int64) * 12 + pl.col(column).dt.month().cast(pl.Int64) - 1).alias("at")


def _volumes(
    cluster: Cluster, round: str, flows: Flows | None, local: list[str], kept: list[str]
) -> list[tuple[object, ...]]:
    """Volumes local enterprises buy at first hand; months of a round in which nothing came count as nought."""
    parts, asked = [], set()
    for code in cluster.rounds or ("",):
        known = cluster.at(code) if code else cluster
        if known["trade"].is_empty():
            continue  # a round that did not ask who buys what has no months without purchases
        parts.append(first_hands(known, deliveries(known, flows if code == round else None)))
        for first, last in known["round"].select("first_month", "last_month").iter_rows():
            asked |= set(range(first.year * 12 + first.month - 1, last.year * 12 + last.month))
    if not parts:
        return []
    rows = (
        pl.concat(parts)
        .filter(pl.col("buyer").is_in(local) & pl.col("product").is_in(kept) & (pl.col("quantity") > 0))
        .drop_nulls("month")
        .with_columns(_number("month"))
    )
    told = []
    for (product,), part in rows.group_by("product", maintain_order=True):
        months = sorted(asked | set(part["at"].to_list()))
        at = np.searchsorted(np.array(months), part["at"].to_numpy())
        names = part["buyer"].unique().sort()
        who = names.search_sorted(part["buyer"]).to_numpy()
        panel = np.zeros((len(names), len(months)))
        np.add.at(panel, (who, at), part["quantity"].to_numpy())
        total = panel.sum(axis=0)
        expected = np.outer(panel.sum(axis=1), total) / panel.sum()
        mean = panel.mean(axis=1, keepdims=True)
        own = np.sum(panel.sum(axis=1) / panel.sum() * np.mean(((panel - expected) / mean) ** 2, axis=1))
        found = split(np.array(months, np.int64), total)
        told.append(_row(str(product), "volume", found, within=float(np.sqrt(own)), who=len(names), n=part.height))
    return told


def _prices(cluster: Cluster, local: list[str], kept: list[str]) -> list[tuple[object, ...]]:
    """Prices local buyers paid, each buyer's month counting once."""
    rows = prices_paid(cluster).filter(pl.col("buyer").is_in(local) & pl.col("product").is_in(kept))
    return _grouped(rows.rename({"price": "value", "buyer": "who"}), "price")


def _qualities(cluster: Cluster, kept: list[str]) -> list[tuple[object, ...]]:
    """Properties as tested, each enterprise's month counting once."""
    tests = cluster["quality_test"].filter(pl.col("product").is_in(kept)).with_columns(month=pl.col("day"))
    told = []
    for (measured,), part in tests.sort("property", "product", "enterprise", "day").group_by(
        "property", maintain_order=True
    ):
        by_month = part.with_columns(pl.col("month").dt.truncate("1mo")).group_by("month", "enterprise", "product")
        rows = by_month.agg(pl.col("value").mean(), left_out=pl.lit(0, pl.Int64))
        told += _grouped(rows.rename({"enterprise": "who"}), str(measured))
    return told


def _grouped(rows: pl.DataFrame, measure: str) -> list[tuple[object, ...]]:
    """Rows of the table from values by month, who and product."""
    told = []
    for (product,), part in rows.sort("product", "month", "who").group_by("product", maintain_order=True):
        held = part.filter(pl.col("value").is_finite()).with_columns(_number("month"))
        if held.height:
            found = split(held["at"].to_numpy(), held["value"].to_numpy())
            n, out = held.height, int(part["left_out"].sum())
            told.append(_row(str(product), measure, found, who=held["who"].n_unique(), n=n, out=out))
    return told


def _references(cluster: Cluster, kept: list[str]) -> list[tuple[object, ...]]:
    """Reference prices of several years, in the money of the years' price index where each has one."""
    rows = cluster["reference"].drop_nulls("month").sort("code")
    index = rows.filter(pl.col("kind") == "price_index").select(year=pl.col("month").dt.year(), index="value")
    index = index.unique("year", keep="first", maintain_order=True)
    prices = rows.filter((pl.col("kind") == "price") & pl.col("product").is_in(kept))
    prices = prices.with_columns(year=pl.col("month").dt.year()).join(index, on="year", how="left")
    told = []
    for (product,), part in prices.sort("product", "month").group_by("product", maintain_order=True):
        if part["year"].n_unique() < 2:
            continue
        real = part["index"].null_count() == 0 and bool((part["index"] > 0).all())
        value = part["value"] / part["index"] if real else part["value"]
        found = split(part.select(_number("month")).to_series().to_numpy(), value.to_numpy())
        told.append(_row(str(product), "reference price", found, who=0, n=part.height))
    return told
