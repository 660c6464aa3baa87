"""Delimited text as a table: its separator, its headings, its rows as a person counts them."""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.check import SHOWN
from edulis.engine.check.nearest import folded
from edulis.exchange.tables.headings import known_headings, recognised
from edulis.exchange.tables.layout import Layout, laid_out
from edulis.exchange.tables.raw import RawTable
from edulis.schema import Problem, Text

SEPARATORS = ",;\t|"
WIDEST = 2_000  # cells in a row: no record has a tenth of that
_SAMPLE = 1 << 16  # bytes in which the separator and the headings are looked for
_PREAMBLE = 20  # lines that may stand above the headings


def raw_table(
    text: str, name: str, file: str, record: str | None = None, separator: str = ""
) -> RawTable | list[Problem]:
    """The table that stands in this text, or why it cannot be told for sure; a named separator is not doubted."""
    text, hinted = _hint(text)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    data = np.frombuffer(text.encode(), np.uint8)
    skipped = 1 if hinted else 0
    separator = separator or hinted or _separator(data, record)
    layout = laid_out(data, ord(separator))
    where = Problem("table.ragged", file=file, record=record or "")
    if not layout.cells.any():
        return [Problem("file.empty", file=file, record=record or "")]
    if layout.broken >= 0:
        return [_stray(data, layout, where, skipped)]
    top = _top(data, layout, separator, record)
    headings = _cells(data, layout, top, separator)
    while headings and not headings[-1].strip():
        headings.pop()
    width = int(layout.cells.max())
    if width > max(WIDEST, len(headings)):
        row = int(layout.cells.argmax())
        return [replace(where, row=row + 1 + skipped, found=str(width), mend=_count(len(headings), width))]
    kept = np.flatnonzero(layout.cells > 0)
    kept = kept[kept > top]
    if several := _several(data, layout, kept, separator, where, skipped):
        return several
    cells = _parsed(data, layout, kept, separator, width)
    if isinstance(cells, Problem):
        return [replace(cells, file=file)]
    ragged = _ragged(cells, layout.cells[kept], len(headings), kept, where, skipped)
    if ragged:
        return ragged
    cells = cells.select(cells.columns[: len(headings)])
    return RawTable(name, file, "", tuple(headings), cells, kept.astype(np.int64) + 1 + skipped)


def _hint(text: str) -> tuple[str, str]:
    """The text without the line `sep=;` by which a spreadsheet is told the separator, and that separator."""
    first, _, rest = text.partition("\n")
    first = first.strip('\r "')
    if len(first) == 5 and first.lower().startswith("sep=") and first[4] in SEPARATORS:
        return rest, first[4]
    return text, ""


