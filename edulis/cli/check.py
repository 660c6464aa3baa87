"""`edulis check`: is this cluster's data fit to be worked with, and if not, what has to be mended where."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from edulis.cli.cluster import read_quietly, verdict
from edulis.cli.screen import Screen, counted
from edulis.schema.language import Text
from edulis.schema.titles import TITLES

if TYPE_CHECKING:
    from edulis.engine.cluster import Cluster

HELP = Text("say cell by cell what is wrong or in doubt in a cluster's data")
MORE = Text(
    "CLUSTER is an Excel workbook, a folder of CSV or Parquet files, or a data package. "
    "Nothing is changed. Exit code 0: fit to work with; 1: errors; 3: the file cannot be read."
)
EXAMPLES = (
    "edulis check examples/red-river-delta",
    "edulis check my-village.xlsx --lang vi",
    "edulis check my-village.xlsx --json > problems.json",
)


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument(
        "cluster", type=_path(say), metavar="CLUSTER", help=say(Text("the workbook or folder to look at"))
    )


def _path(say: Callable[[Text], str]) -> Callable[[str], Path]:
    def path(written: str) -> Path:
        if not written.strip():
            raise argparse.ArgumentTypeError(say(Text("write the path of a workbook or folder")))
        return Path(written)

    return path


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Read, check, tell."""
    reading = read_quietly(options.cluster, screen)
    errors, doubts = counted(reading.problems)
    screen.problems(reading.problems)
    rows = sizes(reading.cluster) if reading.cluster is not None else {}
    if reading.cluster is not None:
        about = reading.cluster.about
        screen.say(Text("{name}: fit to work with.", name=about["title"] or str(options.cluster)))
        for name, count in rows.items():
            screen.say(f"  {count:>9,}  {TITLES[name].say(screen.language)}")
        screen.say(Text("Next: edulis report {path}", path=str(options.cluster)))
    screen.data(
        {
            "cluster": str(options.cluster),
            "fit": reading.cluster is not None,
            "errors": errors,
            "doubts": doubts,
            "rows": rows,
            "problems": [problem.as_dict(screen.language) for problem in reading.problems],
        }
    )
    return verdict(reading)


def sizes(cluster: Cluster) -> dict[str, int]:
    """How many rows each record has that has any."""
    return {name: table.height for name, table in cluster.tables.items() if table.height}
