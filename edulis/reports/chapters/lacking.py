"""What cannot be told yet, and what would tell it."""

from __future__ import annotations

from edulis.engine.analysis.analysing import TITLES
from edulis.engine.need import Need
from edulis.reports.material import Material
from edulis.reports.tree import Block, Paragraph, Section, Table
from edulis.reports.words import capital
from edulis.schema import RECORD_BY_NAME, Text, columns
from edulis.schema.titles import TITLES as SHEETS

FEW = 3  # things lacking of one question
MANY = 6  # questions that lack something


def what_we_cannot_tell(material: Material) -> Section | None:
    """The section; none where nothing is lacking."""
    lacks = material.analysis.lacks
    shown = FEW if len(lacks) > MANY else None  # where nearly all is lacking, what to begin with
    rows = tuple(
        (material.say(TITLES[code]), _purposes(material, needs, shown), _sheets(material, needs[:shown]))
        for code, needs in lacks.items() if needs
    )  # fmt: skip
    if not rows:
        return None
    blocks: list[Block] = [
        Paragraph(text=material.say(_how(material)), tone="plain"),
        Table(
            title="",
            head=tuple(
                material.say(words)
                for words in (
                    Text("Question"),
                    Text("What cannot be told yet"),
                    Text("Sheet, and what to fill in there"),
                )
            ),
            rows=tuple((one, capital(two), three) for one, two, three in rows),
            widths=(2.2, 3.2, 3.6),
            compact=True,
        ),
    ]
    return Section(
        key="lacking",
        topic=material.say(Text("What is lacking")),
        title=material.say(Text("What we cannot tell yet, and what would tell it")),
        blocks=tuple(blocks),
        opens_page=len(rows) > MANY,
    )


def _purposes(material: Material, needs: tuple[Need, ...], shown: int | None) -> str:
    """What cannot be told, each once, and how much more there is."""
    told = list(dict.fromkeys(material.say(need.purpose) for need in needs))
    more = [material.say(Text("and {n} more", n=len(told) - shown))] if shown and len(told) > shown else []
    return "; ".join([*told[:shown], *more])


def _how(material: Material) -> Text:
    """How to collect it, and when."""
    weeks = material.finding("seasons.weeks")
    week = weeks.evidence.get("weeks") if weeks is not None and weeks.value else None
    if week:
        return Text(
            "Each line names a sheet of the workbook (edulis codebook writes an empty one). Take one line, not all; "
            "ask in a slack week, such as that from {week}, and only what somebody here wants to know.",
            week=min(week),
        )
    return Text(
        "Each line names a sheet of the workbook (edulis codebook writes an empty one). Take one line, not all; "
        "ask when there is least work, and only what somebody here wants to know."
    )


def _sheets(material: Material, needs: tuple[Need, ...]) -> str:
    """The sheets to fill in, each once, with their columns."""
    asked: dict[str, list[str]] = {}
    for need in needs:
        titles = {column.name: column.title for column in columns(RECORD_BY_NAME[need.record])}
        found = asked.setdefault(need.record, [])
        found += [title for name in need.columns if (title := material.say(Text(titles[name]))) not in found]
    return "; ".join(
        f"{material.say(SHEETS[record])} ({record}): {', '.join(found)}"
        if found
        else f"{material.say(SHEETS[record])} ({record})"
        for record, found in asked.items()
    )
