from types import SimpleNamespace

import pytest

from edulis.reports.figures import Stack, stacks
from edulis.reports.figures.canvas import ACCENT

ROWS = [
    Stack("Làm dịch vụ cho người khác ở nơi xa", (0.2, 0.3, 0.14), "65 %"),
    Stack("Chế biến", (0.1, 0.0, 0.0), "10 %"),
    Stack("Tiền gửi về", (0.0, 0.0, 0.0), "0 %"),
]
KEY = ("phụ nữ tự quyết", "hai người cùng quyết", "nam giới tự quyết")


@pytest.mark.parametrize("width", [340.0, 680.0])
def test_bars_of_parts_keep_clear_on_paper_and_phone(eyes: SimpleNamespace, width: float) -> None:
    eyes.look(stacks(ROWS, KEY, lambda x: f"{x:.0%}", title="t", description="d", axis="phần trong tổng", width=width))


def test_the_first_part_is_in_the_accent_and_a_part_of_nothing_is_not_drawn() -> None:
    svg = stacks(ROWS, KEY, str, title="t", description="d", axis="x")
    assert svg.count(f'fill="{ACCENT}"') == 3  # two bars and the key
