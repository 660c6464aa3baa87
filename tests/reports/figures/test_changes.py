from types import SimpleNamespace

import pytest

from edulis.reports.figures import Row, changes

ROWS = [
    Row("Lợi nhuận cả năm của cơ sở", 0.08, 0.02, 0.15, marked=True),
    Row("Số ngày công", -0.03, -0.06, 0.01),
    Row("Lòng tin", 7.0, 0.2, 18.0, "700 (20 đến 1800)"),
]


@pytest.mark.parametrize("width", [340.0, 680.0])
def test_changes_keep_clear_on_paper_and_phone(eyes: SimpleNamespace, width: float) -> None:
    for rows in (ROWS, ROWS[:2], ROWS[:1]):
        eyes.look(
            changes(
                rows, lambda x: f"{x:+.1f}", title="t", description="d", axis="phần tăng giảm", width=width, most=5.0
            )
        )


def test_what_lies_too_far_out_is_drawn_as_a_point_at_the_edge() -> None:
    assert "<path" in changes(ROWS, str, title="t", description="d", axis="x", most=5.0)
    assert "<path" not in changes(ROWS, str, title="t", description="d", axis="x")


def test_a_change_without_an_interval_is_a_dot_alone() -> None:
    svg = changes([Row("x", 0.1)], str, title="t", description="d", axis="x")
    assert svg.count("<circle") == 1
