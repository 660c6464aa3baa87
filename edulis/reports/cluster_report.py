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
from edulis.reports.chapters.changing import what_changed
from edulis.reports.chapters.claiming import which_claims_held
from edulis.reports.chapters.earning import who_earns
from edulis.reports.chapters.flowing import what_flows
from edulis.reports.chapters.lacking import what_we_cannot_tell
from edulis.reports.chapters.learning import how_new_things_come
from edulis.reports.chapters.leftovers import what_is_left_over
from edulis.reports.chapters.living import what_we_live_from
from edulis.reports.chapters.method import how_it_was_made
from edulis.reports.chapters.opening import first_page
from edulis.reports.chapters.remaining import also_found, told_in
from edulis.reports.chapters.selling import which_markets
from edulis.reports.chapters.stepping import what_a_step_sets_off
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

ALONE = 2  # findings that make a chapter without a picture
MANY = 12  # rows of a table that open a page
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
    made = [opening, *_chapters(material)] if edition == "public" else [opening, *to_talk_over(material)]
    sections = [_headed(section) for section in made if section is not None and _whole(section)]
    end: list[Section | None] = [how_it_was_made(material)]
    if edition == "public":
        ask, lacking = forum_questions(material), what_we_cannot_tell(material)
        end = [lacking, *end, ask, also_found(material, told_in(sections))]
    sections += [section for section in end if section is not None]
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
        sections=tuple(_paged(section) for section in sections),
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


def _chapters(material: Material) -> list[Section | None]:
    """The chapters of the public edition in the order in which a meeting would talk."""
    return [
        who_we_are(material),
        what_flows(material),
        the_year(material),
        what_we_live_from(material),
        who_earns(material),
        which_markets(material),
        what_is_left_over(material),
        who_is_linked(material),
        where_we_do_not_talk(material),
        how_new_things_come(material),
        what_a_step_sets_off(material),
        what_changed(material),
        conditions(material),
        what_the_balances_say(material),
        which_claims_held(material),
    ]


def _whole(section: Section) -> bool:
    """Whether there is more to a section than one finding, which would better stand among those found besides."""
    alone = [block for block in section.blocks if not isinstance(block, Paragraph)]
    return not (len(alone) == 1 and isinstance(alone[0], Statements) and len(alone[0].items) < ALONE)


def _headed(section: Section) -> Section:
    """The section with the sentence of its first picture over it, where it has one."""
    if not section.titled or section.topic:
        return section
    first = next((block for block in section.blocks if isinstance(block, Figure)), None)
    if first is None:
        return section
    blocks = tuple(replace(block, titled=False) if block is first else block for block in section.blocks)
    return replace(section, topic=section.title, title=first.title, blocks=blocks)


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
    rows = sum(len(block.rows) for block in section.blocks if isinstance(block, Table))
    pictured = any(isinstance(block, Figure | Grid) for block in section.blocks) or rows > MANY
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
