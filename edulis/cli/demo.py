"""`edulis demo`: the report of the example villages, from their data, on this machine."""

from __future__ import annotations

import argparse
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from edulis.cli.cluster import read_or_tell
from edulis.cli.exits import Exit
from edulis.cli.report import make, tell_if_cold
from edulis.cli.screen import Screen
from edulis.schema import LANGUAGES
from edulis.schema.language import Text

HELP = Text("show what Edulis does, on the starch villages near Hanoi")
MORE = Text(
    "Reads and checks the example cluster, reconciles what its sellers and buyers reported, and writes the report for "
    "the village meeting in English and Vietnamese. The data are made up from published figures; no real household is "
    "in them."
)
EXAMPLES = ("edulis demo", "edulis demo --once --out /tmp/villages", "edulis demo --no-browser")
EXAMPLE = "red-river-delta"


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument(
        "--out", type=Path, default=Path("out"), metavar="FOLDER", help=say(Text("where to write (out)"))
    )
    parser.add_argument("--once", action="store_true", help=say(Text("build and exit; open nothing")))
    parser.add_argument("--no-browser", action="store_true", help=say(Text("do not open the report in a browser")))


def example_folder() -> Path:
    """Where the example's data are: beside the package in a checkout, inside it when installed from a wheel."""
    package = Path(__file__).resolve().parent.parent
    found = [place for place in (package / "examples", package.parent / "examples") if (place / EXAMPLE).is_dir()]
    if not found:
        raise FileNotFoundError(2, "the example villages are not installed", str(package.parent / "examples"))
    return found[0] / EXAMPLE


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Read the example, work it out, write its report in both languages and name the files."""
    folder = example_folder()
    cluster, end = read_or_tell(folder, screen)
    if cluster is None:
        return end
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
    if sys.stdout.isatty() and not (options.once or options.no_browser):
        page = options.out / f"{EXAMPLE}.{screen.language}.html"
        webbrowser.open(page.resolve().as_uri())
    return Exit.DONE
