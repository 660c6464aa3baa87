"""Months and days as people write them: 2002-09, 09/2002, tháng 9 năm 2002, Sep 2002, 15/9/2002.

A date such as 03/04/2002 has two readings. It is read only where another cell of the column decides (15/04/2002), else
refused with both readings shown. In a column of months one more thing decides, and is then said: when in one order
all dates are first days of different months, and in the other they are not.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from edulis.engine.check.nearest import folded
from edulis.exchange.tables.numbers import Hint
from edulis.exchange.tables.refusal import Refusal, refused
from edulis.schema import Column, Text

_ENGLISH = "january february march april may june july august september october november december".split()
_NAMES = {name[:size]: place + 1 for place, name in enumerate(_ENGLISH) for size in range(3, len(name) + 1)} | {
    "sept": 9
}
_VIETNAMESE = {
    **dict(zip("mot hai ba tu nam sau bay tam chin muoi muoimot muoihai".split(), range(1, 13), strict=True)),
    "gieng": 1,
    "chap": 12,
}
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(?::00(?:\.0+)?)?Z?$")
_FIGURES = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,4}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_SPOKEN = re.compile(r"(?:ngay(\d{1,2}))?(?:thang|th|t)(\d{1,2}|[a-z]+?)(?:nam)?(\d{4})")
_NAMED = re.compile(r"(\d{1,2})?\s*[-/ ]?\s*([A-Za-z]{3,9})\.?\s*[-/ ]?\s*(?:(\d{1,2})(?:st|nd|rd|th)?\s*,\s*)?(\d{4})")
_SHORT = re.compile(r"(?:\d{1,2}[-/ .])?(?:\d{1,2}|[A-Za-z]{3,9})[-/ .']\d{2}")
_SERIALS = range(20_000, 80_001)  # 1954 to 2119, as a spreadsheet counts days; a year is no serial
_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Found:
    """The readings of one written date: whether the day was written, and one date or two by order."""

    day_first: dt.date | None
    month_first: dt.date | None
    has_day: bool

    @property
    def doubtful(self) -> bool:
        """Whether the two orders give different dates."""
        return None not in (self.day_first, self.month_first) and self.day_first != self.month_first

    @property
    def only(self) -> dt.date | None:
        """The date where there is one reading only."""
        return None if self.doubtful else self.day_first or self.month_first


def read_dates(
    column: Column, cells: pl.Series, native: pl.Series | None, _hint: Hint
) -> tuple[pl.Series, list[Refusal]]:
    """The values of a column of months (held as their first day) or days, and the cells refused."""
    typed = native if native is not None else pl.repeat(False, cells.len(), eager=True)
    pairs = pl.DataFrame({"cell": cells, "native": typed})
    different = pairs.unique(maintain_order=True).drop_nulls("cell")
    found = [_read(cell, is_native) for cell, is_native in different.iter_rows()]
    order, told = _order(column, found)
    dates = [_chosen(column, one, order) for one in found]
    doubt = [one is not None and date is None and one.doubtful for one, date in zip(found, dates, strict=True)]
    known = different.with_columns(
        pl.Series("date", dates, pl.Date),
        pl.Series("doubt", doubt, pl.Boolean),
        pl.Series("ordered", [one is not None and one.doubtful for one in found], pl.Boolean),
    )
    read = pairs.join(known, on=["cell", "native"], how="left", maintain_order="left")
    refusals = refused("value.doubt", read["doubt"], _both_readings)
    odd = read["cell"].is_not_null() & read["date"].is_null() & ~read["doubt"].fill_null(False)
    refusals += refused("value.type", odd & ~cells.str.contains(rf"^{_SHORT.pattern}$"), _how(column))
    refusals += refused("value.doubt", odd & cells.str.contains(rf"^{_SHORT.pattern}$"), _century)
    if told is not None:
        first = read["ordered"].fill_null(False).arg_true().to_numpy()[:1].astype(np.int64)
        refusals.append(Refusal("value.doubt", first, told, "doubt"))
    return read["date"].alias(column.name), refusals


def _how(column: Column) -> Text:
    if column.kind == "day":
        return Text("Write the day as year-month-day, for instance 2002-09-15.")
    return Text("Write the month as year-month, for instance 2002-09.")


def _century(_cell: str) -> Text:
    return Text("Is the year in full missing? Write it with four figures, for instance 2002-09.")


def _both_readings(cell: str) -> Text:
    found = _read(cell, False)
    if found is None or found.day_first is None or found.month_first is None:
        return Text("Write the date as year-month-day, for instance 2002-09-15.")
    return Text(
        "Is this {one} or {other}? Nothing in the column decides. Write it as year-month-day.",
        one=found.day_first.isoformat(),
        other=found.month_first.isoformat(),
    )


def _chosen(column: Column, found: Found | None, order: str) -> dt.date | None:
    if found is None or (column.kind == "day" and not found.has_day):
        return None
    date = found.only
    if date is None and order:
        date = found.day_first if order == "day" else found.month_first
    return date.replace(day=1) if date is not None and column.kind == "month" else date


def _order(column: Column, found: list[Found | None]) -> tuple[str, Text | None]:
    """Which comes first in this column, day or month, or nothing; and what to say where it was worked out."""
    seen = [one for one in found if one is not None]
    days = any(one.month_first is None and one.day_first is not None for one in seen)
    months = any(one.day_first is None and one.month_first is not None for one in seen)
    doubtful = [one for one in seen if one.doubtful]
    if days or months or not doubtful:
        return ("" if days and months else "day" if days else "month" if months else ""), None
    if column.kind == "month" and len(doubtful) > 1:
        by_day = all(one.day_first is not None and one.day_first.day == 1 for one in doubtful)
        by_month = all(one.month_first is not None and one.month_first.day == 1 for one in doubtful)
        if by_day != by_month:
            day = Text("Read as day/month/year, since all dates of the column are then first days of months.")
            month = Text("Read as month/day/year, since all dates of the column are then first days of months.")
            return ("day", day) if by_day else ("month", month)
    return "", None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year >= 1000 else None
    except ValueError:
        return None


def _one(year: int, month: int, day: int | None) -> Found | None:
    date = _date(year, month, day or 1)
    return Found(date, date, day is not None) if date else None


@cache
def _read(cell: str, native: bool) -> Found | None:
    """All readings of a written date, or nothing where it has none."""
    text = _MIDNIGHT.sub("", cell.strip())
    if native and re.fullmatch(r"\d{5}(?:\.0*)?", text):
        serial = int(float(text))
        return _serial(serial) if serial in _SERIALS else None
    if pair := _MONTH_YEAR.fullmatch(text):
        return _one(int(pair[2]), int(pair[1]), None)
    if figures := _FIGURES.fullmatch(text):
        return _figures(*figures.groups())
    if named := _NAMED.fullmatch(text):
        before, name, after, year = named.groups()
        month = _NAMES.get(name.lower())
        day = before or after
        if month and not (before and after):
            return _one(int(year), month, int(day) if day else None)
    if spoken := _SPOKEN.fullmatch(folded(text)):
        day, name, year = spoken.groups()
        month = int(name) if name.isdigit() else _VIETNAMESE.get(name, 0)
        return _one(int(year), month, int(day) if day else None)
    return None


def _serial(days: int) -> Found | None:
    date = _EPOCH + dt.timedelta(days)
    return Found(date, date, True)


def _figures(first: str, second: str, third: str | None) -> Found | None:
    if len(first) == 4:
        if third is not None and len(third) > 2:
            return None
        return _one(int(first), int(second), int(third) if third else None)
    if third is None or len(first) > 2 or len(third) != 4:
        return None
    by_day, by_month = _date(int(third), int(second), int(first)), _date(int(third), int(first), int(second))
    return Found(by_day, by_month, True) if by_day or by_month else None
