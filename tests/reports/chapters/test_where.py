"""Where we are, near and far, so that nobody is given away."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from edulis.engine.analysis import analyse
from edulis.exchange import read
from edulis.reports.chapters.where import HERE, Ground, far, near
from edulis.reports.material import Material
from tests.conftest import VILLAGE, lay_out

PLACES = (
    "code,name,local,latitude,longitude\nnorth,Xóm Bắc,true,21.07,105.67\nsouth,Xóm Nam,true,21.05,105.67\n"
    "city,Hà Nội,false,21.03,105.85\nfar,Sài Gòn / Saigon,false,10.8,106.7\nlost,Đâu đó,false,,\n"
)


def village(tables: Mapping[str, str]) -> dict[str, str]:
    """Four makers in each of two hamlets, five shops in the city, one buyer far away."""
    made = dict(tables)
    homes = [("north", n) for n in range(4)] + [("south", n) for n in range(4)]
    who = [(f"{place}{n}", place, "true") for place, n in homes]
    who += [(f"city{n}", "city", "false") for n in range(5)] + [("far0", "far", "false")]
    made["place"] = PLACES
    made["household"] = "code,name\n"
    made["enterprise"] = "code,name,kind,place,local\n" + "".join(
        f"{code},{code},{'starch' if local == 'true' else 'retailer'},{place},{local}\n" for code, place, local in who
    )
    rows = [(f"north{n}", f"south{n}") for n in range(4)] + [(f"south{n}", f"city{n}") for n in range(4)]
    rows += [("north0", "city4"), ("south1", "far0"), ("city1", "north1"), ("city2", "north2"), ("city3", "north3")]
    made["trade"] = "round,month,seller,buyer,product,reporter,quantity,value\n" + "".join(
        f"2002,2002-11-01,{seller},{buyer},wet,seller,100,{1000 + 10 * at}\n" for at, (seller, buyer) in enumerate(rows)
    )
    return {name: made[name] for name in ("cluster", "round", "place", "household", "enterprise", "product", "trade")}


def material_of(folder: Path, tables: Mapping[str, str]) -> Material:
    found = read(lay_out(folder / "village", tables))
    assert found.cluster is not None, found.problems
    cluster = found.cluster
    return Material(cluster.at("2002"), analyse(cluster, questions=["flows", "network"]), "en", "public")


@pytest.fixture
def material(tmp_path: Path) -> Material:
    return material_of(tmp_path, village(VILLAGE))


def test_near_shows_the_places_of_the_cluster_and_what_goes_between(material: Material) -> None:
    figure = near(material)
    assert figure is not None
    assert "Xóm Bắc" in figure.svg
    assert "Hà Nội" not in figure.svg
    assert figure.narrow != figure.svg
    assert [row[:2] for row in figure.table.rows] == [("Xóm Bắc", "Xóm Nam")]


def test_far_shows_places_elsewhere_and_hides_the_only_buyer_there(material: Material) -> None:
    figure = far(material)
    assert figure is not None
    assert "Saigon" in figure.svg
    told = {row[:2]: row[2] for row in figure.table.rows}
    assert told["we", "Saigon"] == "few"
    assert told["we", "Hà Nội"] != "few" or told["Hà Nội", "we"] == "few"
    assert "far0" not in figure.svg


def test_places_nobody_told_where_are_left_out(material: Material) -> None:
    ground = Ground(material)
    assert not ground.known("lost")
    assert not ground.known(HERE)
    assert set(ground.counts(local=True)) == {"north", "south"}


def test_without_places_there_is_no_map(tmp_path: Path) -> None:
    tables = village(VILLAGE) | {"place": "code,name\nnorth,a\nsouth,b\ncity,c\nfar,d\n"}
    material = material_of(tmp_path, tables)
    assert near(material) is None
    assert far(material) is None
