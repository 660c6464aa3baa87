"""Rows under or between the rows of a table that are none of them: totals, and notes."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from edulis.engine.check.nearest import folded
from edulis.schema import Column

_FIGURES = frozenset({"count", "money", "number"})
_TOTALS = frozenset("tong tongcong tongso cong congdon total totals subtotal grandtotal sum note notes ghichu".split())
_BEGINS = ("tongcong", "ghichu", "total", "subtotal", "grandtotal", "notes")


def notes(cells: Mapping[int, pl.Series], placed: Mapping[int, Column]) -> pl.Series:
    """Whether each row is a total or a note.

    It lacks a needed cell, and begins with a word such as total, or has figures only, or one cell with words only.
    """
    needed = [str(place) for place, column in placed.items() if column.required]
    frame = pl.DataFrame({str(place): series for place, series in cells.items()})
    if not needed or not any(frame[name].null_count() for name in needed):
        return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    words = [str(place) for place, column in placed.items() if column.kind not in _FIGURES]
    lacking = pl.any_horizontal(pl.col(needed).is_null())
    first = pl.coalesce(pl.col([str(place) for place in sorted(placed)]))
    alone = (pl.sum_horizontal(pl.all().is_not_null()) == 1) & first.str.contains(r"\p{L}")
    wordless = pl.all_horizontal(pl.col(words).is_null()) if any(name in needed for name in words) else pl.lit(False)
    found = frame.select(first.alias("first"), lacking.alias("lacking"), (alone | wordless).alias("bare"))
    said = found.filter("lacking")["first"].unique().drop_nulls()
    totals = [word for word in said.to_list() if _is_total(word)]
    several = len(needed) > 1
    return found.select(pl.col("lacking") & (pl.col("first").is_in(totals) | (pl.col("bare") & several))).to_series()


def _is_total(word: str) -> bool:
    plain = folded(word[:40])
    return plain in _TOTALS or plain.startswith(_BEGINS)
