"""Opening and shutting rooms from the path."""

from collections.abc import Callable

import pytest

from edulis.web.home import rooms
from edulis.web.kit.models import Line, OpenRoom
from tests.web.conftest import Cast


@pytest.fixture(autouse=True)
def every_room_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "address_of", lambda name, cluster: "" if name == "foresight" else f"/{name}/")


def turn(cast: Cast, who: str, room: str, way: str, key: str) -> int:
    return cast.client(who).post(f"/c/lang-bot/rooms/{room}/{way}/", {"_key": key}).status_code


def test_a_coordinator_opens_a_room_and_is_told(cast: Cast, key: Callable[[], str]) -> None:
    page = cast.client("hoa", headers={"accept-language": "en"}).post(
        "/c/lang-bot/rooms/outcomes/open/", {"_key": key()}, follow=True
    )
    assert "The room is open: What changed" in page.content.decode()
    assert OpenRoom.objects.filter(cluster=cast.village, room="outcomes", by=cast.hoa).count() == 1
    assert Line.objects.count() == 1
    assert turn(cast, "hoa", "outcomes", "shut", key()) == 302
    assert Line.objects.count() == 2


def test_nobody_else_opens_a_room(cast: Cast, key: Callable[[], str]) -> None:
    refused = {name: turn(cast, name, "outcomes", "open", key()) for name in ("binh", "an", "minh", "son", "ngoc")}
    assert set(refused.values()) == {403}
    assert turn(cast, "lan", "outcomes", "open", key()) == 404
    assert not Line.objects.exists()


def test_a_room_that_is_open_already_or_not_there_is_told_so(cast: Cast, key: Callable[[], str]) -> None:
    assert turn(cast, "hoa", "journal", "open", key()) == 409
    assert turn(cast, "hoa", "no-such-room", "open", key()) == 404
    assert turn(cast, "hoa", "foresight", "open", key()) == 404
