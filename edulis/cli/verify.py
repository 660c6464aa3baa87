"""`edulis verify`: is the trail of each cluster what it was?"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from edulis.cli import serve
from edulis.cli.exits import Exit
from edulis.cli.screen import Screen
from edulis.schema.language import Text

HELP = Text("prove that nobody changed what was done")
MORE = Text("Follows the trail of each cluster line by line. Exit code 1, and the place, where it breaks.")
EXAMPLES = ("edulis verify", "edulis verify --home /srv/village --json")


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    serve.home(parser, say)


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Follow each chain and tell where it breaks."""
    from edulis.web.operating import home, serving

    place = home.home_of(options.home)
    try:
        serving.wake_site(place)
    except home.Refused as refused:
        screen.fail(refused.reason)
        return Exit.DATA
    from edulis.web.operating.proving import proofs

    found, whole = proofs(screen.language), True
    for proof in found:
        broken = list(proof["breaks"])  # type: ignore[call-overload]
        whole = whole and not broken
        gaps = {"cluster": str(proof["cluster"]), "n": proof["lines"]}
        screen.say(Text("{cluster}: {n:,} lines, whole.", **gaps) if not broken else Text("{cluster}: broken.", **gaps))
        for one in broken:
            screen.say(Text("  line {n}: {reason}", n=one["line"], reason=one["told"]))
    screen.data({"whole": whole, "clusters": found})
    return Exit.DONE if whole else Exit.DATA
