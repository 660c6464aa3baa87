from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.living import what_we_live_from
from edulis.reports.material import Material
from edulis.reports.tree import Figure


def with_income(material: Material, rows: list[tuple[str, str, int, str | None]]) -> Material:
    table = pl.DataFrame(
        [
            {"round": "r", "month": "2002-10-01", "household": home, "source": source, "amount": amount, "control": who}
            for home, source, amount, who in rows
        ]
    )
    tables = dict(material.cluster.tables) | {"income": table}
    return replace(material, cluster=replace(material.cluster, tables=tables))


def many(who: str | None = None) -> list[tuple[str, str, int, str | None]]:
    rows: list[tuple[str, str, int, str | None]] = []
    for number in range(30):
        rows.append((f"h{number}", "processing", 900_000, who or ("women", "men", "both")[number % 3]))
        rows.append((f"h{number}", "crops", 100_000, who or ("women", "men", "both")[number % 3]))
    return rows


def test_each_source_is_a_bar_split_by_who_decides(material: Material, eyes: SimpleNamespace) -> None:
    section = what_we_live_from(with_income(material, many()))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    eyes.whole(figure)
    assert figure.title == "90% of all income comes from processing; women decide alone over 33% of the whole"
    assert figure.table.rows[0][:3] == ("Processing", "90%", "33%")


def test_a_part_of_a_few_households_is_not_told_apart(material: Material) -> None:
    rows = [*many("men"), ("h1", "crops", 40_000, "women")]
    section = what_we_live_from(with_income(material, rows))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    crops = next(row for row in figure.table.rows if row[0] == "Crops")
    assert crops[2] == "–"


def test_without_incomes_there_is_no_chapter(material: Material, otherwise: Callable[..., Material]) -> None:
    assert what_we_live_from(otherwise(material, "livelihoods", findings=())) is None
