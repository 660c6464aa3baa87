"""From the start of a plan to its earliest result: seasons and cycles of techniques."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from edulis.engine.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first month in which a technique can begin after a day, and the month of its first result.

    `result` is empty where nobody said how long the technique takes.
    """

    process: str
    begin: dt.date
    result: dt.date | None


def in_season(month: int, season_from: int | None, season_to: int | None) -> bool:
    """Whether a month of the year (1 to 12) lies in a season, which may run over new year; without a season always."""
    if season_from is None or season_to is None:
        return True
    return (month - season_from) % 12 <= (season_to - season_from) % 12


def earliest_result(cluster: Cluster, process: str, start: dt.date) -> Earliest:
    """The earliest result of a plan that starts on a day: wait for the season, then one cycle.

    What grows on land begins in the first month of its season only, other work in any month of it; a technique without
    a cycle that is not grown gives its result in the month it begins. A plan that starts after the first day of a month
    has missed that month's sowing. Raises LookupError where there is no such technique.
    """
    rows = cluster["process"].filter(pl.col("code") == process).to_dicts()
    if not rows:
        raise LookupError(f"no technique is called {process!r}")
    row = rows[0]
    month = dt.date(start.year, start.month, 1)
    if row["grown"]:
        month = month if start.day == 1 else _later(month, 1)
        while row["season_from"] is not None and month.month != row["season_from"]:
            month = _later(month, 1)
    else:
        while not in_season(month.month, row["season_from"], row["season_to"]):
            month = _later(month, 1)
    cycle = row["cycle_months"] if row["cycle_months"] is not None else (None if row["grown"] else 0)
    return Earliest(process, month, None if cycle is None else _later(month, int(cycle)))


def _later(month: dt.date, by: int) -> dt.date:
    at = month.year * 12 + month.month - 1 + by
    return dt.date(at // 12, at % 12 + 1, 1)
