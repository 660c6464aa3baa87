"""The rooms of a cluster, open or shut."""

from edulis.web.kit.models import OpenRoom
from edulis.web.kit.rooms import ROOM, ROOMS, address_of, bar, enterable, standings
from tests.web.conftest import Cast


def test_every_room_has_its_own_name_and_says_what_it_is_for() -> None:
    assert len(ROOM) == len(ROOMS)
    assert all(room.title.message and room.purpose.message and room.sign for room in ROOMS)


def test_a_room_that_this_site_has_not_has_no_address(cast: Cast) -> None:
    assert address_of("no_such_room", cast.village) == ""


def test_only_rooms_that_are_open_and_there_can_be_entered(cast: Cast) -> None:
    OpenRoom.objects.filter(cluster=cast.village, room="journal").delete()
    standing = {one.room.name: one for one in standings(cast.village)}
    assert not standing["journal"].open
    assert not standing["journal"].ready
    assert standing["enterprises"].open
    assert all(one.address for one in standing.values() if one.ready)


def test_the_bar_is_for_those_who_belong_to_the_cluster(cast: Cast) -> None:
    assert bar(None) == []
    assert bar(cast.visit("lan")) == []
    assert bar(cast.visit("tu")) == []
    assert all(one.ready for one in bar(cast.visit("binh")))


def test_nobody_is_led_to_a_door_that_does_not_let_them_in(cast: Cast) -> None:
    for name in ("hoa", "an", "minh", "son", "ngoc"):
        for one in enterable(cast.visit(name)):
            assert cast.client(name).get(one.address).status_code == 200, (name, one.room.name)
