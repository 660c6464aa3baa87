"""Writing that leaves the old or the new behind, whole, whatever happens in between."""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A path beside the target to write to; takes the target's place when the block ends without an error."""
    path = path.resolve()
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(path)
    try:
        yield draft
        _settle(draft)
        os.replace(draft, path)
        _settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """The content in place of the file, whole or not at all."""
    with new_file(path) as draft:
        draft.write_bytes(content)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """An empty folder beside the target to fill; takes the target's place when the block ends without an error.

    Whether the folder that stands there may go is for the caller to know.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(path)
    draft.mkdir()
    try:
        yield draft
        for part in sorted(draft.rglob("*")):
            _settle(part)
        _settle(draft)
        _swap(draft, path)
        _settle(path.parent)
    finally:
        if draft.exists():  # unfinished work, or the old folder after the exchange
            shutil.rmtree(draft)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def _settle(path: Path) -> None:
    """Wait until what was written is on the disk; a system that cannot open folders settles them itself."""
    with suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap(draft: Path, path: Path) -> None:
    if not path.exists():
        os.rename(draft, path)
    elif not _exchange(draft, path):
        old = _beside(path)  # a crash between these two lines leaves both folders, the old one under this name
        os.rename(path, old)
        os.rename(draft, path)
        shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step; false where the system or its disk cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)
