from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.reports.figures import Row, bars, dots
from edulis.reports.figures.scale import ticks

ROWS = [
    Row("Hộ làm tinh bột và người cung ứng từ nơi khác", 0.7, 0.5, 0.95, "n = 77", True),
    Row("Hộ làm miến", 0.2, 0.1, 0.3, "n = 5"),
    Row("Hộ nuôi lợn", 0.0, None, None, "n = 12"),
]


@pytest.mark.parametrize("width", [320.0, 340.0, 680.0])
def test_rows_keep_clear_on_paper_and_phone(eyes: SimpleNamespace, width: float) -> None:
    eyes.look(bars(ROWS, "{:.1f}".format, title="t", description="d", axis="triệu đồng", width=width))
    eyes.look(dots(ROWS, "{:.0%}".format, title="t", description="d", axis="phần", width=width))


def test_a_value_without_an_interval_has_no_whisker() -> None:
    one = bars(ROWS[2:], str, title="t", description="d", axis="x")
    assert 'stroke-width="1.5"' not in one
    assert 'stroke-width="1.5"' in bars(ROWS[:1], str, title="t", description="d", axis="x")


@given(st.floats(1e-6, 1e12))
def test_ticks_are_round_and_reach_the_largest(largest: float) -> None:
    marks = ticks(largest, 5)
    assert marks[0] == 0
    assert marks[-1] >= largest * (1 - 1e-9)
    assert 3 <= len(marks) <= 12
