"""When a meeting disturbs least: the slack weeks of the cluster, from hours worked, else from its calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import slack_weeks
from edulis.engine.seasons.told import slack_months
from edulis.web.enterprises.agreed import counted
from edulis.web.enterprises.loading import data_version
from edulis.web.enterprises.sketched import months_of
from edulis.web.people.models import Cluster as Village

RECORDS = (
    "round", "place", "household", "enterprise", "product", "process", "process_line", "activity", "labour", "calendar",
)  # fmt: skip
AHEAD, SHOWN = dt.timedelta(weeks=12), 4
BUSY = frozenset({"season", "festival"})


@dataclass(frozen=True, slots=True)
class Week:
    """A week in which little is to be done."""

    first: dt.date
    last: dt.date


def weeks_of(village: Village, today: dt.date) -> list[Week]:
    """The best weeks of the next quarter, in their order; nothing where neither hours nor a calendar are known."""
    return list(_weeks(village.pk, data_version(village), today))


@lru_cache(maxsize=64)
def _weeks(number: int, version: int, today: dt.date) -> tuple[Week, ...]:
    village = Village.objects.get(pk=number)
    first = today + dt.timedelta(days=7 - today.weekday())
    return tuple(best(counted(village, RECORDS).cluster, first, slack_months(months_of(village))))


def best(cluster: Cluster, first: dt.date, told: tuple[int, ...] = ()) -> list[Week]:
    """Up to four weeks from that Monday on that the engine calls slack; else those of the months that the meeting
    called so (`told`, 1 to 12); else those that no season or festival takes.
    """
    found: list[Week] = []
    if cluster["labour"].height or cluster["activity"].height:
        ranked = slack_weeks(cluster, first, first + AHEAD)
        calm = ranked.filter(pl.col("busy").list.len() == 0) if ranked.height else ranked
        found = [Week(one["week"], one["last_day"]) for one in calm.head(SHOWN).iter_rows(named=True)]
    elif told:
        found = [week for week in _quarter(first) if {week.first.month, week.last.month} <= set(told)][:SHOWN]
    elif cluster["calendar"].height:
        found = [week for week in _quarter(first) if not _taken(cluster["calendar"].to_dicts(), week)][:SHOWN]
    return sorted(found, key=lambda week: week.first)


def _quarter(first: dt.date) -> list[Week]:
    mondays = [first + dt.timedelta(weeks=number) for number in range(AHEAD.days // 7)]
    return [Week(monday, monday + dt.timedelta(days=6)) for monday in mondays]


def _taken(calendar: list[dict[str, Any]], week: Week) -> bool:
    for one in calendar:
        first, last = one.get("first_day"), one.get("last_day") or one.get("first_day")
        if one.get("kind") not in BUSY or first is None or last is None:
            continue
        for year in (week.first.year - 1, week.first.year) if not one.get("lunar") else (first.year,):
            begins = _in(first, year)
            if begins <= week.last and begins + (last - first) >= week.first:
                return True
    return False


def _in(day: dt.date, year: int) -> dt.date:
    return day.replace(year=year, day=min(day.day, 28)) if (day.month, day.day) == (2, 29) else day.replace(year=year)
