"""Workbooks of LibreOffice, made on the fly as LibreOffice lays them out."""

import csv
import zipfile
from pathlib import Path
from typing import Any

import pytest

from edulis.exchange import read
from edulis.exchange.workbook.guard import copy_out
from edulis.exchange.workbook.quarantine.ods import written
from edulis.exchange.workbook.quarantine.process import answer
from edulis.schema import Problem

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"))
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods(path: Path, *tables: str, manifest: str = "", head: str = "") -> Path:
    """A workbook of these tables, as XML."""
    body = "".join(f'<table:table table:name="Sheet {at}">{table}</table:table>' for at, table in enumerate(tables))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {SPACES} {CALC} office:version="1.3">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return path


def text(said: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{said}</text:p></table:table-cell>'


def figure(value: float, more: str = "") -> str:
    kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind} {more}><text:p>~</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def copied(path: Path) -> tuple[list[dict[str, Any]], list[list[list[str]]]]:
    """What is said of each sheet, and its rows."""
    sheets = answer(str(path), path.parent, 1 << 24)["sheets"]
    read = [(path.parent / one["file"]).read_text(encoding="utf-8").splitlines() for one in sheets]
    return sheets, [list(csv.reader(lines)) for lines in read]


def test_rows_and_repeated_cells_stand_in_their_places(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="{}"/>'
    table = (
        row(text("seller"), text("buyer"), empty.format(16_382))
        + row(empty.format(16_384), more='table:number-rows-repeated="3"')
        + row(empty.format(1), figure(7, 'table:number-columns-repeated="2"'), empty.format(16_381))
        + row(empty.format(16_384), more='table:number-rows-repeated="1048570"')
    )
    sheets, (rows,) = copied(ods(tmp_path / "a.ods", table))
    assert (sheets[0]["name"], sheets[0]["width"]) == ("Sheet 0", 3)
    assert rows == [["1", "tseller", "tbuyer"], ["5", "", "n7", "n7"]]


def test_texts_are_whole_and_notes_and_drawings_beside_them_are_left_out(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>who?</text:p></office:annotation>"
    drawn = "<draw:frame><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame>"
    said = (
        f'<table:table-cell office:value-type="string">{note}<text:p>Bà<text:s text:c="2"/><text:span>Hoa</text:span>'
    )
    said += f"</text:p><text:p>&amp; con<text:tab/></text:p>{drawn}</table:table-cell>"
    path = ods(tmp_path / "a.ods", row(said))
    assert answer(str(path), tmp_path, 1 << 24)["sheets"][0]["width"] == 1
    assert (tmp_path / "0.csv").read_text(encoding="utf-8") == '"1","tBà  Hoa\n& con\t"\n'


OFFICE, CALCEXT = (
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0 ",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 ",
)
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "


@pytest.mark.parametrize(
    ("kind", "about", "shown", "found"),
    [
        ("float", {"value": "12.5"}, "12,5", "n12.5"),
        ("percentage", {"value": "0.12"}, "12%", "n0.12"),
        ("currency", {"value": "1200"}, "1.200 ₫", "n1200"),
        ("date", {"date-value": "2002-09-14"}, "14/9", "n2002-09-14"),
        ("date", {"date-value": "2002-09-14T00:00:00"}, "14/9", "n2002-09-14"),
        ("date", {"date-value": "2002-09-14T08:30:00"}, "14/9", "n2002-09-14 08:30:00"),
        ("time", {"time-value": "PT08H30M00S"}, "8:30", "n08:30:00"),
        ("boolean", {"boolean-value": "true"}, "TRUE", "ntrue"),
        ("string", {}, "hoa", "thoa"),
        ("string", {"string-value": "hoa"}, "", "thoa"),
        ("", {}, "", ""),
    ],
)
def test_a_cell_is_what_it_is_declared_to_be(kind: str, about: dict[str, str], shown: str, found: str) -> None:
    declared = {f"{OFFICE}value-type": kind} | {f"{OFFICE}{key}": value for key, value in about.items()}
    assert written(declared, shown) == found


def test_an_error_is_told_as_such_and_a_formula_without_result_is_marked() -> None:
    error = {f"{OFFICE}value-type": "string", f"{CALCEXT}value-type": "error", f"{TABLE}formula": "of:=1/0"}
    assert written(error, "#DIV/0!") == "t#DIV/0!"
    assert written({f"{TABLE}formula": "of:=[.A1]*2"}, "") == "f=[.A1]*2"


def test_merged_cells_and_hidden_rows_are_marked(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    table = (
        row(text("2002-09", 'table:number-rows-spanned="3" table:number-columns-spanned="1"'), text("hoa"))
        + row(covered, text("binh"))
        + row(covered, figure(7), more='table:visibility="collapse"')
        + row("<table:table-cell/>", figure(8))
    )
    (sheet,), (rows,) = copied(ods(tmp_path / "a.ods", table))
    assert (sheet["marked"], sheet["hidden"]) == (True, [3, 1])
    assert [cells[1] for cells in rows] == ["t2002-09", "T2002-09", "T2002-09", ""]


BOMBS = {
    "a cell repeated over all columns": row(figure(1, 'table:number-columns-repeated="16384"')),
    "a row repeated without end": row(figure(1), more='table:number-rows-repeated="2000000000"'),
    "a text in a million rows": row(text("a" * 30_000), more='table:number-rows-repeated="1000000"'),
    "elements within each other": row("<table:table-cell>" + "<text:span>" * 100_000 + "</text:span>" * 100_000),
    "200 MiB of empty rows": "<table:table-row/>" * 12_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_workbook_is_refused(tmp_path: Path, name: str) -> None:
    found = copy_out(ods(tmp_path / "a.ods", BOMBS[name]), tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "file.hostile"


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", row(text("&a;")), head='<!DOCTYPE x [<!ENTITY a "ha">]>')
    assert answer(str(path), tmp_path, 1 << 24)["code"] == "file.hostile"


def test_a_locked_workbook_is_said_to_be_so(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", row(text("a")), manifest="<manifest:encryption-data/>")
    assert answer(str(path), tmp_path, 1 << 24)["code"] == "file.encrypted"


def test_a_cut_workbook_is_broken(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", "</table:table>")
    assert answer(str(path), tmp_path, 1 << 24)["code"] == "file.broken"


def test_it_is_told_cell_by_cell_what_to_mend(tmp_path: Path) -> None:
    names = ("round", "month", "seller", "buyer", "product", "reporter", "quantity")
    month = '<table:table-cell office:value-type="date" office:date-value="2002-09-01"/>'
    sides = (text("r1"), month, text("binh"), text("hoa"), text("wet"), text("seller"))
    error = text("#N/A", 'calcext:value-type="error"')
    path = ods(tmp_path / "a.ods", row(*map(text, names)) + row(*sides, figure(12.5)) + row(*sides, error))
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").replace(b"Sheet 0", b"Trades")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
    faults = [(one.code, one.sheet, one.row, one.column, one.found) for one in read(path).problems]
    assert ("value.type", "Trades", 3, "quantity", "#N/A") in faults
    assert not [fault for fault in faults if fault[3] == "month"]
