import xml.etree.ElementTree as ET
from types import SimpleNamespace

import pytest

from edulis.reports.figures import Link, sankey
from edulis.reports.figures.canvas import ACCENT

LABELS = {
    "roots": "Người cung ứng từ nơi khác", "binh": "Hộ làm tinh bột", "hoa": "Hộ làm miến",
    "lan": "Hộ nuôi lợn", "shop": "Cửa hàng và người bán ở chợ",
}  # fmt: skip
LINKS = [Link("roots", "binh", 9.0), Link("binh", "hoa", 8.0), Link("binh", "lan", 0.01), Link("hoa", "shop", 12.0)]


def draw(**more: object) -> str:
    return sankey(LINKS, LABELS, "{:.0f} triệu đồng".format, title="t", description="d", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("height", [60.0, 300.0])
def test_labels_keep_clear_of_each_other_however_low_the_picture(eyes: SimpleNamespace, height: float) -> None:
    eyes.look(draw(height=height))


def test_a_band_is_as_wide_as_its_share() -> None:
    bands = [float(node.attrib["stroke-width"]) for node in ET.fromstring(draw()) if node.tag.endswith("path")]
    wide = sorted(bands, reverse=True)
    assert wide[0] / wide[1] == pytest.approx(12 / 9, rel=0.01)
    assert min(bands) == 1  # so thin that it would vanish


def test_the_marked_band_alone_has_the_accent() -> None:
    assert draw().count(ACCENT) == 0
    assert draw(marked={("binh", "hoa")}).count(f'stroke="{ACCENT}"') == 1
