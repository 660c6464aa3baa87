"""What an analysis says as pages of the map: sections of the report, cuts of the flows, findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from edulis.engine.analysis import Analysis
from edulis.engine.cluster import Cluster
from edulis.reports import build
from edulis.reports.chapters.opening import how_sure
from edulis.reports.chapters.pictures import kinds_picture, value_bands
from edulis.reports.html import blocks_html
from edulis.reports.material import Material
from edulis.reports.tree import Block, Grid, Section
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
    title: str
    html: str


def pages(cluster: Cluster, analysis: Analysis) -> Iterator[Told]:
    """All pages in all languages, in the order of the report; only what outsiders may see too."""
    kept: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        report = build(cluster, analysis, language=language)
        material = _material(cluster, analysis, language)
        for section in report.sections:
            if section.key not in LEFT_OUT and (blocks := _shown(section)):
                title = section.title or material.say(Text("The map at a glance"))
                yield Told(language, section.key, "", title, blocks_html(blocks, language))
        ties = kinds_picture(material)
        if ties is not None:
            title = material.say(Text("The network"))
            yield Told(language, "network", "", title, blocks_html((ties,), language))
        if material.has_amounts and (bands := value_bands(material)) is not None:
            title = material.say(Text("What is paid for what"))
            yield Told(language, "money", "", title, blocks_html((bands,), language))
            yield from _cuts(material, kept)


def _material(cluster: Cluster, analysis: Analysis, language: Language) -> Material:
    here = cluster.at(analysis.round) if analysis.round else cluster
    return Material(here, analysis, language, "public")


def _shown(section: Section) -> tuple[Block, ...]:
    """A page of the site is narrow: what stands side by side on paper stands below each other."""
    blocks: list[Block] = []
    for block in section.blocks:
        blocks += block.blocks if isinstance(block, Grid) else (block,)
    return tuple(blocks)


def _cuts(material: Material, kept: dict[str, dict[str, Any]]) -> Iterator[Told]:
    """Money between kinds, for one product, one kind of actor or one month only."""
    trades = material.trades.filter((pl.col("value") > 0) & pl.col("value").is_finite())
    for cut, title, rows in _parts(material, trades):
        part = Material(material.cluster, material.analysis, material.language, material.edition)
        part.__dict__.update(trades=rows, network=material.network, flows=material.flows)
        if cut in kept:  # what may be seen is worked out once, in the first language
            part.__dict__.update(kept[cut])
        bands = value_bands(part)
        kept[cut] = {"kind_values": part.kind_values}
        if bands is not None:
            yield Told(material.language, "money", cut, title, blocks_html((bands,), material.language))


def _parts(material: Material, trades: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
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


def findings(cluster: Cluster, analysis: Analysis) -> dict[str, list[dict[str, Any]]]:
    """By language: each finding as it may be told to everybody, how sure it is, and its question."""
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
            for one in material.findings
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
