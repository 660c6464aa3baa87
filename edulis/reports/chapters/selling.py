"""Which markets grow, how many hands lie between, and which market the members would try first."""

from __future__ import annotations

import polars as pl

from edulis.engine.disclosure import enough
from edulis.engine.markets import Markets
from edulis.reports.amounts import plain, share
from edulis.reports.chapters.talking import statements
from edulis.reports.figures import Point, Row, bars, scatter
from edulis.reports.material import Material, shortened
from edulis.reports.tree import Block, Figure, Section, Table
from edulis.reports.words import capital
from edulis.schema import Text

CODES = (
    "markets.quality",
    "markets.gap",
    "markets.saturated",
    "markets.lots",
    "markets.left",
    "markets.first",
    "markets.unseen",
)
OPTIONS = 7


def which_markets(material: Material) -> Section | None:
    """The section; none where no market is known."""
    markets = material.answer("markets", Markets)
    if markets is None:
        return None
    pictures = [picture for picture in (_growth(material, markets), _order(material, markets)) if picture]
    blocks: list[Block] = [*pictures]
    if told := statements(material, CODES, most=2):
        blocks.append(told)
    if not blocks:
        return None
    return Section(key="selling", title=material.say(Text("Which markets grow, and who reaches them")),
                   blocks=tuple(blocks))  # fmt: skip


def _growth(material: Material, markets: Markets) -> Figure | None:
    """Kinds by the growth that reaches them and the hands between them and the last buyer."""
    rows = markets.exposure.filter(
        pl.col("local") & pl.col("growth").is_finite() & pl.col("hands").is_finite() & (pl.col("sales") > 0)
        & (pl.col("note") == "")
    )  # fmt: skip
    if rows.is_empty():
        return None
    cells = material.cross(rows, "kind", None, "enterprise", "sales").filter(~pl.col("hidden"))
    shown = rows.filter(pl.col("kind").is_in(cells["row"].to_list()))
    kinds = (
        shown.group_by("kind")
        .agg(
            growth=(pl.col("growth") * pl.col("sales")).sum() / pl.col("sales").sum(),
            hands=(pl.col("hands") * pl.col("sales")).sum() / pl.col("sales").sum(),
            n=pl.len(),
        )
        .filter(pl.col("n") >= 5)
        .sort(["growth", "kind"], descending=[True, False])
        .to_dicts()
    )
    if len(kinds) < 2:
        return None
    language = material.language
    points = [
        Point(material.kind(row["kind"]), row["hands"], row["growth"], row["n"], number == 0)
        for number, row in enumerate(kinds)
    ]
    title = capital(
        material.say(
            Text(
                "Growth reaches {kind} most: {growth} a year",
                kind=material.kind_inside(kinds[0]["kind"]),
                growth=share(kinds[0]["growth"], language),
            )
        )
    )
    described = material.say(
        Text(
            "Each dot is a kind of enterprise, larger where there are more of them; only enterprises for most of whose "
            "sales growth is known."
        )
    )
    axes = material.say(Text("sales until the last buyer")), material.say(Text("yearly growth of the last buyers"))

    def draw(width: float) -> str:
        return scatter(
            points,
            (lambda value: plain(value, language), lambda value: share(value, language)),
            axes,
            title=title,
            description=described,
            width=width,
            height=290.0,
        )

    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} enterprises", n=sum(row["n"] for row in kinds)))),
        table=Table(
            title=title,
            head=tuple(
                material.say(words)
                for words in (
                    Text("Kind"), Text("Growth a year"), Text("Sales until the last buyer"), Text("Enterprises")
                )
            ),
            rows=tuple(
                (material.kind(row["kind"]), share(row["growth"], language), plain(round(row["hands"], 1), language),
                 plain(row["n"], language))
                for row in kinds
            ),
            numeric=frozenset({1, 2, 3}),
        ),
    )  # fmt: skip


def _order(material: Material, markets: Markets) -> Figure | None:
    """The markets in the order of the members' points, and in how many draws of members each stays first."""
    told = material.finding("markets.first")
    if markets.options.is_empty() or told is None or told.value is None:
        return None
    by = material.cluster["weight"]["who"].n_unique()
    if material.edition == "public" and not enough(by, "people"):
        return None
    language = material.language
    rows = markets.options.sort("rank", "market").to_dicts()
    drawn = [
        Row(
            shortened(capital(material.wording(row["name"]))), row["value"], row["low"], row["high"],
            share(row["firm"], language) if row["firm"] is not None else "–", number == 0,
        )
        for number, row in enumerate(rows[:OPTIONS])
    ]  # fmt: skip
    title = material.say(
        Text(
            "By the members' points “{market}” comes first, in {share} of draws of members",
            market=drawn[0].label,
            share=drawn[0].remark,
        )
    )
    described = material.say(
        Text(
            "The longer the bar, the nearer to the best in all that counts; a line where something is not known. At "
            "the right: in how many draws of the members it comes first."
        )
    )
    axis = material.say(Text("points, 1 at best"))

    def draw(width: float) -> str:
        return bars(drawn, lambda value: plain(value, language), title=title, description=described, axis=axis,
                    width=width)  # fmt: skip

    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} members who weighed", n=by))),
        table=Table(
            title=title,
            head=tuple(
                material.say(words) for words in (Text("Market"), Text("Points"), Text("First in so many draws"))
            ),
            rows=tuple((row.label, plain(round(row.value, 2), language), row.remark) for row in drawn),
            numeric=frozenset({1, 2}),
        ),
    )  # fmt: skip
