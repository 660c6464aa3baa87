"""`edulis backup`: the whole site in one file, while people go on using it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from edulis.cli import serve
from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.schema.language import Text

HELP = Text("copy the whole site into one file, also while it is used")
MORE = Text(
    "Locked with the key of the backups, if the site has one (edulis init makes it); else it is open, and says so. "
    "The file carries a digest of every table; what was cut or changed is not restored."
)
EXAMPLES = ("edulis backup /media/stick-1/village.edulis", "edulis backup copy.edulis --home /srv/village")


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help=say(Text("where to write the copy")))
    serve.home(parser, say)
    key_file(parser, say)


def key_file(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """The option that names a file with the key."""
    parser.add_argument("--key-file", type=Path, metavar="FILE", help=say(Text("a file with the key of the backups")))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Write the copy and say what is in it."""
    from edulis.web.operating import home, serving

    place = home.home_of(options.home)
    try:
        serving.wake_site(place)
        from edulis.web.operating.backup import back_up

        kept = options.key_file or (place / home.BACKUP_KEY)
        key = home.read_kept(kept) if options.key_file or kept.exists() else None
        manifest = back_up(options.file, key=key)
    except home.Refused as refused:
        screen.fail(refused.reason)
        return Exit.DATA
    rows = sum(table["rows"] for table in manifest["tables"].values())
    screen.say(Text("Written: {path}", path=str(options.file)))
    screen.say(Text("{rows:,} rows in {tables} tables, {files} files.", rows=rows, tables=len(manifest["tables"]),
                    files=len(manifest["files"])))  # fmt: skip
    if key is None:
        screen.fail(Text("This copy is not locked: whoever finds it can read everything. Put it in a safe place."))
    screen.data({"written": str(options.file), "locked": key is not None, "rows": rows})
    return Exit.DONE
