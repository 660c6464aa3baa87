"""No text of a delimited file can act as a formula: a single quote before it, which reading takes away again.

A spreadsheet runs a cell that begins with `= + - @`, a tab or a line break. One that splits at semicolons, as with a
decimal comma it does, also finds such a beginning inside a text. `guarded` puts a quote at each of these places, and
before a quote that stands there already, so that `unguarded` gives back exactly what was written. An empty text
becomes a lone quote: it stays apart from a value that is not known.

In a workbook texts are typed as texts and need no such quote. But what people type there is tidied when it is read, so
a text that tidying would change stands between two quotes (`enclosed`).
"""

from __future__ import annotations

import polars as pl

QUOTE = "'"
GUARD = "x_formula_guard"  # the key of a data package that declares the quote
_START = r"^([\s\p{Cc}=+\-@'＝＋－＠]|$)"
_WITHIN = r"([;|\t\r\n][\s\p{Cc}]*)([=+\-@'＝＋－＠])"
_QUOTE_WITHIN = r"([;|\t\r\n][\s\p{Cc}]*)'"


def guarded(texts: pl.Expr) -> pl.Expr:
    """The texts as they may stand in a delimited file."""
    inside = texts.str.replace_all(_WITHIN, "${1}'${2}")
    return pl.when(texts.str.contains(_START)).then(inside.str.replace("^", QUOTE)).otherwise(inside)


def unguarded(texts: pl.Expr) -> pl.Expr:
    """The texts as they were before `guarded`."""
    return texts.str.strip_prefix(QUOTE).str.replace_all(_QUOTE_WITHIN, "${1}")


def enclosed(texts: pl.Expr, tidied: pl.Expr) -> pl.Expr:
    """The texts as they may stand in a workbook, given what reading would make of each."""
    plain = (texts == tidied).fill_null(False) & ~texts.str.starts_with(QUOTE)
    return pl.when(plain | texts.is_null()).then(texts).otherwise(texts.str.replace(r"(?s)^(.*)$", "'${1}'"))


def verbatim(cells: pl.Expr, tidied: pl.Expr) -> pl.Expr:
    """The texts as they were before `enclosed`; other cells tidied."""
    inside = cells.str.strip_prefix(QUOTE).str.strip_suffix(QUOTE)
    return pl.when(cells.str.contains(r"(?s)^'.*'$")).then(inside).otherwise(tidied)
