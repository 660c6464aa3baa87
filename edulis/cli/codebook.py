"""`edulis codebook`: every record and column that Edulis knows, to read or to fill in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.schema.language import Text

HELP = Text("show every record and column, or write an empty workbook to fill in")
MORE = Text(
    "Without --out the codebook is printed. With --out the ending decides: .md the codebook, .xlsx an empty workbook "
    "with drop-downs, units and a help sheet, .json the description of a data package."
)
EXAMPLES = (
    "edulis codebook | less",
    "edulis codebook --out my-village.xlsx --lang vi      # the empty workbook",
    "edulis codebook --out codebook.md",
)


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument("--out", type=Path, metavar="FILE", help=say(Text("where to write it: .md, .xlsx or .json")))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Print or write the declaration."""
    from edulis.exchange.atomic import write_bytes
    from edulis.exchange.codebook import codebook
    from edulis.exchange.datapackage import described
    from edulis.exchange.workbook.template import template

    suffix = options.out.suffix.lower() if options.out else ".json" if options.json else ".md"
    makers: dict[str, Callable[[], bytes]] = {
        ".md": lambda: codebook(options.lang).encode(),
        ".xlsx": lambda: template(options.lang),
        ".json": lambda: described(options.lang),
    }
    if suffix not in makers:
        screen.fail(Text("A codebook ends in .md, .xlsx or .json, not in {suffix}.", suffix=suffix or "nothing"))
        return Exit.USAGE
    if options.out is None:
        print(makers[suffix]().decode(), end="")
        return Exit.DONE
    if options.out.exists() and suffix == ".xlsx":
        screen.fail(Text("{path} is there already, perhaps filled in; choose another name.", path=str(options.out)))
        return Exit.FILE
    write_bytes(options.out, makers[suffix]())
    screen.say(Text("Written: {path}", path=str(options.out)))
    screen.data({"written": str(options.out)})
    return Exit.DONE
