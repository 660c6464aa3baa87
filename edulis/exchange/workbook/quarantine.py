"""Reads a workbook of unknown honesty. Runs alone, in a process of its own that `guard` starts, and imports no Edulis.

Arguments: the workbook, an empty folder, the folder in which python-calamine lies, bytes of memory, seconds of
computing, bytes it may unpack to. Each sheet becomes `N.csv` in the folder: the number of the row, then its cells,
each with a letter before it (`t` for a text, `n` for what the workbook itself types, `T` and `N` for what a merged cell
holds in its further rows, `f` for a formula that was saved without its result). The last line on standard
output is JSON: the sheets, or the code of a problem with what was found.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

MEMBERS = 5_000  # parts of the zip; an honest workbook has a few for each sheet
SHEETS = 500
COLUMNS = 512  # of one sheet
FORMATS = 65_490  # cell formats: the limit of Excel itself
_CHUNK = 1 << 18
_TAIL = 512  # bytes carried over, so that a mark cut by the end of a chunk is seen
_FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)'
)
_FORMULA = re.compile(rb"<c\b([^>]*)>(?:<f[^>]*/>|<f[^>]*>([^<]*)</f>)(?:<v\s*/>|<v></v>)?</c>")
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_MERGED = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_HIDDEN = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Odd:
    """What the reader leaves out of a sheet, by row and column from 0."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)  # an error, or a formula without its result
    merged: dict[tuple[int, int], int] = field(default_factory=dict)  # the last row of a cell merged over several
    hidden: set[int] = field(default_factory=set)  # rows as a person counts them


class RefusedError(Exception):
    """The workbook is not read: the code of a problem and what was found."""


