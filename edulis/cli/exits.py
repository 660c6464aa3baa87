"""How a command ends; the meanings stand in the docstring of `edulis.cli`."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The codes a program may rely on."""

    DONE = 0
    DATA = 1
    USAGE = 2
    FILE = 3
    BUG = 70
    STOPPED = 130
