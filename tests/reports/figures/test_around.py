"""Near and far in one picture."""

from types import SimpleNamespace

import pytest

from edulis.reports.figures import Spot, Way, around

HOME = Spot("mình", 21.06, 105.67, 1.0, "")
CITY = Spot("Hà Nội", 21.03, 105.85, 40, "40 cơ sở", False)
SOUTH = Spot("Thành phố Hồ Chí Minh", 10.78, 106.70, 5, "5 cơ sở", False)
EAST = Spot("Hải Phòng", 20.86, 106.68, 8, "8 cơ sở", False)


def seats(svg: str) -> list[tuple[float, float]]:
    dots = [part for part in svg.split("<circle ")[1:] if 'fill="none"' not in part]
    told = [dict(pair.split("=") for pair in dot.split("/>")[0].split()) for dot in dots]
    return [(float(one["cx"].strip('"')), float(one["cy"].strip('"'))) for one in told]


@pytest.mark.parametrize("width", [340.0, 560.0])
def test_everything_stays_on_the_sheet_and_names_keep_clear(eyes: SimpleNamespace, width: float) -> None:
    ways = [Way(0, 1, 9.0), Way(1, 0, 2.0), Way(2, 0, 0.0)]
    eyes.look(around([HOME, CITY, SOUTH, EAST], title="t", description="d", scale="km", ways=ways, width=width))


def test_directions_are_true_and_what_is_farther_lies_farther_out() -> None:
    home, city, east, south = seats(around([HOME, CITY, SOUTH, EAST], title="t", description="d", scale="km"))
    assert home == (340.0, 340.0)
    assert city[0] > home[0]
    assert east[0] > city[0]
    assert south[1] > east[1] > home[1]


def test_a_cluster_that_knows_nobody_elsewhere_is_a_dot() -> None:
    assert seats(around([HOME], title="t", description="d", scale="km")) == [(340.0, 340.0)]
