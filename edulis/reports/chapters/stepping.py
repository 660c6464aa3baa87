"""What one small step would set off, for what its members give."""

from __future__ import annotations

from typing import Any

from edulis.engine.leverage import Leverage
from edulis.reports.amounts import plain
from edulis.reports.chapters.talking import known, statements
from edulis.reports.figures import Row, changes
from edulis.reports.material import Material, shortened
from edulis.reports.tree import Block, Figure, Section, Table
from edulis.reports.words import capital
from edulis.schema import Text

CODES = (
    "leverage.per_own_money",
    "leverage.losers",
    "leverage.services",
    "leverage.farms",
)
PROPOSAL = "leverage.proposal."
MOST = 5.0  # of one's own money: further out is drawn at the edge, so that what lies near nothing can be told apart


def what_a_step_sets_off(material: Material) -> Section | None:
    """The section; none where nobody proposed a step that can be weighed."""
    picture = _proposals(material)
    blocks: list[Block] = [picture] if picture else []
    if told := statements(material, CODES, most=2 if picture else 4):
        blocks.append(told)
    if picture:
        blocks.append(_each(material))
    if not blocks:
        return None
    title = Text("What a small step would set off")
    return Section(key="steps", title=material.say(title), blocks=tuple(blocks))


def _proposals(material: Material) -> Figure | None:
    answer = material.answer("leverage", Leverage)
    if answer is None or answer.proposals.is_empty():
        return None
    told = {
        finding.code.removeprefix(PROPOSAL): finding
        for finding in material.findings
        if finding.code.startswith(PROPOSAL) and finding.value is not None
    }
    names = dict(material.cluster["proposal"].select("code", "name").iter_rows())
    rows = [row for row in answer.proposals.to_dicts() if row["proposal"] in told and row["per_own_3"] is not None]
    sure = [row for row in rows if not told[row["proposal"]].evidence.get("doubted")]
    sure.sort(key=lambda row: (-row["per_own_3"], row["proposal"]))
    doubted = sorted(
        _name(material, names, row["proposal"]) for row in rows if told[row["proposal"]].evidence.get("doubted")
    )
    if not sure:
        return None
    drawn = [
        Row(
            _name(material, names, row["proposal"]), row["per_own_3"], row["per_own_3_low"], row["per_own_3_high"],
            _band(material, row), (row["per_own_3_low"] or 0) > 0 or (row["per_own_3_high"] or 0) < 0,
        )
        for row in sure
    ]  # fmt: skip
    surely = sum((row["per_own_3_low"] or 0) > 0 for row in sure)
    title = material.say(
        Text(
            "Of {n} proposed steps {gain} would surely leave people here with more, {lose} surely with less",
            n=len(sure),
            gain=surely,
            lose=sum((row["per_own_3_high"] or 0) < 0 for row in sure),
        )
    )
    described = material.say(
        Text(
            "What all people here together would have more or less in 3 years for 100 of own means, users and others; "
            "the line shows how sure it is. In red what is surely more, or surely less."
        )
    )
    axis = material.say(Text("for 100 of own means, in 3 years"))
    note = ""
    if doubted:
        text = Text("Not drawn, since so high a gain is doubtful: {names}.", names=", ".join(doubted))
        note = material.say(text)
    language = material.language

    def draw(width: float) -> str:
        return changes(
            drawn, lambda value: plain(100 * value, language), title=title, description=described, axis=axis,
            width=width, most=MOST,
        )  # fmt: skip

    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} proposals", n=len(rows)))),
        note=note,
        table=Table(
            title=title,
            head=tuple(
                material.say(words)
                for words in (Text("Proposed step"), Text("Users"), Text("For 100 of own means"), Text("95 % interval"))
            ),
            rows=tuple(
                (row.label, plain(one["users"], language), plain(round(100 * row.value), language),
                 _span(material, one))
                for row, one in zip(drawn, sure, strict=True)
            ),
            numeric=frozenset({1, 2, 3}),
            widths=(3.0, 0.8, 1.4, 1.6),
        ),
    )  # fmt: skip


def _each(material: Material) -> Table:
    """Each proposed step in words, with its question."""
    return Table(
        title=material.say(Text("Step by step")),
        head=(material.say(Text("Finding, and how sure it is")), material.say(Text("Question"))),
        rows=tuple(
            (material.say(finding.title), material.say(finding.question))
            for finding in material.findings if finding.code.startswith(PROPOSAL) and known(finding)
        ),
        widths=(3.0, 2.0),
        compact=True,
    )  # fmt: skip


def _name(material: Material, names: dict[str, str], code: str) -> str:
    return shortened(capital(material.wording(names.get(code) or code)))


def _span(material: Material, row: dict[str, Any]) -> str:
    if row["per_own_3_low"] is None or row["per_own_3_high"] is None:
        return "–"
    ends = (plain(round(100 * row[f"per_own_3_{end}"]), material.language) for end in ("low", "high"))
    return material.say(Text("{low} to {high}", low=next(ends), high=next(ends)))


def _band(material: Material, row: dict[str, Any]) -> str:
    return f"{plain(round(100 * row['per_own_3']), material.language)} ({_span(material, row)})"
