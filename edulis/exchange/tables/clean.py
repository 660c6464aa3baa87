"""The short way for a clean file: known headings, whole rows, plain figures. Any doubt sends it the careful way."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.check.nearest import folded
from edulis.engine.cluster import DTYPES
from edulis.exchange.tables.delimited import SEPARATORS
from edulis.exchange.tables.formulas import unguarded
from edulis.exchange.tables.headings import column_called, known_headings
from edulis.exchange.tables.numbers import Hint
from edulis.exchange.tables.table import Manner
from edulis.exchange.tables.values import read_values, tidied
from edulis.schema import RECORD_BY_NAME, Column, columns

_WORDS = frozenset({"code", "text", "link", "place"})
_FIGURES = frozenset({"count", "money", "number"})
_PIECE = 1 << 18  # bytes that stay in the processor's cache
_NEWLINE, _RETURN, _TAB, _QUOTE = 10, 13, 9, 34
_CONTROL = "[\u007f-\u0084\u0086-\u009f\ufffe\uffff]"
_NEAR = "[\u0080-\u036f\u0800-\U0010ffff]"  # by chance two letters of a legacy file look like one of U+0370 to U+07FF


@dataclass(frozen=True, slots=True)
class _File:
    """The bytes of a file with what their signs tell."""

    data: bytes
    placed: tuple[Column, ...]
    headings: tuple[str, ...]
    separator: str
    rows: int
    parts: int  # separators, also those inside quotation marks
    quoted: bool
    ascii: bool
    guarded: bool
    blanks: tuple[str, ...]  # that may stand around words


def clean_frame(data: bytes, record: str, manner: Manner, separator: str = "") -> pl.DataFrame | None:
    """The rows of a clean file in their declared types, or None where only the careful way can tell."""
    file = _looked_at(data, record, manner, separator)
    if file is None or any(mark != "." for mark in manner.decimals.values()):
        return None
    frame = _parsed(file)
    if frame is None or frame.height != file.rows or not _whole_rows(file, frame):
        return None
    if any(column.required and frame[column.name].null_count() for column in file.placed):
        return None
    pairs = zip(file.headings, file.placed, strict=True)
    decided = frozenset(column.name for heading, column in pairs if b"." not in file.data or heading in manner.decimals)
    done = _valued(file, frame, decided)
    if done is None or _hollow(done) or _headed(file.placed[0], done):
        return None
    return done


def _looked_at(data: bytes, record: str, manner: Manner, separator: str) -> _File | None:
    """What can be told from the headings and the single bytes; nothing where they leave a doubt."""
    begin = len(codecs.BOM_UTF8) * data.startswith(codecs.BOM_UTF8)
    heading = data[begin : data.find(b"\n") + 1].rstrip(b"\r\n")
    if not heading or b"\x7f" in data:
        return None
    found = next((one for sign in separator or SEPARATORS if (one := _placed(heading, record, sign))), None)
    if found is None:
        return None
    sign, headings, placed = found
    plain = manner.guarded or (not manner.digits and manner.currency in ("", "VND"))
    if not plain and any(column.kind == "money" for column in placed):
        return None
    signs, quoted = np.frombuffer(data, np.uint8, offset=begin), b'"' in data
    newlines, parts, even = _counted(signs, ord(sign), b"\t" in data)
    if not even or (quoted and not _enclosing(signs, ord(sign))):
        return None
    blanks = tuple(blank for blank in " \t" if blank.encode() in data)
    rows = newlines - data.endswith(b"\n")
    return _File(data, placed, headings, sign, rows, parts, quoted, data.isascii(), manner.guarded, blanks)


def _placed(heading: bytes, record: str, separator: str) -> tuple[str, tuple[str, ...], tuple[Column, ...]] | None:
    """The columns in the order of the file, where this separator makes a heading of every cell."""
    try:
        cells = next(csv.reader([heading.decode()], delimiter=separator))
    except UnicodeDecodeError:
        return None
    found = [column_called(record, cell) for cell in cells if separator not in cell]
    placed = [column for column in found if column is not None]
    names = {column.name for column in placed}
    needed = {column.name for column in columns(RECORD_BY_NAME[record]) if column.required}
    whole = len(placed) == len(cells) == len(names) and needed <= names
    return (separator, tuple(cells), tuple(placed)) if whole else None


def _counted(signs: NDArray[np.uint8], separator: int, tabbed: bool) -> tuple[int, int, bool]:
    """Line breaks, separators, and whether there is no control sign but tabs and returns before a line break."""
    newlines = parts = returns = low = tabs = 0
    for start in range(0, signs.size, _PIECE):
        piece = signs[start : start + _PIECE]
        breaks, under = piece == _NEWLINE, int(np.count_nonzero(piece < 32))
        found = int(np.count_nonzero(breaks))
        newlines += found
        parts += int(np.count_nonzero(piece == separator))
        low += under
        if under > found:
            at = np.flatnonzero(breaks) + (start - 1)
            returns += int(np.count_nonzero(signs[at[at >= 0]] == _RETURN))
            tabs += int(np.count_nonzero(piece == _TAB)) if tabbed else 0
    return newlines, parts, low == newlines + returns + tabs


def _enclosing(signs: NDArray[np.uint8], separator: int) -> bool:
    """Whether quotation marks only open cells, close cells or stand doubled inside them."""
    opens, closes = np.zeros(256, np.bool_), np.zeros(256, np.bool_)
    opens[[separator, _NEWLINE, _QUOTE]] = True
    closes[[separator, _NEWLINE, _RETURN, _QUOTE]] = True
    edge = np.array([_NEWLINE], np.uint8)
    seen = 0
    for start in range(0, signs.size, _PIECE):
        before = signs[start - 1 : start] if start else edge
        after = signs[start + _PIECE : start + _PIECE + 1]
        piece = np.concatenate((before, signs[start : start + _PIECE], after if after.size else edge))
        at = np.flatnonzero(piece[1:-1] == _QUOTE)
        odd = seen % 2
        seen += at.size
        if not opens[piece[at[odd::2]]].all() or not closes[piece[at[1 - odd :: 2] + 2]].all():
            return False
    return seen % 2 == 0


def _hollow(frame: pl.DataFrame) -> bool:
    """Whether some row has no cell at all."""
    if any(not frame[name].null_count() for name in frame.columns):
        return False
    return bool(frame.select(pl.all_horizontal(pl.all().is_null()).any()).item())


def _headed(first: Column, frame: pl.DataFrame) -> bool:
    """Whether some row may be headings again: a second table."""
    if first.kind not in _WORDS:
        return False
    return any(folded(word) in known_headings() for word in frame[first.name].unique().drop_nulls().head(1000))


def _parsed(file: _File) -> pl.DataFrame | None:
    for exact in (True, False) if file.ascii and not file.quoted else (False,):
        try:
            return pl.read_csv(
                file.data,
                has_header=False,
                skip_rows=1,
                schema={column.name: _dtype(column, exact) for column in file.placed},
                separator=file.separator,
                quote_char='"' if file.quoted else None,
            )
        except pl.exceptions.PolarsError:
            continue
    return None


def _dtype(column: Column, exact: bool) -> pl.DataType:
    if column.kind == "one_of" and exact:
        return pl.Enum([word for word, _ in column.choices])
    if column.kind in ("one_of", "month", "day", "yes_no"):
        return pl.Categorical()
    return DTYPES[column.kind] if column.kind in _FIGURES else pl.String()


def _whole_rows(file: _File, frame: pl.DataFrame) -> bool:
    """Whether no row is short: the parser refuses long ones and fills short ones up."""
    if not frame[frame.columns[-1]].null_count():
        return True
    inside = 0
    if file.quoted:
        words = [column.name for column in file.placed if frame[column.name].dtype == pl.String()]
        inner = frame.select(pl.col(words).str.count_matches(file.separator, literal=True).sum())
        inside = int(sum(inner.row(0))) if words else 0
    return file.parts - inside == (file.rows + 1) * (len(file.placed) - 1)


def _valued(file: _File, frame: pl.DataFrame, decided: frozenset[str]) -> pl.DataFrame | None:
    """Each column as values; of figures only what can be read in one way."""
    done: list[pl.Series] = []
    near = file.ascii or file.guarded
    for column in file.placed:
        cells = frame[column.name]
        if column.kind not in _FIGURES and not isinstance(cells.dtype, pl.Enum):
            if column.kind in _WORDS and _as_meant(file, cells):
                done.append(cells)
                continue
            words = cells.unique().drop_nulls().cast(pl.String())
            if not file.ascii and not file.guarded:
                near = near or bool(words.str.contains(_NEAR).any())
                if words.str.contains(_CONTROL).any():
                    return None
            spelled = _spelled(file, column, cells, words)
        elif column.kind == "number":
            spelled = _figures(file, column, cells, decided)
        else:
            spelled = cells
        if spelled is None:
            return None
        done.append(spelled)
    return pl.DataFrame(done) if near else None


def _as_meant(file: _File, cells: pl.Series) -> bool:
    """Whether no word of the column can need tidying."""
    if file.guarded:
        return not file.quoted and b"'" not in file.data
    if not file.ascii and cells.str.len_bytes().sum() != cells.str.len_chars().sum():
        return False
    if file.quoted and (cells == "").any():
        return False
    return not any(cells.str.starts_with(blank).any() or cells.str.ends_with(blank).any() for blank in file.blanks)


def _spelled(file: _File, column: Column, cells: pl.Series, words: pl.Series) -> pl.Series | None:
    """Each different word understood once."""
    word = pl.col("word")
    meant = unguarded(word) if file.guarded and column.kind in _WORDS else tidied(word, column.kind)
    values = pl.DataFrame({"word": words}).select(meant).to_series()
    if file.guarded and column.kind in _WORDS:
        values = values.set(words.str.strip_chars() == "", None)
    elif column.kind not in _WORDS:
        values, refusals = read_values(column, values, None, Hint())
        if refusals:
            return None
    elif values.equals(words, null_equal=True):
        return cells
    if not words.len():
        return cells.cast(DTYPES[column.kind])
    words = words.cast(cells.dtype)
    return cells.replace_strict(words, values, default=None, return_dtype=DTYPES[column.kind])


def _figures(file: _File, column: Column, cells: pl.Series, decided: frozenset[str]) -> pl.Series | None:
    if cells.null_count() == cells.len():
        return cells
    if not cells.is_finite().all():
        return None
    if column.name in decided or _pointed(cells):
        return cells
    texts = pl.read_csv(
        file.data,
        has_header=False,
        skip_rows=1,
        columns=[file.placed.index(column)],
        infer_schema=False,
        separator=file.separator,
        quote_char='"' if file.quoted else None,
    )
    tidy = texts.select(tidied(pl.all(), column.kind)).to_series() if file.quoted else texts.to_series()
    values, refusals = read_values(column, tidy, None, Hint())
    return None if refusals else values.alias(column.name)


def _pointed(cells: pl.Series) -> bool:
    """Whether some figure can only have a decimal point, so that no point in the column marks thousands."""
    part = cells.filter(cells != cells.round())
    size = part.abs()
    return bool(((size >= 1000) | (size < 1) | ((size * 1000 - (size * 1000).round()).abs() > 1e-6)).any())
