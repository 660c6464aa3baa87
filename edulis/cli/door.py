"""The door: reads the command line, opens one command, and turns whatever goes wrong into a plain sentence."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from textwrap import fill
from types import ModuleType
from typing import NoReturn

from edulis import __version__
from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.cli.wording import spoken
from edulis.schema.language import LANGUAGES, Language, Text
from edulis.schema.reason import reason

COMMANDS = (
    "demo",
    "check",
    "report",
    "analyse",
    "convert",
    "codebook",
    "init",
    "serve",
    "worker",
    "backup",
    "restore",
    "verify",
)  # one module each, in the order in which one meets them


def language_of(words: Sequence[str], environment: str) -> Language:
    """The language of help and messages: `--lang` where it is given, else that of the terminal, else English."""
    for place, word in enumerate(words):
        given = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(words):
            given = words[place + 1]
        if given in LANGUAGES:
            return given
    return "vi" if environment.lower().startswith("vi") else "en"


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes end in one sentence and a pointer to the help."""

    def error(self, message: str) -> NoReturn:
        self.exit(Exit.USAGE, f"{self.prog}: {message}\n{self.prog} --help\n")


def build_parser(language: Language) -> argparse.ArgumentParser:
    """The whole command line, with help in that language."""

    def say(text: Text) -> str:
        return text.say(language)

    shared = _Parser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, default=language, help=say(Text("language of texts: en or vi")))
    shared.add_argument("--json", action="store_true", help=say(Text("print what a program may read")))
    shared.add_argument("--quiet", action="store_true", help=say(Text("no progress bars, only the result")))
    shared.add_argument("--debug", action="store_true", help=say(Text("show the inner trace of an error")))
    parser = _Parser(
        prog="edulis",
        description=say(
            Text("The workbench that a cluster of small food enterprises and the people who support it share.")
        ),
        epilog=say(Text("Begin with: edulis demo. Each command explains itself: edulis check --help")),
    )
    parser.add_argument(
        "--version", action="version", version=f"edulis {__version__}", help=say(Text("show the version and leave"))
    )
    rooms = parser.add_subparsers(dest="command", metavar=say(Text("COMMAND")), required=True, parser_class=_Parser)
    for name in COMMANDS:
        module = import_module(f"edulis.cli.{name}")
        room = rooms.add_parser(
            name,
            parents=[shared],
            help=say(module.HELP),
            description=fill(say(module.HELP), 100) + "\n\n" + fill(say(module.MORE), 100),
            epilog=_examples(module, say(Text("Examples"))),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.arguments(room, say)
    return parser


def _examples(module: ModuleType, heading: str) -> str:
    return f"{heading}:\n" + "\n".join(f"  {line}" for line in module.EXAMPLES)


def place_of(trouble: OSError, options: argparse.Namespace) -> str:
    """The place that the person named: not the draft beside it, and not nothing where a disk or a pipe is full."""
    given = getattr(options, "out", None) or getattr(options, "file", None)
    outs = [Path(out) for out in (given if isinstance(given, list) else [given] if given else [])]
    if not trouble.filename:
        return ", ".join(map(str, outs)) or "-"
    path = Path(os.fsdecode(trouble.filename))
    return str(next((out for out in outs if path.name.startswith(f".{out.name}.")), path))


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (see `edulis.cli`)."""
    words = list(sys.argv[1:] if words is None else words)
    terminal = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    language = language_of(words, terminal)
    try:
        with spoken(language):
            options = build_parser(language).parse_args(words)
    except SystemExit as end:
        return int(end.code or 0)
    screen = Screen(options.lang, options.json, options.quiet)
    try:
        return int(import_module(f"edulis.cli.{options.command}").run(options, screen))
    except KeyboardInterrupt:
        screen.fail(Text("Stopped. Nothing half-written was left behind."))
        return Exit.STOPPED
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except OSError as trouble:
        if options.debug:
            traceback.print_exc()
        place = place_of(trouble, options)
        screen.fail(
            Text(
                "{place}: {reason}. Look at the path and at who may write there.",
                place=place,
                reason=reason(trouble),
            )
        )
        return Exit.FILE
    except Exception as bug:
        if options.debug:
            traceback.print_exc()
        screen.fail(
            Text(
                "This is a mistake of Edulis, not yours: {kind}: {reason}. "
                "Run the command again with --debug and report what it shows.",
                kind=type(bug).__name__,
                reason=str(bug),
            )
        )
        return Exit.BUG
