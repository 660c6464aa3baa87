"""`edulis demo`: the site with the example villages on this machine; with `--once` their report and nothing else."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from edulis.cli import serve
from edulis.cli.cluster import read_or_tell
from edulis.cli.exits import Exit
from edulis.cli.report import make, tell_if_cold
from edulis.cli.screen import Screen
from edulis.schema import LANGUAGES
from edulis.schema.language import Text

if TYPE_CHECKING:
    from edulis.engine.cluster import Cluster

HELP = Text("show what Edulis does, on the starch villages near Hanoi")
MORE = Text(
    "Starts the site on this machine with the example villages in it and some weeks of meetings, and lets you step "
    "into any role. With --once it reads and checks the example, reconciles what sellers and buyers told, writes the "
    "report for the village meeting in English and Vietnamese, and ends. The data are made up from published figures; "
    "no real household is in them."
)
EXAMPLES = ("edulis demo", "edulis demo --once --out /tmp/villages", "edulis demo --port 8080 --no-browser")
EXAMPLE = "red-river-delta"


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument(
        "--out", type=Path, default=Path("out"), metavar="FOLDER", help=say(Text("where to write (out)"))
    )
    parser.add_argument("--once", action="store_true", help=say(Text("write the report and end")))
    parser.add_argument("--no-browser", action="store_true", help=say(Text("do not open a browser")))
    serve.port(parser, say)


def example_folder() -> Path:
    """Where the example's data are: beside the package in a checkout, inside it when installed from a wheel."""
    package = Path(__file__).resolve().parent.parent
    found = [place for place in (package / "examples", package.parent / "examples") if (place / EXAMPLE).is_dir()]
    if not found:
        raise FileNotFoundError(2, "the example villages are not installed", str(package.parent / "examples"))
    return found[0] / EXAMPLE


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Show the site with the example until stopped; or write the report in both languages and name the files."""
    cluster, end = read_or_tell(example_folder(), screen)
    if cluster is None:
        return end
    return once(cluster, options, screen) if options.once else show(cluster, options, screen)


def show(cluster: Cluster, options: argparse.Namespace, screen: Screen) -> int:
    """The site, with the example in it."""
    from edulis.web.operating import home, showing

    try:
        showing.show(
            cluster, port=options.port, language=screen.language, browser=not options.no_browser, say=screen.fail
        )
    except home.Refused as refused:
        screen.fail(refused.reason)
        return Exit.DATA
    return Exit.DONE


def once(cluster: Cluster, options: argparse.Namespace, screen: Screen) -> int:
    """Work the example out and write its report."""
    options.out.mkdir(parents=True, exist_ok=True)
    outs = [options.out / f"{EXAMPLE}.{language}{form}" for language in LANGUAGES for form in (".pdf", ".html")]
    screen.say(Text("The starch villages near Hanoi, season 2002/03: made up from published figures."))
    tell_if_cold(screen)
    with screen.progress() as progress:
        findings = make(cluster, outs, LANGUAGES, edition="public", told_in=screen.language, progress=progress)
    screen.say()
    for finding in findings[:5]:
        screen.say(f"  • {finding.title.say(screen.language)}")
    screen.say()
    for path in outs:
        screen.say(Text("Written: {path}", path=str(path)))
    screen.say(
        Text("Your own cluster: edulis codebook --out my-village.xlsx, fill it in, edulis report my-village.xlsx")
    )
    screen.data({"written": [str(path) for path in outs], "findings": [f.as_dict(screen.language) for f in findings]})
    return Exit.DONE
