"""`edulis worker`: what takes long is done beside the site."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from edulis.cli import serve
from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.schema.language import Text

HELP = Text("work through what takes long: analyses, reports")
MORE = Text("Runs beside `edulis serve`. A task whose worker was killed is begun again after two minutes.")
EXAMPLES = ("edulis worker", "edulis worker --once")


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    serve.home(parser, say)
    parser.add_argument("--once", action="store_true", help=say(Text("end when nothing is left to do")))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Work until stopped."""
    from edulis.web.operating import home, serving

    try:
        serving.wake_site(home.home_of(options.home))
    except home.Refused as refused:
        screen.fail(refused.reason)
        return Exit.DATA
    from edulis.web.operating.working import work

    work(once=options.once)
    return Exit.DONE
