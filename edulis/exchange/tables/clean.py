"""The short way for a clean file: ASCII, commas, exact names, plain figures. Any doubt sends it the careful way."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.cluster import DTYPES
from edulis.exchange.tables.numbers import Hint
from edulis.exchange.tables.values import read_values, tidied
from edulis.schema import RECORD_BY_NAME, Column, columns

_WORDS = frozenset({"code", "text", "link", "place"})
_PIECE = 1 << 18
_FIGURES = frozenset({"count", "money", "number"})


def clean_frame(data: bytes, record: str, decimals: frozenset[str], verbatim: bool) -> pl.DataFrame | None:
    """The rows of a clean file in their declared types, or None where only the careful way can tell.

    `decimals` names the columns whose decimal point the file declares; `verbatim` leaves blanks around texts.
    """
    headings = data[: data.find(b"\n") + 1].rstrip(b"\n")
    if not headings or not data.isascii() or any(sign in data for sign in (b'"', b"'", b"\r", b"\0")):
        return None
    by_name = {column.name: column for column in columns(RECORD_BY_NAME[record])}
    names = headings.decode().split(",")
    if len(set(names)) < len(names) or not set(names) <= set(by_name):
        return None
    if any(column.required and column.name not in names for column in by_name.values()):
        return None
    placed = [by_name[name] for name in names]
    rows = _count(data, 10) - data.endswith(b"\n")
    if _count(data, 44) != (rows + 1) * (len(names) - 1):
        return None
    frame = _parsed(data, placed)
    if frame is None or frame.height != rows or _hollow(frame):
        return None
    spaced = not verbatim and (b" " in data or b"\t" in data)
    return _valued(data, frame, placed, spaced, decimals if b"." in data else frozenset(names))


def _count(data: bytes, sign: int) -> int:
    """How often a byte occurs; in pieces that stay in the processor's cache."""
    signs, found = np.frombuffer(data, np.uint8), np.empty(_PIECE, np.bool_)
    return sum(
        int(np.count_nonzero(np.equal(piece, sign, out=found[: piece.size])))
        for piece in (signs[start : start + _PIECE] for start in range(0, signs.size, _PIECE))
    )


def _hollow(frame: pl.DataFrame) -> bool:
    """Whether some row has no cell at all."""
    if any(not frame[name].null_count() for name in frame.columns):
        return False
    return bool(frame.select(pl.all_horizontal(pl.all().is_null()).any()).item())


def _parsed(data: bytes, placed: list[Column]) -> pl.DataFrame | None:
    schema = {column.name: _dtype(column) for column in placed}
    try:
        return pl.read_csv(data, schema=schema, quote_char=None)
    except pl.exceptions.PolarsError:
        return None


def _dtype(column: Column) -> pl.DataType:
    if column.kind == "one_of":
        return pl.Enum([word for word, _ in column.choices])
    if column.kind in ("month", "day", "yes_no"):
        return pl.Categorical()
    return DTYPES[column.kind] if column.kind in _FIGURES else pl.String()


def _valued(
    data: bytes, frame: pl.DataFrame, placed: list[Column], spaced: bool, decided: frozenset[str]
) -> pl.DataFrame | None:
    """Each column as values; of figures only what can be read in one way."""
    done: list[pl.Series] = []
    for column in placed:
        cells = frame[column.name]
        if column.kind in _WORDS:
            done.append(frame.select(tidied(pl.col(column.name), column.kind)).to_series() if spaced else cells)
        elif column.kind in ("month", "day", "yes_no"):
            spelled = _spelled(column, cells)
            if spelled is None:
                return None
            done.append(spelled)
        elif column.kind != "number" or cells.null_count() == cells.len():
            done.append(cells)
        else:
            if not cells.is_finite().all():
                return None
            if column.name not in decided and not _pointed(cells):
                text = pl.read_csv(data, columns=[column.name], infer_schema=False, quote_char=None)
                values, refusals = read_values(column, text.to_series(), None, Hint())
                if refusals:
                    return None
                cells = values
            done.append(cells)
    return pl.DataFrame(done)


def _spelled(column: Column, cells: pl.Series) -> pl.Series | None:
    """Dates and yes or no: few different words, each understood once."""
    words = cells.unique().drop_nulls()
    tidy = pl.DataFrame({"word": words.cast(pl.String())}).select(tidied(pl.col("word"), column.kind)).to_series()
    values, refusals = read_values(column, tidy, None, Hint())
    if refusals:
        return None
    return cells.replace_strict(words, values, default=None, return_dtype=DTYPES[column.kind])


def _pointed(cells: pl.Series) -> bool:
    """Whether some figure can only have a decimal point, so that no point in the column marks thousands."""
    part = cells.filter(cells != cells.round())
    size = part.abs()
    return bool(((size >= 1000) | (size < 1) | ((size * 1000 - (size * 1000).round()).abs() > 1e-6)).any())
