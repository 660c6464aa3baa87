from collections.abc import Callable
from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.learning import how_new_things_come
from edulis.reports.material import Material
from edulis.reports.tree import Figure


def curves(counts: dict[str, tuple[int, ...]], potential: int = 40) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"innovation": code, "year": 1990 + at, "adopters": n, "using": n, "potential": potential,
             "share": n / potential, "undated": 0}
            for code, series in counts.items() for at, n in enumerate(series)
        ]
    )  # fmt: skip


def test_years_of_a_few_adopters_are_left_out_of_the_curve(
    material: Material, otherwise: Callable[..., Material], eyes: SimpleNamespace
) -> None:
    table = curves({"washer": (2, 9, 30), "trial": (1, 2, 3)})
    innovations = pl.DataFrame({"innovation": ["washer", "trial"], "adopters": [30, 3]})
    section = how_new_things_come(otherwise(material, "innovation", curves=table, innovations=innovations))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    eyes.whole(figure)
    assert figure.table.rows == (("Washer", "1991", "75%", "40"),)
    assert figure.title == "One of 1 new things has reached half of those who could use it"


def test_the_annex_shows_every_year(annexed: Material, otherwise: Callable[..., Material]) -> None:
    innovations = pl.DataFrame({"innovation": ["trial"], "adopters": [3]})
    section = how_new_things_come(
        otherwise(annexed, "innovation", curves=curves({"trial": (1, 2, 3)}), innovations=innovations)
    )
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    assert figure.table.rows[0][1] == "1990"
