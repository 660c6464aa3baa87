"""Our path, as it stands in a cluster."""

from edulis.web.home.path import PATH, stops
from edulis.web.kit.rooms import ROOM
from tests.web.conftest import Cast


def test_the_path_goes_from_drawing_to_the_next_step() -> None:
    assert [step.name for step in PATH] == ["drawn", "forum", "vision", "market", "step", "lesson", "next"]
    assert all(step.room in ROOM for step in PATH)


def test_each_step_says_how_to_do_it_with_pen_and_paper() -> None:
    assert all(len(step.paper) == 3 for step in PATH)


def test_every_room_is_on_the_path_or_beside_it(cast: Cast) -> None:
    path, beside = stops(cast.village)
    assert {stop.at.room.name for stop in path} | {one.room.name for one in beside} == set(ROOM)


def test_drawing_begins_at_the_wall_not_at_the_finished_map(cast: Cast) -> None:
    path, _ = stops(cast.village)
    assert path[0].begins == "/c/lang-bot/enterprises/draw/"
    assert path[0].at.address != path[0].begins
