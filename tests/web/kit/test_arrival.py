"""Coming in by a card: rooms above offer something before, and do what waited when it happens."""

from types import SimpleNamespace
from typing import Any

import pytest

from edulis.schema import Text
from edulis.web.kit import arrival
from edulis.web.kit.arrival import arrived, arrives, offered, offers
from edulis.web.kit.visit import Visit
from tests.web.conftest import Cast


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrival, "_OFFERS", {})
    monkeypatch.setattr(arrival, "_ARRIVALS", {})


def test_open_rooms_offer_something_before_and_lead_on_afterwards(cast: Cast) -> None:
    seen: list[Any] = []

    def come(visit: Visit, card: Any) -> str:
        seen.append(card)
        return "/there/"

    for room in ("forum", "projects"):  # the members have not opened the second
        offers(room)(lambda card, secret, room=room: (Text("Forum"), f"/{room}/{secret}/"))
    arrives("forum")(come)
    arrives("projects")(lambda visit, card: "/nowhere/")
    card = SimpleNamespace(cluster=cast.village)
    assert [address for _, address in offered(card, "x")] == ["/forum/x/"]
    assert arrived(cast.visit("binh"), card) == "/there/"
    assert seen == [card]


def test_where_no_room_has_anything_nothing_happens(cast: Cast) -> None:
    offers("forum")(lambda card, secret: None)
    assert list(offered(SimpleNamespace(cluster=cast.village), "x")) == []
    assert arrived(cast.visit("binh"), None) == ""
