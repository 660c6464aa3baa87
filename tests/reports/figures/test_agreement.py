from types import SimpleNamespace

import pytest

from edulis.reports.figures import Panel, agreement
from edulis.reports.figures.canvas import ACCENT

PANELS = [Panel(f"Bột sắn ướt loại {n}", (0.1, 0.1, 0.5, 0.2, 0.1), f"{n} cặp") for n in range(4)]
CLASSES = ("½", "", "=", "", "×2")


@pytest.mark.parametrize("width", [320.0, 680.0])
def test_panels_keep_clear_on_paper_and_phone(eyes: SimpleNamespace, width: float) -> None:
    axis = "lời bên mua so với bên bán: một nửa, bằng nhau, gấp đôi; chiều cao là phần số cặp"
    eyes.look(agreement(PANELS, CLASSES, title="t", description="d", axis=axis, width=width))


def test_in_each_panel_the_class_where_both_agree_is_marked() -> None:
    svg = agreement(PANELS, CLASSES, title="t", description="d", axis="x")
    assert svg.count(f'fill="{ACCENT}"') == len(PANELS)
