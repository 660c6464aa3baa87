"""Where the question of a finding is asked: rooms above say so, and only open ones are offered."""

from collections.abc import Mapping

import pytest

from edulis.schema import Text
from edulis.web.kit import asking
from edulis.web.kit.asking import Way, asks, ways
from edulis.web.kit.models import OpenRoom
from edulis.web.kit.visit import Visit
from tests.web.conftest import Cast


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_ASKERS", {})


def forum(visit: Visit, codes: frozenset[str]) -> Mapping[str, Way]:
    return {code: Way(Text("Ask the forum"), f"/{code}/") for code in codes}


def test_a_room_takes_the_questions_of_findings_while_it_is_open(cast: Cast) -> None:
    asks("forum")(forum)
    assert ways(cast.visit("binh"), ["a", "b"])["a"].address == "/a/"
    OpenRoom.objects.filter(cluster=cast.village, room="forum").delete()
    assert ways(cast.visit("dao", type(cast.village).objects.get(pk=cast.village.pk)), ["a"]) == {}


def test_one_room_says_it_once(cast: Cast) -> None:
    asks("forum")(forum)
    other = type("Other", (), {"__module__": "elsewhere", "__call__": forum})()
    with pytest.raises(ValueError, match="twice"):
        asks("forum")(other)
    assert ways(Visit(), ["a"]) == {}
