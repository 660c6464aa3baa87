"""Workbooks of LibreOffice (.ods), read as their XML unpacks: each row is copied out before the next one comes."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from .copying import COLUMNS, Copy, Odd, RefusedError, Room, moment, number, said
from .limits import Need, allow
from .xlsx import DENSE, ROWS, SHEETS, TEXTS, honest_parts, unpacked

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
DEEPEST = 100  # elements within each other
_EACH = 100_000  # filled cells after which more time is allowed, three times that of a cell of Excel
_OFFICE, _TABLE, _TEXT = (f"urn:oasis:names:tc:opendocument:xmlns:{one}:1.0 " for one in ("office", "table", "text"))
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ASIDE = (f"{_OFFICE}annotation", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 ")  # notes and drawings in a cell
_HOURS = re.compile(r"PT(\d+)H(\d+)M(\d+)")


def read(path: str, out: Path, most: int) -> list[dict[str, Any]]:
    """Copy every sheet; returns their names, files and widths, and what is odd in them."""
    with zipfile.ZipFile(path) as archive:
        parts = {part.filename: part for part in honest_parts(archive, Path(path).stat().st_size, most)}
        if MANIFEST in parts and any(b"encryption-data" in chunk for chunk, _ in unpacked(archive, parts[MANIFEST])):
            raise RefusedError("file.encrypted", "")
        content = parts[CONTENT]
        reader = _Reader(out, content.file_size <= DENSE * content.compress_size)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.letters, _refuse_type
        with archive.open(content) as stream:
            while piece := stream.read(1 << 18):
                most -= len(piece)
                if most < 0:
                    raise RefusedError("file.hostile", f"{CONTENT} unpacks without end")
                parser.Parse(piece)
        parser.Parse(b"", True)
    return reader.sheets


def _refuse_type(*_: Any) -> None:
    raise RefusedError("file.hostile", f"a document type in {CONTENT}")


@dataclass
class _Sheet:
    """The sheet that is being read; rows and columns from 0."""

    name: str
    file: Path
    copy: Copy
    row: int = 0
    width: int = 0
    marked: bool = False
    odd: Odd = field(default_factory=Odd)
    running: dict[int, tuple[int, str]] = field(default_factory=dict)  # merged cells: their last row, what they hold


class _Reader:
    """Follows the elements of a document and copies each row as it ends."""

    def __init__(self, out: Path, honest: bool) -> None:
        self.sheets: list[dict[str, Any]] = []
        self._out, self._honest, self._room = out, honest, Room(TEXTS)
        self._sheet: _Sheet | None = None
        self._path: list[str] = []
        self._aside = 0  # how deep in a note or a drawing
        self._cells: list[str] = []
        self._gap = 0  # empty cells since the last filled one
        self._about: dict[str, str] = {}
        self._lines: list[str] = []
        self._filled = 0

    def start(self, name: str, about: dict[str, str]) -> None:
        """An element begins."""
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise RefusedError("file.hostile", f"{DEEPEST} elements within each other")
        if self._aside or name.startswith(_ASIDE):
            self._aside += 1
        elif name == f"{_TABLE}table" and self._sheet is None:
            self._begin(about.get(f"{_TABLE}name", ""))
        elif name == f"{_TABLE}table-row":
            self._cells, self._gap, self._about = [], 0, about
            self._row_about = about
        elif name in _CELLS:
            self._about, self._lines = about, []
        elif name == f"{_TEXT}p":
            self._lines.append("")
        elif self._lines and name.startswith(_TEXT):
            what = name.removeprefix(_TEXT)
            blanks = min(int(about.get(f"{_TEXT}c", "1")), 1 << 15) if what == "s" else 1
            self._lines[-1] += {"s": " " * blanks, "tab": "\t", "line-break": "\n"}.get(what, "")

    def letters(self, text: str) -> None:
        """Letters come; only those of a line of a cell are its text."""
        if self._lines and not self._aside and f"{_TEXT}p" in self._path[-4:]:
            self._lines[-1] += text

    def end(self, name: str) -> None:
        """An element ends."""
        self._path.pop()
        if self._aside:
            self._aside -= 1
        elif name in _CELLS:
            self._cell(name == _CELLS[1])
        elif name == f"{_TABLE}table-row" and self._sheet is not None:
            self._row(self._sheet)
        elif name == f"{_TABLE}table" and self._sheet is not None and f"{_TABLE}table" not in self._path:
            sheet, self._sheet = self._sheet, None
            sheet.copy.close()
            one = said(sheet.name, sheet.file, sheet.width, sheet.odd)
            self.sheets.append(one | {"marked": sheet.marked})

    def _begin(self, name: str) -> None:
        if len(self.sheets) >= SHEETS:
            raise RefusedError("file.hostile", f"more than {SHEETS} sheets")
        file = self._out / f"{len(self.sheets)}.csv"
        self._sheet = _Sheet(name, file, Copy(file, self._room))

    def _cell(self, covered: bool) -> None:
        sheet, about, lines = self._sheet, self._about, self._lines
        self._lines = []
        if sheet is None:
            return
        repeated = int(about.get(f"{_TABLE}number-columns-repeated", "1"))
        text = written(about, "\n".join(lines))
        at = len(self._cells) + self._gap
        if covered and not text and sheet.running:
            for place in range(at, min(at + repeated, COLUMNS)):
                last, held = sheet.running.get(place, (-1, ""))
                self._put(held if last >= sheet.row else "", 1)
            self._gap += max(0, at + repeated - max(at, COLUMNS))
            return
        self._put(text, repeated)
        spanned = int(about.get(f"{_TABLE}number-rows-spanned", "1"))
        sheet.marked |= text.startswith("f") or (spanned > 1 and bool(text))
        if spanned > 1 and text:
            sheet.running[at] = (sheet.row + spanned - 1, text[0].upper() + text[1:])

    def _put(self, text: str, repeated: int) -> None:
        if not text:
            self._gap += repeated
            return
        if len(self._cells) + self._gap + repeated > COLUMNS:
            raise RefusedError("file.hostile", f"{len(self._cells) + self._gap + repeated} columns")
        self._cells += [""] * self._gap + [text] * repeated
        self._gap = 0

    def _row(self, sheet: _Sheet) -> None:
        about = self._row_about
        repeated = int(about.get(f"{_TABLE}number-rows-repeated", "1"))
        if self._cells:
            if sheet.row + repeated > ROWS:
                raise RefusedError("file.hostile", f"{sheet.row + repeated:,} rows")
            for place in range(sheet.row, sheet.row + repeated):
                sheet.copy.row(place, self._cells)
            if about.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                sheet.odd.hidden.update(range(sheet.row + 1, sheet.row + repeated + 1))
            sheet.width = max(sheet.width, len(self._cells))
            self._count(len(self._cells))
        sheet.row += repeated

    def _count(self, cells: int) -> None:
        before, self._filled = self._filled // _EACH, self._filled + cells
        if self._honest and self._filled // _EACH > before:
            self._room.left += 48 * _EACH
            allow(Need(cells=2_000_000 + 3 * _EACH))


def written(about: dict[str, str], text: str) -> str:
    """A cell with its letter before it, by its declared kind; an error as its text, as in a workbook of Excel."""
    kind = about.get(f"{_CALC}value-type") or about.get(f"{_OFFICE}value-type", "")
    value = about.get(f"{_OFFICE}value", "")
    if kind in ("float", "percentage", "currency") and value:
        return number(float(value))
    if kind == "date" and (day := about.get(f"{_OFFICE}date-value", "")):
        return moment(dt.datetime.fromisoformat(day))
    if kind == "time" and (hours := _HOURS.match(about.get(f"{_OFFICE}time-value", ""))):
        return "n{:02d}:{:02d}:{:02d}".format(*map(int, hours.groups()))
    if kind == "boolean":
        return "ntrue" if about.get(f"{_OFFICE}boolean-value") == "true" else "nfalse"
    text = about.get(f"{_OFFICE}string-value", text) if kind == "string" and not text else text
    if not text and kind != "string" and (formula := about.get(f"{_TABLE}formula", "")):
        return f"f{formula.removeprefix('of:')[:40]}"
    return f"t{text}" if text else ""
