from collections.abc import Callable
from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.flowing import what_flows
from edulis.reports.material import Material
from edulis.reports.tree import Figure, Paragraph


def test_products_are_told_with_weight_worth_and_interval(material: Material, eyes: SimpleNamespace) -> None:
    section = what_flows(material)
    assert section is not None
    figures = [block for block in section.blocks if isinstance(block, Figure)]
    assert len(figures) == 2
    for figure in figures:
        eyes.whole(figure)
    best = material.trades.group_by("product").agg(pl.col("value").sum()).sort("value").tail(1)["product"][0]
    assert figures[1].title.startswith(material.product(best))
    assert all(row[3].startswith("±") for row in figures[1].table.rows)


def test_a_sketch_has_no_empty_chapter_on_flows(sketched: Material) -> None:
    assert what_flows(sketched) is None


def test_where_all_is_hidden_it_says_why_and_what_would_show_it(
    material: Material, otherwise: Callable[..., Material]
) -> None:
    two = material.flows.trades.filter(pl.col("seller") == material.flows.trades["seller"][0])
    section = what_flows(otherwise(material, "flows", trades=two))
    assert section is not None
    assert not [block for block in section.blocks if isinstance(block, Figure)]
    last = section.blocks[-1]
    assert isinstance(last, Paragraph)
    assert "somebody's own" in last.text
