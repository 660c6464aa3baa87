"""Questions of the journal."""

import pytest

from edulis.web.journal.forms import DecidedForm, MeetingForm, PresenceForm


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2003-02-30", "6", ""])
def test_a_day_that_no_wall_calendar_shows_is_refused(day: str) -> None:
    assert not MeetingForm({"title": "Họp", "day": day}).is_valid()


def test_names_come_one_a_line() -> None:
    form = PresenceForm({"others": "  Bà  Tư \n\nÔng Năm\n"}, people=[])
    assert form.is_valid()
    assert form.cleaned_data["others"] == ["Bà Tư", "Ông Năm"]
    assert not PresenceForm({"others": "x" * 81}, people=[]).is_valid()


def test_hands_are_counted_in_whole_numbers() -> None:
    assert DecidedForm({"words": "Đào mương", "hands_for": "12"}).is_valid()
    assert not DecidedForm({"words": "Đào mương", "hands_for": "-1"}).is_valid()
