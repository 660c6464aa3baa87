from collections.abc import Callable
from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.changing import what_changed
from edulis.reports.material import Material
from edulis.reports.tree import Figure


def row(indicator: str, scale: str, value: float, low: float, high: float) -> dict[str, object]:
    return {"indicator": indicator, "scale": scale, "n": 30, "value": value, "low": low, "high": high}


def test_money_is_told_in_parts_and_trust_in_steps(
    material: Material, otherwise: Callable[..., Material], eyes: SimpleNamespace
) -> None:
    changes = pl.DataFrame(
        [row("profit", "log", 0.1, 0.05, 0.15), row("profit", "level", 3e5, 1e5, 5e5),
         row("labour_days", "log", -0.02, -0.05, 0.01), row("trust", "level", 0.2, -0.1, 0.5)]
    )  # fmt: skip
    section = what_changed(otherwise(material, "outcomes", changes=changes, findings=()))
    assert section is not None
    parts, steps = section.blocks
    for figure in (parts, steps):
        assert isinstance(figure, Figure)
        eyes.whole(figure)
    assert isinstance(parts, Figure)
    assert parts.title == "The profit of the year: +11%"
    assert isinstance(steps, Figure)
    assert steps.title == "Nothing here surely changed"


def test_where_nothing_was_asked_twice_there_is_no_chapter(material: Material) -> None:
    assert what_changed(material) is None
