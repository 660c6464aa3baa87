from types import SimpleNamespace

import pytest

from edulis.reports.figures import Event, Strip, calendar
from edulis.reports.figures.canvas import INK, PALE, TINTS

STRIPS = [
    Strip("Tráng miến, phơi và đóng gói bán ra chợ", (1.0, 4.0, 0.0, None), "tháng 12/2002"),
    Strip("Xát", (2.0, 2.0, 1.0, 0.5), "tháng 9/2002"),
]
EVENTS = [Event("Tết Nguyên đán", 3.4, 3.9), Event("Thu hoạch củ dong", 0.0, 2.0), Event("Rằm", 0.5, 0.6)]


@pytest.mark.parametrize("width", [320.0, 680.0])
def test_months_labels_and_festivals_keep_clear_on_paper_and_phone(eyes: SimpleNamespace, width: float) -> None:
    months = ("9", "10", "11", "12")
    eyes.look(calendar(STRIPS, months, EVENTS, title="t", description="d", legend=("ít", "nhiều"), width=width))


def test_the_busiest_month_is_darkest_and_framed_and_the_unknown_is_neither() -> None:
    svg = calendar(STRIPS[:1], ("9", "10", "11", "12"), title="t", description="d", legend=("a", "b"))
    assert svg.count(f'fill="{TINTS[-1]}" stroke="{INK}"') == 1
    assert svg.count(f'fill="{PALE}"') == 1
