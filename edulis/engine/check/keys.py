"""Keys: two rows of a table must not say who or what they are in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.check.fault import SHOWN, Cell, Fault, found
from edulis.schema import RECORD_BY_NAME, Text, columns, keys

_ODD = 0x9E3779B97F4A7C15  # any odd constant mixes; this one (2⁶⁴ over the golden ratio) mixes well


@cache
def _mixed(record: str) -> pl.Expr:
    """One number of 64 bits for each row: the hashes of the parts of its key, mixed."""
    first, *rest = (pl.col(name).hash() for name in keys(RECORD_BY_NAME[record]))
    for one in rest:
        first = (first * pl.lit(_ODD, pl.UInt64)) ^ one
    return first


def watch(record: str) -> tuple[pl.Expr, ...]:
    """Whether no two rows have keys of one hash."""
    return ((_mixed(record).n_unique() == pl.len()).alias(":apart"),)


def explain(record: str, table: pl.DataFrame, seen: Mapping[str, Any]) -> Iterator[Fault]:
    """The rows whose keys are the same; every one of them is told, since any may be the wrong one."""
    if seen[":apart"]:
        return
    names = keys(RECORD_BY_NAME[record])
    needed = [column.name for column in columns(RECORD_BY_NAME[record]) if column.key and column.required]
    # a row without a needed part of its key is told as missing that part
    whole = table.select(pl.all_horizontal(pl.col(needed).is_not_null())).to_series()
    places = np.flatnonzero(whole.to_numpy())
    parts = table.select(names).filter(whole)
    twins, others = same(parts, parts.select(_mixed(record)).to_series().to_numpy())
    if not twins.size:
        return
    months = {column.name for column in columns(RECORD_BY_NAME[record]) if column.kind == "month"}
    cells = []
    for row, other in zip(twins[:SHOWN].tolist(), others[:SHOWN].tolist(), strict=True):
        told = " · ".join(
            f"{value:%Y-%m}" if name in months else found(value)
            for name, value in zip(names, parts.row(row), strict=True)
            if value is not None
        )
        mend = Text("Row {row:d} says the same. Delete one of them, or mend what tells them apart.", row=0)
        cells.append(Cell(int(places[row]), told, mend, int(places[other])))
    yield Fault("key.duplicate", record, names[0] if len(names) == 1 else "", tuple(cells), twins.size)


def same(parts: pl.DataFrame, marks: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows that are the same as another, ascending, and for each the first other one.

    `marks` (n,) are the hashes of the rows.
    """
    order = np.argsort(marks, kind="stable")
    ordered = marks[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.append(begins, marks.size))
    begins, sizes = begins[sizes > 1], sizes[sizes > 1]
    if not begins.size:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    group = np.repeat(np.arange(begins.size), sizes)
    rows = order[np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(group.size)]
    first, second = order[begins], order[begins + 1]
    if not all(
        one.gather(rows).eq_missing(one.gather(first[group])).all() for one in parts.iter_columns()
    ):  # different keys of one hash: hardly ever, and then the slow way is exact
        return same(parts, parts.select(pl.struct(pl.all()).rank("dense")).to_series().cast(pl.UInt64).to_numpy())
    other = np.where(rows == first[group], second[group], first[group])
    ascending = np.argsort(rows)
    return rows[ascending], other[ascending]
