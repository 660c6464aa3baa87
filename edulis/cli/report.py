"""`edulis report`: from a cluster's data to pages that open a conversation."""

from __future__ import annotations

import argparse
import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edulis.cli.cluster import read_or_tell
from edulis.cli.exits import Exit
from edulis.cli.screen import Progress, Screen
from edulis.schema.language import Language, Text

if TYPE_CHECKING:
    from edulis.engine.cluster import Cluster
    from edulis.engine.finding import Finding
    from edulis.reports.tree import Edition

HELP = Text("write the report of a cluster as PDF or HTML")
MORE = Text(
    "Pages for a village meeting, as many as the data can fill and at most sixteen: who we are, what flows, the year, "
    "who earns, markets, who is linked, what changed, what cannot be told yet, questions. It names kinds and places "
    "only. --annex writes the facilitator's annex instead: which reports to talk over, with whom; show it to the two "
    "parties first. A sketch without amounts gets a report too."
)
EXAMPLES = (
    "edulis report examples/red-river-delta",
    "edulis report my-village.xlsx --lang vi --out report.pdf --out report.html",
    "edulis report my-village.xlsx --annex --out for-the-facilitator.pdf",
    "edulis report my-village.xlsx --json | less          # the findings as data",
)
FORMS = (".pdf", ".html")


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument("cluster", type=Path, metavar="CLUSTER", help=say(Text("the workbook or folder to report on")))
    parser.add_argument(
        "--out",
        type=Path,
        action="append",
        metavar="FILE",
        help=say(Text(".pdf or .html; may be given more than once")),
    )
    parser.add_argument("--round", metavar="CODE", help=say(Text("the round of survey; the last one unless you say")))
    parser.add_argument("--annex", action="store_true", help=say(Text("the facilitator's annex, with names")))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Read, check, work out, write."""
    edition: Edition = "annex" if options.annex else "public"
    outs = options.out or [] if options.json else options.out or [default_name(options.cluster, edition, options.lang)]
    if wrong := [path for path in outs if path.suffix.lower() not in FORMS]:
        screen.fail(Text("A report ends in .pdf or .html, not like {name}.", name=wrong[0].name))
        return Exit.USAGE
    for path in outs:
        must_be_writable(path)
    cluster, end = read_or_tell(options.cluster, screen)
    if cluster is None:
        return end
    if options.round and options.round not in cluster.rounds:
        known = ", ".join(cluster.rounds) or "-"
        screen.fail(Text("There is no round {code}; there are: {known}.", code=options.round, known=known))
        return Exit.USAGE
    tell_if_cold(screen)
    with screen.progress() as progress:
        findings = make(cluster, outs, (options.lang,), edition=edition, round_code=options.round, progress=progress)
    for path in outs:
        screen.say(Text("Written: {path}", path=str(path)))
    screen.data(
        {
            "cluster": cluster.about["code"],
            "written": [str(path) for path in outs],
            "findings": [finding.as_dict(options.lang) for finding in findings],
        }
    )
    return Exit.DONE


def tell_if_cold(screen: Screen) -> None:
    """Say so where the fast parts of the engine were never compiled on this machine: the first run takes longer."""
    import edulis.engine

    if not screen.quiet and not any(Path(edulis.engine.__file__).parent.rglob("*.nbi")):
        screen.fail(Text("Compiling the fast parts of the engine, once: this first run takes half a minute longer."))


def must_be_writable(path: Path) -> None:
    """Raise OSError before the long work, not after it, where no report can be written."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    nearest = next(place for place in path.absolute().parents if place.exists())
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    if not os.access(nearest, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def default_name(cluster: Path, edition: Edition, language: Language) -> Path:
    """The report beside where one stands: `red-river-delta.en.pdf`."""
    stem = cluster.resolve().stem if cluster.is_file() else cluster.resolve().name
    return Path(f"{stem}-annex.{language}.pdf" if edition == "annex" else f"{stem}.{language}.pdf")


def make(
    cluster: Cluster,
    outs: Sequence[Path],
    languages: Sequence[Language],
    *,
    edition: Edition,
    round_code: str | None = None,
    told_in: Language | None = None,
    progress: Progress,
) -> tuple[Finding, ...]:
    """Work the cluster out once and write it to each path; `outs` holds the same number for each language, in order."""
    from edulis.engine.analysis import analyse
    from edulis.reports import build, tell, write

    def working(stage: str, part: float) -> None:
        progress(stage, 0.8 * part)

    analysis = analyse(cluster, round_code, progress=working)
    share = len(outs) // len(languages)
    for place, language in enumerate(languages if share else ()):
        progress("Drawing the pages", 0.8 + 0.2 * place / len(languages))
        report = build(cluster, analysis, language=language, edition=edition, round_code=round_code)
        for path in outs[place * share : (place + 1) * share]:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(report, path)
    progress("Done", 1.0)
    return tell(cluster, analysis, language=told_in or languages[0], edition=edition, round_code=round_code)
