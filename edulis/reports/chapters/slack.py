"""What the seasons of a cluster add to its year: work, raw material and money by month, and the weeks with slack."""

from __future__ import annotations

import datetime as dt

import polars as pl

from edulis.engine.disclosure import enough
from edulis.engine.seasons import Seasons
from edulis.reports.figures import Event, Strip
from edulis.reports.material import Material
from edulis.reports.words import capital
from edulis.schema import Text

KINDS = 8  # kinds with a strip of their own, those with most people at work first
TOGETHER = (
    ("labour", Text("Work, all together")),
    ("raw", Text("Raw material bought")),
    ("sales", Text("Money from sales")),
)


def seasonal_strips(material: Material, span: list[dt.date]) -> tuple[list[tuple[Strip, int]], int]:
    """Strips of all together and of the work of each kind, each with how many it rests on, and how many in all; none
    where no hours of work are known.
    """
    seasons = material.answer("seasons", Seasons)
    if seasons is None or seasons.profiles.is_empty():
        return [], 0
    profiles = seasons.profiles.filter(pl.col("month").is_in(span))
    work = profiles.filter((pl.col("measure") == "labour") & (pl.col("amount") > 0))
    if work.filter(pl.col("level") == "cluster").is_empty():
        return [], 0
    strips = []
    for measure, words in TOGETHER:
        rows = profiles.filter((pl.col("measure") == measure) & (pl.col("level") == "cluster"))
        seen = _may_be_seen(material, profiles.filter(pl.col("measure") == measure))
        if (strip := _strip(material, material.say(words), rows, span, seen)) is not None:
            strips.append((strip, int(rows["n"].max() or 0)))  # type: ignore[arg-type]
    kinds = work.filter(pl.col("level") == "kind")
    sizes = kinds.group_by("who").agg(pl.col("n").max()).sort(["n", "who"], descending=[True, False])
    found: list[tuple[Strip, int]] = []
    for row in sizes.to_dicts():
        part = kinds.filter(pl.col("who") == row["who"])
        seen = {each["month"] for each in part.to_dicts() if material.edition == "annex" or enough(each["n"], "people")}
        strip = _strip(material, material.kind(row["who"]), part, span, seen)
        if strip is not None and len(found) < KINDS:
            found.append((strip, int(row["n"])))
    found.sort(key=lambda each: (_peak(each[0]), each[0].label))
    return [*strips, *found], int(work.filter(pl.col("level") == "cluster")["n"].max() or 0)  # type: ignore[arg-type]


def _may_be_seen(material: Material, rows: pl.DataFrame) -> set[dt.date]:
    """The months whose sum shows nobody's own."""
    homes = rows.filter((pl.col("level") == "household") & (pl.col("amount") > 0))
    if material.edition == "annex" or homes.is_empty():
        return set(rows["month"])
    cells = material.cross(homes.with_columns(pl.col("month").cast(pl.String)), "month", None, "who", "amount")
    return {dt.date.fromisoformat(row["row"]) for row in cells.filter(~pl.col("hidden")).to_dicts()}


def _strip(material: Material, label: str, rows: pl.DataFrame, span: list[dt.date], seen: set[dt.date]) -> Strip | None:
    sums = {row["month"]: max(row["amount"], 0.0) for row in rows.to_dicts() if row["amount"] is not None}
    values = tuple(sums.get(month, 0.0) if month in seen or month not in sums else None for month in span)
    known = [value for value in values if value is not None]
    if len(known) * 2 <= len(values) or max(known) <= 0:
        return None
    busiest = span[values.index(max(known))]
    return Strip(label, values, material.say(Text("{month:month}", month=busiest)))


def _peak(strip: Strip) -> int:
    return strip.values.index(max(value for value in strip.values if value is not None))


def slack_weeks(material: Material, span: list[dt.date]) -> list[Event]:
    """The weeks that are slack for most trades, those that follow each other as one."""
    seasons = material.answer("seasons", Seasons)
    if seasons is None or seasons.weeks.is_empty():
        return []
    runs: list[list[dt.date]] = []
    for row in seasons.weeks.filter("slack").sort("week").to_dicts():
        if runs and (row["week"] - runs[-1][1]).days <= 1:
            runs[-1][1] = row["last_day"]
        else:
            runs.append([row["week"], row["last_day"]])
    words = capital(material.say(Text("slack weeks")))
    made = [Event(words, at(first, span), at(last, span) + 1 / 31) for first, last in runs]
    inside = [event for event in made if event.end > 0 and event.start < len(span)]
    return [Event(event.label, max(event.start, 0.0), min(event.end, float(len(span)))) for event in inside]


def at(day: dt.date, span: list[dt.date]) -> float:
    """Where a day lies on the months from the first."""
    return (day.year - span[0].year) * 12 + day.month - span[0].month + (day.day - 1) / 31
