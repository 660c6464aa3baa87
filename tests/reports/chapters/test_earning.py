from collections.abc import Callable
from types import SimpleNamespace

import polars as pl

from edulis.engine.finding import Finding
from edulis.reports.chapters.earning import who_earns
from edulis.reports.material import Material
from edulis.reports.tree import Figure
from edulis.schema import Text


def told(code: str, value: float | None) -> Finding:
    return Finding(
        code=code, title=Text("t"), value=value, n=40, method=Text("m"), source="s", question=Text("q?")
    )  # fmt: skip


def test_what_leaves_adds_up_to_a_hundred(
    material: Material, otherwise: Callable[..., Material], eyes: SimpleNamespace
) -> None:
    leaks = pl.DataFrame(
        {"to": ["suppliers", "elsewhere", "taxes", "waste"], "share": [0.7, 0.2, 0.095, 0.005],
         "low": [0.6, 0.1, 0.09, 0.0], "high": [0.8, 0.3, 0.1, 0.01]}
    )  # fmt: skip
    findings = (told("economy.leak", 0.9), told("economy.multiplier", 0.36))
    section = who_earns(otherwise(material, "economy", leaks=leaks, findings=findings))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    eyes.whole(figure)
    assert "people here earn 36; in the end 90 go to" in figure.title
    assert abs(sum(float(row[1]) for row in figure.table.rows) - 100) < 0.1


def test_what_may_not_be_told_is_not_drawn(material: Material, otherwise: Callable[..., Material]) -> None:
    findings = (told("economy.leak", None), told("economy.multiplier", None))
    section = who_earns(otherwise(material, "economy", findings=findings, kinds=pl.DataFrame({"kind": []}).clear()
                                  .with_columns(income=pl.lit(0.0))))  # fmt: skip
    assert section is None or not any("100" in getattr(block, "title", "") for block in section.blocks)


def test_kinds_stand_in_the_order_of_what_stays(material: Material, eyes: SimpleNamespace) -> None:
    section = who_earns(material)
    if section is not None:
        for block in section.blocks:
            if isinstance(block, Figure):
                eyes.whole(block)
