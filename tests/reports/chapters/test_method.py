from dataclasses import replace

import polars as pl

from edulis.reports.chapters.method import how_it_was_made
from edulis.reports.material import Material
from edulis.reports.tree import Points


def said(material: Material) -> str:
    return " ".join(
        item for block in how_it_was_made(material).blocks if isinstance(block, Points) for item in block.items
    )


def test_it_says_what_it_cannot_say(material: Material) -> None:
    assert "cannot say what changed" in said(material)
    assert "for the members to decide" in said(material)


def test_only_the_public_edition_speaks_of_what_is_hidden(material: Material) -> None:
    assert "Only kinds and places are shown" in said(material)
    assert "Only kinds and places are shown" not in said(replace(material, edition="annex"))


def test_a_sketch_is_told_what_would_show_more(sketched: Material) -> None:
    assert "No amounts were told yet" in said(sketched)
    assert "What each enterprise made" in said(sketched)
    assert "weighted least squares" not in said(sketched)


def test_it_says_why_the_sum_of_all_has_no_interval(material: Material) -> None:
    assert "no interval stands beside the sum" in said(material)


def test_amounts_of_nothing_are_not_called_untold(sketched: Material) -> None:
    tables = dict(sketched.cluster.tables)
    tables["trade"] = tables["trade"].with_columns(quantity=pl.lit(0.0))
    zeros = replace(sketched, cluster=replace(sketched.cluster, tables=tables))
    zeros.__dict__["flows"] = sketched.flows
    assert "all of them are 0" in said(zeros)
    assert "No amounts were told yet" not in said(zeros)
