"""Decisions say why and by which rule; reminders go by wall, calendar and calling round, never by e-mail."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.web.forum.deciding import broken, escaped
from edulis.web.forum.models import Decision, Reminder, Topic
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE

Send = Callable[..., Any]
GIVEN = {"words": "Đếm số lần rửa", "reasons": "Chưa ai đếm bao giờ.", "rule": "two_thirds", "hands_for": 11}


def test_a_decision_stands_with_its_reasons_and_the_rule_that_took_it(cast: Cast, topic: Topic, send: Send) -> None:
    for who in ("minh", "son", "ngoc", "an", "lan"):
        assert send(cast.client(who), f"{HERE}{topic.pk}/decide/", **GIVEN).status_code in {403, 404}, who
    assert Decision.objects.count() == 0
    assert send(cast.client("binh"), f"{HERE}{topic.pk}/decide/", **GIVEN).status_code == 302
    page = cast.client("minh", headers={"accept-language": "en"}).get(f"{HERE}{topic.pk}/").content.decode()
    for words in ("Đếm số lần rửa", "Chưa ai đếm bao giờ.", "two of three", "11 for, 0 against"):
        assert words in page
    decision = Decision.objects.get()
    assert send(cast.client("dao"), f"{HERE}struck/{decision.pk}/").status_code == 302
    assert send(cast.client("dao"), f"{HERE}struck/{decision.pk}/").status_code == 409
    assert "<s>Đếm số lần rửa</s>" in cast.client("binh").get(f"{HERE}{topic.pk}/").content.decode()


def test_a_reminder_is_for_the_wall_the_calendar_and_calling_round(cast: Cast, topic: Topic, send: Send) -> None:
    words = "Mang bột; nước, và sổ"
    assert send(cast.client("minh"), f"{HERE}{topic.pk}/remind/", day="2003-05-06", words=words).status_code == 302
    sheet = cast.client("dao").get(f"{HERE}{topic.pk}/reminders/").content.decode()
    assert words in sheet
    assert "Nguyễn Văn Bình" in sheet  # who spoke about it is to be called
    file = cast.client("dao").get(f"{HERE}{topic.pk}/calendar/")
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert file.headers["Content-Disposition"].startswith("attachment")
    lines = file.content.decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20030506" in lines
    assert "SUMMARY:Mang bột\\; nước\\, và sổ" in lines
    assert send(cast.client("binh"), f"{HERE}reminder/{Reminder.objects.get().pk}/away/").status_code == 302
    assert Reminder.objects.count() == 0


def test_a_reminder_of_another_cluster_is_not_there(cast: Cast, theirs: Topic, send: Send) -> None:
    day = dt.date(2003, 5, 6)
    one = Reminder.objects.create(topic=theirs, day=day, words="x", at="2003-05-06T00:00Z", by=cast.lan)
    assert send(cast.client("hoa"), f"{HERE}reminder/{one.pk}/away/").status_code == 404


@pytest.mark.parametrize("words", ["a\r\nBEGIN:VALARM", "x\ny", "\x00\x1b[31m", "ữ" * 200, "", "\\;,"])
def test_no_words_break_out_of_their_line(words: str) -> None:
    pieces = list(broken(f"SUMMARY:{escaped(words)}"))
    assert all("\n" not in piece and "\r" not in piece and len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])


@given(st.text(max_size=300))
def test_a_broken_line_joins_to_what_it_was(words: str) -> None:
    line = escaped(words)
    first, *rest = broken(line)
    assert first + "".join(piece[1:] for piece in rest) == line