def _sample(data: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if data.size <= _SAMPLE:
        return data
    last = np.flatnonzero(data[:_SAMPLE] == 10)
    return data[: last[-1] + 1] if last.size else data[:_SAMPLE]


def _separator(data: NDArray[np.uint8], record: str | None) -> str:
    """The separator under which most cells of the top line are headings; else the one that gives even rows."""
    sample = _sample(data)
    scores: dict[str, tuple[int, int, int]] = {}
    for separator in SEPARATORS:
        layout = laid_out(sample, ord(separator))
        full = layout.cells[layout.cells > 0]
        if not full.size:
            continue
        top = _top(sample, layout, separator, record)
        known = recognised(_cells(sample, layout, top, separator), record)
        even = int(full.size > 0 and full.min() == full.max())
        scores[separator] = (known, even if full.max() > 1 else 0, int(np.median(full)))
    return max(scores, key=lambda separator: scores[separator], default=",")


def _top(data: NDArray[np.uint8], layout: Layout, separator: str, record: str | None) -> int:
    """The line of the headings: the first that is not blank, or the first of headings below a title."""
    filled = np.flatnonzero(layout.cells > 0)[:_PREAMBLE].tolist()
    for place in filled:
        cells = [cell for cell in _cells(data, layout, place, separator) if cell.strip()]
        if len(cells) > 1:
            known = recognised(cells, record)
            return int(place) if known * 2 >= len(cells) or place == filled[0] else int(filled[0])
    return int(filled[0])


def _cells(data: NDArray[np.uint8], layout: Layout, record: int, separator: str) -> list[str]:
    """The cells of one record."""
    text = data[layout.starts[record] : layout.ends[record]].tobytes().decode(errors="replace")
    if not layout.quoted:
        return text.split(separator)
    return next(csv.reader([text], delimiter=separator), [""]) if "\n" not in text else _wrapped(text, separator)


def _wrapped(text: str, separator: str) -> list[str]:
    return next(csv.reader(iter(text.splitlines(keepends=True)), delimiter=separator), [""])


def _parsed(
    data: NDArray[np.uint8], layout: Layout, kept: NDArray[np.int64], separator: str, width: int
) -> pl.DataFrame | Problem:
    names = [str(place) for place in range(width)]
    schema = dict.fromkeys(names, pl.String())
    if not kept.size:
        return pl.DataFrame(schema=schema)
    begin = int(layout.starts[kept[0]])
    body = data[begin:]
    if kept.size != layout.cells.size - int(kept[0]):
        keep = np.ones(data.size, np.bool_)
        blank = np.setdiff1d(np.arange(kept[0], layout.cells.size), kept)
        following = np.append(layout.starts[1:], data.size)
        for start, end in zip(layout.starts[blank].tolist(), following[blank].tolist(), strict=True):
            keep[start:end] = False
        body = body[keep[begin:]]
    quote = '"' if layout.quoted else None
    full = separator.join(names).encode() + b"\n"  # the parser takes the number of cells from the first line
    source = full + body.tobytes()
    try:
        frame = pl.read_csv(source, has_header=False, schema=schema, separator=separator, quote_char=quote)
    except pl.exceptions.PolarsError as error:
        return Problem("file.broken", str(error).splitlines()[0][:80])
    frame = frame.slice(1)
    if frame.height != kept.size:
        return Problem("file.broken", f"{frame.height} / {kept.size}")
    return frame.with_columns(pl.when(pl.all().str.strip_chars() != "").then(pl.all()) if frame.height else pl.all())


def _ragged(
    cells: pl.DataFrame,
    found: NDArray[np.int32],
    width: int,
    kept: NDArray[np.int64],
    where: Problem,
    skipped: int,
) -> list[Problem]:
    """The rows with fewer cells than headings, or with something in a cell that has none."""
    wrong = found < width
    beyond = [name for place, name in enumerate(cells.columns) if place >= width]
    if beyond:
        extra = cells.select(pl.any_horizontal(pl.col(beyond).is_not_null())).to_series()
        wrong |= extra.to_numpy()
    rows = np.flatnonzero(wrong)
    shown = rows[:SHOWN]
    return [
        replace(
            where,
            row=int(kept[row]) + 1 + skipped,
            found=str(found[row]),
            mend=_count(width, int(found[row])),
            more=int(rows.size - shown.size) if place == shown.size - 1 else 0,
        )
        for place, row in enumerate(shown)
    ]


def _count(headings: int, cells: int) -> Text:
    return Text(
        "There are {headings} headings and {cells} cells in the row. Does a text hold the separator without quotes?",
        headings=headings,
        cells=cells,
    )


def _stray(data: NDArray[np.uint8], layout: Layout, where: Problem, skipped: int) -> Problem:
    start, end = int(layout.starts[layout.broken]), int(layout.ends[layout.broken])
    found = data[start : min(end, start + 60)].tobytes().decode(errors="ignore").splitlines()
    mend = Text("A quotation mark stands inside a cell or is never closed. Double it, or put quotes around the cell.")
    return replace(where, row=layout.broken + 1 + skipped, found=found[0] if found else "", mend=mend)


def _several(
    data: NDArray[np.uint8],
    layout: Layout,
    kept: NDArray[np.int64],
    separator: str,
    where: Problem,
    skipped: int,
) -> list[Problem]:
    """A row of headings below a blank line: a second table."""
    after_blank = kept[layout.cells[kept - 1] == 0] if kept.size else kept
    known = known_headings()
    for row in itertools.islice(after_blank.tolist(), 1_000):
        cells = [cell for cell in _cells(data, layout, row, separator) if cell.strip()]
        if len(cells) > 1 and all(folded(cell) in known for cell in cells):
            return [replace(where, code="table.several", row=row + 1 + skipped, found=cells[0])]
    return []
