"""A table as found, understood: its record, its columns, its values; or what stands in the way, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from edulis.engine.check.nearest import folded
from edulis.engine.cluster import empty_table
from edulis.exchange.tables.formulas import unguarded, verbatim
from edulis.exchange.tables.headings import like_headings, money_called, unknown_heading
from edulis.exchange.tables.notes import notes
from edulis.exchange.tables.numbers import Hint
from edulis.exchange.tables.raw import RawTable
from edulis.exchange.tables.refusal import Refusal, problems, refused
from edulis.exchange.tables.values import read_values, tidied
from edulis.schema import RECORD_BY_NAME, Column, Problem, Text, columns

_NOTE = Text("Is this a total or a note? Remove the row. If it is neither, fill in what is needed.")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file says it is written: decimal marks by heading, and whether texts carry the quote against formulas."""

    decimals: Mapping[str, str] = field(default_factory=dict)
    guarded: bool = False
    currency: str = ""
    digits: int = 0  # after the point of an amount as people write it; none in a package of our own


@dataclass(frozen=True, slots=True)
class Understood:
    """The rows of a record in their declared types, where each came from, and what is wrong or in doubt."""

    record: str
    frame: pl.DataFrame
    raw: RawTable
    problems: tuple[Problem, ...]


def understood(raw: RawTable, record: str, manner: Manner) -> Understood:
    """The table as rows of that record; a cell that cannot be read for sure is empty and has a problem."""
    found: list[Problem] = []
    placed, troubles = _placed(raw, record, manner.currency)
    found += troubles
    tidy = _tidy(raw, placed, manner)
    if several := _headings_within(raw, tidy, record):
        return Understood(record, empty_table(record), raw, (several,))
    filled = _filled(tidy)
    if placed:
        apart = notes({place: cells for place, (cells, _) in tidy.items()}, placed) & filled
        found += problems(refused("table.note", apart, _NOTE), raw, record, "", _firsts(tidy))
        filled &= ~apart
    if not filled.all():
        raw = replace(raw, rows=raw.rows[filled.to_numpy()])
        tidy = {heading: (cells.filter(filled), _kept(native, filled)) for heading, (cells, native) in tidy.items()}
    found += _hidden(raw, record)
    marks = None if raw.marks is None or not placed else raw.marks.filter(filled)
    values: list[pl.Series] = []
    for place, column in placed.items():
        cells, native = tidy[place]
        if marks is not None:
            doubts = _doubts(column, marks[str(place)])
            found += problems(doubts, raw, record, column.name, cells)
            for one in doubts:
                cells = cells.scatter(one.rows, None)
        heading = raw.headings[place]
        named = column.kind == "money" and money_called(record, heading, manner.currency)[1]
        hint = Hint(manner.decimals.get(heading, ""), manner.currency, manner.digits, named)
        series, refusals = read_values(column, cells, native, hint)
        found += problems(refusals, raw, record, column.name, cells)
        values.append(series)
    return Understood(record, pl.DataFrame(values) if values else empty_table(record), raw, tuple(found))


def _placed(raw: RawTable, record: str, currency: str) -> tuple[dict[int, Column], list[Problem]]:
    """Which column stands at which place, and the headings that are wrong."""
    placed: dict[int, Column] = {}
    found: list[Problem] = []
    taken: dict[str, int] = {}
    for place, heading in enumerate(raw.headings):
        column, _ = money_called(record, heading, currency)
        empty = raw.cells[str(place)].null_count() == raw.cells.height
        if column is None and not (empty and _nameless(heading)):
            found.append(unknown_heading(record, heading) if heading.strip() else _no_heading(raw, record, place))
        elif column is not None and column.name in taken:
            gap = any(not raw.headings[between].strip() for between in range(taken[column.name], place))
            found.append(Problem("table.several" if gap else "column.twice", heading, None, record, heading))
        elif column is not None:
            taken[column.name] = place
            placed[place] = column
    found += [
        Problem("column.missing", mend=Text("Add the column “{title}”.", title=Text(column.title)), column=column.name)
        for column in columns(RECORD_BY_NAME[record])
        if column.required and column.name not in taken
    ]
    top = int(raw.rows[0]) - 1 if raw.rows.size else 1
    return placed, [replace(one, record=record, file=raw.file, sheet=raw.sheet, row=top) for one in found]