def limit(memory: int, seconds: int, size: int) -> None:
    """Hold this process to so much memory and computing, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (("RLIMIT_AS", memory), ("RLIMIT_CPU", seconds), ("RLIMIT_FSIZE", size), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, kind), (most, most))
        except (ValueError, OSError, AttributeError):
            continue


def inspect(path: str, most: int) -> dict[str, Odd]:
    """Refuse a zip that is no honest workbook; else what the reader leaves out, by the part of the sheet.

    Every part is unpacked once, piece by piece, and thrown away: sizes that the zip states are not believed.
    """
    odd: dict[str, Odd] = {}
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        names = [part.filename for part in parts]
        _refuse_kind(set(names))
        if any(part.flag_bits & 1 for part in parts):
            raise RefusedError("file.encrypted", "")
        if len(parts) > MEMBERS or len(set(names)) < len(names):
            raise RefusedError("file.hostile", f"{len(parts)} parts")
        if sum(part.file_size for part in parts) > most:
            raise RefusedError("file.hostile", f"{sum(part.file_size for part in parts) >> 20} MiB unpacked")
        for part in parts:
            formats = 0
            for chunk, size in _unpacked(archive, part):
                most -= size
                if most < 0:
                    raise RefusedError("file.hostile", f"{part.filename} unpacks without end")
                if part.filename.endswith((".xml", ".rels", ".vml")) and _FORBIDDEN.search(chunk):
                    raise RefusedError("file.hostile", f"a document type in {part.filename}")
                if part.filename == "xl/styles.xml":
                    formats += chunk.count(b"<xf")
                if part.filename.startswith("xl/worksheets/"):
                    _note(odd.setdefault(part.filename, Odd()), chunk)
            if formats > FORMATS:
                raise RefusedError("file.hostile", f"{formats} cell formats")
    return odd


def _note(odd: Odd, chunk: bytes) -> None:
    """Note what the reader would leave out of this piece of a sheet."""
    if b't="e"' in chunk:
        found = _ERROR.finditer(chunk)
        odd.cells.update((_place(m[1], m[2]), f"t{m[3].decode(errors='replace')[:40]}") for m in found)
    if b"<f" in chunk:
        for formula in _FORMULA.finditer(chunk):
            at = _AT.search(formula[1])
            if at and b't="str"' not in formula[1]:  # a text may well come out empty
                odd.cells[_place(at[1], at[2])] = f"f={(formula[2] or b'').decode(errors='replace')[:40]}"
    if b"<mergeCell " in chunk:
        for one in _MERGED.finditer(chunk):
            if int(one[4]) > int(one[2]):
                odd.merged[_place(one[1], one[2])] = int(one[4]) - 1
    if b'hidden="' in chunk:
        odd.hidden.update(int(row[1]) for row in _HIDDEN.finditer(chunk))


def _refuse_kind(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise RefusedError("file.kind", ".xlsb")
    if "content.xml" in names:
        raise RefusedError("file.kind", ".ods")
    if "xl/workbook.xml" not in names:
        raise RefusedError("file.kind", ".zip")
    if "xl/vbaProject.bin" in names:
        raise RefusedError("file.kind", ".xlsm")


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Each piece with the end of the one before it, and how many bytes of it are new."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield tail + piece, len(piece)
            tail = piece[-_TAIL:]


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1


def sheet_parts(path: str) -> dict[str, str]:
    """The part of the zip that holds each sheet, by the sheet's name."""
    with zipfile.ZipFile(path) as archive:
        targets = {
            node.attrib.get("Id", ""): node.attrib.get("Target", "").lstrip("/")
            for node in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet")
        parts = {node.attrib.get("name", ""): targets.get(node.attrib.get(_REL, ""), "") for node in sheets}
    return {name: part if part.startswith("xl/") else f"xl/{part}" for name, part in parts.items()}


def _number(value: float) -> str:
    if value == 0:
        return "n0" if math.copysign(1, value) > 0 else "n-0.0"
    return f"n{int(value)}" if value.is_integer() and abs(value) < 2**53 else f"n{value!r}"


def _moment(value: dt.datetime) -> str:
    return f"n{value.date()}" if value.time() == dt.time() else f"n{value}"


WRITTEN: dict[type, Callable[[Any], str]] = {
    str: lambda value: f"t{value}" if value else "",
    float: _number,
    int: "n{}".format,
    bool: lambda value: "ntrue" if value else "nfalse",
    dt.date: "n{}".format,
    dt.datetime: _moment,
    dt.time: "n{}".format,
    dt.timedelta: "n{}".format,
}


def copy_sheet(sheet: Any, out: Path, odd: Odd) -> int:
    """Write the rows of a sheet that hold anything; returns how many columns they have."""
    if sheet.start is None and not odd.cells:
        return 0
    left: int = sheet.start[1] if sheet.start else 0
    width: int = max([left + sheet.width, *(column + 1 for _, column in odd.cells)])
    if width > COLUMNS:
        raise RefusedError("file.hostile", f"{width} columns")
    pad = [""] * left
    marked = {row for row, _ in odd.cells}
    begun = {row for row, _ in odd.merged}
    running: dict[int, tuple[int, str]] = {}  # columns in which a merged cell runs on: its last row, what it holds
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for place, row in enumerate(sheet.iter_rows()):
            cells = pad + [WRITTEN[type(value)](value) for value in row]
            if place in marked:
                cells += [""] * (width - len(cells))
                cells = [odd.cells.get((place, at), "") or cell for at, cell in enumerate(cells)]
            if not any(cells):
                continue
            if running:
                running = {at: one for at, one in running.items() if one[0] >= place}
                for at, (_, held) in running.items():
                    cells[at] = cells[at] or held
            if place in begun:
                begins = ((at, odd.merged.get((place, at), 0)) for at in range(len(cells)) if cells[at])
                running |= {at: (last, cells[at][0].upper() + cells[at][1:]) for at, last in begins if last}
            writer.writerow([str(place + 1), *cells])
    return width


def read(path: str, out: Path, most: int) -> list[dict[str, Any]]:
    """Copy every sheet that can be seen; returns their names, files and widths, and what is odd in them."""
    found = inspect(path, most)
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    parts = sheet_parts(path)
    sheets = []
    with CalamineWorkbook.from_path(path) as book:
        if len(book.sheets_metadata) > SHEETS:
            raise RefusedError("file.hostile", f"{len(book.sheets_metadata)} sheets")
        for place, about in enumerate(book.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet and about.visible != SheetVisibleEnum.VeryHidden:
                file = out / f"{place}.csv"
                odd = found.get(parts.get(about.name, ""), Odd())
                width = copy_sheet(book.get_sheet_by_index(place), file, odd)
                one = {"name": about.name, "file": file.name, "width": width}
                one |= {
                    "marked": bool(odd.cells or odd.merged),
                    "hidden": [min(odd.hidden, default=0), len(odd.hidden)],
                }
                sheets.append(one)
    return sheets


def answer(path: str, out: Path, most: int) -> dict[str, Any]:
    """What is told to the process outside."""
    try:
        return {"sheets": read(path, out, most)}
    except RefusedError as refusal:
        return {"code": refusal.args[0], "found": refusal.args[1]}
    except MemoryError:
        return {"code": "file.hostile", "found": "memory"}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError, KeyError) as trouble:
        return {"code": "file.broken", "found": str(trouble)[:120]}
    except BaseException as trouble:  # a panic of the reader is no Exception
        code = "file.encrypted" if type(trouble).__name__ == "PasswordError" else "file.broken"
        return {"code": code, "found": str(trouble)[:120]}


if __name__ == "__main__":
    workbook, folder, library, *limits = sys.argv[1:]
    memory, seconds, unpacked = map(int, limits)
    limit(memory, seconds, unpacked)
    sys.path.append(library)
    print(json.dumps(answer(workbook, Path(folder), unpacked)), flush=True)
