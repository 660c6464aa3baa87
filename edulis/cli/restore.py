"""`edulis restore`: a site from its backup, proved table by table."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from edulis.cli import backup, serve
from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.schema.language import Text

HELP = Text("bring a site back from its copy, on either store")
MORE = Text(
    "Into an empty home, on SQLite or on PostgreSQL by DATABASE_URL, whichever store the copy came from. Every table "
    "is compared with the digest in the copy; where one differs nothing is kept."
)
EXAMPLES = ("edulis restore village.edulis --home /srv/again --key-file key.txt",)


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help=say(Text("the copy")))
    serve.home(parser, say)
    backup.key_file(parser, say)


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Restore, prove, and say what is there."""
    from edulis.web.operating import home
    from edulis.web.operating.sealed import is_sealed
    from edulis.web.operating.serving import bring_up

    place = home.home_of(options.home)
    try:
        is_sealed(options.file)  # whether it can be read at all, before a home is made
        home.wake(place)
        bring_up(place)
        from edulis.web.operating.backup import restore

        kept = options.key_file or (place / home.BACKUP_KEY)
        key = kept.read_text(encoding="utf-8").strip() if options.key_file or kept.exists() else None
        manifest = restore(options.file, key=key)
        if key and not (place / home.BACKUP_KEY).exists():
            home.keep(place / home.BACKUP_KEY, key + "\n")
    except home.Refused as refused:
        screen.fail(refused.reason)
        return Exit.DATA
    rows = sum(table["rows"] for table in manifest["tables"].values())
    screen.say(Text("Restored {rows:,} rows; every table is as it was in the copy.", rows=rows))
    screen.data({"home": str(place), "rows": rows, "made": manifest["made"]})
    return Exit.DONE
