from dataclasses import replace
from types import SimpleNamespace

import polars as pl

from edulis.reports.chapters.who import _kinds, _mixed, not_shown, who_we_are
from edulis.reports.material import Material
from edulis.reports.tree import Figure, Grid, Tiles


def figures(material: Material) -> list[Figure]:
    section = who_we_are(material)
    assert section is not None
    parts = [child for block in section.blocks for child in (block.blocks if isinstance(block, Grid) else (block,))]
    return [part for part in parts if isinstance(part, Figure)]


def test_kinds_places_and_goals_are_shown(material: Material, eyes: SimpleNamespace) -> None:
    found = figures(material)
    assert len(found) == 3
    for figure in found:
        eyes.whole(figure)
    assert "Starch makers" in found[0].title


def test_a_share_of_women_that_would_tell_what_one_said_is_not_given() -> None:
    assert _mixed({"women": 3, "men": 9})
    assert not _mixed({"women": 12, "men": 0})
    assert not _mixed({"women": 1, "men": 11})


def test_what_stands_large_is_counted(material: Material) -> None:
    section = who_we_are(material)
    assert section is not None
    tiles = section.blocks[0]
    assert isinstance(tiles, Tiles)
    assert tiles.items[0][0] == str(material.kind_of.filter(pl.col("local")).height)


def test_kinds_hidden_for_others_sake_are_not_called_too_few(material: Material) -> None:
    cells = pl.DataFrame({"hidden": [True, True, False], "reason": ["few", "other", ""]})
    said = not_shown(material, cells)
    assert "One kind with too few" in said
    assert "cannot" not in said.split(".")[0]
    assert "no hidden number can be worked out" in said
    assert not_shown(material, cells.filter(~pl.col("hidden"))) == ""


def test_equal_kinds_have_no_largest(material: Material) -> None:
    kinds = material.kind_of.filter(pl.col("kind").is_in(["noodles", "pigs"]))
    even = replace(material)
    even.__dict__["kind_of"] = kinds
    figure = _kinds(even)
    assert figure is not None
    assert figure.title == "How many there are of each kind"
