"""Hostile workbooks, real ones: each gets a plain refusal from a process that is held to its limits."""

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import xlsxwriter

from edulis.exchange.workbook.guard import copy_out, limits_for
from edulis.schema import Problem

MIB = 1 << 20
SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
MAIN = b'<?xml version="1.0"?><%s xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def honest(rows: int = 3) -> bytes:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Trades")
        for row in range(rows):
            sheet.write_row(row, 0, ["binh", "hoa", row])
    return memory.getvalue()


def with_part(name: str, content: Iterable[bytes]) -> bytes:
    """An honest workbook in which one part is another."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(honest())) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for other in old.namelist():
            if other != name:
                new.writestr(other, old.read(other))
        with new.open(name, "w", force_zip64=True) as part:
            for piece in content:
                part.write(piece)
    return memory.getvalue()


def sheet_of(*rows: bytes) -> Iterable[bytes]:
    return (MAIN % b"worksheet" + b"<sheetData>", *rows, b"</sheetData></worksheet>")


def letters(place: int) -> str:
    name = ""
    while place >= 0:
        name, place = chr(ord("A") + place % 26) + name, place // 26 - 1
    return name


def wide() -> bytes:
    cells = "".join(f'<c r="{letters(place)}1"><v>1</v></c>' for place in range(16_384))
    return with_part(SHEET, sheet_of(f'<row r="1">{cells}</row>'.encode()))


def corners() -> bytes:
    first, last = b'<row r="1"><c r="A1"><v>1</v></c></row>', b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_part(SHEET, sheet_of(first, last))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{entities}]><sst><si><t>&j;</t></si></sst>'
    return with_part(STRINGS, [head.encode()])


def outside() -> bytes:
    return with_part(STRINGS, [b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>'])


def many_parts(*names: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in names or ("xl/workbook.xml", *(f"xl/{n}" for n in range(6_000))):
            archive.writestr(name, b"")
    return memory.getvalue()


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a sheet of 210 MiB": (lambda: with_part(SHEET, [bytes(MIB)] * 210), "file.hostile"),
    "another part of 210 MiB": (lambda: with_part("xl/media/a.png", [bytes(MIB)] * 210), "file.hostile"),
    "a cell of 160 MiB": (
        lambda: with_part(SHEET, sheet_of(b'<row r="1"><c r="A1" t="inlineStr"><is><t>', *[b"a" * MIB] * 160)),
        "file.hostile",
    ),
    "entities within entities": (laughs, "file.hostile"),
    "a file from outside": (outside, "file.hostile"),
    "16,384 columns": (wide, "file.hostile"),
    "two cells at the ends of the sheet": (corners, "file.hostile"),
    "a million styles": (
        lambda: with_part(STYLES, [MAIN % b"styleSheet", b"<cellXfs>", b"<xf/>" * 1_000_000]),
        "file.hostile",
    ),
    "millions of texts": (
        lambda: with_part(STRINGS, [MAIN % b"sst", b"<si><t>a</t></si>" * 9_000_000]),
        "file.hostile",
    ),
    "thousands of parts": (many_parts, "file.hostile"),
    "cut in half": (lambda: honest(500)[:4_000], "file.broken"),
    "without its end": (lambda: honest(500)[:-30], "file.broken"),
    "noise in the middle": (lambda: honest(500)[:3_000] + b"\xff" * 500 + honest(500)[3_500:], "file.broken"),
    "locked": (locked, "file.encrypted"),
    "an old workbook that holds nothing": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000), "file.broken"),
    "a zip of something else": (lambda: many_parts("photos"), "file.kind"),
    "text": (lambda: b"seller,buyer\nbinh,hoa\n", "file.kind"),
    "nothing": (lambda: b"", "file.empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused(tmp_path: Path, name: str) -> None:
    make, code = HOSTILE[name]
    path, folder = tmp_path / "village.xlsx", tmp_path / "out"
    path.write_bytes(make())
    folder.mkdir()
    found = copy_out(path, folder)
    assert isinstance(found, Problem)
    assert (found.code, found.file) == (code, "village.xlsx")


def test_an_honest_workbook_is_copied_out(tmp_path: Path) -> None:
    (tmp_path / "village.xlsx").write_bytes(honest())
    found = copy_out(tmp_path / "village.xlsx", tmp_path)
    assert isinstance(found, list)
    assert [(sheet.name, sheet.width) for sheet in found] == [("Trades", 3)]


def test_a_stated_dimension_is_not_believed(tmp_path: Path) -> None:
    lie = MAIN % b"worksheet" + b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    (tmp_path / "village.xlsx").write_bytes(with_part(SHEET, [lie, b"</sheetData></worksheet>"]))
    found = copy_out(tmp_path / "village.xlsx", tmp_path)
    assert isinstance(found, list)
    assert found[0].width == 1


def test_all_files_begin_with_small_limits_and_large_ones_may_rise() -> None:
    small, large = limits_for(100_000), limits_for(80 * MIB)
    assert (small.memory, small.seconds) == (large.memory, large.seconds)
    assert small.memory < 512 * MIB
    assert small.seconds < 10
    assert (small.most_memory, small.most_seconds) == (small.memory, small.seconds)
    assert large.most_memory > small.most_memory
    assert large.most_seconds > small.most_seconds


TEXT = b"<si><t>" + b"a" * 30_000 + b"</t></si>"
SHARING = b'<c t="s"><v>0</v></c>'
LARGE: dict[str, tuple[str, Callable[[], Iterable[bytes]]]] = {
    "two cells at the ends of the sheet": (
        SHEET,
        lambda: sheet_of(
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
    ),
    "40 million empty cells": (SHEET, lambda: sheet_of(b"<row>", *[b"<c/>" * 1_000_000] * 40, b"</row>")),
    "8 million filled cells": (SHEET, lambda: sheet_of(*[b"<row>" + b"<c><v>1</v></c>" * 20 + b"</row>"] * 400_000)),
    "two million rows": (SHEET, lambda: sheet_of(*[b"<row/>" * 1_000] * 2_000)),
    "10 million texts": (STRINGS, lambda: (MAIN % b"sst", *[b"<si><t>a</t></si>" * 1_000] * 10_000)),
    "a text of 200 MiB": (SHEET, lambda: sheet_of(b'<row><c t="inlineStr"><is><t>', *[b"a" * MIB] * 200)),
}


def heavy(*parts: tuple[str, Iterable[bytes]]) -> bytes:
    """A workbook with 24 MiB that cannot be packed, so that the file is as large as an honest one of many rows."""
    memory, names = io.BytesIO(), {name for name, _ in parts}
    with (
        zipfile.ZipFile(io.BytesIO(honest())) as old,
        zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, True, 1) as new,
    ):
        for name in set(old.namelist()) - names:
            new.writestr(name, old.read(name))
        for name, content in parts:
            with new.open(name, "w", force_zip64=True) as part:
                for piece in content:
                    part.write(piece)
        new.writestr("xl/media/a.png", random.Random(1).randbytes(24 * MIB), zipfile.ZIP_STORED)
    return memory.getvalue()


ALONE = """
import resource, sys
from pathlib import Path
from edulis.exchange.workbook.guard import copy_out
found = copy_out(Path(sys.argv[1]), Path(sys.argv[1]).parent)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
code = [one.width for one in found] if isinstance(found, list) else found.code
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def answered(path: Path, data: bytes) -> str:
    """The answer to a file, if it came within the promised time and memory; asked for in a process of its own."""
    path.write_bytes(data)
    done = subprocess.run([sys.executable, "-c", ALONE, str(path)], capture_output=True, text=True, check=True)
    code, seconds, memory = done.stdout.rsplit(maxsplit=2)
    assert float(seconds) <= 10
    assert int(memory) <= 512 << 10
    return code


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_buys_no_hostile_one_more_time_or_memory(tmp_path: Path, name: str) -> None:
    part, content = LARGE[name]
    assert answered(tmp_path / "village.xlsx", heavy((part, content()))) == "file.hostile"


