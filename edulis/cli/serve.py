"""`edulis serve`: the site, for a village or behind https."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.schema.language import Text

HELP = Text("run the site")
MORE = Text(
    "On SQLite in its home folder, or on PostgreSQL by DATABASE_URL. Brings the tables up to date first. Refuses to "
    "start on settings that are not safe, and says what to do. --village serves a hotspot of your own without https."
)
EXAMPLES = ("edulis serve", "edulis serve --village --home /srv/village", "edulis serve --host 127.0.0.1 --port 8000")


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    home(parser, say)
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=say(Text("where to listen (127.0.0.1)")))
    port(parser, say)
    parser.add_argument(
        "--village", action="store_true", help=say(Text("for phones on a hotspot of your own, no https"))
    )
    parser.add_argument(
        "--workers", type=int, default=min(os.cpu_count() or 1, 4), metavar="N", help=say(Text("how many processes"))
    )


def home(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """The option that names the site's folder."""
    parser.add_argument(
        "--home", type=Path, metavar="FOLDER", help=say(Text("the site's folder (EDULIS_HOME, else edulis-home)"))
    )


def port(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """The option that names the port."""
    parser.add_argument("--port", type=int, default=8000, metavar="N", help=say(Text("at which port (8000)")))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Serve until stopped."""
    from edulis.web.operating.home import Refused
    from edulis.web.operating.serving import serve

    try:
        serve(
            options.home, host=options.host, port=options.port, village=options.village,
            workers=max(1, options.workers), say=screen.fail,
        )  # fmt: skip
    except Refused as refused:
        screen.fail(refused.reason)
        return Exit.DATA
    return Exit.DONE
