"""`edulis init`: found a cluster as a draft, and print what belongs on paper."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from edulis.cli import serve
from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.schema.language import Text

HELP = Text("begin a cluster on this site: a draft that its members found")
MORE = Text(
    "Prints the founding code, the first operator's card and the key of the backups, and writes the same as a page for "
    "printing that only you may read. Print it, give the code to the members, lock the rest away, delete the page."
)
EXAMPLES = (
    'edulis init --title "Làng Bột"',
    'edulis init --title "Làng Bột" --code lang-bot --quorum 5',
    'edulis init --operator-anew "Phí Thị Hoa"',
)


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    serve.home(parser, say)
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--title", help=say(Text("the name of the cluster")))
    wanted.add_argument(
        "--operator-anew", metavar="NAME", help=say(Text("hand the site over: a new operator, and no other any more"))
    )
    parser.add_argument(
        "--code", default="", help=say(Text("a short code for addresses; made from the name if left out"))
    )
    parser.add_argument("--quorum", type=int, default=3, metavar="N", help=say(Text("how many members found it (3)")))
    parser.add_argument("--operator", default="Operator", metavar="NAME", help=say(Text("who operates the site")))
    parser.add_argument(
        "--address", default="http://localhost:8000", metavar="URL", help=say(Text("where phones reach the site"))
    )


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Make the home, the draft, the operator and the keys, and print the sheets."""
    from edulis.web.operating import home
    from edulis.web.operating.serving import bring_up

    place = home.home_of(options.home)
    try:
        home.wake(place)
        bring_up(place)
        from edulis.web.operating import founding

        given = {"quorum": max(2, options.quorum), "language": screen.language}
        sheets = (
            [founding.operator_anew(options.operator_anew)]
            if options.operator_anew
            else [
                founding.found(options.title, options.code, address=options.address.rstrip("/"), **given),
                founding.first_operator(options.operator, "operator"),
                founding.backup_sheet(place),
            ]
        )
    except home.Refused as refused:
        screen.fail(refused.reason)
        return Exit.DATA
    made = [sheet for sheet in sheets if sheet is not None]
    number = next(n for n in range(1, 10_000) if not (place / f"sheets-{n}.html").exists())
    paper = place / f"sheets-{number}.html"
    home.keep(paper, founding.on_paper(made, screen.language))
    for sheet in made:
        screen.say(founding.on_screen(sheet, screen.language))
    screen.say(Text("For printing: {path}. Delete it when it is on paper.", path=str(paper)))
    screen.data({"sheets": str(paper), "home": str(place)})
    return Exit.DONE
