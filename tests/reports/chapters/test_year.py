from collections.abc import Callable
from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.year import the_year
from edulis.reports.material import Material
from edulis.reports.tree import Figure


def test_the_busiest_month_stands_in_the_title(material: Material, eyes: SimpleNamespace) -> None:
    section = the_year(material)
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    assert "busiest in Dec 2002, calmest in Oct 2002" in figure.title
    eyes.whole(figure)
    assert figure.table.rows[0][-1] == "100"


def test_where_no_month_of_work_is_known_there_is_no_chapter(sketched: Material) -> None:
    assert the_year(sketched) is None


def test_a_year_without_seasons_has_no_busiest_month(material: Material, otherwise: Callable[..., Material]) -> None:
    even = material.flows.activities.with_columns(level=pl.lit(100.0))
    section = the_year(otherwise(material, "flows", activities=even))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    assert figure.title == "The work is spread evenly over the months"
