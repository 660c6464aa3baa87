"""Hostile workbooks, real ones: each gets a plain refusal from a process that is held to its limits."""

import io
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


def many_parts() -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in ("xl/workbook.xml", *(f"xl/{n}" for n in range(6_000))):
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
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000), "file.kind"),
    "macros": (lambda: with_part("xl/vbaProject.bin", [b"Sub Auto_Open()"]), "file.kind"),
    "another office's": (lambda: with_part("content.xml", [b"<office/>"]), "file.kind"),
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


def test_small_files_get_small_limits_and_large_ones_more() -> None:
    small, large = limits_for(100_000), limits_for(80 * MIB)
    assert small.memory < 512 * MIB
    assert small.seconds < 10
    assert large.memory > small.memory
    assert large.seconds > small.seconds


def test_what_is_not_there_or_no_file_is_said(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "nowhere.xlsx", "file.missing"), (tmp_path, "file.kind")):
        found = copy_out(path, tmp_path)
        assert isinstance(found, Problem)
        assert found.code == code
