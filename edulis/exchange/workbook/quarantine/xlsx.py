"""Workbooks of Excel (.xlsx, and .xlsm without its macros): looked through as they unpack, then read by calamine."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from .copying import Odd, RefusedError, Room, copy_sheet, place_of, said
from .limits import Need, allow

MEMBERS = 5_000  # parts of the zip; an honest workbook has a few for each sheet
SHEETS = 500
FORMATS = 65_490  # cell formats: the limit of Excel itself
ROWS = 1_048_576  # of a sheet: the limit of Excel itself
EMPTY = 4_000_000  # cells without a value, four for each that has one aside
PLACES = 6_000_000  # of a sheet between its first cell and its last, twenty for each that is filled aside
DENSE = 40  # times smaller than unpacked: honest tables come to ten, a bomb to a thousand
TEXTS = 96 << 20  # letters copied out of a workbook that is not large
_LETTERS = 48  # more of them for each filled cell of one that is
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
_FAR = re.compile(rb'<c [^>]*?\br="([A-Z]{2,3})(\d{1,7})"')
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"')
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class _Sheet:
    """What was counted in one sheet; rows and columns from 0."""

    odd: Odd = field(default_factory=Odd)
    cells: int = 0
    filled: int = 0
    rows: int = 0
    row: int = 0  # the last
    column: int = 25  # the last: up to Z all sheets are taken to be alike
    far: bytes = b""  # the cell of the last column

    def count(self, piece: bytes) -> None:
        """Count what is new."""
        self.cells += piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b"<c/")
        self.filled += piece.count(b"<v>") + piece.count(b"<is>")
        self.rows += piece.count(b"<row")

    def reach(self, chunk: bytes) -> None:
        """Follow the sheet to its last row and column."""
        self.row = max([self.row, *(int(row) - 1 for row in _ROW.findall(chunk))])
        for letters, row in _FAR.findall(chunk):
            at, column = place_of(letters, row)
            if column > self.column:
                self.column, self.far = column, letters + row
            self.row = max(self.row, at)

    @property
    def places(self) -> int:
        """How many places lie between the first cell and the last."""
        return (self.row + 1) * (self.column + 1) if self.far else max(self.filled, self.cells)

    def refuse(self) -> None:
        """Refuse what is no table."""
        if self.rows > ROWS or self.row >= ROWS:
            raise RefusedError("file.hostile", f"{max(self.rows, self.row + 1):,} rows")
        if self.cells - self.filled > EMPTY + 4 * self.filled:
            raise RefusedError("file.hostile", f"{self.cells - self.filled:,} empty cells")
        if self.far and self.places > PLACES + 20 * self.filled:
            raise RefusedError("file.hostile", f"a cell in {self.far.decode()}")


@dataclass
class Inspected:
    """What the reader leaves out, by the part of the sheet, and what reading may take."""

    odd: dict[str, Odd]
    need: Need


def inspect(path: str, most: int) -> Inspected:
    """Refuse a zip that is no honest workbook; else what the reader leaves out.

    Every part is unpacked once, piece by piece, and thrown away: sizes that the zip states are not believed.
    """
    found, need = Inspected({}, Need()), Need()
    with zipfile.ZipFile(path) as archive:
        parts = honest_parts(archive, Path(path).stat().st_size, most)
        for part in parts:
            sheet = _Sheet() if part.filename.startswith("xl/worksheets/") else None
            formats = texts = whole = 0
            for chunk, size in unpacked(archive, part):
                most -= size
                whole += size
                if most < 0:
                    raise RefusedError("file.hostile", f"{part.filename} unpacks without end")
                if part.filename.endswith((".xml", ".rels", ".vml")) and _FORBIDDEN.search(chunk):
                    raise RefusedError("file.hostile", f"a document type in {part.filename}")
                if part.filename == "xl/styles.xml":
                    formats += chunk.count(b"<xf")
                if part.filename == "xl/sharedStrings.xml":
                    texts += chunk.count(b"<si>")
                if sheet is not None:
                    sheet.count(chunk[-size:])
                    sheet.reach(chunk)
                    _note(sheet.odd, chunk)
            if formats > FORMATS:
                raise RefusedError("file.hostile", f"{formats} cell formats")
            dense = whole <= DENSE * part.compress_size
            if sheet is not None:
                sheet.refuse()
                found.odd[part.filename] = sheet.odd
                if dense:
                    need.sheet(sheet.filled, sheet.places)
            elif dense and texts:
                need.shared(texts, whole)
    found.need = need
    return found


def honest_parts(archive: zipfile.ZipFile, size: int, most: int) -> list[zipfile.ZipInfo]:
    """The parts of a zip, unless they are locked, too many, told twice, laid over each other or too large."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError("file.encrypted", "")
    if len(parts) > MEMBERS or len({part.filename for part in parts}) < len(parts):
        raise RefusedError("file.hostile", f"{len(parts)} parts")
    if sum(part.compress_size for part in parts) > size:
        raise RefusedError("file.hostile", "its parts lie over each other")
    if sum(part.file_size for part in parts) > most:
        raise RefusedError("file.hostile", f"{sum(part.file_size for part in parts) >> 20} MiB unpacked")
    return parts


