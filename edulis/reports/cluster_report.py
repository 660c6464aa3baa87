"""The report of a cluster: from results to a tree, and from a tree to a file."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from edulis.engine.analysis import Analysis
from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.reports.chapters.acting import conditions, forum_questions
from edulis.reports.chapters.annex import to_talk_over
from edulis.reports.chapters.flowing import what_flows
from edulis.reports.chapters.method import how_it_was_made
from edulis.reports.chapters.opening import first_page
from edulis.reports.chapters.talking import where_we_do_not_talk, who_is_linked
from edulis.reports.chapters.weighing import what_the_balances_say
from edulis.reports.chapters.who import who_we_are
from edulis.reports.chapters.year import the_year
from edulis.reports.html import to_html
from edulis.reports.material import Material, shortened
from edulis.reports.tree import Edition, Figure, Grid, Paragraph, Report, Section, Statements, Table
from edulis.reports.typst import to_pdf
from edulis.reports.words import capital
from edulis.schema import Language, Text

FEW = 6  # findings that share a page with what comes before


def build(
    cluster: Cluster,
    analysis: Analysis,
    *,
    language: Language,
    edition: Edition = "public",
    round_code: str | None = None,
) -> Report:
    """The report of one round, the last one unless another is named.

    The public edition holds kinds and places only; the annex names the parties of reports to talk over.
    Raises LookupError where there is no such round.
    """
    chosen = round_code or analysis.round or None
    material = Material(cluster.at(chosen) if chosen else cluster, analysis, language, edition)
    opening = first_page(material)
    if chosen and (earlier := _earlier(cluster, chosen)):
        text = Text("Nothing was told yet for round {code}. Round {earlier} has data: choose it with --round "
                    "{earlier}.", code=chosen, earlier=earlier)  # fmt: skip
        opening = replace(opening, blocks=(Paragraph(text=material.say(text), tone="notice"), *opening.blocks))
    public = [
        opening,
        who_we_are(material),
        what_flows(material),
        the_year(material),
        who_is_linked(material),
        what_the_balances_say(material),
        where_we_do_not_talk(material),
        conditions(material),
        forum_questions(material),
        how_it_was_made(material),
    ]
    sections = public if edition == "public" else [opening, *to_talk_over(material), how_it_was_made(material)]
    about, rounds = material.cluster.about, material.cluster["round"].to_dicts()
    last = rounds[-1] if rounds else None
    return Report(
        title=capital(shortened(material.wording(str(about["title"] or about["code"] or "")))),
        subtitle=_subtitle(material, last),
        language=language,
        edition=edition,
        edition_word=material.say(
            Text("Report for the village meeting")
            if edition == "public"
            else Text("Facilitator's annex: not for showing around")
        ),
        notice=_notice(material),
        day=last["last_month"] if last else None,
        sections=tuple(_paged(section) for section in sections if section is not None),
    )


def tell(
    cluster: Cluster,
    analysis: Analysis,
    *,
    language: Language,
    edition: Edition = "public",
    round_code: str | None = None,
) -> tuple[Finding, ...]:
    """The findings as the report of that edition may tell them: in public none of a few, or of one's own figures.

    Raises LookupError where there is no such round.
    """
    chosen = round_code or analysis.round or None
    here = cluster.at(chosen) if chosen else cluster
    return Material(here, analysis, language, edition).findings


def _earlier(cluster: Cluster, chosen: str) -> str | None:
    """The latest round before a round without data that has some."""
    if _told(cluster, chosen):
        return None
    before = cluster.rounds[: cluster.rounds.index(chosen)]
    return next((code for code in reversed(before) if _told(cluster, code)), None)


def _told(cluster: Cluster, code: str) -> bool:
    here = cluster.at(code)
    return any(here[record].height for record in ("trade", "relation", "activity", "enterprise_round"))


def _paged(section: Section) -> Section:
    """The section, running on below the one before where it is short: no picture and few findings."""
    pictured = any(isinstance(block, Figure | Grid | Table) for block in section.blocks)
    told = sum(len(block.items) for block in section.blocks if isinstance(block, Statements))
    return replace(section, opens_page=section.opens_page and (pictured or told > FEW))


def _subtitle(material: Material, last: dict[str, object] | None) -> str:
    if last is None:
        return material.say(Text("What we know of ourselves"))
    first, until = last["first_month"], last["last_month"]
    if first == until:
        return material.say(Text("What we know of ourselves, {month:month}", month=first))
    return material.say(
        Text("What we know of ourselves, {first:month} to {last:month}", first=first, last=until)
    )  # fmt: skip


def _notice(material: Material) -> str:
    if not material.cluster.about["illustrative"]:
        return ""
    if note := material.cluster.about["note"]:
        return material.say(
            Text("These figures are made up for illustration. {note}", note=material.wording(str(note)))
        )
    return material.say(Text("These figures are made up for illustration."))


def write(report: Report, path: Path) -> None:
    """Write the report whole or not at all; the ending of the path says as what.

    Raises ValueError for an ending other than .pdf and .html, OSError where the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        content = to_pdf(report)
    elif ending == ".html":
        content = to_html(report).encode()
    else:
        raise ValueError(f"a report ends in .pdf or .html, not {path.suffix!r}")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
