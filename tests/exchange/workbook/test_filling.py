"""A cluster's tables in the words of a workbook."""

import datetime as dt
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.exchange.workbook.filling import fill


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
