"""Meetings: planned, changed, called off, invited to on paper."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from edulis.web.journal.meetings import seen_version
from edulis.web.journal.models import Meeting
from tests.web.conftest import Cast


def test_a_facilitator_plans_a_meeting_and_it_is_marked(cast: Cast, key: Callable[[], str]) -> None:
    sent = {
        "_key": key(),
        "title": "Chợ mới",
        "day": "2031-03-04",
        "starts": "19:30",
        "place": "Đình",
        "agenda": "a\nb",
    }
    answer = cast.client("minh").post("/c/lang-bot/journal/new/", sent)
    made = Meeting.objects.get()
    assert answer.headers["Location"] == f"/c/lang-bot/journal/{made.pk}/"
    assert (made.outsider, made.starts) == (True, dt.time(19, 30))
    page = cast.client("binh").get(answer.headers["Location"]).content.decode()
    assert "Chợ mới" in page


def test_who_saves_an_old_plan_sees_both(cast: Cast, meeting: Meeting, key: Callable[[], str]) -> None:
    here = f"/c/lang-bot/journal/{meeting.pk}/change/"
    sent = {"title": "Nước sạch", "day": "2003-05-07", "seen": 1}
    assert cast.client("binh").post(here, {**sent, "_key": key()}).status_code == 302
    late = cast.client("minh").post(here, {**sent, "title": "Ao làng", "_key": key()})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Nước sạch" in page
    assert "Ao làng" in page
    assert cast.client("minh").post(here, {**sent, "title": "Ao làng", "seen": 2, "_key": key()}).status_code == 302
    assert seen_version.__doc__


def test_a_meeting_is_called_off_once(cast: Cast, meeting: Meeting, key: Callable[[], str]) -> None:
    here = f"/c/lang-bot/journal/{meeting.pk}/off/"
    assert cast.client("hoa").post(here, {"_key": key()}).status_code == 302
    assert cast.client("binh").post(here, {"_key": key()}).status_code == 409


def test_who_came_is_ticked_and_named(cast: Cast, meeting: Meeting, key: Callable[[], str]) -> None:
    here = f"/c/lang-bot/journal/{meeting.pk}/came/"
    sent = {"_key": key(), "seen": 1, "came": [cast.hoa.pk, cast.an.pk], "others": "Bà Tư"}
    assert cast.client("binh").post(here, sent).status_code == 302
    page = cast.client("binh").get(f"/c/lang-bot/journal/{meeting.pk}/").content.decode()
    assert "Bà Tư" in page
    strange = {"_key": key(), "seen": 2, "came": [cast.lan.pk]}
    assert cast.client("binh").post(here, strange).status_code == 422
    assert cast.client("binh").post(here, {"_key": key(), "seen": 1}).status_code == 409


def test_the_invitation_is_a_sheet_for_the_wall(cast: Cast, meeting: Meeting) -> None:
    page = cast.client("binh").get(f"/c/lang-bot/journal/{meeting.pk}/sheet/").content.decode()
    assert "Mương" in page
    assert page.count("<li>____") == 24


def test_the_meetings_of_another_village_are_not_there(
    cast: Cast, meeting: Meeting, theirs: Meeting, key: Callable[[], str]
) -> None:
    for end in ("", "change/", "sheet/", "came/", "minutes/", "minutes/all/"):
        assert cast.client("hoa").get(f"/c/lang-bot/journal/{theirs.pk}/{end}").status_code == 404
    for end in ("off/", "decided/", "note/", "photo/"):
        who = "minh" if end == "note/" else "hoa"
        sent = {"_key": key(), "words": "x"}
        assert cast.client(who).post(f"/c/lang-bot/journal/{theirs.pk}/{end}", sent).status_code == 404
    assert cast.client("hoa").get(f"/c/lang-bot/journal/{1 << 64}/").status_code == 404


def test_a_page_of_a_full_meeting_asks_the_store_few_questions(
    cast: Cast, meeting: Meeting, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(15):
        meeting.decided.create(words=f"Số {number}", at=timezone.now())
        meeting.photos.create(name=f"n{number}", picture=b"", width=1, height=1, at=timezone.now(), by=cast.hoa)
        meeting.notes.create(cluster=cast.village, layer="facilitation", words="x", at=timezone.now(), by=cast.minh)
        meeting.presences.create(name=f"Bà {number}")
    hoa = cast.client("hoa")
    with django_assert_max_num_queries(20):
        hoa.get(f"/c/lang-bot/journal/{meeting.pk}/")
