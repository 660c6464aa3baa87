"""A chain of sales as a picture: a row where there is room, else a column; broken where few talk."""

import xml.etree.ElementTree as ET

import pytest

from edulis.reports.figures import chain

STOPS = ["Starch maker", "Noodle maker", "Shop or market seller"]


def drawn(width: float, silent: tuple[bool, ...] = (False, True)) -> str:
    return chain(STOPS, silent, ends=("makes", "uses"), title="The chain", description="Who sells to whom", width=width)


@pytest.mark.parametrize("width", [680.0, 320.0])
def test_all_stops_are_named_in_their_order_and_nothing_leaves_the_sheet(width: float) -> None:
    picture = ET.fromstring(drawn(width))
    words = " ".join(one.text or "" for one in picture.iter("{http://www.w3.org/2000/svg}text"))
    for word in ("Starch", "Noodle", "seller", "makes", "uses"):
        assert word in words
    for box in picture.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(box.attrib["x"]) >= 0
        assert float(box.attrib["x"]) + float(box.attrib["width"]) <= width


def test_an_arrow_along_which_few_talk_is_broken() -> None:
    assert drawn(680.0).count("stroke-dasharray") == 1
    assert "stroke-dasharray" not in drawn(680.0, (False, False))


def test_one_stop_is_a_picture_too_and_arrows_must_fit() -> None:
    assert "Alone" in chain(["Alone"], [], ends=("", ""), title="t", description="d")
    with pytest.raises(ValueError, match="arrow"):
        chain(STOPS, [True], ends=("", ""), title="t", description="d")
