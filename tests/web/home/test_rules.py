"""The front door is open to all; rooms are opened by those whom members elected."""

from edulis.web.home.rules import CHOOSE_TONGUE, LOOK, OPEN_ROOM, PLACE, SHUT_ROOM
from edulis.web.kit.rules import may
from tests.web.conftest import Cast


def test_everybody_may_look_and_choose_a_language(cast: Cast) -> None:
    assert all(may(cast.visit(name), rule) for name in ("", *cast.people) for rule in (LOOK, CHOOSE_TONGUE))


def test_those_who_belong_to_a_cluster_find_their_door_and_strangers_do_not(cast: Cast) -> None:
    assert {name for name in ("", *cast.people) if not may(cast.visit(name), PLACE)} == {"", "lan"}


def test_only_coordinators_open_and_shut_rooms(cast: Cast) -> None:
    for rule in (OPEN_ROOM, SHUT_ROOM):
        assert {name for name in ("", *cast.people) if may(cast.visit(name), rule)} == {"hoa"}
