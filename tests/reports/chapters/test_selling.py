from collections.abc import Callable
from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.selling import which_markets
from edulis.reports.material import Material
from edulis.reports.tree import Figure


def exposure(n: int) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"enterprise": f"{kind}{number}", "kind": kind, "place": "xom1", "local": True, "sales": 1e6 + number,
             "growth": growth, "known": 1.0, "low": 0.0, "high": 0.2, "hands": hands, "note": ""}
            for kind, growth, hands in (("starch", 0.12, 1.2), ("noodles", 0.04, 2.5)) for number in range(n)
        ]
    )  # fmt: skip


def test_the_kind_that_growth_reaches_most_stands_in_the_title(
    material: Material, otherwise: Callable[..., Material], eyes: SimpleNamespace
) -> None:
    section = which_markets(otherwise(material, "markets", exposure=exposure(12)))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    eyes.whole(figure)
    assert figure.title == "Growth reaches starch makers most: 12% a year"


def test_kinds_of_a_few_enterprises_are_not_drawn(material: Material, otherwise: Callable[..., Material]) -> None:
    section = which_markets(otherwise(material, "markets", exposure=exposure(2), findings=()))
    assert section is None
