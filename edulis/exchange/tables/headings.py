"""Which record a sheet or file holds, and which of its columns stands under each heading.

A heading may be the column's name or its title in any language of the catalogue, in any case, with or without accents,
with its unit in brackets. A unit in brackets that is not the column's own is refused: it would change the figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import polars as pl

from edulis.engine.check.nearest import Nearest, folded
from edulis.exchange.tables.names import record_of
from edulis.schema import LANGUAGES, RECORD_BY_NAME, Column, Problem, Text, columns, translate

_BRACKETS = re.compile(r"^(.*?)\s*[\(\[]([^()\[\]]*)[\)\]]\s*$", re.DOTALL)
_MARKS = " \t\n\r*:\u00a0\ufeff"  # what may stand around a heading: a star says that the column is needed
_DONG = frozenset({"vnd", "d", "dong", "dongvn", "₫"})


def record_called(name: str) -> str | None:
    """The record that a sheet or file of this name holds: its name or title, any case, one or many."""
    if found := record_of(name):
        return found
    return _records().get(folded(name))


@cache
def _records() -> dict[str, str]:
    found: dict[str, str] = {}
    for record in RECORD_BY_NAME:
        for form in (record, record + "s", record + "es", re.sub("y$", "ies", record)):
            found.setdefault(folded(form), record)
    return found


@cache
def _written(record: str) -> dict[str, tuple[str, ...]]:
    """The folded headings of a record with the columns that they may mean."""
    found: dict[str, list[str]] = defaultdict(list)
    for column in columns(RECORD_BY_NAME[record]):
        titles = {translate(column.title, language) for language in LANGUAGES}
        units = {translate(column.unit, language) for language in LANGUAGES}
        forms = {column.name, column.title, *titles, *(f"{title} ({unit})" for title in titles for unit in units)}
        for form in {folded(form) for form in forms}:
            found[form].append(column.name)
    names = {folded(column.name): (column.name,) for column in columns(RECORD_BY_NAME[record])}
    return {form: tuple(meant) for form, meant in found.items()} | names


def column_called(record: str, heading: str) -> Column | None:
    """The column of a record that stands under this heading, or nothing where none does for sure."""
    heading = heading.strip(_MARKS)
    by_name = {column.name: column for column in columns(RECORD_BY_NAME[record])}
    meant = _written(record).get(folded(heading), ())
    if len(meant) == 1:
        return by_name[meant[0]]
    if bracketed := _BRACKETS.match(heading):
        meant = _written(record).get(folded(bracketed[1]), ())
        column = by_name[meant[0]] if len(meant) == 1 else None
        return column if column is not None and _fits(column, bracketed[2]) else None
    return None


def money_called(record: str, heading: str, currency: str) -> tuple[Column | None, bool]:
    """The column under this heading in a cluster of that money, and whether the heading names the money."""
    column, bracketed = column_called(record, heading), _BRACKETS.match(heading.strip(_MARKS))
    if not bracketed or (column is not None and column.kind != "money"):
        return column, False
    plain = column_called(record, bracketed[1])
    if plain is None or plain.kind != "money":
        return column, False
    said = folded(bracketed[2]) or bracketed[2].strip()
    own = said in _DONG if currency in ("", "VND") else said == folded(currency)
    return (plain, True) if own else (None, False)


def _fits(column: Column, unit: str) -> bool:
    said = folded(unit) or unit.strip()
    if not said:
        return True
    if column.kind == "money":
        return said in _DONG
    own = {folded(translate(column.unit, language)) or column.unit for language in LANGUAGES}
    return bool(column.unit) and said in own


@cache
def known_headings() -> frozenset[str]:
    """The folded headings of all records: what tells a row of headings from a row of values."""
    return frozenset(form for record in RECORD_BY_NAME for form in _written(record) if form)


def like_headings(cells: pl.Series) -> pl.Series:
    """Which cells may be headings: false or null for all others."""
    folding = cells.str.normalize("NFKD").str.to_lowercase().str.replace_all("đ", "d")
    return folding.str.replace_all(r"[^\p{L}\p{N}]", "").is_in(list(known_headings()))


def recognised(cells: Sequence[str], record: str | None) -> int:
    """How many of these cells are headings, of this record or, where it is not known, of any."""
    if record is None:
        return max(sum(column_called(name, cell) is not None for cell in cells) for name in RECORD_BY_NAME)
    return sum(column_called(record, cell) is not None for cell in cells)


def likeliest(cells: Sequence[str]) -> str | None:
    """The record whose headings these are, for advice only; nothing where fewer than half are its own."""
    scores = {name: sum(column_called(name, cell) is not None for cell in cells if cell) for name in RECORD_BY_NAME}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] * 2 > len(cells) else None


def unknown_heading(record: str, heading: str) -> Problem:
    """The problem of a heading that is no column, with the nearest one."""
    bracketed = _BRACKETS.match(heading.strip(_MARKS))
    if bracketed and (column := column_called(record, bracketed[1])) is not None:
        own = Text(column.unit) if column.unit else Text("whole money of the cluster") if column.kind == "money" else ""
        mend = Text(
            "“{name}” is counted in {unit}. Convert the figures, and take the other unit out of the heading.",
            name=Text(column.title),
            unit=own or Text("no unit"),
        )
        return Problem("column.unknown", heading, mend, record=record, column=heading)
    titles = {column.name: Text(column.title) for column in columns(RECORD_BY_NAME[record])}
    near = _near(record).to(heading)
    if near:
        named = tuple(titles[name] for name in near)
        return Problem("column.unknown", heading, Text("Did you mean “{near}”?", near=named), record, heading)
    mend = Text("The columns are: {names}.", names=tuple(titles.values()))
    return Problem("column.unknown", heading, mend, record, heading)


@cache
def _near(record: str) -> Nearest:
    return Nearest({form: meant[0] for form, meant in _written(record).items()})
