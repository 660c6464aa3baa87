"""What changed since the baseline, for whom, and whether it was the joint work."""

from __future__ import annotations

import math
from typing import Any

from edulis.engine.disclosure import enough
from edulis.engine.outcomes import Outcomes
from edulis.engine.outcomes.findings import named
from edulis.reports.amounts import plain
from edulis.reports.chapters.talking import statements
from edulis.reports.figures import Row, changes
from edulis.reports.material import Material
from edulis.reports.tree import Block, Figure, Section, Table
from edulis.reports.words import capital
from edulis.schema import Text, number

CODES = (
    "outcomes.served",
    "outcomes.effect.trust",
    "outcomes.effect.profit",
    "outcomes.losers",
    "outcomes.attrition",
    "outcomes.power",
)


def what_changed(material: Material) -> Section | None:
    """The section; none where nothing was asked twice."""
    outcomes = material.answer("outcomes", Outcomes)
    if outcomes is None or outcomes.changes.is_empty():
        return None
    rows = [row for row in outcomes.changes.to_dicts() if row["value"] is not None and enough(row["n"], "people")]
    logs = {row["indicator"] for row in rows if row["scale"] == "log"}
    parts = [row for row in rows if row["scale"] == "log"]
    points = [row for row in rows if row["scale"] == "level" and row["indicator"] not in logs]
    pictures = [picture for picture in (_parts(material, parts), _points(material, points)) if picture]
    blocks: list[Block] = list(pictures)
    if told := statements(material, CODES, most=5):
        blocks.append(told)
    return Section(key="changes", title=material.say(Text("What changed, and for whom")), blocks=tuple(blocks))


def _parts(material: Material, rows: list[dict[str, Any]]) -> Figure | None:
    """Money and days: by which part they changed."""
    wide = [
        {**row, **{name: math.expm1(row[name]) for name in ("value", "low", "high") if row[name] is not None}}
        for row in rows
    ]

    def say(value: float) -> str:
        return number(round(value, 6), material.language, "+.0%") if abs(value) > 1e-9 else "0"

    return _picture(material, wide, say, Text("change since the baseline"))


def _points(material: Material, rows: list[dict[str, Any]]) -> Figure | None:
    """Goals, views and trust: by how many steps of their scale they moved."""

    def say(value: float) -> str:
        return number(round(value, 6), material.language, "+.1f") if abs(value) > 1e-9 else "0"

    return _picture(material, rows, say, Text("steps on the scale from 1 to 5"))


def _picture(material: Material, rows: list[dict[str, Any]], say: Any, axis: Text) -> Figure | None:
    if not rows:
        return None
    drawn = [
        Row(capital(material.say(named(row["indicator"]))), row["value"], row["low"], row["high"],
            marked=row["low"] is not None and (row["low"] > 0 or row["high"] < 0))
        for row in rows
    ]  # fmt: skip
    moved = [row for row in drawn if row.marked]
    title = material.say(
        Text("{what}: {change}", what=moved[0].label, change=say(moved[0].value))
        if len(moved) == 1
        else Text("Surely changed: {what}", what=", ".join(row.label.lower() for row in moved))
        if moved
        else Text("Nothing here surely changed")
    )
    described = material.say(axis)
    n = max(row["n"] for row in rows)

    def draw(width: float) -> str:
        return changes(drawn, say, title=title, description=described, axis=described, width=width)

    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=material.say(Text("In red what surely changed (95 %). This alone does not say why.")),
        source=material.source(material.say(Text("n = {n:,} seen twice", n=n))),
        table=Table(
            title=title,
            head=tuple(
                material.say(words)
                for words in (Text("What"), Text("Change"), Text("95 % interval"), Text("Enterprises"))
            ),
            rows=tuple(
                (row.label, say(row.value), "–" if row.low is None else f"{say(row.low)} … {say(row.high or 0.0)}",
                 plain(one["n"], material.language))
                for row, one in zip(drawn, rows, strict=True)
            ),
            numeric=frozenset({1, 2, 3}),
        ),
    )  # fmt: skip
