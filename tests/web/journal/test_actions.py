"""What people do in the journal."""

import datetime as dt

import pytest
from django.db import transaction

from edulis.web.journal import actions
from edulis.web.journal.models import Decided, Meeting, Minutes, Wording
from edulis.web.kit.models import Line
from edulis.web.kit.pictures import Drawn
from edulis.web.kit.versions import Stale
from tests.web.conftest import Cast


def test_each_version_of_minutes_is_kept_and_an_old_one_saves_over_nobody(cast: Cast, meeting: Meeting) -> None:
    with transaction.atomic():
        actions.write(cast.visit("minh"), meeting, 0, "Ao đầy")
        actions.write(cast.visit("binh"), meeting, 1, "Ao đầy, mương tắc")
        with pytest.raises(Stale):
            actions.write(cast.visit("hoa"), meeting, 1, "Khác")
    assert Minutes.objects.get().words == "Ao đầy, mương tắc"
    assert list(Wording.objects.values_list("number", "words", "outsider")) == [
        (2, "Ao đầy, mương tắc", False),
        (1, "Ao đầy", True),
    ]


def test_the_first_to_write_minutes_wins_also_when_two_begin(cast: Cast, meeting: Meeting) -> None:
    with transaction.atomic():
        actions.write(cast.visit("minh"), meeting, 0, "Một")
        with pytest.raises(Stale):
            actions.write(cast.visit("hoa"), meeting, 0, "Hai")


def test_a_decision_is_struck_out_once_and_stays(cast: Cast, meeting: Meeting) -> None:
    with transaction.atomic():
        made = actions.decide(cast.visit("binh"), meeting, {"words": "Đào mương"})
        actions.strike(cast.visit("hoa"), made)
        with pytest.raises(actions.Gone):
            actions.strike(cast.visit("hoa"), made)
    assert Decided.objects.get().struck is not None


def test_a_meeting_holds_so_many_pictures(cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_PHOTOS", 1)
    with transaction.atomic():
        actions.show(cast.visit("binh"), meeting, Drawn("a", b"x", 1, 1), "")
        with pytest.raises(actions.Full):
            actions.show(cast.visit("binh"), meeting, Drawn("b", b"x", 1, 1), "")


def test_who_came_is_written_whole(cast: Cast, meeting: Meeting) -> None:
    with transaction.atomic():
        actions.attend(cast.visit("minh"), meeting, 1, [cast.hoa.pk, cast.binh.pk], ["Bà Tư"])
        actions.attend(cast.visit("minh"), meeting, 2, [cast.hoa.pk], [])
        with pytest.raises(Stale):
            actions.attend(cast.visit("binh"), meeting, 2, [], [])
    assert [one.person for one in meeting.presences.all()] == [cast.hoa]
    assert Line.objects.count() == 2


def test_a_meeting_is_past_when_its_day_is_over(meeting: Meeting) -> None:
    assert actions.is_past(meeting, dt.date(2003, 5, 7))
    assert not actions.is_past(meeting, dt.date(2003, 5, 6))