def _nameless(heading: str) -> bool:
    return not heading.strip() or folded(heading).startswith(("column", "unnamed", "cot"))


def _no_heading(raw: RawTable, record: str, place: int) -> Problem:
    cells = raw.cells[str(place)]
    first = cells.is_not_null().arg_true()[0]
    mend = Text("Column {place} has cells and no heading. Give it one, or empty it.", place=place + 1)
    return Problem("column.unknown", cells[first], mend, record, column=str(place + 1))


def _tidy(raw: RawTable, placed: Mapping[int, Column], manner: Manner) -> dict[int, tuple[pl.Series, pl.Series | None]]:
    kinds = {place: column.kind for place, column in placed.items()}
    wanted = []
    for place, kind in kinds.items():
        cells = pl.col(str(place))
        if manner.guarded and kind in ("code", "text", "link", "place"):
            wanted.append(unguarded(cells))
        elif raw.quoted and kind in ("code", "text", "link", "place"):
            wanted.append(verbatim(cells, tidied(cells, kind)).alias(str(place)))
        else:
            wanted.append(tidied(cells, kind).alias(str(place)))
    frame = raw.cells.select(wanted)
    return {place: (frame[str(place)], None if raw.native is None else raw.native[str(place)]) for place in kinds}


def _filled(tidy: Mapping[int, tuple[pl.Series, pl.Series | None]]) -> pl.Series:
    """Whether a row has any cell that is not empty."""
    cells = {str(place): series for place, (series, _) in tidy.items()}
    if not cells:
        return pl.Series([], dtype=pl.Boolean)
    return pl.DataFrame(cells).select(pl.any_horizontal(pl.all().is_not_null())).to_series()


def _firsts(tidy: Mapping[int, tuple[pl.Series, pl.Series | None]]) -> pl.Series:
    """The first cell of each row."""
    frame = pl.DataFrame({str(place): cells for place, (cells, _) in sorted(tidy.items())})
    return frame.select(pl.coalesce(pl.all())).to_series()


def _hidden(raw: RawTable, record: str) -> list[Problem]:
    first, count = raw.hidden
    if not count:
        return []
    mend = Text("{count:d} rows are hidden, and read like all others. Look at them, or remove them.", count=count)
    return [Problem("table.hidden", "", mend, record, "", first, raw.sheet, raw.file, "doubt")]


def _doubts(column: Column, marks: pl.Series) -> list[Refusal]:
    """Cells whose value the workbook does not give: formulas without results, figures merged over several rows."""
    mend = Text("Open the file in Excel and save it, so that the results of formulas are in it, or write the value.")
    doubts = refused("value.doubt", marks == "f", mend)
    if column.kind in ("count", "money", "number"):
        mend = Text("The cell is merged over several rows. Unmerge it, and write in each row what belongs to it.")
        doubts += refused("value.doubt", marks.is_in(["T", "N"]), mend)
    return doubts


def _kept(native: pl.Series | None, filled: pl.Series) -> pl.Series | None:
    return None if native is None else native.filter(filled)


def _headings_within(
    raw: RawTable, tidy: Mapping[int, tuple[pl.Series, pl.Series | None]], record: str
) -> Problem | None:
    """A row whose cells are all headings: a second table begins there."""
    likely: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for cells, _ in list(tidy.values())[:8]:
        like = like_headings(cells).fill_null(False)
        if len(likely) == 0 and not like.any() and cells.null_count() < cells.len():
            return None
        likely.update(like.arg_true().to_list())
    for row, count in sorted(likely.items()):
        filled[row] = sum(cells[row] is not None for cells, _ in list(tidy.values())[:8])
        if count > 1 and count == filled[row]:
            first = next(cells[row] for cells, _ in tidy.values() if cells[row] is not None)
            place = int(np.asarray(raw.rows)[row])
            return Problem("table.several", first, None, record, "", place, raw.sheet, raw.file)
    return None
