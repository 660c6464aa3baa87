"""An old workbook of Excel; village.xls was written by xlwt 1.3, another program."""

import shutil
import struct
from pathlib import Path

import pytest

from edulis.exchange import read
from edulis.exchange.workbook.guard import copy_out
from edulis.exchange.workbook.quarantine.copying import RefusedError
from edulis.exchange.workbook.quarantine.process import answer
from edulis.exchange.workbook.quarantine.xls import inspect, stream
from edulis.schema import Problem

VILLAGE = Path(__file__).with_name("village.xls")


def test_its_sheets_are_copied_with_what_is_odd_in_them(tmp_path: Path) -> None:
    found = copy_out(VILLAGE, tmp_path)
    assert isinstance(found, list)
    assert [(one.name, one.width, one.marked, one.hidden) for one in found] == [
        ("Lời chào", 1, False, (0, 0)),
        ("Trades", 8, True, (4, 1)),
    ]
    rows = found[1].file.read_text(encoding="utf-8").splitlines()
    assert rows[1] == '"2","tr1","n2002-09-01","tbinh","thoa","twet","tseller","n12.5","n1200"'
    assert '"t#N/A"' in rows[4]


def test_an_error_of_a_formula_a_merged_cell_and_a_locked_file_are_seen() -> None:
    sheet = 4 + 4 + 8 + 4  # where the part of the sheet begins
    start = struct.pack("<HHIHH", 0x85, 8, sheet, 0, 0) + struct.pack("<HH", 0x0A, 0) + bytes(4)
    formula = struct.pack("<HHHHHBBBBHH", 0x06, 16, 3, 2, 0, 2, 0, 7, 0, 0, 0xFFFF) + bytes(2)
    merged = struct.pack("<HHHHHHH", 0xE5, 10, 1, 4, 6, 0, 0)
    (odd,) = inspect(start + formula + merged)
    assert odd.cells == {(3, 2): "t#DIV/0!"}
    assert odd.merged == {(4, 0): 6}
    with pytest.raises(RefusedError, match="file.encrypted"):
        inspect(struct.pack("<HH", 0x2F, 0))


@pytest.mark.parametrize("kept", [600, 2_000, 5_000])
def test_a_cut_one_is_broken(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "village.xls"
    path.write_bytes(VILLAGE.read_bytes()[:kept])
    found = copy_out(path, tmp_path)
    assert isinstance(found, Problem)
    assert found.code in ("file.broken", "file.kind")


def test_sectors_that_follow_each_other_in_a_ring_come_to_an_end(tmp_path: Path) -> None:
    data = bytearray(VILLAGE.read_bytes())
    table = 512 * (struct.unpack_from("<I", data, 76)[0] + 1)
    for sector in range(128):
        struct.pack_into("<I", data, table + 4 * sector, 0)
    with pytest.raises(RefusedError, match="file.broken"):
        stream(bytes(data))


def test_what_the_file_is_called_does_not_matter(tmp_path: Path) -> None:
    path = Path(shutil.copy(VILLAGE, tmp_path / "village.xlsx"))
    assert len(answer(str(path), tmp_path, 1 << 20)["sheets"]) == 2


def test_it_is_told_cell_by_cell_what_to_mend() -> None:
    faults = [(one.code, one.sheet, one.row, one.column, one.found) for one in read(VILLAGE).problems]
    assert ("value.type", "Trades", 5, "quantity", "#N/A") in faults
