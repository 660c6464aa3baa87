"""What was found besides: every finding that no page before it tells, with its question, so that nothing is silent."""

from __future__ import annotations

from collections.abc import Iterable

from edulis.engine.analysis.analysing import TITLES
from edulis.reports.chapters.opening import how_sure
from edulis.reports.chapters.talking import known
from edulis.reports.material import Material
from edulis.reports.tree import Block, Grid, Section, Statements, Table
from edulis.reports.words import capital
from edulis.schema import Text

ELSEWHERE = ("claims.", "leverage.proposal.")  # told whole in tables of their own


def told_in(sections: Iterable[Section]) -> frozenset[str]:
    """The codes of the findings that these sections tell."""
    found: set[str] = set()
    for section in sections:
        for block in section.blocks:
            for child in block.blocks if isinstance(block, Grid) else (block,):
                if isinstance(child, Statements):
                    found |= {item.code for item in child.items}
    return frozenset(found)


def also_found(material: Material, told: frozenset[str]) -> Section | None:
    """The section; none where all is told already."""
    blocks: list[Block] = []
    heard = {material.say(finding.title) for finding in material.findings if finding.code in told}
    for code, answer in material.analysis.answers.items():
        here = {finding.code for finding in answer.findings}
        rows = []
        for finding in material.findings:
            if finding.code not in here or finding.code in told or finding.code.startswith(ELSEWHERE):
                continue
            title = capital(material.say(finding.title))
            if not known(finding) or title in heard:
                continue
            heard.add(title)
            sure = how_sure(material, finding)
            rows.append((f"{title.rstrip('.')} ({sure})" if sure else title, material.say(finding.question)))
        if rows:
            blocks.append(
                Table(
                    title=material.say(TITLES[code]),
                    head=(material.say(Text("Finding, and how sure it is")), material.say(Text("Question"))),
                    rows=tuple(rows),
                    widths=(3.0, 2.0),
                    compact=True,
                )
            )
    if not blocks:
        return None
    return Section(key="also", title=material.say(Text("Also found")), blocks=tuple(blocks))
