"""A cluster's tables written into the workbook that people fill in, in words of their language."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from edulis.exchange.tables.formulas import enclosed
from edulis.exchange.tables.numbers import money_of
from edulis.exchange.tables.values import tidied
from edulis.exchange.workbook.template import ROWS, Book, PlainSheet, words, yes_no
from edulis.schema import RECORD_BY_NAME, Column, Language, Text, columns
from edulis.schema.reason import ToldError

LARGE = 50_000  # rows, from which a workbook is written piece by piece
_EXACT = 2**53  # whole numbers beyond it do not fit the numbers of Excel and stand there as text
_SURE = 10**15  # fifteen digits come back from any number of Excel
_CALENDAR = dt.date(1900, 3, 1)  # before it Excel counts a day that never was


def fill(
    frames: Mapping[str, pl.DataFrame],
    path: Path,
    language: Language,
    *,
    progress: Callable[[str, float], None],
) -> None:
    """Write the workbook; raises OSError where a table or a text is larger than a sheet or a cell of Excel."""
    total = sum(frame.height for frame in frames.values())
    about = frames["cluster"].head(1).to_dicts()
    currency, digits = money_of(about[0]) if about else ("", 0)
    money = (currency if digits else "", digits if currency else None)
    book = Book(str(path), language, {"constant_memory": total > LARGE}, *money)
    done = 0
    for record in RECORD_BY_NAME:
        frame, sheet = frames[record], book.add(record)
        if frame.height >= ROWS:
            raise ToldError(errno.EFBIG, Text("a sheet of a workbook ends at {n:,} rows", n=ROWS - 1), record)
        kinds = columns(RECORD_BY_NAME[record])
        ready = frame.select(_told(column, language) for column in kinds)
        amounts = [column.kind == "money" and digits > 0 for column in kinds]
        for row, values in enumerate(ready.iter_rows(), 1):
            for place, value in enumerate(values):
                if value is not None:
                    _write(sheet, row, place, _major(value, digits) if amounts[place] else value)
        done += frame.height
        progress("Writing the workbook", done / max(total, 1))
    book.close()


def _told(column: Column, language: Language) -> pl.Expr:
    """The column as a person reads it."""
    values = pl.col(column.name)
    if column.choices:
        return values.replace(words(column, language))
    if column.kind == "yes_no":
        yes, no = yes_no(language)
        return pl.when(values).then(pl.lit(yes)).when(~values).then(pl.lit(no)).alias(column.name)
    if column.kind in ("code", "text", "link", "place"):
        return enclosed(values, tidied(values, column.kind)).alias(column.name)
    return values


def _major(amount: int, digits: int) -> float | str:
    """An amount in minor units as people write it, as a text where a number would not hold all its digits."""
    if abs(amount) < _SURE:
        return float(amount / 10**digits)
    whole, part = divmod(abs(amount), 10**digits)
    return f"{'-' if amount < 0 else ''}{whole}.{part:0{digits}}"


def _write(sheet: PlainSheet, row: int, place: int, value: Any) -> None:
    if isinstance(value, str):
        if sheet.put_text(row, place, value):
            told = Text("a text of {n:,} characters does not fit a cell of a workbook", n=len(value))
            raise ToldError(errno.EFBIG, told)
    elif isinstance(value, float):
        sheet.put_number(row, place, value)
    elif isinstance(value, int):
        if abs(value) > _EXACT:
            sheet.put_text(row, place, str(value))
        else:
            sheet.put_number(row, place, value)
    elif value < _CALENDAR:
        sheet.put_text(row, place, value.isoformat())
    else:
        sheet.put_day(row, place, value)
