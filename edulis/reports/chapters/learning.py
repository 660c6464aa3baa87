"""How new things spread, and from whom."""

from __future__ import annotations

from typing import Any

from edulis.engine.innovation import Innovation
from edulis.engine.telling import a_few, one_sided
from edulis.reports.amounts import plain, share
from edulis.reports.chapters.talking import statements
from edulis.reports.figures import Curve, curves
from edulis.reports.material import Material, shortened
from edulis.reports.tree import Block, Figure, Section, Table
from edulis.reports.words import capital
from edulis.schema import Text

CODES = (
    "innovation.inside",
    "innovation.craft",
    "innovation.growth",
    "innovation.itself",
    "innovation.exposure",
    "innovation.speed",
    "innovation.given_up",
)
PANELS = 12


def how_new_things_come(material: Material) -> Section | None:
    """The section; none where nothing new is on record."""
    picture = _curves(material)
    blocks: list[Block] = [picture] if picture else []
    if told := statements(material, CODES, most=4):
        blocks.append(told)
    if not blocks:
        return None
    return Section(key="learning", title=material.say(Text("How new things come in")), blocks=tuple(blocks))


def _curves(material: Material) -> Figure | None:
    answer = material.answer("innovation", Innovation)
    if answer is None or answer.curves.is_empty():
        return None
    names = dict(material.cluster["innovation"].select("code", "name").iter_rows())
    language = material.language
    found: list[tuple[float, str, list[dict[str, Any]]]] = []
    for (code,), part in answer.curves.sort("innovation", "year").group_by("innovation", maintain_order=True):
        years = [_told(material, row) for row in part.to_dicts()]
        known = [row["share"] for row in years if row["share"] is not None]
        if known:
            found.append((known[-1], str(code), years))
    if not found:
        return None
    found.sort(key=lambda each: (-each[0], each[1]))
    drawn = [
        Curve(
            shortened(capital(material.wording(names.get(code) or code))),
            tuple(row["year"] for row in years), tuple(row["share"] for row in years), marked=number == 0,
        )
        for number, (_, code, years) in enumerate(found[:PANELS])
    ]  # fmt: skip
    half = sum(last >= 0.5 for last, _, _ in found)
    title = material.say(
        Text("{n} of {all} new things have reached half of those who could use them", n=half, all=len(found))
        if half > 1
        else Text("None of {all} new things has reached half of those who could use it yet", all=len(found))
        if half == 0
        else Text("One of {all} new things has reached half of those who could use it", all=len(found))
    )
    described = material.say(
        Text(
            "Each small picture is one new thing: the share of those who could use it that has it, year by year. The "
            "upper line is all of them, the middle one half."
        )
    )
    axis = material.say(
        Text(
            "from {first} to {last}; years with a few adopters only are left out",
            first=min(curve.years[0] for curve in drawn), last=max(curve.years[-1] for curve in drawn),
        )
    )  # fmt: skip

    def draw(width: float) -> str:
        return curves(
            drawn, lambda value: share(value, language), title=title, description=described, axis=axis, width=width
        )

    n = int(answer.innovations["adopters"].sum())
    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} adoptions", n=n))),
        table=Table(
            title=title,
            head=tuple(
                material.say(words)
                for words in (
                    Text("New thing"),
                    Text("First year shown"),
                    Text("Who have it"),
                    Text("Who could use it"),
                )
            ),
            rows=tuple(_row(material, curve, years) for curve, (_, _, years) in zip(drawn, found, strict=False)),
            numeric=frozenset({1, 2, 3}),
            widths=(3.0, 1.0, 1.0, 1.0),
        ),
    )


def _row(material: Material, curve: Curve, years: list[dict[str, Any]]) -> tuple[str, ...]:
    known = [row for row in years if row["share"] is not None]
    return (
        curve.label, str(known[0]["year"]), share(known[-1]["share"], material.language),
        plain(known[-1]["potential"], material.language),
    )  # fmt: skip


def _told(material: Material, row: dict[str, Any]) -> dict[str, Any]:
    """A year of a curve, without its share where that would show a few people."""
    few = not row["potential"] or a_few(row["potential"]) or one_sided(row["adopters"], row["potential"])
    all_have = row["adopters"] == row["potential"]
    hidden = material.edition == "public" and few and not (all_have and not a_few(row["potential"]))
    return row if not hidden and row["share"] is not None else {**row, "share": None}
