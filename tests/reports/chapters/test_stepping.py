from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import polars as pl

from edulis.engine.finding import Finding
from edulis.reports.chapters.stepping import PROPOSAL, what_a_step_sets_off
from edulis.reports.material import Material
from edulis.reports.tree import Figure, Table
from edulis.schema import Text


def proposed(material: Material, otherwise: Callable[..., Material]) -> Material:
    rows = [("dryer", 0.7, -0.8, 3.2, False), ("visit", 7.8, 0.2, 18.0, False), ("coal", 99.0, 40.0, 150.0, True)]
    tables = dict(material.cluster.tables)
    tables["proposal"] = pl.DataFrame([{"code": code, "name": f"Tiếng Việt / a {code}"} for code, *_ in rows])
    table = pl.DataFrame(
        [
            {"proposal": code, "users": 12, "per_own_3": value, "per_own_3_low": low, "per_own_3_high": high}
            for code, value, low, high, _ in rows
        ]
    )
    findings = tuple(
        Finding(code=f"{PROPOSAL}{code}", title=Text("{code} brings much", code=code), value=value, n=12,
                method=Text("m"), source="s", question=Text("Is it so?"), evidence={"doubted": doubted})
        for code, value, _, _, doubted in rows
    )  # fmt: skip
    here = replace(material, cluster=replace(material.cluster, tables=tables))
    return otherwise(here, "leverage", proposals=table, findings=findings)


def test_steps_stand_beside_each_other_and_doubtful_gains_are_named_not_drawn(
    material: Material, otherwise: Callable[..., Material], eyes: SimpleNamespace
) -> None:
    section = what_a_step_sets_off(proposed(material, otherwise))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    eyes.whole(figure)
    assert figure.title.startswith("Of 2 proposed steps 1 would surely leave people here with more, 0")
    assert [row[0] for row in figure.table.rows] == ["A visit", "A dryer"]
    assert "A coal" in figure.note


def test_each_step_has_its_question(material: Material, otherwise: Callable[..., Material]) -> None:
    section = what_a_step_sets_off(proposed(material, otherwise))
    assert section is not None
    table = section.blocks[-1]
    assert isinstance(table, Table)
    assert len(table.rows) == 3
    assert all(row[1].endswith("?") for row in table.rows)


def test_where_nobody_proposed_anything_there_is_no_chapter(material: Material) -> None:
    assert what_a_step_sets_off(material) is None
