"""Numbers as people write them: 1.234,5 or 1,234.5 or 1 234, decided for a column from all its cells together.

A cell such as 1.234 has two readings. It is read only where something decides: another cell of the column that can be
read in one way alone, a whole number that the column must hold, its bounds, or the description of the file. Else all
such cells are refused with both readings shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from edulis.exchange.tables.refusal import Refusal, refused
from edulis.schema import Column, Text

_GAPS = " \u00a0\u2007\u2009\u202f"
_DONG = "vnđ|vnd|đồng|dong|đ|₫"
# the forms of a number without its sign: what decides for a decimal point, what for a decimal comma, what for neither
_POINT = (
    r"^(?:[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}|\d{4,}\.\d+|0\d*\.\d+|\.\d+|\d+\."
    r"|\d{1,3}\.(?:\d{1,2}|\d{4,})|\d+\.\d+[eE][+-]?\d{1,3})$"
)
_COMMA = (
    r"^(?:[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}|\d{4,},\d+|0\d*,\d+|,\d+"
    r"|\d{1,3},(?:\d{1,2}|\d{4,})|\d+,\d+[eE][+-]?\d{1,3})$"
)
_PLAIN = r"^\d+(?:[eE][+-]?\d{1,3})?$"
_DOUBT = r"^[1-9]\d{0,2}[.,]\d{3}$"
_SPACED = rf"^[1-9]\d{{0,2}}(?:(?:[{_GAPS}]\d{{3}})+|(?:['’]\d{{3}})+)(?:[.,]\d+)?$"
_FINEST = 4  # digits of a minor unit
_PRICES = frozenset({"price"})  # numbers that may be followed by the money that they are in
_LARGEST = 9_007_199_254_740_992  # up to here a float holds every whole number


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known beforehand: the decimal mark that the file declares, the money of the cluster.

    `digits` follow the point of an amount in that money; `named` says that the heading names the currency, so that
    amounts are in it and not in its minor unit.
    """

    decimal: str = ""
    currency: str = ""
    digits: int = 0
    named: bool = False


def money_of(about: Mapping[str, Any]) -> tuple[str, int]:
    """The money of a cluster, and how many digits follow its point; none where its code is no currency's."""
    currency, digits = str(about.get("currency") or ""), int(about.get("minor_digits") or 0)
    return currency, digits if re.fullmatch("[A-Za-z]{3}", currency) and 0 <= digits <= _FINEST else 0


def read_numbers(
    column: Column, cells: pl.Series, native: pl.Series | None, hint: Hint
) -> tuple[pl.Series, list[Refusal]]:
    """The values of a column of numbers (Float64, or Int64 where it holds whole ones), and the cells refused."""
    whole = column.kind != "number"
    frame = _forms(cells, native, _suffix(column, hint))
    frame = frame.with_columns(
        pl.when(pl.col("form") == "point")
        .then(pl.lit("."))
        .when(pl.col("form") == "comma")
        .then(pl.lit(","))
        .when(pl.col("form") == "doubt")
        .then(_decided(frame, column, hint))
        .otherwise(pl.lit("."))
        .alias("mark")
    )
    frame = frame.with_columns(_canonical(pl.col("body"), pl.col("mark")).alias("body"))
    minor = hint.digits if column.kind == "money" else 0
    value = _minor(frame, minor) if minor else _whole(frame) if whole else _real(frame)
    present = cells.is_not_null()
    doubt = (frame["form"] == "doubt") & frame["mark"].is_null()
    odd = present & value.is_null() & ~doubt
    refusals = refused("value.doubt", doubt & present, _both_readings)
    refusals += refused("value.type", odd, lambda cell: _advice(cell, column, hint))
    if minor and not _in_major(frame, hint):
        unsure = (value != 0).fill_null(False)
        refusals += refused("value.doubt", unsure, lambda cell: _major_or_minor(cell, column, hint))
        value = value.set(unsure, None)
    share = frame["percent"] & value.is_not_null()
    if share.any():
        if column.unit.startswith("share"):
            value = pl.select(pl.when(share).then(value / 100).otherwise(value)).to_series()
            read_so = Text("A percent sign in a column of shares: 12 % is read as 0.12.")
            refusals.append(Refusal("value.doubt", share.arg_true().to_numpy()[:1], read_so, "doubt"))
        elif not column.unit.startswith("%"):
            refusals += refused("value.type", share, Text("Write the number without a percent sign."))
            value = value.set(share, None)
    return value.alias(column.name), refusals


