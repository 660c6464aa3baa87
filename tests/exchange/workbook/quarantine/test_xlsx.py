"""The process that reads a workbook of unknown honesty, looked at from inside."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from edulis.exchange.workbook.quarantine.copying import Odd, RefusedError
from edulis.exchange.workbook.quarantine.process import answer
from edulis.exchange.workbook.quarantine.xlsx import inspect, sheet_parts


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A workbook with a formula that ends in an error, in the second sheet."""
    path = tmp_path / "marked.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Bà Hoa & con")
        sheet = book.add_worksheet("Trades")
        sheet.write_row(1, 1, ["seller", "quantity"])
        sheet.write_formula(2, 2, "=NA()", None, "#N/A")
    return path


def test_errors_of_formulas_are_found_with_their_place(marked: Path) -> None:
    assert inspect(str(marked), 1 << 20).odd["xl/worksheets/sheet2.xml"] == Odd({(2, 2): "t#N/A"})
    assert sheet_parts(str(marked))["Bà Hoa & con"] == "xl/worksheets/sheet1.xml"


def test_merged_cells_formulas_without_results_and_hidden_rows_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Trades")
        sheet.merge_range(0, 0, 0, 2, "one line")
        sheet.merge_range(1, 0, 3, 0, "2002-09")
        sheet.merge_range(1, 1, 2, 1, 7)
        for row in (1, 2, 3):
            sheet.write_string(row, 3, "hoa")
        sheet.write_formula(2, 2, "=1+1", None, "")
        sheet.write_formula(3, 2, '=""', None, "")
        sheet.set_row(3, None, None, {"hidden": True})
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    page = "xl/worksheets/sheet1.xml"
    parts[page] = parts[page].replace(b'<c r="C4">', b'<c r="C4" t="str">')
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    (said,) = answer(str(path), tmp_path, 1 << 20)["sheets"]
    assert (said["marked"], said["hidden"]) == (True, [4, 1])
    rows = [line.split(",") for line in (tmp_path / said["file"]).read_text(encoding="utf-8").splitlines()]
    assert rows[1:] == [
        ['"2"', '"t2002-09"', '"n7"', '""', '"thoa"'],
        ['"3"', '"T2002-09"', '"N7"', '"f=1+1"', '"thoa"'],
        ['"4"', '"T2002-09"', '""', '""', '"thoa"'],
    ]


def test_sheets_are_copied_row_by_row_with_their_place(marked: Path, tmp_path: Path) -> None:
    said = answer(str(marked), tmp_path, 1 << 20)
    assert [sheet["name"] for sheet in said["sheets"]] == ["Bà Hoa & con", "Trades"]
    copied = (tmp_path / said["sheets"][1]["file"]).read_text(encoding="utf-8")
    assert copied == '"2","","tseller","tquantity"\n"3","","","t#N/A"\n'


def test_what_unpacks_to_more_than_it_may_is_refused(marked: Path) -> None:
    with pytest.raises(RefusedError, match="file.hostile"):
        inspect(str(marked), 100)


def test_sizes_that_a_zip_states_are_not_believed(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>" * 100_000)
    true, lie = (400_000).to_bytes(4, "little"), (4).to_bytes(4, "little")
    path = tmp_path / "lie.xlsx"
    path.write_bytes(memory.getvalue().replace(true, lie))
    assert answer(str(path), tmp_path, 1 << 20)["code"] == "file.broken"
