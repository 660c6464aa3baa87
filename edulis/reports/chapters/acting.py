"""Conditions for acting together, and the questions for the forum."""

from __future__ import annotations

from edulis.engine.finding import Finding
from edulis.reports.chapters.opening import headlines, how_sure
from edulis.reports.material import Material
from edulis.reports.tree import Block, Paragraph, Points, Questions, Section, Statement, Statements, Subheading
from edulis.reports.words import capital
from edulis.schema import Text

CARDS = 8
SHOWN = 12  # conditions on the page; the others are found at the end
FAIR = 3  # of each sign, where there are so many
GAPS = 6
ORDER = {"hinders": 0, "helps": 1, "mixed": 2, "unknown": 3}


def conditions(material: Material) -> Section | None:
    """What helps, what hinders, what is not known; no score sums it up."""
    found = [finding for finding in material.findings if finding.code.startswith("diagnosis.")]
    if not found:
        return None
    known = _chosen([finding for finding in found if _said(finding)])
    unknown = [finding for finding in found if not _said(finding)][:GAPS]
    items = tuple(
        Statement(
            code=finding.code,
            text=capital(material.say(finding.title)),
            sure=how_sure(material, finding),
            question=material.say(finding.question),
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
        topic=material.say(Text("What helps us act together, and what hinders")),
        title=material.say(_counted(found)),
        blocks=(
            Paragraph(
                text=material.say(
                    Text(
                        "Enterprises side by side gain from each other where certain conditions hold. Here is what the "
                        "figures say about each, and where they say nothing yet."
                    )
                ),
            ),
            Statements(items=items),
            *gaps,
        ),
    )


ALIKE = {
    "helps": Text("What can be told of acting together helps us"),
    "hinders": Text("What can be told of acting together hinders us"),
    "mixed": Text("What can be told of acting together helps in part and hinders in part"),
}


def _counted(found: list[Finding]) -> Text:
    """How many conditions are of which sign."""
    count = {sign: sum(finding.sign == sign for finding in found if _said(finding)) for sign in ORDER}
    alone = [sign for sign in ("helps", "hinders", "mixed") if count[sign] == sum(count.values())]
    if len(alone) == 1:
        return ALIKE[alone[0]]
    return Text(
        "Of {n} conditions {helps} help us, {hinders} hinder, {mixed} do some of both",
        n=sum(count.values()),
        helps=count["helps"],
        hinders=count["hinders"],
        mixed=count["mixed"],
    )


def _chosen(known: list[Finding]) -> list[Finding]:
    """What fits a page: of what hinders, of what helps and of the rest the first ones, each in the engine's order."""
    parts = [[finding for finding in known if finding.sign == sign] for sign in ORDER]
    room = SHOWN
    taken = []
    for place, part in enumerate(parts):
        others = sum(min(len(other), FAIR) for other in parts[place + 1 :])
        most = max(room - others, min(FAIR, room))
        taken += part[:most]
        room -= len(part[:most])
    return taken


def _said(finding: Finding) -> bool:
    """Whether something is known of it, be it in words only."""
    return finding.value is not None or finding.sign != "unknown"


def forum_questions(material: Material) -> Section | None:
    """One page of questions to cut up and hang on a wall."""
    hindering = [f for f in material.findings if f.sign in ("hinders", "mixed")]
    found = [finding.question for finding in (*headlines(material), *hindering, *material.findings)]
    asked = tuple(dict.fromkeys(material.say(question) for question in _unlike(found)))[:CARDS]
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


def _unlike(questions: list[Text]) -> list[Text]:
    """Of questions that differ by a word only the first, in their order; the others come after all."""
    first = {question.message: question for question in reversed(questions)}
    return [*(one for one in questions if first[one.message] == one), *questions]
