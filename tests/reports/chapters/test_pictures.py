from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.pictures import _ways, kinds_picture, mass_bands, trade_matrix, usual_talk, value_bands
from edulis.reports.material import Material


def test_the_widest_stream_stands_in_the_title_with_its_share(material: Material) -> None:
    figure = value_bands(material)
    assert figure is not None
    widest = material.kind_values.filter(~pl.col("hidden")).sort("amount").tail(1).row(0, named=True)
    part = widest["amount"] / material.trades["value"].sum()
    assert figure.title.lower().startswith(material.kind(widest["row"]).lower())
    assert f"{part:.0%}" in figure.title


def test_by_weight_residue_is_wide_that_is_thin_by_money(material: Material) -> None:
    def share(amount: str) -> float:
        pigs = material.trades.filter(pl.col("buyer_kind") == "pigs")
        return float(pigs[amount].sum() / material.trades[amount].sum())

    assert share("dry_mass") > 3 * share("value")
    figure = mass_bands(material)
    assert figure is not None
    assert any("tonnes" in cell for row in figure.table.rows for cell in row)


def test_pictures_are_whole(material: Material, sketched: Material, eyes: SimpleNamespace) -> None:
    for figure in (value_bands(material), mass_bands(material), kinds_picture(material), trade_matrix(material),
                   kinds_picture(sketched),):  # fmt: skip
        assert figure is not None
        eyes.whole(figure)


def test_talk_is_compared_with_what_is_usual_here(material: Material) -> None:
    rows = material.kind_ties.filter(pl.col("talk").is_not_null())
    usual = usual_talk(material)
    assert usual is not None
    assert rows["talk"].min() <= usual <= rows["talk"].max()  # type: ignore[operator]


def test_of_a_sketch_too_small_to_count_the_ways_are_drawn_and_nothing_else_is_told(
    bare: Material, eyes: SimpleNamespace
) -> None:
    figure = kinds_picture(bare)
    assert figure is not None
    eyes.whole(figure)
    assert {row[2:] for row in figure.table.rows} == {("few", "–")}
    assert not any("of them" in text for text, _ in eyes.labels(figure.svg))


def test_without_amounts_there_are_no_bands_by_weight(sketched: Material) -> None:
    assert not sketched.has_amounts
    assert mass_bands(sketched) is None


def test_ways_are_counted_in_proper_forms() -> None:
    assert str(_ways(1, 0, True)) == "We trade along one way between kinds of actor"
    assert "along one of them" in str(_ways(4, 1, True))
    assert "nowhere do fewer" in str(_ways(4, 0, True))
    assert "along 2 of them" in str(_ways(4, 2, True))
