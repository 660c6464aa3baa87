"""Values that must fit together: two sides, a beginning and an end, a month and its round, a place and its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl

from edulis.engine.check.fault import Cell, Fault, fault
from edulis.schema import Text

SIDES: Mapping[str, tuple[str, str]] = {
    "trade": ("seller", "buyer"),
    "relation": ("one", "other"),
    "loan": ("lender", "borrower"),
    "successor": ("before", "after"),
    "adoption": ("enterprise", "learned_from"),
}
ORDERED: tuple[tuple[str, str, str, str], ...] = (
    ("round", "first_month", "last_month", "round.dates"),
    ("enterprise", "founded", "ended", "dates.order"),
    ("consent", "day", "until", "dates.order"),
    ("consent", "day", "withdrawn", "dates.order"),
    ("service", "begins", "ends", "dates.order"),
    ("adoption", "month", "given_up", "dates.order"),
    ("calendar", "first_day", "last_day", "dates.order"),
    ("source", "low", "high", "bounds.order"),
    ("quality_floor", "low", "high", "bounds.order"),
)
# So many months before its round a month may lie: the first stock is the month before's, loans run on from long ago.
EARLIER: Mapping[str, int | None] = {"stock": 1, "loan": None}


@cache
def watch(record: str) -> tuple[pl.Expr, ...]:
    """Whether any row has the same on both sides, or an end before its beginning."""
    wanted: list[pl.Expr] = []
    if record in SIDES:
        one, other = SIDES[record]
        wanted.append((pl.col(one) == pl.col(other)).any().alias(":same"))
    for name, first, last, code in ORDERED:
        if name == record:
            wanted.append(_turned(first, last, code).any().alias(f"{last}:before"))
    return tuple(wanted)


def _turned(first: str, last: str, code: str) -> pl.Expr:
    if code == "bounds.order":  # what is not finite is told elsewhere
        return pl.col(first).is_finite() & pl.col(last).is_finite() & (pl.col(first) > pl.col(last))
    return pl.col(first) > pl.col(last)


def explain(record: str, table: pl.DataFrame, seen: Mapping[str, Any]) -> Iterator[Fault]:
    """Rows with the same on both sides, or an end before its beginning."""
    if seen.get(":same"):
        one, other = SIDES[record]
        mend = Text("Both sides are the same. Write who the other one was.")
        yield from fault("pair.same", record, other, table, pl.col(one) == pl.col(other), mend)
    for name, first, last, code in ORDERED:
        if name == record and seen.get(f"{last}:before"):
            mend = (
                Text("Exchange the lower and the upper bound, or mend one of them.")
                if code == "bounds.order"
                else Text("Exchange the beginning and the end, or mend one of them.")
            )
            yield from fault(code, record, last, table, _turned(first, last, code), mend)


def months(tables: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    """Months that do not lie in the round of their row. Rounds with impossible dates are passed over here."""
    rounds = tables["round"].filter(pl.col("first_month") <= pl.col("last_month")).unique("code", keep="none")
    if not rounds.height:
        return
    bounds = {code: (first, last) for code, first, last in rounds.select("code", "first_month", "last_month").rows()}
    dated = [
        name
        for name, table in tables.items()
        if table.height and {"round", "month"} <= set(table.columns) and _may_lie_outside(name, table, bounds)
    ]
    spans = pl.collect_all(
        [
            tables[name]
            .lazy()
            .group_by("round")
            .agg(pl.col("month").min().alias("a"), pl.col("month").max().alias("b"))
            for name in dated
        ]
    )
    for name, span in zip(dated, spans, strict=True):
        for code, earliest, latest in span.select("round", "a", "b").rows():
            if code not in bounds or earliest is None:
                continue
            first, last = bounds[code]
            back = EARLIER.get(name, 0)
            start = dt.date.min if back is None else _months_before(first, back)
            if earliest < start or latest > last:
                outside = (pl.col("round") == code) & ~pl.col("month").is_between(start, last)
                mend = Text(
                    "Round {round} runs from {first:month} to {last:month}.", round=code, first=first, last=last
                )
                yield from fault("month.outside", name, "month", tables[name], outside, mend)


def _may_lie_outside(name: str, table: pl.DataFrame, bounds: Mapping[str, tuple[dt.date, dt.date]]) -> bool:
    """Whether not all months lie in all rounds at once, as with one round they do."""
    earliest, latest = table.select(pl.col("month").min().alias("a"), pl.col("month").max().alias("b")).row(0)
    if earliest is None:
        return False
    first, last = max(first for first, _ in bounds.values()), min(last for _, last in bounds.values())
    back = EARLIER.get(name, 0)
    return bool(latest > last or (back is not None and earliest < _months_before(first, back)))


def _months_before(month: dt.date, back: int) -> dt.date:
    count = month.year * 12 + month.month - 1 - back
    return dt.date(count // 12, count % 12 + 1, 1)


def loops(places: pl.DataFrame) -> Iterator[Fault]:
    """Places that lie within themselves, directly or by way of others."""
    within = dict(places.select("code", "within").drop_nulls().rows())
    looping: set[str] = set()
    cleared: set[str] = set()
    for start in within:
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in cleared and here not in path:
            path.append(here)
            here = within.get(here)
        if here is not None and here in path:
            looping.update(path[path.index(here) :])
        cleared.update(path)
    if looping:
        mend = Text("Follow “lies within” from place to place until it comes back, and mend the step that is wrong.")
        yield from fault("loop.place", "place", "within", places, pl.col("code").is_in(list(looping)), mend)


def one_cluster(tables: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    """A cluster has one row about itself, and needs one as soon as amounts of money are told."""
    about = tables["cluster"]
    if about.height > 1:
        mend = Text("Keep the row of this cluster, and put other clusters into files of their own.")
        cells = tuple(Cell(row, str(code or ""), mend) for row, code in enumerate(about["code"].to_list()) if row)
        yield Fault("table.one_row", "cluster", "code", cells, about.height - 1)
    money = any(tables[name]["value" if name == "trade" else "amount"].count() for name in ("trade", "income", "loan"))
    if not about.height and money:
        mend = Text("Add a row about the cluster with its currency, since amounts of money are given.")
        yield Fault("value.missing", "cluster", "currency", (Cell(None, "", mend),), 1, "doubt")
