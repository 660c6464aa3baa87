"""Questions of the room, and what is refused in words."""

import datetime as dt

import pytest
from django.utils import timezone

from edulis.web.vision.forms import LookForm, OutForm, RoundForm, StatementForm, StepForm, TextForm, VoiceForm


def at(days: float) -> str:
    return timezone.localtime(timezone.now() + dt.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("first", "last", "good"), [(5, 7, True), (5, 5, True), (7, 5, False), (-1, 5, False), (5, 500, False)]
)
def test_the_times_of_a_round_stand_in_their_order(first: float, last: float, good: bool) -> None:
    form = RoundForm({"question": "Làng mình …", "cast_until": at(first), "hand_in_until": at(last)})
    assert form.is_valid() == good


def test_a_statement_is_one_line() -> None:
    form = StatementForm({"words": "  Nước \n trong "}, {})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "Nước trong"
    assert not StatementForm({"words": "x" * 281}, {}).is_valid()
    assert not OutForm({"why": ""}).is_valid()


def test_years_are_years_and_a_look_back_chooses_one_of_three() -> None:
    assert not StepForm({"year": 3, "words": "x"}).is_valid()
    assert StepForm({"year": 2031, "words": "x"}).is_valid()
    assert LookForm({"year": 2031, "nearer": "same"}).is_valid()
    assert not LookForm({"year": 2031, "nearer": "up"}).is_valid()
    assert not TextForm({"words": ""}).is_valid()


def test_after_counting_only_what_researchers_may_have_can_change() -> None:
    assert "kind" not in VoiceForm(choose=False).fields
    assert "unknown" not in dict(VoiceForm().fields["kind"].choices)  # type: ignore[attr-defined]
