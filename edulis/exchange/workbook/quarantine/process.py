"""The process itself: its limits, which reader a workbook needs, and what is told outside.

Arguments: the workbook, an empty folder, the folder in which python-calamine lies, then bytes of memory, seconds of
computing and bytes it may unpack to, and the memory and seconds that it may rise to. Each sheet becomes `N.csv` in the
folder: the number of the row, then its cells, each with a letter before it (`t` for a text, `n` for what the workbook
itself types, `T` and `N` for what a merged cell holds in its further rows, `f` for a formula that was saved without its
result). The last line on standard output is JSON: the sheets, or the code of a problem with what was found.
"""

from __future__ import annotations

import json
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from . import ods, xls, xlsx
from .copying import RefusedError
from .limits import limit


def _reader(path: str) -> Callable[[str, Path, int], list[dict[str, Any]]]:
    """Who reads such a file: what lies in it tells, not its ending."""
    with open(path, "rb") as stream:
        if stream.read(4) != b"PK\x03\x04":
            return xls.read
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return xlsx.read
    if ods.CONTENT in names:
        return ods.read
    raise RefusedError("file.kind", ".xlsb" if "xl/workbook.bin" in names else ".zip")


def answer(path: str, out: Path, most: int) -> dict[str, Any]:
    """What is told to the process outside."""
    try:
        return {"sheets": _reader(path)(path, out, most)}
    except RefusedError as refusal:
        return {"code": refusal.args[0], "found": refusal.args[1]}
    except MemoryError:
        return {"code": "file.hostile", "found": "memory"}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ElementTree.ParseError,
        ExpatError,
        KeyError,
    ) as trouble:
        return {"code": "file.broken", "found": str(trouble)[:120]}
    except BaseException as trouble:  # a panic of the reader is no Exception
        code = "file.encrypted" if type(trouble).__name__ == "PasswordError" else "file.broken"
        return {"code": code, "found": str(trouble)[:120]}


def main() -> None:
    """Read the workbook that the arguments name."""
    workbook, folder, library, *limits = sys.argv[1:]
    memory, seconds, unpacked, most_memory, most_seconds = map(int, limits)
    limit(memory, seconds, unpacked, most_memory, most_seconds)
    sys.path.append(library)
    print(json.dumps(answer(workbook, Path(folder), unpacked)), flush=True)
