"""Nothing of a workbook is believed before it was looked at, in a process that may be lost without harm."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import astuple, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from edulis.schema import Problem, Text

LARGEST = 256 << 20  # bytes of a file that is read at all
MEMORY, SECONDS = 320 << 20, 8
_START = "import sys; sys.path.append(sys.argv.pop(1)); from quarantine.process import main; main()"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old and of locked workbooks
_ZIP = b"PK\x03\x04"
_SAVE_AS = Text("Save it as an Excel workbook that ends in .xlsx.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one workbook may take."""

    memory: int  # bytes of address space
    seconds: int  # of computing
    unpacked: int  # bytes of all parts of the zip together
    most_memory: int  # what both may rise to, once so many filled cells have been counted
    most_seconds: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was copied out: its name, the file with its cells, how many columns it has.

    `marked` says that some cells are merged or hold a formula without its result; `hidden` is the first hidden row as
    a person counts it (0 for none) and how many there are.
    """

    name: str
    file: Path
    width: int
    marked: bool = False
    hidden: tuple[int, int] = (0, 0)


def limits_for(size: int) -> Limits:
    """The limits for a file of so many bytes.

    All files begin with 320 MiB and 8 s, so that the whole answer stays under 512 MiB and 10 s: room for 250,000
    trades.
    The process raises them for a larger workbook only after it has counted filled cells in parts that are packed as
    tables are (`quarantine.limits`): 1,000,000 trades come to about 50 MB.
    """
    beyond = max(0, size - (4 << 20))
    most = (MEMORY + 24 * beyond, SECONDS + 3 * beyond // (1 << 20))
    return Limits(MEMORY, SECONDS, (192 << 20) + 20 * size, *most)


def copy_out(path: Path, folder: Path) -> list[Sheet] | Problem:
    """The sheets of a workbook, copied into the folder by a process held to limits; or why it is not read."""
    if problem := _first_look(path):
        return problem
    limits = limits_for(path.stat().st_size)
    library = find_spec("python_calamine")
    if library is None or library.origin is None:
        raise ModuleNotFoundError("python-calamine is not installed")
    command = [sys.executable, "-I", "-S", "-B", "-c", _START, str(Path(__file__).parent), str(path), str(folder)]
    command += [str(Path(library.origin).parent.parent), *map(str, astuple(limits))]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.most_seconds + 1,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        return Problem("file.hostile", Text("{n} seconds", n=limits.most_seconds).say(), file=path.name)
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError:  # it was ended for taking more than it may
        return Problem("file.hostile", file=path.name)
    if "code" in said:
        mend = _SAVE_AS if said["code"] == "file.kind" else None
        return Problem(said["code"], said["found"], mend, file=path.name)
    return [
        Sheet(one["name"], folder / one["file"], one["width"], one["marked"], tuple(one["hidden"]))
        for one in said["sheets"]
    ]


def _first_look(path: Path) -> Problem | None:
    """What can be said without unpacking anything."""
    if not path.is_file():
        return Problem("file.missing" if not path.exists() else "file.kind", file=path.name)
    size = path.stat().st_size
    if size > LARGEST:
        return Problem("file.large", Text("{n:,} bytes", n=size).say(), file=path.name)
    with path.open("rb") as stream:
        head = stream.read(len(_OLE))
        if not head:
            return Problem("file.empty", file=path.name)
        if head == _OLE:
            locked = "EncryptedPackage".encode("utf-16-le") in stream.read()
            return Problem("file.encrypted", file=path.name) if locked else None
    if not head.startswith(_ZIP):
        return Problem("file.kind", path.suffix, _SAVE_AS, file=path.name)
    return None
