from types import SimpleNamespace

from edulis.reports.chapters.weighing import what_the_balances_say
from edulis.reports.material import Material
from edulis.reports.tree import Figure, Table


def test_how_far_both_sides_agree_is_shown_by_product(material: Material, eyes: SimpleNamespace) -> None:
    section = what_the_balances_say(material)
    assert section is not None
    figure = next(block for block in section.blocks if isinstance(block, Figure))
    eyes.whole(figure)
    pairs = material.trades.filter((material.trades["seller_report"] > 0) & (material.trades["buyer_report"] > 0))
    ratio = pairs["buyer_report"] / pairs["seller_report"]
    inside = float(((ratio > 0.9) & (ratio < 1.11)).mean())  # type: ignore[arg-type]
    assert f"{inside:.0%}" in figure.title


def test_the_usual_error_of_each_side_is_told_with_how_we_know(material: Material) -> None:
    section = what_the_balances_say(material)
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert table.rows[0][0] == "Sellers' reports"
    assert {row[3] for row in table.rows} <= {"measured from pairs", "as reported", "assumed"}


def test_a_sketch_has_nothing_to_weigh(sketched: Material) -> None:
    assert what_the_balances_say(sketched) is None
