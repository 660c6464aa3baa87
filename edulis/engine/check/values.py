"""Single values: is one needed and missing, is the word on the list, does the number lie within its bounds?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

import polars as pl

from edulis.engine.check.choices import advice
from edulis.engine.check.fault import Fault, fault
from edulis.schema import RECORD_BY_NAME, Column, Text, columns

NUMBERS = frozenset({"count", "money", "number"})
DATES = frozenset({"month", "day"})
WORDS = frozenset({"code", "text"})
TEXTUAL = frozenset({"code", "text", "one_of", "link", "place"})  # kinds held as text
_NO_CODE = r"[\s\p{Cc}\p{Cf}]"
_NO_TEXT = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_EARLIEST, _LATEST = 1900, 2100  # years beyond which a date is more likely a slip than a fact


@cache
def watch(record: str) -> tuple[pl.Expr, ...]:
    """What must be looked at in each column to know whether all its values are right; one row of figures.

    Words of a list are compared by hashes of 64 bits, like links.
    """
    wanted: list[pl.Expr] = []
    for column in columns(RECORD_BY_NAME[record]):
        cell, name = pl.col(column.name), column.name
        if column.required:
            wanted.append(cell.is_null().any().alias(f"{name}:empty"))
        if column.kind == "one_of":
            wanted.append(cell.drop_nulls().hash().is_in(_marks(column)).all().alias(f"{name}:known"))
        if column.kind in WORDS:
            words = cell.drop_nulls().unique(maintain_order=True)  # for it is drawn up anew at each mention
            odd = words.str.contains(_NO_CODE if column.kind == "code" else _NO_TEXT).any()
            loose = (words != words.str.normalize("NFC")).any()
            wanted += [odd.alias(f"{name}:odd"), loose.alias(f"{name}:loose")]
            if column.required:
                wanted.append((words.str.strip_chars() == "").any().alias(f"{name}:hollow"))
        if column.kind in NUMBERS | DATES:
            wanted += [cell.min().alias(f"{name}:min"), cell.max().alias(f"{name}:max")]
        if column.kind == "number":
            wanted.append((~cell.is_finite()).any().alias(f"{name}:wild"))
        if column.kind == "month":
            wanted.append((cell.unique().dt.day() != 1).any().alias(f"{name}:late"))
    return tuple(wanted)


def _marks(column: Column) -> pl.Series:
    return pl.Series([code for code, _ in column.choices], dtype=pl.String).hash().implode()


def explain(record: str, table: pl.DataFrame, seen: Mapping[str, Any]) -> Iterator[Fault]:
    """The faults of single values of a table, given what `watch` saw."""
    for column in columns(RECORD_BY_NAME[record]):
        yield from _missing(record, column, table, seen)
        if column.kind == "one_of" and not seen[f"{column.name}:known"]:
            yield from _choice(record, column, table)
        elif column.kind in WORDS:
            yield from _words(record, column, table, seen)
        elif column.kind in NUMBERS:
            yield from _numbers(record, column, table, seen)
        elif column.kind in DATES:
            yield from _dates(record, column, table, seen)


def _missing(record: str, column: Column, table: pl.DataFrame, seen: Mapping[str, Any]) -> Iterator[Fault]:
    if not column.required:
        return
    cell = pl.col(column.name)
    blank = cell.is_null()
    if column.kind in TEXTUAL:
        blank |= cell.str.strip_chars() == ""
    if seen[f"{column.name}:empty"] or _maybe_hollow(column, seen):
        mend = Text("Fill in “{title}”: {question}", title=Text(column.title), question=Text(column.ask))
        yield from fault("value.missing", record, column.name, table, blank, mend)


def _maybe_hollow(column: Column, seen: Mapping[str, Any]) -> bool:
    if column.kind in WORDS:
        return bool(seen[f"{column.name}:hollow"])
    # no link and no word of a list is blank: where all are right, there is nothing to look for
    return not seen.get(f"{column.name}:known", True) or not seen.get(f"{column.name}:linked", True)


def _words(record: str, column: Column, table: pl.DataFrame, seen: Mapping[str, Any]) -> Iterator[Fault]:
    name, cell = column.name, pl.col(column.name)
    if not seen[f"{name}:odd"] and not seen[f"{name}:loose"]:
        return
    filled = cell.str.strip_chars() != "" if column.required else pl.lit(True)  # blank is told as missing
    odd = cell.str.contains(_NO_CODE if column.kind == "code" else _NO_TEXT)
    if seen[f"{name}:odd"]:
        mend = (
            Text("A code has no spaces and no invisible signs. Write it without them.")
            if column.kind == "code"
            else Text("Take out the control characters, which cannot be seen or printed.")
        )
        yield from fault("value.type", record, name, table, odd & filled, mend)
    if seen[f"{name}:loose"]:
        mend = Text("Its accents are stored apart from their letters. Type it anew, or convert the file once.")
        loose = (cell != cell.str.normalize("NFC")) & ~odd
        yield from fault("value.type", record, name, table, loose & filled, mend)


def _choice(record: str, column: Column, table: pl.DataFrame) -> Iterator[Fault]:
    cell = pl.col(column.name)
    strange = ~cell.is_in([word for word, _ in column.choices])
    if column.required:
        strange &= cell.str.strip_chars() != ""  # told as missing
    yield from fault("value.unknown", record, column.name, table, strange, partial(advice, column, coded=True))


def _numbers(record: str, column: Column, table: pl.DataFrame, seen: Mapping[str, Any]) -> Iterator[Fault]:
    cell, name = pl.col(column.name), column.name
    if seen.get(f"{name}:wild"):
        mend = Text("This is not a number that can be reckoned with. Write the number, or leave it empty.")
        yield from fault("value.type", record, name, table, ~cell.is_finite(), mend)
    if column.kind == "number":
        cell = pl.when(cell.is_finite()).then(cell)
    lowest, highest = seen[f"{name}:min"], seen[f"{name}:max"]
    if column.low is not None and lowest is not None and not lowest >= column.low:
        mend = _bound(Text("It must be at least {bound}.", bound=_plain(column, column.low)), column)
        yield from fault("value.low", record, name, table, cell < column.low, mend)
    if column.high is not None and highest is not None and not highest <= column.high:
        mend = _bound(Text("It may be at most {bound}.", bound=_plain(column, column.high)), column)
        yield from fault("value.high", record, name, table, cell > column.high, mend)
    if column.likely is not None and highest is not None and not highest <= column.likely:
        mend = _bound(Text("More than {bound} is rare. Was a digit too many written?", bound=column.likely), column)
        over = cell > column.likely
        over = over & (cell <= column.high) if column.high is not None else over
        yield from fault("value.unlikely", record, name, table, over, mend, "doubt")


def _plain(column: Column, bound: float) -> str | float:
    # a year is written without a mark for thousands
    return f"{bound:.0f}" if column.kind == "count" and bound >= 1000 else bound


def _bound(mend: Text, column: Column) -> Text:
    return Text("{mend} It is counted in: {unit}.", mend=mend, unit=Text(column.unit)) if column.unit else mend


def _dates(record: str, column: Column, table: pl.DataFrame, seen: Mapping[str, Any]) -> Iterator[Fault]:
    cell, name = pl.col(column.name), column.name
    if seen.get(f"{name}:late"):
        mend = Text("A month is written as its first day, for instance 2002-09-01, or as 2002-09.")
        yield from fault("value.type", record, name, table, cell.dt.day() != 1, mend)
    first, last = seen[f"{name}:min"], seen[f"{name}:max"]
    if first is not None and (first.year < _EARLIEST or last.year > _LATEST):
        mend = Text("Look at the year again.")
        far = (cell.dt.year() < _EARLIEST) | (cell.dt.year() > _LATEST)
        yield from fault("value.unlikely", record, name, table, far, mend, "doubt")
