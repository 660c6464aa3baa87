"""A table as found becomes rows of a record; each fault has its place."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from edulis.exchange.tables.raw import RawTable
from edulis.exchange.tables.table import Manner, understood
from edulis.schema import Problem

HEADINGS = ("round", "seller", "buyer", "product", "reporter", "quantity")
ROW = ("r", "hoa", "shop", "noodles", "seller", "5")


def raw(headings: tuple[str, ...], *rows: tuple[str | None, ...], sheet: str = "Trades") -> RawTable:
    cells = pl.DataFrame({str(i): pl.Series([row[i] for row in rows], dtype=pl.String) for i in range(len(headings))})
    return RawTable("trade", "village.xlsx", sheet, headings, cells, np.arange(4, 4 + len(rows)))


def faults(table: RawTable) -> tuple[Problem, ...]:
    return understood(table, "trade", Manner()).problems


def test_a_clean_table_is_read_without_a_word() -> None:
    found = understood(raw(HEADINGS, ROW), "trade", Manner())
    assert found.problems == ()
    assert found.frame.to_dicts() == [dict(zip(HEADINGS, (*ROW[:-1], 5.0), strict=True))]


def test_a_refused_cell_has_file_sheet_row_and_column() -> None:
    (problem,) = faults(raw(HEADINGS, ROW, (*ROW[:-1], "much")))
    assert (problem.code, problem.file, problem.sheet, problem.row, problem.column, problem.found) == (
        "value.type",
        "village.xlsx",
        "Trades",
        5,
        "quantity",
        "much",
    )
    assert problem.advice()


def test_empty_rows_and_columns_are_left_out_and_rows_keep_their_numbers() -> None:
    blank: tuple[str | None, ...] = (None, " ", None, "\u00a0", None, None, None)
    found = understood(raw((*HEADINGS, ""), blank, (*ROW, None), blank), "trade", Manner())
    assert found.problems == ()
    assert found.raw.rows.tolist() == [5]
    assert found.frame.height == 1


@pytest.mark.parametrize(
    ("headings", "row", "code", "column"),
    [
        ((*HEADINGS, "colour"), (*ROW, "red"), "column.unknown", "colour"),
        ((*HEADINGS, "colour"), (*ROW, None), "column.unknown", "colour"),
        ((*HEADINGS, ""), (*ROW, "red"), "column.unknown", "7"),
        ((*HEADINGS, "Quantity"), (*ROW, "5"), "column.twice", "Quantity"),
        (HEADINGS[:-2], ROW[:-2], "column.missing", "reporter"),
        ((*HEADINGS, "", "round", "seller"), (*ROW, None, "r", "x"), "table.several", "round"),
    ],
)
def test_a_wrong_heading_is_refused_by_its_place(
    headings: tuple[str, ...], row: tuple[str | None, ...], code: str, column: str
) -> None:
    problem = faults(raw(headings, row))[0]
    assert (problem.code, problem.column, problem.sheet, problem.row) == (code, column, "Trades", 3)


def test_a_row_of_headings_within_the_rows_begins_a_second_table() -> None:
    (problem,) = faults(raw(HEADINGS, ROW, HEADINGS, ROW))
    assert (problem.code, problem.row, problem.found) == ("table.several", 5, "round")
    (problem,) = faults(raw(HEADINGS, ROW, ("code", "name", None, None, None, None)))
    assert (problem.code, problem.row) == ("table.several", 5)


def test_of_like_faults_the_first_are_listed_and_the_rest_counted() -> None:
    found = faults(raw(HEADINGS, *[(*ROW[:-1], "much")] * 1000))
    assert len(found) <= 200
    assert len(found) + found[-1].more == 1000


def test_the_quote_against_formulas_is_taken_off_where_the_file_declares_it() -> None:
    headings, row = (*HEADINGS, "grade"), (*ROW, "'=1+1 ")
    assert understood(raw(headings, row, sheet=""), "trade", Manner(guarded=True)).frame["grade"][0] == "=1+1 "
    assert understood(raw(headings, row, sheet=""), "trade", Manner()).frame["grade"][0] == "'=1+1"


def test_a_declared_decimal_mark_decides() -> None:
    table = raw(HEADINGS, (*ROW[:-1], "1.234"))
    assert understood(table, "trade", Manner({"quantity": ","})).frame["quantity"][0] == 1234
    assert faults(table)[0].code == "value.doubt"


def test_a_total_or_a_note_is_one_problem_and_no_row() -> None:
    total = ("Tổng cộng", None, None, None, None, "15")
    found = understood(raw(HEADINGS, ROW, total), "trade", Manner())
    assert [(one.code, one.row, one.column, one.found) for one in found.problems] == [
        ("table.note", 5, "", "Tổng cộng")
    ]
    assert found.frame.height == 1


def test_a_text_merged_over_rows_holds_in_each_of_them_and_a_figure_is_asked_for() -> None:
    table = raw(HEADINGS, ROW, ROW)
    marks = pl.DataFrame({str(place): ["t", "T"] for place in range(6)}).with_columns(pl.Series("5", ["n", "N"]))
    found = understood(replace(table, marks=marks), "trade", Manner())
    assert [(one.code, one.row, one.column) for one in found.problems] == [("value.doubt", 5, "quantity")]
    assert found.frame["seller"].to_list() == ["hoa", "hoa"]
    assert found.frame["quantity"].to_list() == [5.0, None]


def test_a_formula_without_its_result_is_no_empty_cell() -> None:
    marks = pl.DataFrame({str(place): ["t"] for place in range(5)} | {"5": ["f"]})
    (problem,) = understood(replace(raw(HEADINGS, (*ROW[:-1], "=B2*2")), marks=marks), "trade", Manner()).problems
    assert (problem.code, problem.column, problem.found) == ("value.doubt", "quantity", "=B2*2")


def test_hidden_rows_are_told_and_read() -> None:
    found = understood(replace(raw(HEADINGS, ROW, ROW), hidden=(5, 1)), "trade", Manner())
    assert [(one.code, one.severity, one.row) for one in found.problems] == [("table.hidden", "doubt", 5)]
    assert found.frame.height == 2
