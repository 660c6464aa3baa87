"""What waits for a person, told by the rooms that are open."""

from collections.abc import Iterator

import pytest

from edulis.schema import Text
from edulis.web.kit import waiting
from edulis.web.kit.models import OpenRoom
from edulis.web.kit.visit import Visit
from edulis.web.kit.waiting import Waiting, waiting_for, waits
from edulis.web.people.models import Cluster
from tests.web.conftest import Cast


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_LOOKERS", {})


def minutes(visit: Visit) -> Iterator[Waiting]:
    if "member" in visit.roles:
        yield Waiting(Text("yes"), "/minutes/")


def test_a_room_says_what_waits_in_it_while_it_is_open(cast: Cast) -> None:
    waits("journal")(minutes)
    assert [one.address for one in waiting_for(cast.visit("binh"))] == ["/minutes/"]
    assert list(waiting_for(cast.visit("minh"))) == []
    OpenRoom.objects.filter(cluster=cast.village, room="journal").delete()
    assert list(waiting_for(cast.visit("binh", Cluster.objects.get(pk=cast.village.pk)))) == []


def test_two_rooms_cannot_speak_for_one() -> None:
    waits("journal")(minutes)

    def other(visit: Visit) -> list[Waiting]:
        return []

    other.__module__ = "elsewhere"
    with pytest.raises(ValueError, match="journal"):
        waits("journal")(other)
