"""`edulis analyse`: every question of the methodology, answered as far as the data go, for people and programs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from edulis.cli.cluster import read_or_tell
from edulis.cli.exits import Exit
from edulis.cli.report import must_be_writable, tell_if_cold
from edulis.cli.screen import Screen
from edulis.schema.language import Text

if TYPE_CHECKING:
    from edulis.engine.analysis import Analysis
    from edulis.engine.need import Need

HELP = Text("answer the questions of the methodology, and say what is lacking for more")
MORE = Text(
    "What moves, who is linked, when there is time, what households live from, how sure the raw material is, where "
    "waste goes, which markets grow, who earns, which conditions are there, how fast new things come in, what changed. "
    "Each finding has its figure and ends in a question. --out writes every table as CSV for a notebook; tables name "
    "enterprises and are for those who agreed to that."
)
EXAMPLES = (
    "edulis analyse examples/red-river-delta",
    "edulis analyse my-village.xlsx --question seasons --question markets",
    "edulis analyse examples/three-years-on --question outcomes --compare examples/other-village",
    "edulis analyse my-village.xlsx --json > findings.json",
    "edulis analyse my-village.xlsx --out tables/",
)


def arguments(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    """What the command takes."""
    parser.add_argument("cluster", type=Path, metavar="CLUSTER", help=say(Text("the workbook or folder to analyse")))
    parser.add_argument(
        "--question",
        action="append",
        metavar="CODE",
        help=say(Text("only this question, such as seasons; may be given more than once")),
    )
    parser.add_argument("--round", metavar="CODE", help=say(Text("the round of survey; the last one unless you say")))
    parser.add_argument(
        "--compare", type=Path, metavar="CLUSTER", help=say(Text("a cluster where nothing was done jointly"))
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help=say(Text("where chance draws begin (0)")))
    parser.add_argument("--out", type=Path, metavar="FOLDER", help=say(Text("write every table there as CSV")))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Read, check, answer, tell."""
    from edulis.engine.analysis import analyse
    from edulis.engine.analysis.analysing import CODES

    if unknown := sorted(set(options.question or ()) - set(CODES)):
        known = ", ".join(CODES)
        screen.fail(Text("There is no question {code}; there are: {known}.", code=unknown[0], known=known))
        return Exit.USAGE
    if options.out is not None:
        must_be_writable(options.out / "tables")
    cluster, end = read_or_tell(options.cluster, screen)
    if cluster is None:
        return end
    other = None
    if options.compare is not None:
        other, end = read_or_tell(options.compare, screen)
        if other is None:
            return end
    if options.round and options.round not in cluster.rounds:
        known = ", ".join(cluster.rounds) or "-"
        screen.fail(Text("There is no round {code}; there are: {known}.", code=options.round, known=known))
        return Exit.USAGE
    tell_if_cold(screen)
    with screen.progress() as progress:
        answers = analyse(
            cluster,
            options.round,
            questions=options.question,
            comparison=other,
            seed=options.seed,
            progress=progress,
        )
    _tell(answers, screen)
    written: tuple[str, ...] = ()
    if options.out is not None:
        from edulis.exchange.answers import write_answers

        written = write_answers(answers.answers, options.out, screen.language)
        screen.say()
        screen.say(Text("Written: {path}", path=str(options.out)))
    about = {"cluster": cluster.about["code"], "seed": options.seed, "written": list(written)}
    screen.data(about | answers.as_dict(screen.language))
    return Exit.DONE


def _tell(analysis: Analysis, screen: Screen) -> None:
    from edulis.engine.analysis.analysing import TITLES

    for code, answer in analysis.answers.items():
        screen.say()
        screen.say(f"{TITLES[code].say(screen.language)}  ({code})")
        for finding in answer.findings:
            screen.say(f"  • {finding.title.say(screen.language)}")
            screen.say(f"    ? {finding.question.say(screen.language)}")
    if analysis.lacks:
        screen.say()
        screen.say(Text("What would have to be collected to say more"))
        for code, needs in analysis.lacks.items():
            for need in needs:
                screen.say(f"  – {_lack(need, screen)}  ({code})")


def _lack(need: Need, screen: Screen) -> str:
    told = need.as_dict(screen.language)
    columns = ", ".join(told["column_titles"])
    return f"{told['title']}{': ' + columns if columns else ''} → {told['purpose']}"
