import xml.etree.ElementTree as ET
from types import SimpleNamespace

import pytest

from edulis.reports.figures import Step, steps

WHOLE = ("Người ngoài mua của mình", 1.0, "100 đồng")
ROWS = [
    Step("Người bán hàng ở nơi khác", 0.7, "70", True),
    Step("Những thứ người ở đây mua nơi khác, rất dài", 0.25, "25", True),
    Step("Các khoản khác", 0.05, "5"),
]


@pytest.mark.parametrize("width", [340.0, 680.0])
def test_a_waterfall_keeps_clear_on_paper_and_phone(eyes: SimpleNamespace, width: float) -> None:
    eyes.look(steps(WHOLE, ROWS, title="t", description="d", width=width))


def test_each_part_ends_where_the_one_before_it_began() -> None:
    root = ET.fromstring(steps(WHOLE, ROWS, title="t", description="d"))
    boxes = [(float(r.attrib["x"]), float(r.attrib["width"])) for r in root.iter("{http://www.w3.org/2000/svg}rect")]
    whole, first, second, third = boxes
    assert abs(first[0] + first[1] - whole[0] - whole[1]) < 0.2
    assert abs(second[0] + second[1] - first[0]) < 0.2
    assert abs(third[0] - whole[0]) < 0.2
