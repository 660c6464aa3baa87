"""Links: each code that a row refers to must be the code of a row, of one table only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import polars as pl

from edulis.engine.check.fault import Fault, fault
from edulis.engine.check.nearest import MOST, Nearest, folded
from edulis.schema import RECORD_BY_NAME, Column, Text, columns
from edulis.schema.titles import TITLES

LINKS = frozenset({"link", "place"})


class Codes:
    """The codes of all tables, made ready for looking up once."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """The tables by record name."""
        self._tables = tables
        self._codes: dict[tuple[str, ...], pl.Series] = {}
        self._marks: dict[tuple[str, ...], pl.Series] = {}
        self._twofold: dict[tuple[str, ...], pl.Series] = {}
        self._nearest: dict[tuple[str, ...], Nearest] = {}
        self._named: dict[tuple[str, ...], Mapping[str, list[str]]] = {}

    def of(self, *records: str) -> pl.Series:
        """The different codes of those records, as a list to look in."""
        if records not in self._codes:
            every = pl.concat([self._tables[record]["code"] for record in records])
            self._codes[records] = every.drop_nulls().unique().implode()
        return self._codes[records]

    def marks(self, *records: str) -> pl.Series:
        """The hashes of the codes of those records, as a list to look in."""
        if records not in self._marks:
            self._marks[records] = self.of(*records).explode(empty_as_null=False).hash().implode()
        return self._marks[records]

    def twofold(self, records: tuple[str, ...]) -> pl.Series:
        """The codes that stand in more than one of those records, and mean different things there.

        An enterprise may have the code of the household that runs it: whichever is meant, it is the same people.
        """
        if len(records) == 1:
            return pl.Series([], dtype=pl.String)
        if records not in self._twofold:
            self._twofold[records] = self._find_twofold(records)
        return self._twofold[records]

    def _find_twofold(self, records: tuple[str, ...]) -> pl.Series:
        every = pl.concat([self.of(record).explode(empty_as_null=False) for record in records])
        twice = every.filter(every.is_duplicated()).unique()
        own = self._tables["enterprise"].filter(pl.col("code") == pl.col("household"))["code"]
        return twice.filter(~twice.is_in(own.implode()))

    def named(self, records: tuple[str, ...]) -> Mapping[str, list[str]]:
        """The codes of those records by the folded names that people may have written instead."""
        if records not in self._named:
            found: dict[str, list[str]] = {}
            for table in (self._tables[record] for record in records):
                if "name" in table.columns:
                    for name, code in table.select("name", "code").drop_nulls().unique(maintain_order=True).iter_rows():
                        found.setdefault(folded(name), []).append(code)
            self._named[records] = found
        return self._named[records]

    def nearest(self, records: tuple[str, ...]) -> Nearest:
        """Where the nearest code of those records can be asked for."""
        if records not in self._nearest:
            self._nearest[records] = Nearest(sorted(self.of(*records)[0]))
        return self._nearest[records]


def watch(record: str, codes: Codes) -> list[pl.Expr]:
    """Whether every link of each column leads somewhere.

    Hashes of 64 bits are compared, three times faster than words: that a broken link has the hash of one of n codes
    happens once in 2⁶⁴ / n.
    """
    return [
        pl.col(column.name).drop_nulls().hash().is_in(codes.marks(*column.to)).all().alias(f"{column.name}:linked")
        for column in columns(RECORD_BY_NAME[record])
        if column.kind in LINKS
    ]


def explain(record: str, table: pl.DataFrame, seen: Mapping[str, Any], codes: Codes) -> Iterator[Fault]:
    """Links that lead nowhere, and links that lead to rows of two tables."""
    for column in columns(RECORD_BY_NAME[record]):
        if column.kind not in LINKS:
            continue
        cell = pl.col(column.name)
        if not seen[f"{column.name}:linked"]:
            broken = ~cell.is_in(codes.of(*column.to))
            if column.required:
                broken &= cell.str.strip_chars() != ""  # told as missing
            mend = partial(_mend, column=column, nearest=codes.nearest(column.to), named=codes.named(column.to))
            yield from fault("link.broken", record, column.name, table, broken, mend)
        twofold = codes.twofold(column.to)
        if twofold.len():
            told = Text("It is a code in each of: {tables}. Give one of them another code.", tables=_titles(column))
            where = cell.is_in(twofold.implode())
            yield from fault("link.doubt", record, column.name, table, where, told, "doubt")


def _titles(column: Column) -> tuple[Text, ...]:
    return tuple(TITLES[record] for record in column.to)


def _mend(code: str, column: Column, nearest: Nearest, named: Mapping[str, list[str]]) -> Text:
    tables = _titles(column)
    own = tuple(named.get(folded(code), ()))
    if len(own) == 1:
        return Text("“{name}” has the code “{near}”. Write the code.", name=code, near=own[0])
    if 1 < len(own) <= MOST:
        return Text("Several are called “{name}”: {near}. Write the code of the one meant.", name=code, near=own)
    if near := nearest.to(code):
        return Text("Did you mean “{near}”? Else add a row for it to: {tables}.", near=near, tables=tables)
    return Text("Add a row with this code to the table: {tables}. Or mend the code.", tables=tables)
