"""`edulis convert`: the same cluster in another form."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from edulis.cli.cluster import read_or_tell
from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.schema.language import Text

HELP = Text("write a cluster's data in another form: workbook, data package or Parquet")
MORE = Text(
    "OUT decides the form: a name that ends in .xlsx is a workbook, one that ends in .parquet a folder of Parquet "
    "files, any other a data package (a folder of CSV files with their description). What is read back is equal. "
    "Names and contacts of people are left out unless you add --personal."
)
EXAMPLES = (
    "edulis convert my-village.xlsx my-village            # a data package",
    "edulis convert examples/red-river-delta villages.xlsx --lang vi",
    "edulis convert my-village.xlsx my-village.parquet --personal",
)


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument("cluster", type=Path, metavar="CLUSTER", help=say(Text("the workbook or folder to read")))
    parser.add_argument("out", type=Path, metavar="OUT", help=say(Text("where to write; nothing half-written is left")))
    parser.add_argument("--personal", action="store_true", help=say(Text("with names and contacts of people")))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Read, check, write; what is there already and may be somebody's only copy is not written over."""
    onto_itself = options.cluster.exists() and options.out.exists() and options.out.samefile(options.cluster)
    if onto_itself or options.out.is_file():
        screen.fail(Text("{path} is there already, perhaps filled in; choose another name.", path=str(options.out)))
        return Exit.FILE
    cluster, end = read_or_tell(options.cluster, screen)
    if cluster is None:
        return end
    from edulis.exchange import write

    with screen.progress() as progress:
        write(cluster, options.out, language=options.lang, personal=options.personal, progress=progress)
    screen.say(Text("Written: {path}", path=str(options.out)))
    if not options.personal:
        screen.say(Text("Names and contacts of people were left out; --personal keeps them."))
    screen.data({"written": str(options.out), "personal": options.personal})
    return Exit.DONE
