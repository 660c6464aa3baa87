"""Words and codes of a column."""

import unicodedata

import polars as pl
import pytest

from edulis.exchange.tables.numbers import Hint
from edulis.exchange.tables.values import read_values, tidied
from edulis.schema import Column, Text
from edulis.schema.words import ENTERPRISE_KIND

TERMS = Column("terms", "one_of", "Terms", choices=(("cash", "Cash"), ("credit", "On credit"), ("barter", "In kind")))
LOCAL = Column("local", "yes_no", "Of the cluster")
CODE = Column("code", "code", "Code")
NAME = Column("name", "text", "Name")


def read(column: Column, cells: list[str | None]) -> tuple[list[object], list[tuple[str, list[int]]]]:
    tidy = pl.DataFrame({"cell": pl.Series(cells, dtype=pl.String)}).select(tidied(pl.col("cell"), column.kind))
    values, refusals = read_values(column, tidy.to_series(), None, Hint())
    return values.to_list(), [(one.code, one.rows.tolist()) for one in refusals]


def test_a_choice_is_read_by_word_or_title_in_any_case() -> None:
    assert read(TERMS, ["cash", "CASH", " On  credit ", "in-kind", "cash\u200b", None]) == (
        ["cash", "cash", "credit", "barter", "cash", None],
        [],
    )


def test_a_choice_is_read_by_its_vietnamese_title(monkeypatch: pytest.MonkeyPatch) -> None:
    vietnamese = {"Cash": "Tiền mặt", "On credit": "Bán chịu", "In kind": "Đổi hàng"}
    monkeypatch.setattr(
        "edulis.exchange.tables.values.translate",
        lambda title, language: vietnamese[title] if language == "vi" else title,
    )
    apart = unicodedata.normalize("NFD", "Tiền mặt")
    assert read(TERMS, ["Tiền mặt", apart, "tien mat", "ĐỔI HÀNG", "doi hang", "ban chiu"])[0] == [
        "cash",
        "cash",
        "cash",
        "barter",
        "barter",
        "credit",
    ]


def test_two_titles_that_differ_by_accents_only_are_told_apart_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    column = Column("product", "one_of", "Product", choices=(("kelp", "Tảo"), ("apple", "Táo")))
    assert read(column, ["Tảo", "táo", "tao", "kelp"]) == (["kelp", "apple", None, "kelp"], [("value.doubt", [2])])


def test_a_word_that_is_not_on_the_list_is_refused_with_the_nearest() -> None:
    column = Column("kind", "one_of", "Kind", choices=ENTERPRISE_KIND)
    _, refusals = read_values(column, pl.Series(["Noodle makr"]), None, Hint())
    mend = refusals[0].mend
    assert refusals[0].code == "value.unknown"
    assert not isinstance(mend, Text)
    assert "Noodle maker" in str(mend("Noodle makr"))


@pytest.mark.parametrize("word", ["yes", "Yes", "Y", "TRUE", "1", "x", "X", "có", "Có", "CÓ", "co", "✓"])
def test_yes_in_both_languages(word: str) -> None:
    assert read(LOCAL, [word]) == ([True], [])


@pytest.mark.parametrize("word", ["no", "N", "False", "0", "không", "KHÔNG", "khong"])
def test_no_in_both_languages(word: str) -> None:
    assert read(LOCAL, [word]) == ([False], [])


@pytest.mark.parametrize("word", ["maybe", "không biết", "2", "-", "o"])
def test_neither_yes_nor_no_is_refused(word: str) -> None:
    assert read(LOCAL, [word]) == ([None], [("value.unknown", [0])])


def test_codes_stay_text() -> None:
    assert read(CODE, ["007", " 7 ", "1e5", "A\u00a0b", "\ufeffx"])[0] == ["007", "7", "1e5", "A b", "x"]


def test_a_code_that_the_workbook_holds_as_a_number_has_no_decimals() -> None:
    values, _ = read_values(CODE, pl.Series(["7.0", "7.5", "007"]), pl.Series([True, True, False]), Hint())
    assert values.to_list() == ["7", "7.5", "007"]


def test_texts_are_composed_and_free_of_outer_blanks() -> None:
    assert read(NAME, [unicodedata.normalize("NFD", "Bà Hoa\u00a0"), "\u3000 ", "a\nb"])[0] == ["Bà Hoa", None, "a\nb"]


@pytest.mark.parametrize("kind", ["code", "text", "one_of", "yes_no", "count", "number", "money", "month", "day"])
def test_an_empty_column_of_any_kind_has_its_type_and_no_fault(kind: str) -> None:
    column = Column("x", kind, "X")  # type: ignore[arg-type]
    values, refusals = read_values(column, pl.Series([None, None], dtype=pl.String), None, Hint())
    assert values.null_count() == 2
    assert refusals == []


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        (Column("value", "number", "Value"), ["1.234", "7", None, "many", "12,5"]),
        (Column("value", "number", "Value"), ["1.234", "7", None, "9"]),
        (Column("value", "number", "Share", unit="share"), ["12%", "0.1", "5%"]),
        (Column("month", "month", "Month"), ["03/04/2002", "2002-09", None, "15/04/2002", "x"]),
        (Column("month", "month", "Month"), ["01/04/2002", "01/05/2002", None]),
        (Column("paid", "yes_no", "Paid"), ["có", "no", None, "perhaps"]),
    ],
)
def test_a_long_column_is_read_as_a_short_one(column: Column, cells: list[str | None]) -> None:
    short, few = read_values(column, pl.Series(cells), None, Hint())
    long, many = read_values(column, pl.Series(cells * 500), None, Hint())
    assert long.to_list() == short.to_list() * 500
    assert [one.code for one in many] == [one.code for one in few]
    for some, all_of_them in zip(few, many, strict=True):
        times = 500 if some.severity == "error" else 1
        rows = [row + turn * len(cells) for turn in range(times) for row in some.rows.tolist()]
        assert all_of_them.rows.tolist() == sorted(rows)
