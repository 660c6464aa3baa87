"""The first page, which stands alone: the cluster in one picture, five findings, three questions."""

from __future__ import annotations

from edulis.engine.finding import Finding
from edulis.reports.amounts import between, plain
from edulis.reports.chapters.pictures import kinds_picture, value_bands
from edulis.reports.material import Material
from edulis.reports.tree import Block, Grid, Paragraph, Questions, Section, Statement, Statements
from edulis.reports.words import capital
from edulis.schema import Text

FIRST = (  # what a meeting wants to hear first
    "flows.turnover",
    "outcomes.served",
    "economy.multiplier",
    "network.gap",
    "seasons.weeks",
    "environment.attainable",
    "flows.two_sides",
    "livelihoods.control",
    "innovation.inside",
    "diagnosis.reuse",
    "diagnosis.growth",
    "diagnosis.trust",
    "diagnosis.beyond",
    "diagnosis.margin",
    "network.bridges",
    "network.cut_off",
    "diagnosis.crowded",
    "flows.suspects",
    "network.returned",
    "network.groups",
    "network.hidden",
)
HEADLINES = 5
ASKED = 3


def headlines(material: Material) -> list[Finding]:
    """The findings of the first page: known ones first, in the order of interest."""
    rank = {code: number for number, code in enumerate(FIRST)}
    known = [
        finding
        for finding in material.findings
        if finding.value is not None
        and finding.code in rank
        and not (finding.code == "flows.suspects" and not finding.value)
    ]
    return sorted(known, key=lambda finding: rank[finding.code])[:HEADLINES]


def how_sure(material: Material, finding: Finding) -> str:
    """Interval, n and missing of a finding in one line."""
    parts = []
    currency = material.currency if finding.unit == material.currency else None
    low, high = finding.low, finding.high
    if currency and low is not None and high is not None:
        low, high = low / material.minor, high / material.minor
    if span := between(low, high, material.language, finding.unit, currency):
        parts.append(span)
    if finding.n:
        parts.append(material.say(Text("n = {n}", n=plain(finding.n, material.language))))
    if finding.missing:
        parts.append(material.say(Text("not known: {n}", n=plain(finding.missing, material.language))))
    return " · ".join(parts)


def _questions(n: int) -> Text:
    if n == ASKED:
        return Text("Three questions for the forum")
    return Text("A question for the forum") if n == 1 else Text("Questions for the forum")


def first_page(material: Material) -> Section:
    """What one sees if one sees one page only."""
    picture = value_bands(material) if material.has_amounts else None
    picture = picture or kinds_picture(material)
    blocks: list[Block] = [picture] if picture else []
    if picture is None and material.network.ties.height and material.edition == "public":
        few = Text(
            "There are too few of each kind to draw a picture that outsiders may see. Among yourselves, with "
            "everybody's yes, the facilitator's annex shows it."
        )
        blocks.append(Paragraph(text=material.say(few)))
    told = headlines(material)
    statements = Statements(
        large=True,
        items=tuple(
            Statement(code=finding.code, text=capital(material.say(finding.title)), sure=how_sure(material, finding))
            for finding in told
        ),
    )
    asked = tuple(dict.fromkeys(material.say(finding.question) for finding in told))[:ASKED]
    questions = Questions(title=material.say(_questions(len(asked))), items=asked)
    if told:
        blocks.append(Grid(blocks=(statements, questions), shares=(5.0, 3.0)))
    else:
        blocks.append(
            Paragraph(text=material.say(Text("Too little has been told yet to say more than this.")), tone="lead")
        )
    return Section(key="first-page", title="", titled=False, opens_page=False, blocks=tuple(blocks))
