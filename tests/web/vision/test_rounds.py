"""The door, opening a round, one card at a time."""

import datetime as dt
from collections.abc import Callable

import pytest

from edulis.web.journal.slack import Week
from edulis.web.people.models import Person
from edulis.web.vision import rounds
from edulis.web.vision.models import Round, Voice, Vote
from tests.web.conftest import Cast
from tests.web.vision.conftest import over
from tests.web.vision.test_forms import at
from tests.web.vision.test_reckoning import answered

HERE = "/c/lang-bot/vision/"


def test_a_coordinator_opens_a_round_and_nobody_else(cast: Cast, key: Callable[[], str]) -> None:
    sent = {"question": "Làng mình …", "cast_until": at(5), "hand_in_until": at(7)}
    for who in ("binh", "an", "minh", "son", "ngoc"):
        assert cast.client(who).post(HERE + "new/", sent | {"_key": key()}).status_code == 403
    assert cast.client("hoa").post(HERE + "new/", sent | {"_key": key()}).status_code == 302
    assert cast.client("hoa").post(HERE + "new/", {"_key": key()}).status_code == 422
    assert "Làng mình …" in cast.client("son").get(HERE).content.decode()
    assert "Làng mình …" not in cast.client("lan").get("/c/lang-ben/vision/").content.decode()


def test_a_voice_sees_one_large_card_and_others_what_is_asked(cast: Cast, asked: Round) -> None:
    for who in ("binh", "an"):
        page = cast.client(who).get(f"{HERE}{asked.pk}/").content.decode()
        assert page.count('name="says"') == 3
    for who in ("minh", "son", "ngoc"):
        assert 'name="says"' not in cast.client(who).get(f"{HERE}{asked.pk}/").content.decode()
    assert cast.client("lan").get(f"{HERE}{asked.pk}/").status_code == 404
    assert cast.client("hoa").get(f"{HERE}{2**70}/").status_code == 404


def test_nothing_is_told_of_answers_before_hand_in_is_over(cast: Cast, asked: Round, crowd: list[Person]) -> None:
    answered(asked, crowd)
    for path in ("", "wall/", "all/"):
        page = cast.client("binh").get(f"{HERE}{asked.pk}/{path}").content.decode()
        assert "30/30" not in page
        assert "<table" not in page
    over(asked)
    page = cast.client("binh").get(f"{HERE}{asked.pk}/").content.decode()
    assert "30/30" in page
    outside = cast.client("ngoc").get(f"{HERE}{asked.pk}/").content.decode()
    assert "30/30" not in outside
    assert "80–100 %" in outside


def test_pages_ask_the_store_few_questions(
    cast: Cast, asked: Round, crowd: list[Person], django_assert_max_num_queries: Callable[..., object]
) -> None:
    answered(asked, crowd)
    client = cast.client("binh")
    for path in ("", "all/", "wall/"):
        with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
            client.get(f"{HERE}{asked.pk}/{path}")
    over(asked)
    client.get(f"{HERE}{asked.pk}/")
    for path in (HERE, f"{HERE}{asked.pk}/", f"{HERE}{asked.pk}/wall/"):
        with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
            client.get(path)


def test_one_chooses_as_what_one_answers(cast: Cast, asked: Round, key: Callable[[], str]) -> None:
    sent = {"kind": "noodles", "kept_back": "on"}
    assert cast.client("binh").post(f"{HERE}{asked.pk}/as/", sent | {"_key": key()}).status_code == 302
    assert Voice.objects.get(person=cast.binh).kept_back
    assert cast.client("binh").post(f"{HERE}{asked.pk}/as/", {"kind": "x", "_key": key()}).status_code == 422
    assert cast.client("minh").post(f"{HERE}{asked.pk}/as/", sent | {"_key": key()}).status_code == 403
    over(asked)
    assert cast.client("binh").post(f"{HERE}{asked.pk}/as/", {"_key": key()}).status_code == 302  # taken back later
    assert not Voice.objects.get(person=cast.binh).kept_back
    assert Vote.objects.count() == 0


def test_who_asks_is_shown_the_weeks_in_which_most_have_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    week = Week(dt.date(2031, 3, 3), dt.date(2031, 3, 9))
    monkeypatch.setattr(rounds, "weeks_of", lambda village, today: [week])
    assert "2031" in cast.client("hoa").get(HERE + "new/").content.decode()
