"""Conditions for acting together, and the questions for the forum."""

from __future__ import annotations

from edulis.engine.finding import Finding
from edulis.reports.chapters.opening import headlines, how_sure
from edulis.reports.material import Material
from edulis.reports.tree import Block, Paragraph, Points, Questions, Section, Statement, Statements, Subheading
from edulis.reports.words import capital
from edulis.schema import Text

CARDS = 8
ORDER = {"hinders": 0, "helps": 1, "mixed": 2, "unknown": 3}


def conditions(material: Material) -> Section | None:
    """What helps, what hinders, what is not known; no score sums it up."""
    found = [finding for finding in material.findings if finding.code.startswith("diagnosis.")]
    if not found:
        return None
    known = sorted((f for f in found if _said(f)), key=lambda finding: ORDER[finding.sign])
    unknown = [finding for finding in found if not _said(finding)]
    items = tuple(
        Statement(
            text=capital(material.say(finding.title)),
            sure=how_sure(material, finding),
            question=material.say(finding.question),
            basis=finding.source,
            sign=finding.sign,
            sign_word=material.sign(finding),
        )
        for finding in known
    )
    gaps: list[Block] = []
    if unknown:
        gaps = [
            Subheading(text=material.say(Text("What the figures do not say yet"))),
            Points(items=tuple(material.say(finding.title) for finding in unknown)),
        ]
    return Section(
        key="conditions",
        title=material.say(Text("What helps us act together, and what hinders")),
        blocks=(
            Paragraph(
                text=material.say(
                    Text(
                        "Enterprises side by side gain from each other where certain conditions hold. Here is what the "
                        "figures say about each, and where they say nothing yet."
                    )
                ),
                tone="lead",
            ),
            Statements(items=items),
            *gaps,
        ),
    )


def _said(finding: Finding) -> bool:
    """Whether something is known of it, be it in words only."""
    return finding.value is not None or finding.sign != "unknown"


def forum_questions(material: Material) -> Section | None:
    """One page of questions to cut up and hang on a wall."""
    first = [material.say(finding.question) for finding in headlines(material)]
    hindering = [f for f in material.findings if f.sign in ("hinders", "mixed")]
    others = [material.say(finding.question) for finding in (*hindering, *material.findings)]
    asked = tuple(dict.fromkeys((*first, *others)))[:CARDS]
    if not asked:
        return None
    return Section(
        key="questions",
        title=material.say(Text("Questions for the forum")),
        blocks=(
            Paragraph(text=material.say(Text("Cut along the lines, hang them up, add your own.")), tone="small"),
            Questions(items=asked, cards=True),
        ),
    )
