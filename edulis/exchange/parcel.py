"""A zip of tables, as people send several files at once: unpacked with limits, packed the same for the same files."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from edulis.schema import Problem, Text

MOST_FILES = 200
MOST_BYTES = 256 << 20  # of all files together, unpacked
_PIECE = 1 << 20
_SMALL = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip can hold: packing must not depend on the clock


def is_parcel(head: bytes, name: str) -> bool:
    """Whether these first bytes and this name are those of a zip that is no workbook."""
    return name.lower().endswith(".zip") and head[:2] == b"PK"


def unpack(path: Path, folder: Path) -> Problem | None:
    """Put the tables of a zip into an empty folder; what is wrong with it where they cannot be.

    Folders within are not kept: `village/trade.csv` becomes `trade.csv`. Refused: more than 200 files, more than 256
    MB unpacked, links, locked files, two files of one name.
    """
    try:
        with zipfile.ZipFile(path) as parcel:
            return _unpacked(parcel, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError, OSError):
        return Problem("file.broken", file=path.name)
    except RuntimeError:  # what the standard library raises for a file under a password
        return Problem("file.encrypted", file=path.name)


def _unpacked(parcel: zipfile.ZipFile, folder: Path) -> Problem | None:
    name = Path(str(parcel.filename)).name
    inside = [one for one in parcel.infolist() if not one.is_dir() and not _idle(one.filename)]
    if not inside:
        return Problem("file.empty", file=name)
    if len(inside) > MOST_FILES or any(stat.S_ISLNK(one.external_attr >> 16) for one in inside):
        return Problem("file.hostile", file=name)
    left = MOST_BYTES
    for one in inside:
        target = folder / PurePosixPath(one.filename.replace("\\", "/")).name
        if target.exists():
            mend = Text("Two files in the zip have the same name. Send them one by one.")
            return Problem("table.twice", target.name, mend, file=name)
        with parcel.open(one) as source, target.open("wb") as out:
            while piece := source.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    return Problem("file.large", file=name)
                out.write(piece)
    return None


def _idle(name: str) -> bool:
    """What systems add by themselves."""
    parts = PurePosixPath(name).parts
    return not parts or parts[0] == "__MACOSX" or parts[-1].startswith((".", "~$"))


def pack(folder: Path) -> bytes:
    """The files of a folder as one zip; the same bytes for the same files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parcel:
        for file in _files(folder):
            entry = zipfile.ZipInfo(file.name, _SMALL)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            parcel.writestr(entry, file.read_bytes())
    return made.getvalue()


def _files(folder: Path) -> Iterator[Path]:
    yield from (file for file in sorted(folder.iterdir()) if file.is_file())
