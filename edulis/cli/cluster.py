"""Reading a cluster for a command: what is wrong is told, and how the command then ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from edulis.cli.exits import Exit
from edulis.cli.screen import Screen, counted
from edulis.schema.language import Text

if TYPE_CHECKING:
    from edulis.engine.cluster import Cluster
    from edulis.exchange import Reading


def read_quietly(path: Path, screen: Screen) -> Reading:
    """The cluster at this path with the problems found in it; a bar shows how far reading is."""
    from edulis.exchange import read

    with screen.progress() as progress:
        return read(path, progress=progress)


def verdict(reading: Reading) -> Exit:
    """How a command ends that could do no more than read this."""
    if reading.cluster is not None:
        return Exit.DONE
    return Exit.FILE if any(problem.code.startswith("file.") for problem in reading.problems) else Exit.DATA


def read_or_tell(path: Path, screen: Screen) -> tuple[Cluster | None, Exit]:
    """The cluster at this path; or nothing, when its errors have been told."""
    reading = read_quietly(path, screen)
    if reading.cluster is None:
        screen.problems(reading.problems)
        screen.data({"problems": [problem.as_dict(screen.language) for problem in reading.problems]})
    elif doubts := counted(reading.problems)[1]:
        screen.say(Text("{n:,} doubts in the data; `edulis check {path}` lists them.", n=doubts, path=str(path)))
    return reading.cluster, verdict(reading)
