from types import SimpleNamespace

import pytest

from edulis.reports.figures import Curve, curves

PANELS = [
    Curve("Máy tráng và thái miến liên hoàn rất mới", (1990, 1991, 1992), (0.05, 0.4, 0.9), marked=True),
    Curve("Bể lọc", (1991, 1992), (None, 0.2)),
    Curve("Bể lắng", (1985, 1986, 1987), (None, None, None)),
    Curve("Gạch men", (1999, 2003), (0.0, 1.0)),
    Curve("Than", (2001,), (0.5,)),
]


@pytest.mark.parametrize("width", [340.0, 680.0])
def test_small_curves_keep_clear_on_paper_and_phone(eyes: SimpleNamespace, width: float) -> None:
    eyes.look(curves(PANELS, lambda x: f"{x:.0%}", title="t", description="d", axis="từ 1985 đến 2003", width=width))


def test_a_year_that_may_not_be_told_is_no_point_of_the_curve() -> None:
    svg = curves(PANELS[1:2], lambda x: f"{x:.0%}", title="t", description="d", axis="x")
    assert "<path" not in svg
    assert "20%" in svg
