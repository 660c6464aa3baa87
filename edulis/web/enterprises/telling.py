"""What an analysis says as pages of the map: sections of the report, cuts of the flows, findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from edulis.engine.analysis import Analysis
from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.reports import build
from edulis.reports.chapters.opening import how_sure
from edulis.reports.chapters.pictures import kinds_picture, value_bands
from edulis.reports.chapters.where import far, near
from edulis.reports.html import blocks_html
from edulis.reports.material import Material
from edulis.reports.tree import Block, Figure, Grid, Section
from edulis.reports.words import capital
from edulis.schema import LANGUAGES, Language, Text

MOST_CUTS = 24  # of each sort
LEFT_OUT = frozenset({"questions", "method"})  # the findings' own page has them


@dataclass(frozen=True, slots=True)
class Told:
    """One page in one language; `cut` is empty, or says to which product, kind or month the flows are cut."""

    language: Language
    key: str
    cut: str
    topic: str
    title: str
    html: str


@dataclass(frozen=True)
class _Sums(Material):
    """A material whose sums are worked out once for all languages: what may be seen does not hang on the language."""

    cut: str = ""
    kept: dict[object, pl.DataFrame] = field(default_factory=dict)

    def cross(
        self, rows: pl.DataFrame, row: str, column: str | None, who: str | Sequence[str], amount: str | None = None
    ) -> pl.DataFrame:
        key = self.cut, row, column, tuple(who), amount, rows.height
        if key not in self.kept:
            self.kept[key] = super().cross(rows, row, column, who, amount)
        return self.kept[key]


def pages(cluster: Cluster, analysis: Analysis) -> Iterator[Told]:
    """All pages in all languages, in the order of the report; only what outsiders may see too."""
    kept: dict[object, pl.DataFrame] = {}
    for language in LANGUAGES:
        report = build(cluster, analysis, language=language)
        material = _material(cluster, analysis, language, kept)
        for section in report.sections:
            if section.key not in LEFT_OUT and (blocks := _shown(section)):
                topic = section.topic or section.title or material.say(Text("The map at a glance"))
                title = section.title if section.topic else ""
                yield Told(language, section.key, "", topic, title, blocks_html(blocks, language))
        yield from _pictures(material)
        if material.has_amounts:
            for cut, title, part in _parts(material):
                yield from _pictures(part, cut, title)


def _pictures(material: Material, cut: str = "", title: str = "") -> Iterator[Told]:
    """The pictures that can be cut: money, places, and by kind who trades and talks with whom."""
    made: list[tuple[str, Text, list[Figure | None]]] = [
        ("places", Text("Near and far"), [near(material), far(material)])
    ]
    if cut.partition(":")[0] in ("", "kind"):
        made.append(("network", Text("The network"), [kinds_picture(material)]))
    if material.has_amounts:
        made.append(("money", Text("What is paid for what"), [value_bands(material)]))
    for key, topic, figures in made:
        if drawn := tuple(one for one in figures if one is not None):
            first = drawn[0] if cut else replace(drawn[0], titled=False)  # its sentence is the heading of the page
            html = blocks_html((first, *drawn[1:]), material.language)
            yield Told(material.language, key, cut, material.say(topic), title or drawn[0].title, html)


def _material(
    cluster: Cluster, analysis: Analysis, language: Language, kept: dict[object, pl.DataFrame] | None = None
) -> Material:
    here = cluster.at(analysis.round) if analysis.round else cluster
    return _Sums(here, analysis, language, "public", kept={} if kept is None else kept)


def _shown(section: Section) -> tuple[Block, ...]:
    """A page of the site is narrow: what stands side by side on paper stands below each other."""
    blocks: list[Block] = []
    for block in section.blocks:
        blocks += block.blocks if isinstance(block, Grid) else (block,)
    return tuple(blocks)


def _parts(material: Material) -> Iterator[tuple[str, str, Material]]:
    """The same material with one product, one kind of actor or one month only."""
    assert isinstance(material, _Sums)
    trades = material.trades.filter((pl.col("value") > 0) & pl.col("value").is_finite())
    for cut, title, rows in _cuts(material, trades):
        part = replace(material, cut=cut)
        part.__dict__.update(trades=rows, network=material.network, flows=material.flows, has_amounts=True)
        if cut.startswith("kind:"):
            kind = cut.partition(":")[2]
            ties = material.kind_ties.filter((pl.col("seller_kind") == kind) | (pl.col("buyer_kind") == kind))
            part.__dict__["kind_ties"] = ties  # rows of the whole table, which hides what it has to
        yield cut, title, part


def _cuts(material: Material, trades: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    by_value = trades.group_by("product").agg(pl.col("value").sum()).sort("value", "product", descending=[True, False])
    for product in by_value["product"].head(MOST_CUTS):
        yield f"product:{product}", material.product(product), trades.filter(pl.col("product") == product)
    kinds = pl.concat([trades["seller_kind"], trades["buyer_kind"]]).value_counts(sort=True)
    for kind in sorted(set(kinds["seller_kind"].head(MOST_CUTS).to_list()) - {"unknown"}):
        side = (pl.col("seller_kind") == kind) | (pl.col("buyer_kind") == kind)
        yield f"kind:{kind}", material.kind(kind), trades.filter(side)
    for month in trades["month"].drop_nulls().unique().sort().tail(MOST_CUTS):
        title = material.say(Text("{month:month}", month=month))
        yield f"month:{month.isoformat()}", capital(title), trades.filter(pl.col("month") == month)


def findings(cluster: Cluster, analysis: Analysis, more: Sequence[Finding] = ()) -> dict[str, list[dict[str, Any]]]:
    """By language: each finding as it may be told to everybody (and `more`), how sure it is, its question."""
    told: dict[str, list[dict[str, Any]]] = {}
    for language in LANGUAGES:
        material = _material(cluster, analysis, language)
        told[language] = [
            {
                "code": one.code,
                "about": one.code.partition(".")[0],
                "title": capital(material.say(one.title)),
                "sure": how_sure(material, one),
                "question": material.say(one.question),
                "method": material.say(one.method),
                "source": one.source,
                "sign": one.sign,
            }
            for one in (*material.findings, *more)
        ]
    return told


def lacks(analysis: Analysis) -> dict[str, list[dict[str, Any]]]:
    """By language: what would have to be collected to say more."""
    return {
        language: [
            {"about": code, **need.as_dict(language)} for code, needs in analysis.lacks.items() for need in needs
        ]
        for language in LANGUAGES
    }
