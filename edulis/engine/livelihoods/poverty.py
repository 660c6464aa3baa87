"""How many are poor, how poor, and against which line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from edulis.engine.cluster import Cluster

FGT = ("headcount", "gap", "squared_gap")


@dataclass(frozen=True, slots=True)
class Line:
    """A poverty line in money per head and month, with where it was read and for which month it holds."""

    value: float
    month: dt.date | None = None
    region: str | None = None
    source: str | None = None


def fgt(income: ArrayLike, people: ArrayLike, line: float, alpha: float) -> float:
    """The poverty measure P_α = Σ n_i g_i^α / Σ n_i with g_i = (z − y_i)/z for y_i < z, else 0.

    α 0 gives the headcount, 1 the gap, 2 the squared gap. Incomes below nothing count as nothing, so that g ≤ 1.
    income: money per head and month of each household, shape (h,); people: how many live in it; line: z > 0. Gives a
    share of 0 to 1, nan for nobody. It adds up: P_α is the mean of the groups' P_α with their people as weights. Raises
    ValueError for a line that is not positive. Source: Foster, Greer & Thorbecke (1984).
    """
    if not line > 0:
        raise ValueError("a poverty line must be more than nothing")
    y, n = np.maximum(np.asarray(income, np.float64), 0.0), np.asarray(people, np.float64)
    poor = y < line
    if not n.sum() > 0:
        return float("nan")
    return float((n * np.where(poor, np.where(poor, (line - y) / line, 1.0) ** alpha, 0.0)).sum() / n.sum())


def fgt_columns(income: str, line: float, suffix: str = "") -> list[pl.Expr]:
    """headcount, gap and squared_gap of each household, to be averaged over people: columns for Polars."""
    short = ((line - pl.col(income).clip(0.0)) / line).clip(0.0)
    poor = pl.col(income).clip(0.0) < line
    count = pl.when(pl.col(income).is_not_null()).then(poor.cast(pl.Float64))
    return [
        expression.alias(name + suffix) for name, expression in zip(FGT, (count, short, short**2), strict=True)
    ]  # fmt: skip


def poverty_line(cluster: Cluster, month: dt.date | None) -> Line | None:
    """The poverty line of the cluster's references that lies nearest in time; none where there is none.

    A line whose unit says year or day is turned into one per month.
    """
    rows = cluster["reference"].filter((pl.col("kind") == "poverty_line") & (pl.col("value") > 0)).sort("code")
    if rows.is_empty():
        return None

    def apart(row: dict[str, object]) -> int:
        told = row["month"]
        return abs((told - month).days) if isinstance(told, dt.date) and month is not None else 10**6

    best = min(rows.to_dicts(), key=apart)
    unit = (best["unit"] or "").lower()
    value = float(best["value"])
    if "year" in unit or "năm" in unit:
        value /= 12
    elif "day" in unit or "ngày" in unit:
        value *= 365 / 12
    return Line(value, best["month"], best["region"], best["source"])
