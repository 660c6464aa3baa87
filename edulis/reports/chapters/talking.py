"""Who is linked, and where those who trade do not talk."""

from __future__ import annotations

from edulis.reports.amounts import plain, share
from edulis.reports.chapters.opening import how_sure
from edulis.reports.chapters.pictures import kinds_picture, trade_matrix, value_bands
from edulis.reports.figures import Row, dots
from edulis.reports.material import Material
from edulis.reports.tree import Block, Figure, Paragraph, Section, Statement, Statements, Table
from edulis.schema import Text

SHOWN = 14


def statements(material: Material, codes: tuple[str, ...]) -> Statements | None:
    """The findings of these codes, each with its question, method and source."""
    told = [finding for code in codes if (finding := material.finding(code)) is not None]
    if not told:
        return None
    return Statements(
        items=tuple(
            Statement(
                text=material.say(finding.title),
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
    drawn_first = not (material.has_amounts and value_bands(material))
    pictures = [trade_matrix(material)] if drawn_first else [kinds_picture(material), trade_matrix(material)]
    blocks: list[Block] = [picture for picture in pictures if picture]
    if told := statements(material, ("network.bridges", "network.cut_off", "network.returned", "network.groups")):
        blocks.append(told)
    if not blocks:
        return None
    return Section(key="links", title=material.say(Text("Who is linked with whom")), blocks=tuple(blocks))


def where_we_do_not_talk(material: Material) -> Section | None:
    """The section; none where nothing is known of talk or trade."""
    rows = [row for row in material.gaps.to_dicts() if "unknown" not in (row["one"], row["other"])]
    told = statements(material, ("network.gap", "network.hidden"))
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
    if told:
        blocks.append(told)
    return Section(key="gaps", title=material.say(Text("Where we trade but do not talk")), blocks=tuple(blocks))


def _gap_figure(material: Material, rows: list[dict[str, object]]) -> Figure:
    language = material.language

    def label(row: dict[str, object]) -> str:
        one, other = material.kind(str(row["one"])), material.kind(str(row["other"]))
        if one == other:
            return material.say(Text("{kind} among themselves", kind=one))
        return material.say(Text("{one} and {other}", one=one, other=other[:1].lower() + other[1:]))

    ordered = sorted(rows, key=lambda row: (-float(str(row["low"])), -float(str(row["gap"]))))
    drawn = [
        Row(
            label(row), float(str(row["gap"])), float(str(row["low"])), float(str(row["high"])),
            material.say(Text("n = {n}", n=plain(float(str(row["enterprises"])), language))), number == 0,
        )
        for number, row in enumerate(ordered[:SHOWN])
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
            "The dot is the share of trade between people who do not talk; the line shows how sure it is (95 %); n counts enterprises."
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
                share(float(str(row["gap"])), language),
                material.say(
                    Text(
                        "{low} to {high}",
                        low=share(float(str(row["low"])), language),
                        high=share(float(str(row["high"])), language),
                    )
                ),
                plain(float(str(row["dyads"])), language),
            )
            for row in ordered[:30]
        ),
        numeric=frozenset({1, 2, 3}),
    )
    n = sum(int(str(row["dyads"])) for row in rows)
    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} pairs that trade", n=n))),
        note="" if valued else material.say(Text("Pairs count the same each, since no amounts were told.")),
        table=table,
    )
