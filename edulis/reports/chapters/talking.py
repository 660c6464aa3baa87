"""Who is linked, and where those who trade do not talk."""

from __future__ import annotations

from typing import Any

from edulis.engine.finding import Finding
from edulis.reports.amounts import plain, share
from edulis.reports.chapters.opening import how_sure
from edulis.reports.chapters.pictures import kinds_picture, trade_matrix, value_bands
from edulis.reports.figures import Row, dots
from edulis.reports.material import Material
from edulis.reports.restating import widest_first
from edulis.reports.tree import Block, Figure, Paragraph, Section, Statement, Statements, Table
from edulis.reports.words import capital
from edulis.schema import Text

SHOWN = 8
LINKS = (
    "network.bridges",
    "network.leaving",
    "network.rivals",
    "network.outside_rivals",
    "network.cut_off",
    "network.belonging",
    "network.returned",
    "network.groups",
)
TALK = ("network.gap", "network.late", "network.late_gender", "network.seeds", "network.hidden")


def known(finding: Finding) -> bool:
    """Whether something is known of it, be it in words only."""
    return finding.value is not None or finding.sign != "unknown" or bool(finding.evidence.get("few") and finding.n)


def statements(material: Material, codes: tuple[str, ...], most: int | None = None) -> Statements | None:
    """The findings of these codes, each with its question, method and source; with `most`, of those that are known the
    first so many.
    """
    told = [finding for code in codes if (finding := material.finding(code)) is not None]
    if most is not None:
        told = [finding for finding in told if known(finding)][:most]
    if not told:
        return None
    return Statements(
        items=tuple(
            Statement(
                code=finding.code,
                text=capital(material.say(finding.title)),
                sure=how_sure(material, finding),
                question=material.say(finding.question),
                basis=f"{material.say(finding.method)} ({finding.source})"
                if finding.source
                else material.say(finding.method),
            )
            for finding in told
        )
    )


def who_is_linked(material: Material) -> Section | None:
    """The section; none where no tie is known."""
    opened_with_bands = material.has_amounts and bool(value_bands(material))
    picture = kinds_picture(material) if opened_with_bands else trade_matrix(material)  # not the first page's again
    blocks: list[Block] = [picture] if picture else []
    if told := statements(material, LINKS, most=3):
        blocks.append(told)
    if not blocks:
        return None
    return Section(key="links", title=material.say(Text("Who is linked with whom")), blocks=tuple(blocks))


def where_we_do_not_talk(material: Material) -> Section | None:
    """The section; none where nothing is known of talk or trade."""
    rows = widest_first(material)
    told = statements(material, TALK[1:] if rows else TALK, most=3)
    if not rows and told is None:
        return None
    blocks: list[Block] = []
    if rows and material.kind_ties["talk"].drop_nulls().len():
        blocks.append(_gap_figure(material, rows))
        blocks.append(
            Paragraph(
                text=material.say(
                    Text(
                        "A wide gap is not a fault of either side. It may be distance, habit, or a trader who does the "
                        "talking. The forum can offer these kinds a dialogue."
                    )
                )
            )
        )
    if not blocks and material.has_amounts and (squares := trade_matrix(material)):
        blocks.append(squares)
    if told:
        blocks.append(told)
    return Section(key="gaps", title=material.say(Text("Where we trade but do not talk")), blocks=tuple(blocks))


def _span(material: Material, low: float, high: float) -> str:
    ends = share(low, material.language), share(high, material.language)
    return "–" if ends[0] == ends[1] else material.say(Text("{low} to {high}", low=ends[0], high=ends[1]))


def _gap_figure(material: Material, rows: list[dict[str, Any]]) -> Figure:
    language = material.language

    def label(row: dict[str, Any]) -> str:
        return material.pair(row["one"], row["other"])

    drawn = [
        Row(
            label(row), row["gap"], row["low"], row["high"],
            material.say(Text("n = {n}", n=plain(row["enterprises"], language))), number == 0,
        )
        for number, row in enumerate(rows[:SHOWN])
    ]  # fmt: skip
    title = material.say(
        Text(
            "{pair}: {share} of their trade goes on without talk",
            pair=drawn[0].label,
            share=share(drawn[0].value, language),
        )
    )
    described = material.say(
        Text(
            "The dot is the share of trade between people who do not talk; the line shows how sure "
            "it is (95 %); n counts enterprises."
        )
    )
    axis = material.say(Text("share of their trade that goes on without talk"))

    def draw(width: float) -> str:
        return dots(
            drawn, lambda value: share(value, language), title=title, description=described, axis=axis, width=width
        )

    valued = material.has_amounts
    table = Table(
        title=title,
        head=tuple(
            material.say(text)
            for text in (Text("Kinds"), Text("Without talk"), Text("95 % interval"), Text("Pairs that trade"))
        ),
        rows=tuple(
            (
                label(row),
                share(row["gap"], language),
                _span(material, row["low"], row["high"]),
                plain(row["dyads"], language),
            )
            for row in rows[:30]
        ),
        numeric=frozenset({1, 2, 3}),
        widths=(3.4, 1.2, 1.7, 1.1),
    )
    n = sum(row["dyads"] for row in rows)
    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} pairs that trade", n=n))),
        note="" if valued else material.say(Text("Pairs count the same each, since no amounts were told.")),
        table=table,
    )