def _suffix(column: Column, hint: Hint) -> str:
    """A pattern for the words that may follow the number in this column."""
    if column.kind == "money" or column.name in _PRICES:
        return _DONG if hint.currency in ("", "VND") else re.escape(hint.currency.lower())
    return re.escape(column.unit.lower()) if column.unit and column.unit != "share" else ""


def _forms(cells: pl.Series, native: pl.Series | None, suffix: str) -> pl.DataFrame:
    """For each cell its sign, its digits and marks without spaces, and which readings they allow."""
    text = pl.col("cell").str.strip_chars()
    named = text.str.contains(rf"(?i)(?:{suffix})\.?$") if suffix else pl.lit(False)
    percent = text.str.ends_with("%")
    text = text.str.replace(r"\s*%$", "")
    if suffix:
        text = text.str.replace(rf"(?i)\s*(?:{suffix})\.?$", "")
    body = text.str.replace(r"^[+\-−]\s?", "")
    spaced = body.str.contains(_SPACED)
    tight = pl.when(spaced).then(body.str.replace_all(rf"[{_GAPS}'’]", "")).otherwise(body)
    frame = pl.DataFrame({"cell": cells}).select(
        percent.fill_null(False).alias("percent"),
        text.str.contains(r"^[\-−]").alias("minus"),
        tight.alias("body"),
        spaced.alias("spaced"),
        named.fill_null(False).alias("named"),
    )
    form = (
        pl.when(pl.col("body").str.contains(_PLAIN))
        .then(pl.lit("plain"))
        .when(pl.col("body").str.contains(_DOUBT))
        .then(pl.lit("doubt"))
        .when(pl.col("body").str.contains(_POINT))
        .then(pl.lit("point"))
        .when(pl.col("body").str.contains(_COMMA))
        .then(pl.lit("comma"))
        .otherwise(pl.lit("odd"))
    )
    if native is not None:
        typed = pl.lit(native) & ~form.is_in(["comma", "odd"])
        form = pl.when(typed).then(pl.lit("native")).otherwise(form)
    return frame.with_columns(form.alias("form"))


def _decided(frame: pl.DataFrame, column: Column, hint: Hint) -> pl.Expr:
    """The decimal mark by which the cells in doubt are read, or null where nothing decides."""
    seen = set(frame["form"].unique().to_list())
    own = pl.col("body").str.extract(r"([.,])")
    other = pl.when(own == ".").then(pl.lit(",")).otherwise(pl.lit("."))
    if hint.decimal:
        return pl.lit(hint.decimal)
    if {"point", "comma"} <= seen:
        return pl.lit(None, pl.String)
    if "point" in seen or "comma" in seen:
        return pl.lit("." if "point" in seen else ",")
    doubt = frame.filter(pl.col("form") == "doubt")["body"]
    if column.kind == "money" and hint.digits > 2:
        return pl.lit(None, pl.String)
    if column.kind != "number":  # whole numbers: three digits after a mark can only be thousands
        pointless = doubt.str.ends_with("000").all() and column.kind == "count"
        return pl.lit(None, pl.String) if pointless else other
    if doubt.str.contains(",", literal=True).n_unique() == 2:
        return pl.lit(None, pl.String)
    largest = doubt.str.replace_all("[.,]", "").cast(pl.Float64).max()
    if column.high is not None and isinstance(largest, float) and largest > column.high:
        return own
    return pl.lit(None, pl.String)


def _canonical(body: pl.Expr, mark: pl.Expr) -> pl.Expr:
    """Digits with a decimal point and no mark for thousands."""
    pointed = body.str.replace_all(",", "", literal=True)
    comma = body.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    return pl.when(mark == ",").then(comma).when(mark == ".").then(pointed)


