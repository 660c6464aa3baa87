"""Sending a form twice is sending it once; a write and its line stand or fall together."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import override_settings
from django.urls import include, path

from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.models import Line, Once, OpenRoom
from edulis.web.kit.rules import MEMBERS, Rule
from edulis.web.kit.trail import record_act
from tests.web.conftest import Cast

WRITE = Rule("journal.note_write", MEMBERS)


@opens(WRITE, methods="POST")
def note(request: Guest) -> HttpResponse:
    OpenRoom.objects.create(cluster=request.visit.cluster, room=request.POST["room"], since="2002-09-01T00:00Z")
    record_act(request.visit, WRITE.verb, request.visit.cluster)
    if request.POST.get("then") == "refuse":
        return HttpResponse("no", status=409)
    return redirect("/done/")


@opens(WRITE, methods="POST")
def quiet(request: Guest) -> HttpResponse:
    OpenRoom.objects.create(cluster=request.visit.cluster, room="quiet", since="2002-09-01T00:00Z")
    return redirect("/done/")


def addresses() -> ModuleType:
    module = ModuleType("addresses")
    module.urlpatterns = [  # type: ignore[attr-defined]
        path("c/<slug:cluster>/note/", note),
        path("c/<slug:cluster>/quiet/", quiet),
        path("", include("edulis.web.urls")),
    ]
    return module


pytestmark = pytest.mark.usefixtures("patterns")


@pytest.fixture
def patterns() -> Any:
    with override_settings(ROOT_URLCONF=addresses()):
        yield


def rooms(cast: Cast) -> int:
    return OpenRoom.objects.filter(cluster=cast.village).count()


def test_the_same_key_again_gives_the_same_answer_and_one_effect(cast: Cast, key: Callable[[], str]) -> None:
    binh, sent = cast.client("binh"), {"_key": key(), "room": "forum"}
    first = binh.post("/c/lang-bot/note/", sent)
    again = binh.post("/c/lang-bot/note/", sent)
    assert (first.status_code, first.headers["Location"]) == (302, "/done/")
    assert (again.status_code, again.headers["Location"]) == (302, "/done/")
    assert again.headers["Idempotent-Replay"] == "true"
    assert (rooms(cast), Line.objects.count(), Once.objects.count()) == (3, 1, 1)


def test_the_same_key_with_other_content_is_refused_and_writes_nothing(cast: Cast, key: Callable[[], str]) -> None:
    binh, mine = cast.client("binh"), key()
    binh.post("/c/lang-bot/note/", {"_key": mine, "room": "forum"})
    other = binh.post("/c/lang-bot/note/", {"_key": mine, "room": "vision"})
    assert other.status_code == 422
    assert rooms(cast) == 3


def test_a_key_is_a_persons_own(cast: Cast, key: Callable[[], str]) -> None:
    mine = key()
    cast.client("binh").post("/c/lang-bot/note/", {"_key": mine, "room": "forum"})
    cast.client("hoa").post("/c/lang-bot/note/", {"_key": mine, "room": "vision"})
    assert rooms(cast) == 4


def test_a_write_without_a_key_is_refused(cast: Cast) -> None:
    assert cast.client("binh").post("/c/lang-bot/note/", {"room": "forum"}).status_code == 400
    assert rooms(cast) == 2


def test_a_refused_write_leaves_neither_change_nor_line_nor_key(cast: Cast, key: Callable[[], str]) -> None:
    binh, mine = cast.client("binh"), key()
    assert binh.post("/c/lang-bot/note/", {"_key": mine, "room": "forum", "then": "refuse"}).status_code == 409
    assert (rooms(cast), Line.objects.count(), Once.objects.count()) == (2, 0, 0)


def test_a_write_that_leaves_no_line_is_undone_and_is_a_mistake_of_ours(cast: Cast, key: Callable[[], str]) -> None:
    with pytest.raises(AssertionError, match="0 lines"):
        cast.client("binh").post("/c/lang-bot/quiet/", {"_key": key()})
    assert rooms(cast) == 2


def test_a_stranger_learns_nothing_of_a_cluster(cast: Cast, key: Callable[[], str]) -> None:
    assert cast.client("lan").post("/c/lang-bot/note/", {"_key": key(), "room": "forum"}).status_code == 404
    assert cast.client("lan").post("/c/no-such/note/", {"_key": key(), "room": "forum"}).status_code == 404
    assert cast.client("minh").post("/c/lang-bot/note/", {"_key": key(), "room": "forum"}).status_code == 403