def test_elements_within_each_other_without_end_hold_no_table(tmp_path: Path) -> None:
    found = answered(tmp_path / "village.xlsx", heavy((SHEET, sheet_of(*[b"<a>" * 1_000_000] * 10))))
    assert found in ("file.hostile", "[0]")


def test_one_text_in_a_hundred_thousand_cells_is_not_copied_without_end(tmp_path: Path) -> None:
    cells = sheet_of(*[b"<row>" + SHARING * 20 + b"</row>"] * 5_000)
    data = heavy((STRINGS, (MAIN % b"sst", TEXT, b"</sst>")), (SHEET, cells))
    assert answered(tmp_path / "village.xlsx", data) == "file.hostile"


def test_the_cell_that_stands_far_off_is_named(tmp_path: Path) -> None:
    (tmp_path / "village.xlsx").write_bytes(corners())
    found = copy_out(tmp_path / "village.xlsx", tmp_path)
    assert isinstance(found, Problem)
    assert "XFD1048576" in found.found


def test_parts_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    data = bytearray(honest(2_000))
    at = data.find(b"PK\x01\x02")
    while at >= 0:  # each part claims to be packed as large as the file
        data[at + 20 : at + 24] = len(data).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    (tmp_path / "village.xlsx").write_bytes(bytes(data))
    found = copy_out(tmp_path / "village.xlsx", tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "file.hostile"


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm"])
def test_macros_are_left_where_they_are(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"village{ending}"
    path.write_bytes(with_part("xl/vbaProject.bin", [b"Sub Auto_Open()"]))
    found = copy_out(path, tmp_path)
    assert isinstance(found, list)
    assert found[0].width == 3


def test_what_is_not_there_or_no_file_is_said(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "nowhere.xlsx", "file.missing"), (tmp_path, "file.kind")):
        found = copy_out(path, tmp_path)
        assert isinstance(found, Problem)
        assert found.code == code
