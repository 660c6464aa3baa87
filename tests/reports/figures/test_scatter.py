from types import SimpleNamespace

import pytest

from edulis.reports.figures import Point, scatter

POINTS = [Point(f"Hộ làm nghề {n}", 1 + n % 4 * 0.4, 0.04 + n // 4 * 0.03, 5 + 20 * n, n == 3) for n in range(11)]


@pytest.mark.parametrize("width", [340.0, 680.0])
def test_names_of_dots_keep_clear_on_paper_and_phone(eyes: SimpleNamespace, width: float) -> None:
    say = "{:.1f}".format, "{:.0%}".format
    eyes.look(scatter(POINTS, say, ("hands", "growth"), title="t", description="d", width=width))


def test_a_single_dot_is_drawn() -> None:
    assert "Miến" in scatter([Point("Miến", 1.0, 0.1, 3.0)], (str, str), ("x", "y"), title="t", description="d")


def test_the_marked_dot_always_has_its_name() -> None:
    crowd = [Point(f"n{n}", 1.0, 0.1, 5.0, n == 7) for n in range(9)]
    assert ">n7</text>" in scatter(crowd, (str, str), ("x", "y"), title="t", description="d")
