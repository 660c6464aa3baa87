"""The workbook to fill in, filled in as people do."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.cluster import Cluster
from edulis.exchange.reading import read
from edulis.exchange.tables.names import WORDS_SHEET, sheet_names
from edulis.exchange.workbook.filling import fill
from edulis.exchange.workbook.template import PlainSheet, heading, template, words
from edulis.schema import RECORD_BY_NAME, Enterprise, Language, columns

VILLAGE = {
    "cluster": {"code": "xom", "title": "Xóm Đậu", "currency": "VND"},
    "round": {"code": "2002", "first_month": dt.date(2002, 9, 1), "last_month": dt.date(2003, 8, 1)},
    "enterprise": {"code": "007", "kind": "noodles"},
    "product": {"code": "wet", "name": "Wet starch", "stage": "half", "unit": "kg"},
}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_template_that_was_filled_in_is_read(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "village.xlsx"
    path.write_bytes(template(language))
    book = openpyxl.load_workbook(path)
    for record, row in VILLAGE.items():
        for place, column in enumerate(columns(RECORD_BY_NAME[record]), 1):
            value = row.get(column.name)
            told = words(column, language).get(str(value), value)
            book[sheet_names(language)[record]].cell(2, place).value = told  # type: ignore[assignment]
    book.save(path)
    reading = read(path)
    assert reading.cluster is not None, reading.problems
    for record, row in VILLAGE.items():
        assert row.items() <= reading.cluster[record].row(0, named=True).items()


def test_every_record_has_a_sheet_with_its_headings_behind_the_help(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(template("en"))
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    assert book.sheetnames[1:-1] == list(sheet_names("en").values())
    assert book[WORDS_SHEET].sheet_state == "veryHidden"
    cells = [str(cell.value) for cell in book["Enterprises"][1]]
    assert [cell.removesuffix(" *") for cell in cells] == [heading(column, "en") for column in columns(Enterprise)]
    assert [cell.endswith(" *") for cell in cells] == [column.required for column in columns(Enterprise)]


def test_choices_are_offered_and_questions_shown(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(template("en"))
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    place = [column.name for column in columns(Enterprise)].index("kind")
    rule = book["Enterprises"].data_validations.dataValidation[place]
    offered = [
        cell.value for row in book[WORDS_SHEET][rule.formula1.partition("!")[2].replace("$", "")] for cell in row
    ]
    assert offered == [title for _, title in columns(Enterprise)[place].choices]
    assert rule.prompt == "What is its main work?"


def test_the_same_template_is_the_same_file() -> None:
    assert template("vi") == template("vi")


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_every_number_is_read_back_as_the_very_same(tmp_path_factory: object, numbers: list[float]) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / "numbers.xlsx"  # type: ignore[attr-defined]
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("a", PlainSheet).write_column(0, 0, numbers)
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [repr(row[0]) for row in rows] == [repr(number) for number in numbers]


def test_years_are_said_without_a_mark_for_thousands() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template("vi")))
    sheet = book[sheet_names("vi")["enterprise"]]
    said = [str(rule.error) for rule in sheet.data_validations.dataValidation]
    assert any("1800" in one and "2200" in one for one in said)
    assert not any("1.800" in one for one in said)


@pytest.mark.parametrize(
    ("about", "shown"),
    [({}, "General"), ({"currency": "VND"}, "#,##0"), ({"currency": "USD", "minor_digits": 2}, "#,##0.00")],
)
def test_an_amount_is_shown_with_the_digits_that_its_money_has(
    tmp_path: Path, about: dict[str, object], shown: str
) -> None:
    if about:
        row = {"code": "c", "title": "A", **about}
        frames = Cluster.of({"cluster": pl.DataFrame([row])})
        fill(frames.tables, tmp_path / "a.xlsx", "en", progress=lambda stage, share: None)
    else:
        (tmp_path / "a.xlsx").write_bytes(template())
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["Incomes"]
    place = next(cell.column_letter for cell in sheet[1] if str(cell.value).startswith("Amount"))
    assert sheet.column_dimensions[place].number_format == shown