def _note(odd: Odd, chunk: bytes) -> None:
    """Note what the reader would leave out of this piece of a sheet."""
    if b't="e"' in chunk:
        found = _ERROR.finditer(chunk)
        odd.cells.update((place_of(m[1], m[2]), f"t{m[3].decode(errors='replace')[:40]}") for m in found)
    if b"<f" in chunk:
        for formula in _FORMULA.finditer(chunk):
            at = _AT.search(formula[1])
            if at and b't="str"' not in formula[1]:  # a text may well come out empty
                odd.cells[place_of(at[1], at[2])] = f"f={(formula[2] or b'').decode(errors='replace')[:40]}"
    if b"<mergeCell " in chunk:
        for one in _MERGED.finditer(chunk):
            if int(one[4]) > int(one[2]):
                odd.merged[place_of(one[1], one[2])] = int(one[4]) - 1
    if b'hidden="' in chunk:
        odd.hidden.update(int(row[1]) for row in _HIDDEN.finditer(chunk))
    if max(len(odd.cells), len(odd.merged), len(odd.hidden)) > ROWS:
        raise RefusedError("file.hostile", f"more than {ROWS:,} faulty, merged or hidden cells")


def unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Each piece with the end of the one before it, and how many bytes of it are new."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield tail + piece, len(piece)
            tail = piece[-_TAIL:]


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


def read(path: str, out: Path, most: int) -> list[dict[str, Any]]:
    """Copy every sheet that can be seen; returns their names, files and widths, and what is odd in them."""
    found = inspect(path, most)
    allow(found.need)
    parts = sheet_parts(path)
    by_name = {name: found.odd.get(part, Odd()) for name, part in parts.items()}
    room = Room(TEXTS + _LETTERS * found.need.cells)
    return copied(path, out, lambda _, name: by_name.get(name, Odd()), room)


def copied(path: str, out: Path, odd: Callable[[int, str], Odd], room: Room) -> list[dict[str, Any]]:
    """Copy every sheet that calamine sees and people can."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    sheets = []
    with open(path, "rb") as file_like, CalamineWorkbook.from_filelike(file_like) as book:  # its ending is not believed
        if len(book.sheets_metadata) > SHEETS:
            raise RefusedError("file.hostile", f"{len(book.sheets_metadata)} sheets")
        for place, about in enumerate(book.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet and about.visible != SheetVisibleEnum.VeryHidden:
                file, own = out / f"{place}.csv", odd(place, about.name)
                width = copy_sheet(book.get_sheet_by_index(place), file, own, room)
                sheets.append(said(about.name, file, width, own))
    return sheets
