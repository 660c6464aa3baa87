from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.leftovers import what_is_left_over
from edulis.reports.material import Material
from edulis.reports.tree import Figure


def with_residue(material: Material, otherwise: Callable[..., Material]) -> Material:
    tables = dict(material.cluster.tables)
    tables["process_line"] = pl.DataFrame(
        [{"process": "rasp", "product": "residue", "direction": "out", "quantity": 1.4}]
    )
    residues = pl.DataFrame(
        [{"product": "residue", "unit": "kg", "made": 9e5, "used_now": 4e5, "reuse_now": 0.4, "attainable": 0.7}]
    )
    matches = pl.DataFrame([{"product": "residue", "user": "animals", "quantity": 6e5}])
    here = replace(material, cluster=replace(material.cluster, tables=tables))
    return otherwise(here, "environment", residues=residues, matches=matches)


def test_what_finds_no_user_stands_in_the_title(
    material: Material, otherwise: Callable[..., Material], eyes: SimpleNamespace
) -> None:
    section = what_is_left_over(with_residue(material, otherwise))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    eyes.whole(figure)
    assert figure.title == "30% of the residue has no user in sight: 270 tonnes"
    assert figure.table.rows == (("Residue", "900 tonnes", "40%", "30%", "30%", "animals"),)


def test_a_residue_of_a_few_makers_is_not_shown(material: Material, otherwise: Callable[..., Material]) -> None:
    two = material.flows.activities.filter(pl.col("enterprise").is_in(["ZSTA00", "ZSTA01"]))
    here = otherwise(with_residue(material, otherwise), "flows", activities=two)
    section = what_is_left_over(here)
    assert section is None or "residue" not in section.title + "".join(
        block.title for block in section.blocks if isinstance(block, Figure)
    )
