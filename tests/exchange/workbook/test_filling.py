"""A cluster's tables in the words of a workbook."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.exchange.tables.raw import RawTable
from edulis.exchange.workbook import filling
from edulis.exchange.workbook.filling import fill
from edulis.exchange.workbook.sheets import read_tables


def filled(tmp_path: Path, **tables: dict[str, list[object]]) -> openpyxl.Workbook:
    cluster = Cluster.of({record: pl.DataFrame(table) for record, table in tables.items()})
    fill(cluster.tables, tmp_path / "a.xlsx", "en", progress=lambda stage, share: None)
    return openpyxl.load_workbook(tmp_path / "a.xlsx")


def test_words_are_those_that_people_choose_and_texts_stay_texts(tmp_path: Path) -> None:
    book = filled(tmp_path, enterprise={"code": ["=hoa"], "kind": ["noodles"], "local": [True]})
    cells = {cell.value: cell for cell in book["Enterprises"][2] if cell.value is not None}
    assert set(cells) == {"=hoa", "Noodle maker", "Yes"}
    assert cells["=hoa"].data_type == "s"


def test_numbers_and_dates_are_such_and_those_that_excel_would_round_are_texts(tmp_path: Path) -> None:
    day, old = dt.date(2002, 9, 1), dt.date(1899, 1, 1)
    book = filled(tmp_path, income={"month": [day, old], "amount": [1_000, 2**53 + 1]})
    found = {cell.value for row in book["Incomes"].iter_rows(min_row=2) for cell in row}
    assert found == {dt.datetime(2002, 9, 1), "1899-01-01", 1_000, str(2**53 + 1), None}


def test_a_text_that_no_cell_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="does not fit"):
        filled(tmp_path, place={"code": ["a" * 40_000]})


TEXTS = [
    "a",
    " a",
    "a ",
    "a b",
    "a  b",
    "a&b",
    "<r>a</r>",
    "_x000A_",
    "a_b",
    "a\nb",
    "a\tb",
    "Bà Hoa",
    "\ufffe",
    "'a'",
    '"',
    "=1",
    "€",
]
NUMBERS = [0.1 + 0.2, 1e300, -7.0, 5e-324]


def test_a_large_table_is_written_the_short_way_and_reads_the_same(tmp_path: Path, monkeypatch: Any) -> None:
    tables = {
        "place": pl.DataFrame({"code": [f"p{place}" for place in range(len(TEXTS))], "name": TEXTS}),
        "process_line": pl.DataFrame({"process": "a", "product": "b", "quantity": NUMBERS}),
        "income": pl.DataFrame({"month": [dt.date(2002, 9, 1), dt.date(1900, 3, 1)], "amount": [7, -(2**53)]}),
    }
    cluster = Cluster.of(tables)
    found = []
    for large in (50_000, -1):
        monkeypatch.setattr(filling, "LARGE", large)
        filling.fill(cluster.tables, tmp_path / "a.xlsx", "en", progress=lambda stage, share: None)
        found.append([(raw.name, raw.headings, raw.cells, raw.native) for raw in tables_of(tmp_path / "a.xlsx")])
    for (name, headings, cells, native), (other, others, again, typed) in zip(*found, strict=True):
        assert (name, headings) == (other, others)
        assert cells.equals(again, null_equal=True)
        assert native.equals(typed, null_equal=True)


def tables_of(path: Path) -> list[RawTable]:
    read = read_tables(path)
    assert isinstance(read, list)
    return read
