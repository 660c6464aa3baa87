"""Excel workbooks in: each sheet as a table, not yet understood."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from edulis.exchange.guard import Sheet, copy_out
from edulis.exchange.raw import RawTable
from edulis.exchange.sheets import HELP_MARK, WORDS_SHEET
from edulis.schema import Problem

_LONE_QUOTES = r"^'('*)$"  # how `filling` writes an empty text


def read_tables(path: Path) -> list[RawTable] | Problem:
    """The sheets of a workbook that hold anything, without the help sheet; or why the workbook cannot be read."""
    with tempfile.TemporaryDirectory(prefix="edulis-") as folder:
        found = copy_out(path, Path(folder))
        if isinstance(found, Problem):
            return found
        tables = [_table(sheet, path.name) for sheet in found if sheet.name != WORDS_SHEET and sheet.width]
    return [table for table in tables if table is not None] or Problem("file.empty", file=path.name)


def _table(sheet: Sheet, file: str) -> RawTable | None:
    if sheet.file.stat().st_size == 0:
        return None
    names = [str(place) for place in range(sheet.width)]
    schema: dict[str, type[pl.DataType]] = {"row": pl.Int64, **dict.fromkeys(names, pl.String)}
    whole = pl.read_csv(sheet.file, has_header=False, schema=schema, truncate_ragged_lines=True)
    texts = pl.col(names).str.slice(1).str.normalize("NFC").replace("", None)
    cells = whole.select(texts.str.replace(_LONE_QUOTES, "${1}"))
    if _is_help(cells):
        return None
    top = _heading_row(cells)
    headings = cells.row(top)
    body = cells.slice(top + 1)
    kept = [name for name, title in zip(names, headings, strict=True) if title or body[name].null_count() < body.height]
    native = whole.slice(top + 1).select((pl.col(name).str.head(1) == "n").fill_null(False) for name in kept)
    order = {name: str(place) for place, name in enumerate(kept)}
    return RawTable(
        name=sheet.name,
        file=file,
        sheet=sheet.name,
        headings=tuple(headings[int(name)] or "" for name in kept),
        cells=body.select(kept).rename(order),
        rows=whole["row"].slice(top + 1).to_numpy().astype(np.int64),
        native=native.rename(order),
    )


def _is_help(cells: pl.DataFrame) -> bool:
    first = cells.row(0)
    return first[0] == HELP_MARK and not any(first[1:])


def _heading_row(cells: pl.DataFrame) -> int:
    """The first row, unless it is a title: one cell alone above a row that has more."""
    filled = cells.head(20).select(pl.sum_horizontal(pl.all().is_not_null())).to_series().to_list()
    return next((place for place, count in enumerate(filled) if count > 1), 0)
