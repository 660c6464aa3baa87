"""A column of text turned into values of its declared kind; what cannot be read for sure is refused, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.check.choices import advice
from edulis.engine.check.nearest import folded
from edulis.engine.cluster import DTYPES
from edulis.exchange.tables.dates import read_dates
from edulis.exchange.tables.numbers import Hint, read_numbers
from edulis.exchange.tables.refusal import Refusal, refused
from edulis.schema import LANGUAGES, Column, Text, translate

_YES = frozenset("yes y true t có co x 1 đúng ✓ ✔".split())
_NO = frozenset("no n false f không khong ko 0 sai".split())
_MANY = 1_000  # rows from which each different cell is read once
_NOT_PLAIN = r"[^\x21-\x7e]"
_UNSEEN = "[\u00ad\u200b-\u200f\u2060\ufeff]"  # soft hyphens, zero-width signs: nobody types them into a code


def tidied(cells: pl.Expr, kind: str) -> pl.Expr:
    """The cells in NFC without blanks around them, null where nothing is left; words without invisible signs."""
    return cells.map_batches(lambda found: _tidied(found, kind), return_dtype=pl.String(), is_elementwise=True)


def _tidied(cells: pl.Series, kind: str) -> pl.Series:
    """Only cells with a blank or a sign beyond ASCII are worked on: in most columns there are none."""
    odd = cells.str.contains(_NOT_PLAIN).fill_null(False) | (cells == "").fill_null(False)
    if not odd.any():
        return cells
    text = pl.col(cells.name).str.normalize("NFC")
    if kind != "text":
        text = text.str.replace_all(_UNSEEN, "")
    if kind in ("code", "link", "place"):
        text = text.str.replace_all("[\u00a0\u2007\u202f]", " ")
    text = text.str.strip_chars()
    tidy = cells.filter(odd).to_frame().select(pl.when(text != "").then(text).alias(cells.name)).to_series()
    return tidy if odd.all() else cells.scatter(odd.arg_true(), tidy)


def read_values(
    column: Column, cells: pl.Series, native: pl.Series | None, hint: Hint
) -> tuple[pl.Series, list[Refusal]]:
    """The values of a column (tidied cells, null where empty) in its declared type, and the cells refused."""
    if cells.null_count() == cells.len():
        return pl.Series(column.name, [None] * cells.len(), DTYPES[column.kind]), []
    reader = _READERS.get(column.kind)
    if reader is None:
        return _text(column, cells, native, hint)
    if native is not None or cells.len() < _MANY:
        return reader(column, cells, native, hint)
    different = cells.alias("cell").unique(maintain_order=True)
    values, refusals = reader(column, different, None, hint)
    numbered = different.to_frame().with_row_index("place")
    rows = cells.alias("cell").to_frame().join(numbered, on="cell", how="left", nulls_equal=True, maintain_order="left")
    return values.gather(rows["place"]), [_spread(one, rows["place"].to_numpy()) for one in refusals]


def _spread(refusal: Refusal, places: NDArray[np.uint32]) -> Refusal:
    """The refusal of different cells as one of all rows that hold them; what is only said is said once."""
    rows = np.flatnonzero(np.isin(places, refusal.rows))
    return replace(refusal, rows=rows if refusal.severity == "error" else rows[: refusal.rows.size])


def _text(column: Column, cells: pl.Series, native: pl.Series | None, _hint: Hint) -> tuple[pl.Series, list[Refusal]]:
    if native is not None and column.kind != "text":  # a code that is a number in the workbook: 7, not 7.0
        plain = cells.str.replace(r"^(\d+)\.0$", "${1}")
        cells = cells.zip_with(~native.fill_null(False), plain)
    return cells.alias(column.name), []


def _yes_no(column: Column, cells: pl.Series, native: pl.Series | None, _hint: Hint) -> tuple[pl.Series, list[Refusal]]:
    words: dict[str, bool] = {}
    for cell in cells.drop_nulls().unique().to_list():
        word = cell.casefold().removesuffix(".0") if native is not None else cell.casefold()
        if word in _YES or word in _NO:
            words[cell] = word in _YES
    mend = Text("Write yes or no, or leave it empty where it is not known.")
    return _mapped(column, cells, words, pl.Boolean(), mend)


def _one_of(
    column: Column, cells: pl.Series, _native: pl.Series | None, _hint: Hint
) -> tuple[pl.Series, list[Refusal]]:
    exact, loose = _choices(column)
    known: dict[str, str] = {}
    twofold: dict[str, list[str]] = {}
    for cell in cells.drop_nulls().unique().to_list():
        meant = exact.get(cell.casefold()) or loose.get(folded(cell), [])
        if len(meant) == 1:
            known[cell] = meant[0]
        elif meant:
            twofold[cell] = meant
    doubt = cells.is_in(list(twofold)) if twofold else pl.repeat(False, cells.len(), eager=True)
    values, refusals = _mapped(column, cells.set(doubt, None), known, pl.String(), lambda cell: advice(column, cell))
    refusals += refused("value.doubt", doubt, lambda cell: _which(column, twofold[cell]))
    return values, refusals


def _mapped(
    column: Column,
    cells: pl.Series,
    words: Mapping[str, object],
    dtype: pl.DataType,
    mend: Text | Callable[[str], Text],
) -> tuple[pl.Series, list[Refusal]]:
    values = cells.replace_strict(words, default=None, return_dtype=dtype) if words else cells.clear(cells.len())
    values = values.cast(dtype).alias(column.name)
    return values, refused("value.unknown", cells.is_not_null() & values.is_null(), mend)


def _choices(column: Column) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What may be written for each word of the list: as it is, and without accents and signs."""
    exact: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    for word, title in column.choices:
        for written in {word, title, *(translate(title, language) for language in LANGUAGES)}:
            for table, form in ((exact, written.casefold()), (loose, folded(written))):
                if form and word not in table.setdefault(form, []):
                    table[form].append(word)
    for word, _ in column.choices:
        exact[word.casefold()] = [word]
    return exact, loose


def _which(column: Column, words: list[str]) -> Text:
    titles = dict(column.choices)
    one, other = words[:2]
    return Text(
        "Is this “{one}” ({one_title}) or “{other}” ({other_title})? Write the word of the codebook.",
        one=one,
        one_title=Text(titles[one]),
        other=other,
        other_title=Text(titles[other]),
    )


_READERS: dict[str, Callable[[Column, pl.Series, pl.Series | None, Hint], tuple[pl.Series, list[Refusal]]]] = {
    "yes_no": _yes_no,
    "one_of": _one_of,
    "count": read_numbers,
    "money": read_numbers,
    "number": read_numbers,
    "month": read_dates,
    "day": read_dates,
}
