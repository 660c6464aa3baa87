"""A sheet on its way out: rows as a file of marked cells, and what its reader leaves out put back in its place."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COLUMNS = 512  # of one sheet


class RefusedError(Exception):
    """The workbook is not read: the code of a problem and what was found."""


@dataclass
class Odd:
    """What the reader leaves out of a sheet, by row and column from 0."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)  # an error, or a formula without its result
    merged: dict[tuple[int, int], int] = field(default_factory=dict)  # the last row of a cell merged over several
    hidden: set[int] = field(default_factory=set)  # rows as a person counts them


@dataclass
class Room:
    """How many more letters may be copied out, of all sheets together."""

    left: int


def number(value: float) -> str:
    """A number so that it is the same when it is read again."""
    if value == 0:
        return "n0" if math.copysign(1, value) > 0 else "n-0.0"
    return f"n{int(value)}" if value.is_integer() and abs(value) < 2**53 else f"n{value!r}"


def moment(value: dt.datetime) -> str:
    """A day, with its hour where it has one."""
    return f"n{value.date()}" if value.time() == dt.time() else f"n{value}"


WRITTEN: dict[type, Callable[[Any], str]] = {
    str: lambda value: f"t{value}" if value else "",
    float: number,
    int: "n{}".format,
    bool: lambda value: "ntrue" if value else "nfalse",
    dt.date: "n{}".format,
    dt.datetime: moment,
    dt.time: "n{}".format,
    dt.timedelta: "n{}".format,
}


class Copy:
    """The file of a sheet, row by row; raises RefusedError where there is no more room."""

    def __init__(self, out: Path, room: Room) -> None:
        self._stream = out.open("w", encoding="utf-8", newline="")
        self._room = room
        self._writer = csv.writer(self, quoting=csv.QUOTE_ALL, lineterminator="\n")

    def write(self, text: str) -> None:
        """Take the text of a row, as the writer of rows hands it on."""
        self._room.left -= len(text)
        if self._room.left < 0:
            raise RefusedError("file.hostile", "its texts have no end")
        self._stream.write(text)

    def row(self, place: int, cells: list[str]) -> None:
        """Write a row with its place from 0."""
        self._writer.writerow([str(place + 1), *cells])

    def close(self) -> None:
        """End the file."""
        self._stream.close()


def copy_rows(rows: Iterable[tuple[int, list[str]]], width: int, out: Path, odd: Odd, room: Room) -> None:
    """Write the rows that hold anything, each with its place from 0; what is odd in them stands where it belongs."""
    marked = {row for row, _ in odd.cells}
    begun = {row for row, _ in odd.merged}
    running: dict[int, tuple[int, str]] = {}  # columns in which a merged cell runs on: its last row, what it holds
    with closing(Copy(out, room)) as copy:
        for place, found in rows:
            cells = found
            if place in marked:
                cells = cells + [""] * (width - len(cells))
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
            copy.row(place, cells)


def copy_sheet(sheet: Any, out: Path, odd: Odd, room: Room) -> int:
    """Write the rows of a sheet that python-calamine has read; returns how many columns they have."""
    if sheet.start is None and not odd.cells:
        return 0
    left: int = sheet.start[1] if sheet.start else 0
    width: int = max([left + sheet.width, *(column + 1 for _, column in odd.cells)])
    if width > COLUMNS:
        raise RefusedError("file.hostile", f"{width} columns")
    pad = [""] * left
    rows = (
        (place, pad + [WRITTEN[type(value)](value) for value in row]) for place, row in enumerate(sheet.iter_rows())
    )
    copy_rows(rows, width, out, odd, room)
    return width


def said(name: str, file: Path, width: int, odd: Odd) -> dict[str, Any]:
    """What is told of a sheet to the process outside."""
    about = {"name": name, "file": file.name, "width": width}
    marked = {"marked": bool(odd.cells or odd.merged), "hidden": [min(odd.hidden, default=0), len(odd.hidden)]}
    return about | marked


def place_of(letters: bytes, row: bytes) -> tuple[int, int]:
    """Row and column from 0 of a cell such as AB12."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1
