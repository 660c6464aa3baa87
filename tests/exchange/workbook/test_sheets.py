"""Workbooks read: what stands where, and what the workbook itself types."""

import datetime as dt
from pathlib import Path

import xlsxwriter

from edulis.exchange.tables.raw import RawTable
from edulis.exchange.workbook.sheets import read_tables
from edulis.schema import Problem


def tables_of(path: Path) -> list[RawTable]:
    found = read_tables(path)
    assert isinstance(found, list)
    return found


def test_rows_keep_their_numbers_below_a_title_and_between_blank_rows(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet("Trades")
        sheet.merge_range(1, 1, 1, 3, "What Mr Binh told")
        sheet.write_row(3, 1, ["seller", "buyer", "", "quantity"])
        sheet.write_row(6, 1, ["binh", "hoa", "", 12.5])
    (table,) = tables_of(tmp_path / "a.xlsx")
    assert (table.name, table.headings, table.rows.tolist()) == ("Trades", ("seller", "buyer", "quantity"), [7])
    assert table.cells.row(0) == ("binh", "hoa", "12.5")
    assert table.native is not None
    assert table.native.row(0) == (False, False, True)


def test_numbers_and_dates_are_told_from_texts_that_look_like_them(tmp_path: Path) -> None:
    for date_1904 in (False, True):
        with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": date_1904}) as book:
            sheet = book.add_worksheet("stock")
            day = book.add_format({"num_format": "dd/mm/yyyy"})
            sheet.write_row(0, 0, ["a", "b", "c", "d", "e"])
            sheet.write_datetime(1, 0, dt.date(2002, 9, 1), day)
            sheet.write_string(1, 1, "007")
            sheet.write_number(1, 2, 1e15)
            sheet.write_boolean(1, 3, True)
            sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
        (table,) = tables_of(tmp_path / "a.xlsx")
        assert table.cells.row(0) == ("2002-09-01", "007", "1000000000000000", "true", "#DIV/0!")
        assert table.native is not None
        assert table.native.row(0) == (True, False, True, True, False)


def test_a_workbook_without_a_cell_is_empty(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("Trades")
    assert read_tables(tmp_path / "a.xlsx") == Problem("file.empty", file="a.xlsx")
