"""Keys: two rows of a table must not say who or what they are in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl

from edulis.engine.check.fault import SHOWN, Cell, Fault, found
from edulis.schema import RECORD_BY_NAME, Text, columns, keys

_ODD = 0x9E3779B97F4A7C15  # any odd constant mixes; this one (2⁶⁴ over the golden ratio) mixes well


@cache
def watch(record: str) -> tuple[pl.Expr, ...]:
    """Whether any two rows have keys of the same hash: all keys are mixed into one number, which is then sorted."""
    mixed: pl.Expr | None = None
    for name in keys(RECORD_BY_NAME[record]):
        one = pl.col(name).hash()
        mixed = one if mixed is None else (mixed * pl.lit(_ODD, pl.UInt64)) ^ one
    if mixed is None:
        return ()
    ordered = mixed.sort()
    return ((ordered == ordered.shift()).any().alias(":twins"),)


def explain(record: str, table: pl.DataFrame, seen: Mapping[str, Any]) -> Iterator[Fault]:
    """The rows whose keys really are the same; every one of them is told, since any may be the wrong one."""
    if not seen.get(":twins"):
        return
    names = keys(RECORD_BY_NAME[record])
    rows = (
        table.lazy()
        .select(*names)
        .with_row_index("row")
        .with_columns(
            first=pl.col("row").min().over(names),
            second=pl.col("row").bottom_k(2).max().over(names),
            copies=pl.len().over(names),
        )
        .filter(pl.col("copies") > 1)
        # a row without a part of its key is told as missing that part
        .filter(pl.all_horizontal(pl.col(name).is_not_null() for name in _needed(record)))
        .collect()
    )
    if not rows.height:
        return
    cells = []
    for row in rows.head(SHOWN).iter_rows(named=True):
        other = row["second"] if row["row"] == row["first"] else row["first"]
        told = " · ".join(found(row[name]) for name in names if row[name] is not None)
        mend = Text("Row {row:d} says the same. Delete one of them, or mend what tells them apart.", row=0)
        cells.append(Cell(row["row"], told, mend, other))
    yield Fault("key.duplicate", record, names[0] if len(names) == 1 else "", tuple(cells), rows.height)


def _needed(record: str) -> list[str]:
    return [column.name for column in columns(RECORD_BY_NAME[record]) if column.key and column.required]
