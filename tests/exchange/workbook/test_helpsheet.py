"""The first sheet of the workbook."""

import io

import openpyxl

from edulis.exchange.tables.names import SKETCH, sheet_names
from edulis.exchange.workbook.template import template


def test_the_help_names_every_sheet_and_marks_those_of_a_sketch() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template("en")))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    names = sheet_names("en")
    assert {row[1] for row in rows} >= set(names.values())
    assert {row[1] for row in rows if row[3] == "●"} == {names[record] for record in SKETCH}
