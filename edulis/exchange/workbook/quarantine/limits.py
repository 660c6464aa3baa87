"""What this process may take: little for a start, and more only for cells that were counted and are really filled."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

_CELL = 110  # bytes that a filled cell needs while its sheet is read
_PLACE = 32  # bytes for each place between the first cell and the last one
_TEXT = 72  # bytes for each text beside its letters
_WITHIN = 200 << 20  # bytes of these that the first limit has room for
_SECONDS = 4.0  # of computing for a million cells beyond the first two, on a slow machine


@dataclass
class Need:
    """What was counted in the parts of a workbook that are no smaller packed than honest tables are."""

    cells: int = 0  # that hold something
    largest: int = 0  # bytes for the largest sheet
    texts: int = 0  # bytes for shared texts

    def sheet(self, cells: int, places: int) -> None:
        """Add a sheet."""
        self.cells += cells
        self.largest = max(self.largest, cells * _CELL + places * _PLACE)

    def shared(self, count: int, letters: int) -> None:
        """Add the texts that cells share."""
        self.texts += count * _TEXT + letters


def limit(memory: int, seconds: int, size: int, most_memory: int, most_seconds: int) -> None:
    """Hold this process to so much memory and computing, where the system can, with a way up to the most."""
    try:
        import resource
    except ImportError:
        return
    kinds = (("AS", memory, most_memory), ("CPU", seconds, most_seconds), ("FSIZE", size, size), ("CORE", 0, 0))
    for kind, now, most in kinds:
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (now, max(now, most)))


def allow(need: Need) -> None:
    """Raise the limits for a large workbook that has shown its cells."""
    try:
        import resource
    except ImportError:
        return
    beyond = max(0, need.largest + need.texts - _WITHIN)
    longer = int(max(0.0, need.cells / 1_000_000 - 2) * _SECONDS)
    for kind, more in (("AS", beyond), ("CPU", longer)):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            which = getattr(resource, f"RLIMIT_{kind}")
            now, most = resource.getrlimit(which)
            resource.setrlimit(which, (min(now + more, most), most))
