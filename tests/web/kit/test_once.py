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
from edulis.web.kit.models import Line, Once, OpenRoom, Unsigned
from edulis.web.kit.rules import MEMBERS, Rule
from edulis.web.kit.trail import record_act
from tests.web.conftest import ROOMS, Cast

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
    return OpenRoom.objects.filter(cluster=cast.village).exclude(room__in=ROOMS).count()


def test_the_same_key_again_gives_the_same_answer_and_one_effect(cast: Cast, key: Callable[[], str]) -> None:
    binh, sent = cast.client("binh"), {"_key": key(), "room": "pond"}
    first = binh.post("/c/lang-bot/note/", sent)
    again = binh.post("/c/lang-bot/note/", sent)
    assert (first.status_code, first.headers["Location"]) == (302, "/done/")
    assert (again.status_code, again.headers["Location"]) == (302, "/done/")
    assert again.headers["Idempotent-Replay"] == "true"
    assert (rooms(cast), Line.objects.count(), Once.objects.count()) == (1, 1, 1)


def test_the_same_key_with_other_content_is_refused_and_writes_nothing(cast: Cast, key: Callable[[], str]) -> None:
    binh, mine = cast.client("binh"), key()
    binh.post("/c/lang-bot/note/", {"_key": mine, "room": "pond"})
    other = binh.post("/c/lang-bot/note/", {"_key": mine, "room": "canal"})
    assert other.status_code == 422
    assert rooms(cast) == 1


def test_a_key_is_a_persons_own(cast: Cast, key: Callable[[], str]) -> None:
    mine = key()
    cast.client("binh").post("/c/lang-bot/note/", {"_key": mine, "room": "pond"})
    cast.client("hoa").post("/c/lang-bot/note/", {"_key": mine, "room": "canal"})
    assert rooms(cast) == 2


def test_a_write_without_a_key_is_refused(cast: Cast) -> None:
    assert cast.client("binh").post("/c/lang-bot/note/", {"room": "pond"}).status_code == 400
    assert rooms(cast) == 0


def test_a_refused_write_leaves_neither_change_nor_line_nor_key(cast: Cast, key: Callable[[], str]) -> None:
    binh, mine = cast.client("binh"), key()
    assert binh.post("/c/lang-bot/note/", {"_key": mine, "room": "pond", "then": "refuse"}).status_code == 409
    assert (rooms(cast), Line.objects.count(), Once.objects.count()) == (0, 0, 0)


def test_a_write_that_leaves_no_line_is_undone_and_is_a_mistake_of_ours(cast: Cast, key: Callable[[], str]) -> None:
    with pytest.raises(AssertionError, match="0 lines"):
        cast.client("binh").post("/c/lang-bot/quiet/", {"_key": key()})
    assert rooms(cast) == 0


def test_a_stranger_learns_nothing_of_a_cluster(cast: Cast, key: Callable[[], str]) -> None:
    assert cast.client("lan").post("/c/lang-bot/note/", {"_key": key(), "room": "pond"}).status_code == 404
    assert cast.client("lan").post("/c/no-such/note/", {"_key": key(), "room": "pond"}).status_code == 404
    assert cast.client("minh").post("/c/lang-bot/note/", {"_key": key(), "room": "pond"}).status_code == 403


@opens(Rule("journal.slip_leave", MEMBERS), methods="POST", unsigned=True)
def nameless(request: Guest) -> HttpResponse:
    if request.POST["room"] == "refused":
        return HttpResponse("no", status=422)
    OpenRoom.objects.create(cluster=request.visit.cluster, room=request.POST["room"], since="2002-09-01T00:00Z")
    return redirect("/done/")


def test_a_nameless_write_happens_once_and_keeps_neither_person_nor_moment(cast: Cast, key: Callable[[], str]) -> None:
    with override_settings(ROOT_URLCONF=with_nameless()):
        binh, here, sent = cast.client("binh"), "/c/lang-bot/nameless/", {"_key": key(), "room": "slip"}
        before = rooms(cast)
        first, again = binh.post(here, sent), binh.post(here, sent)
        assert (first.status_code, again.status_code, rooms(cast)) == (302, 302, before + 1)
        assert again.headers["Idempotent-Replay"] == "true"
        assert again.headers["Location"] == first.headers["Location"]
        assert binh.post(here, sent | {"room": "other"}).status_code == 422
        assert cast.client("dao").post(here, sent).status_code == 302  # whose key it is, the store cannot know
        assert binh.post(here, {"room": "x"}).status_code == 400
        assert binh.post(here, {"_key": key(), "room": "refused"}).status_code == 422
    assert Once.objects.count() == Line.objects.count() == 0
    kept = Unsigned.objects.get()
    assert {one.name for one in Unsigned._meta.get_fields()} == {"key", "digest", "location"}
    assert sent["_key"] not in (kept.key, kept.digest)


def test_who_knows_the_words_cannot_find_the_row_of_a_nameless_write(cast: Cast, key: Callable[[], str]) -> None:
    with override_settings(ROOT_URLCONF=with_nameless()):
        for room in ("slip", "slip2"):
            cast.client("binh").post("/c/lang-bot/nameless/", {"_key": key(), "room": room})
        OpenRoom.objects.filter(room="slip").delete()
        cast.client("dao").post("/c/lang-bot/nameless/", {"_key": key(), "room": "slip"})
    digests = list(Unsigned.objects.values_list("digest", flat=True))
    assert len(digests) == len(set(digests)) == 3  # the same words under another key look like other words


def with_nameless() -> ModuleType:
    module = addresses()
    module.urlpatterns = [path("c/<slug:cluster>/nameless/", nameless), *module.urlpatterns]  # type: ignore[attr-defined]
    return module
