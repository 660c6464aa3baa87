"""Old workbooks of Excel (.xls): calamine reads them, their records ([MS-XLS], [MS-CFB]) tell what it leaves out."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .copying import Odd, RefusedError, Room
from .limits import Need, allow
from .xlsx import ROWS, TEXTS, copied

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # from here on a number of a sector means that none follows
_LOCKED, _SHEET, _ROW, _MERGED, _ERROR, _FORMULA, _EOF = 0x2F, 0x85, 0x208, 0xE5, 0x205, 0x06, 0x0A
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CELL = 14  # bytes of the least record of a cell


def read(path: str, out: Path, _most: int) -> list[dict[str, Any]]:
    """Copy every sheet that can be seen; returns their names, files and widths, and what is odd in them."""
    data = stream(Path(path).read_bytes())
    odd = inspect(data)
    allow(Need(len(data) // _CELL, len(data) * 8))
    return copied(path, out, lambda place, _: odd[place] if place < len(odd) else Odd(), Room(TEXTS))


def stream(file: bytes) -> bytes:
    """The records of the workbook, gathered from the sectors of its container."""
    if not file.startswith(_MAGIC):
        raise RefusedError("file.kind", ".xls")
    size = 1 << struct.unpack_from("<H", file, 30)[0]
    directory, _, cutoff, small_start = struct.unpack_from("<4I", file, 48)
    following = _following(file, size)
    entries = _chain(file, directory, following, size, size)
    root, found = (0, 0), (0, 0)
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        begins, bytes_of = struct.unpack_from("<II", entries, at + 116)
        if entries[at + 66] == 5:
            root = (begins, bytes_of)
        elif name in ("Workbook", "Book"):
            found = (begins, bytes_of)
    begins, length = found
    if not length:
        raise RefusedError("file.kind", ".doc")
    if length >= cutoff:
        return _chain(file, begins, following, size, size)[:length]
    small = _chain(file, small_start, following, size, size)
    table = struct.unpack(f"<{len(small) // 4}I", small)
    return _chain(_chain(file, root[0], following, size, size), begins, table, 64, 0)[:length]


def _following(file: bytes, size: int) -> tuple[int, ...]:
    """For each sector the one that follows it."""
    sectors = list(struct.unpack_from("<109I", file, 76))
    more, count = struct.unpack_from("<II", file, 68)
    for _ in range(min(count, len(file) // size)):
        if more >= _END:
            break
        *further, more = struct.unpack_from(f"<{size // 4}I", file, size * (more + 1))
        sectors += further
    tables = (file[size * (one + 1) : size * (one + 2)] for one in sectors if one < _END)
    table = b"".join(tables)
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _chain(file: bytes, sector: int, following: tuple[int, ...], size: int, skip: int) -> bytes:
    parts: list[bytes] = []
    while sector < _END:
        if sector >= len(following) or len(parts) > len(following):
            raise RefusedError("file.broken", "its sectors do not follow each other")
        parts.append(file[skip + size * sector : skip + size * (sector + 1)])
        sector = following[sector]
    return b"".join(parts)


def inspect(data: bytes) -> list[Odd]:
    """What the reader leaves out of each sheet, in the order of the sheets."""
    begins = []
    for kind, at, _ in _records(data, 0):
        if kind == _LOCKED:
            raise RefusedError("file.encrypted", "")
        if kind == _SHEET:
            begins.append(struct.unpack_from("<I", data, at)[0])
    return [_sheet(data, begin) for begin in begins]


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records of a part of the stream: kind, place of their content, its length."""
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _EOF or at + 4 + length > len(data):
            return
        yield kind, at + 4, length
        at += 4 + length


def _sheet(data: bytes, begin: int) -> Odd:
    odd = Odd()
    for kind, at, length in _records(data, begin):
        if kind == _ERROR and length >= 8 and data[at + 7]:
            _note(odd, data, at, data[at + 6])
        elif kind == _FORMULA and length >= 14 and data[at + 12 : at + 14] == b"\xff\xff" and data[at + 6] == 2:
            _note(odd, data, at, data[at + 8])
        elif kind == _ROW and length >= 16 and data[at + 12] & 0x20:
            odd.hidden.add(struct.unpack_from("<H", data, at)[0] + 1)
        elif kind == _MERGED:
            for place in range(at + 2, at + length - 7, 8):
                first, last, column, _ = struct.unpack_from("<4H", data, place)
                if last > first:
                    odd.merged[first, column] = last
        if max(len(odd.cells), len(odd.merged)) > ROWS:
            raise RefusedError("file.hostile", f"more than {ROWS:,} faulty or merged cells")
    return odd


def _note(odd: Odd, data: bytes, at: int, code: int) -> None:
    row, column = struct.unpack_from("<HH", data, at)
    odd.cells[row, column] = f"t{_ERRORS.get(code, '#N/A')}"
