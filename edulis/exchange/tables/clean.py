"""The short way for a clean file: known headings, whole rows, plain figures. Any doubt sends it the careful way."""

from __future__ import annotations

import codecs
import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from edulis.engine.cluster import DTYPES, in_step
from edulis.exchange.tables.delimited import SEPARATORS
from edulis.exchange.tables.formulas import unguarded
from edulis.exchange.tables.headings import column_called, like_headings
from edulis.exchange.tables.numbers import Hint
from edulis.exchange.tables.signs import Signs, signs
from edulis.exchange.tables.table import Manner
from edulis.exchange.tables.values import read_values, tidied
from edulis.schema import RECORD_BY_NAME, Column, columns

_WORDS = frozenset({"code", "text", "link", "place"})
_FIGURES = frozenset({"count", "money", "number"})
_FIGURED = 8  # bytes: no heading with a figure in it, such as “Farmland (m2)”, is shorter
_FIRST = 1_000  # figures looked at before all are
_CONTROL = "[\u007f-\u0084\u0086-\u009f\ufffe\uffff]"
_NEAR = "[\u0080-\u036f\u0800-\U0010ffff]"  # by chance two letters of a legacy file look like one of U+0370 to U+07FF


@dataclass(frozen=True, slots=True)
class _File:
    """The bytes of a file with what their headings tell."""

    data: bytes
    begin: int
    placed: tuple[Column, ...]
    headings: tuple[str, ...]
    separator: str
    quoted: bool
    ascii: bool
    guarded: bool


def clean_frame(data: bytes, record: str, manner: Manner, separator: str = "") -> pl.DataFrame | None:
    """The rows of a clean file in their declared types, or None where only the careful way can tell."""
    file = _looked_at(data, record, manner, separator)
    if file is None or any(mark != "." for mark in manner.decimals.values()):
        return None
    with ThreadPoolExecutor(1) as beside:  # one core looks at the bytes while others parse them
        counting = beside.submit(signs, data, file.begin, ord(file.separator))
        frame = _parsed(file)
        found = counting.result()
    if frame is None or not found.sound or not _whole(file, frame, found):
        return None
    if any(column.required and frame[column.name].null_count() for column in file.placed):
        return None
    pairs = zip(file.headings, file.placed, strict=True)
    decided = frozenset(column.name for heading, column in pairs if b"." not in file.data or heading in manner.decimals)
    done = _valued(file, frame, decided, found)
    if done is None or _hollow(done) or _headed(file.placed[0], done):
        return None
    return done


def _looked_at(data: bytes, record: str, manner: Manner, separator: str) -> _File | None:
    """What can be told from the headings; nothing where they leave a doubt."""
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
    return _File(data, begin, placed, headings, sign, b'"' in data, data.isascii(), manner.guarded)


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


def _hollow(frame: pl.DataFrame) -> bool:
    """Whether some row has no cell at all."""
    if any(not frame[name].null_count() for name in frame.columns):
        return False
    return bool(frame.select(pl.all_horizontal(pl.all().is_null()).any()).item())


def _headed(first: Column, frame: pl.DataFrame) -> bool:
    """Whether some row may be headings again: a second table."""
    if first.kind not in _WORDS:
        return False
    words = frame[first.name].unique()
    short = (words.str.len_bytes() < _FIGURED) & words.str.contains(r"\d")  # such codes are no headings
    return bool(like_headings(words.filter(~short)).any())


def _parsed(file: _File) -> pl.DataFrame | None:
    try:
        return pl.read_csv(
            file.data,
            has_header=False,
            skip_rows=1,
            schema={c.name: DTYPES[c.kind] if c.kind in _FIGURES else pl.String() for c in file.placed},
            separator=file.separator,
            quote_char='"' if file.quoted else None,
        )
    except pl.exceptions.PolarsError:
        return None


def _whole(file: _File, frame: pl.DataFrame, found: Signs) -> bool:
    """Whether each line is a row with all its cells: the parser refuses long rows and fills short ones up."""
    rows = found.newlines - file.data.endswith(b"\n")
    return frame.height == rows and found.parts == (rows + 1) * (len(file.placed) - 1)


def _valued(file: _File, frame: pl.DataFrame, decided: frozenset[str], found: Signs) -> pl.DataFrame | None:
    """Each column as values; of figures only what can be read in one way."""
    with ThreadPoolExecutor(2) as cores:
        done = list(cores.map(lambda column: _values(file, column, frame[column.name], decided, found), file.placed))
    read = [values for values, _ in done if values is not None]
    near = file.ascii or file.guarded or any(near for _, near in done)
    return in_step(read) if near and len(read) == len(done) else None


def _values(
    file: _File, column: Column, cells: pl.Series, decided: frozenset[str], found: Signs
) -> tuple[pl.Series | None, bool]:
    """The values of a column, unless there is a doubt, and whether it has letters that no legacy file seems to have."""
    if column.kind in _FIGURES:
        return (_figures(file, column, cells, decided) if column.kind == "number" else cells), False
    if column.kind in _WORDS and _as_meant(file, cells, found):
        return cells, False
    words = cells.unique().drop_nulls()
    near = False
    if not file.ascii and not file.guarded:
        near = bool(words.str.contains(_NEAR).any())
        if words.str.contains(_CONTROL).any():
            return None, near
    return _spelled(file, column, cells, words), near


def _as_meant(file: _File, cells: pl.Series, found: Signs) -> bool:
    """Whether no word of the column can need tidying."""
    if file.guarded:
        return not file.quoted and b"'" not in file.data
    if not file.ascii and cells.str.len_bytes().sum() != cells.str.len_chars().sum():
        return False
    if found.doubled and (cells == "").any():
        return False
    if not found.padded:
        return True
    return not any(cells.str.starts_with(blank).any() or cells.str.ends_with(blank).any() for blank in " \t")


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
    if not words.len():
        return cells.cast(DTYPES[column.kind])
    if values.dtype == cells.dtype and values.equals(words, null_equal=True):
        return cells
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
    return any(_pointed_in(part) for part in (cells.head(_FIRST), cells))  # mostly one of the first decides


def _pointed_in(cells: pl.Series) -> bool:
    part = cells.filter(cells != cells.round())
    size = part.abs()
    return bool(((size >= 1000) | (size < 1) | ((size * 1000 - (size * 1000).round()).abs() > 1e-6)).any())
