from types import SimpleNamespace

import pytest

from edulis.reports.figures import Spot, Way, map_of

SPOTS = [
    Spot("Xã Dương Liễu", 21.06, 105.66, 754, "754 cơ sở"),
    Spot("Xã Cát Quế", 21.05, 105.67, 363, "363 cơ sở"),
    Spot("Xã Minh Khai", 21.07, 105.66, 182, "182 cơ sở"),
    Spot("Xóm ngay bên", 21.0601, 105.6601, 3, "3 cơ sở"),
]


@pytest.mark.parametrize("width", [340.0, 680.0])
def test_names_of_neighbouring_places_keep_clear(eyes: SimpleNamespace, width: float) -> None:
    eyes.look(map_of(SPOTS, title="t", description="d", scale="km", width=width))


def test_north_is_up_and_east_is_right() -> None:
    svg = map_of(SPOTS[:3], title="t", description="d", scale="km")
    seats = {}
    for circle in svg.split("<circle ")[1:]:
        parts = dict(part.split("=") for part in circle.split("/>")[0].split())
        seats[parts["r"]] = (float(parts["cx"].strip('"')), float(parts["cy"].strip('"')))
    (large_x, large_y), (east_x, east_y), (_, north_y) = seats.values()
    assert north_y < large_y < east_y
    assert east_x > large_x


def test_ways_are_as_wide_as_what_goes_along_them_and_bend_by_their_direction() -> None:
    ways = [Way(0, 1, 10.0), Way(1, 0, 5.0), Way(2, 0, 0.0)]
    drawn = map_of(SPOTS, title="t", description="d", scale="km", ways=ways).split("<path ")[1:]
    widths = sorted(float(part.split('stroke-width="')[1].split('"')[0]) for part in drawn)
    assert widths == [0.8, 6.0, 12.0]
    assert len({part.split('d="')[1].split('"')[0] for part in drawn}) == 3
