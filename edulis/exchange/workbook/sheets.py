"""Excel workbooks in: each sheet as a table, not yet understood."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from edulis.exchange.tables.names import HELP_MARK, WORDS_SHEET
from edulis.exchange.tables.raw import RawTable
from edulis.exchange.workbook.guard import Sheet, copy_out
from edulis.schema import Problem


def read_tables(path: Path) -> list[RawTable] | Problem:
    """The sheets of a workbook that hold anything, without the help sheet; or why the workbook cannot be read."""
    with tempfile.TemporaryDirectory(prefix="edulis-") as folder:
        found = copy_out(path, Path(folder))
        if isinstance(found, Problem):
            return found
        read = [(sheet, _copied(sheet)) for sheet in found if sheet.name != WORDS_SHEET and sheet.width]
        ours = any(_is_help(whole) for _, whole in read)
        tables = [
            _table(sheet, path.name, whole, ours) for sheet, whole in read if whole.height and not _is_help(whole)
        ]
    return tables or Problem("file.empty", file=path.name)


def _copied(sheet: Sheet) -> pl.DataFrame:
    """The numbers of the rows and their cells, each with its letter before it."""
    names = [str(place) for place in range(sheet.width)]
    schema: dict[str, type[pl.DataType]] = {"row": pl.Int64, **dict.fromkeys(names, pl.String)}
    if sheet.file.stat().st_size == 0:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(sheet.file, has_header=False, schema=schema, truncate_ragged_lines=True)


def _table(sheet: Sheet, file: str, whole: pl.DataFrame, ours: bool) -> RawTable:
    names = whole.columns[1:]
    cells = whole.select(pl.col(names).str.slice(1).replace("", None))
    top = _heading_row(cells)
    headings = cells.row(top)
    body = cells.slice(top + 1)
    kept = [name for name, title in zip(names, headings, strict=True) if title or body[name].null_count() < body.height]
    marks = whole.slice(top + 1).select(pl.col(name).str.head(1).fill_null("") for name in kept)
    native = marks.select(pl.all().is_in(["n", "N"]))
    order = {name: str(place) for place, name in enumerate(kept)}
    return RawTable(
        name=sheet.name,
        file=file,
        sheet=sheet.name,
        headings=tuple(headings[int(name)] or "" for name in kept),
        cells=body.select(kept).rename(order),
        rows=whole["row"].slice(top + 1).to_numpy().astype(np.int64),
        native=native.rename(order),
        quoted=ours,
        marks=marks.rename(order) if sheet.marked else None,
        hidden=sheet.hidden,
    )


def _is_help(whole: pl.DataFrame) -> bool:
    return bool(whole.height) and whole.row(0)[1] == f"t{HELP_MARK}" and not any(whole.row(0)[2:])


def _heading_row(cells: pl.DataFrame) -> int:
    """The first row, unless it is a title: one cell alone above a row that has more."""
    filled = cells.head(20).select(pl.sum_horizontal(pl.all().is_not_null())).to_series().to_list()
    return next((place for place, count in enumerate(filled) if count > 1), 0)