def _real(frame: pl.DataFrame) -> pl.Series:
    size = pl.col("body").cast(pl.Float64, strict=False)
    value = pl.when(pl.col("minus")).then(-size).otherwise(size)
    fit = (pl.col("form") != "odd") & size.is_finite()
    return frame.select(pl.when(fit).then(value)).to_series()


def _whole(frame: pl.DataFrame) -> pl.Series:
    # a number that a spreadsheet has shortened to 1.2E+09 has lost digits, so it is no amount
    body = pl.col("body").str.replace(r"\.0+$", "")
    size = pl.when(body.str.contains(r"^\d+$")).then(body).cast(pl.Int64, strict=False)
    wide = pl.col("body").cast(pl.Float64, strict=False)
    typed = pl.when((pl.col("form") == "native") & (wide == wide.round()) & (wide < _LARGEST)).then(wide)
    size = pl.coalesce(size, typed.cast(pl.Int64, strict=False))
    value = pl.when(pl.col("minus")).then(-size).otherwise(size)
    return frame.select(pl.when(pl.col("form") != "odd").then(value)).to_series()


def _minor(frame: pl.DataFrame, digits: int) -> pl.Series:
    """Amounts such as 12.50 in whole minor units; more digits than the money has are refused."""
    parts = pl.col("body").str.extract_groups(rf"^(\d*)\.?(\d{{0,{digits}}})0*$")
    joined = parts.struct.field("1") + parts.struct.field("2").str.pad_end(digits, "0")
    size = joined.cast(pl.Int64, strict=False)
    wide = pl.col("body").cast(pl.Float64, strict=False) * 10**digits
    near = ((wide - wide.round()).abs() < 1e-4) & (wide < _LARGEST)  # a sum of a spreadsheet: 0.30000000000000004
    typed = pl.when((pl.col("form") == "native") & near).then(wide.round()).cast(pl.Int64, strict=False)
    size = pl.coalesce(size, typed)
    value = pl.when(pl.col("minus")).then(-size).otherwise(size)
    return frame.select(pl.when(pl.col("form") != "odd").then(value)).to_series()


def _in_major(frame: pl.DataFrame, hint: Hint) -> bool:
    """Whether something says that the column is in the money itself: its heading, a cell, or digits after the point."""
    pointed = pl.col("form").is_in(["point", "comma"])
    pointed |= (pl.col("form") == "native") & pl.col("body").str.contains(r"\.0*[1-9]")
    return hint.named or bool(frame.select((pl.col("named") | pointed).any()).item())


def _major_or_minor(cell: str, column: Column, hint: Hint) -> Text:
    return Text(
        "Is “{cell}” in {currency} or in its smallest unit? Nothing in the column decides. Call the column "
        "“{name} ({currency})”, or write an amount with {digits} digits after the point.",
        cell=cell,
        currency=hint.currency,
        name=column.name,
        digits=hint.digits,
    )


def _both_readings(cell: str) -> Text:
    digits = re.sub(r"[^\d.,]", "", cell)
    return Text(
        "Is this {one:d} or {other:.3f}? Nothing in the column decides. Write the number without marks for thousands.",
        one=int(re.sub("[.,]", "", digits)),
        other=float(digits.replace(",", ".")),
    )


def _advice(cell: str, column: Column, hint: Hint) -> Text:
    if re.search(r"\d[eE][+-]?\d", cell):
        return Text("The spreadsheet has shortened this number. Widen the column and write all its digits.")
    if re.search(r"(?i)ngh[iì]n|ng[aà]n|tri[eệ]u|t[yỷ]|\d\s*(?:k|tr)\b", cell):
        return Text("Write the number in full, with all its noughts.")
    if column.kind != "number" and re.fullmatch(r"[+\-−]?\d+[.,]\d+", cell):
        if column.kind == "money" and hint.digits:
            return Text("This money has {digits} digits after the point.", digits=hint.digits)
        if column.kind == "money" and hint.currency not in ("", "VND"):
            return Text("Say in the table of the cluster how many digits follow the point (minor_digits).")
        return Text("A whole number is needed here.")
    if column.unit:
        return Text("Write a number alone, counted in: {unit}.", unit=Text(column.unit))
    return Text("Write a number alone, without words or other signs.")
