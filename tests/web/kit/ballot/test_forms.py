"""Questions about a vote: an end that lies ahead, secret or open, a rule that can be carried out."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.forms import RuleForm, SecrecyForm, TimesForm, asked_of


def test_the_end_is_a_time_of_the_place_and_hand_in_lies_on_it_or_later() -> None:
    day = timezone.localdate() + dt.timedelta(days=2)
    form = TimesForm({"until_day": day, "until_time": "19:30", "later": "3"})
    assert form.is_valid()
    told = timezone.localtime(form.cleaned_data["cast_until"])
    assert (told.date(), told.hour, told.minute) == (day, 19, 30)
    assert form.cleaned_data["hand_in_until"] - form.cleaned_data["cast_until"] == dt.timedelta(days=3)
    assert not TimesForm({"until_day": timezone.localdate() - dt.timedelta(days=1), "until_time": "1:00"}).is_valid()


def test_secret_or_open_is_said_and_never_guessed() -> None:
    assert not SecrecyForm({}).is_valid()
    form = SecrecyForm({"secret": "open"})
    assert form.is_valid()
    assert form.cleaned_data["secret"] is False


@pytest.mark.parametrize(
    "rule",
    [
        Deciding(), Deciding("majority", quorum_number=7, hidden=False),
        Deciding("supermajority", Fraction(2, 3), Fraction(1, 2)),
    ],
)  # fmt: skip
def test_a_rule_comes_back_from_its_questions_as_it_was(rule: Deciding) -> None:
    form = RuleForm({name: value for name, value in asked_of(rule).items() if value})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["rule"] == rule


@pytest.mark.parametrize(
    "wrong", [{"kind": "supermajority"}, {"kind": "most"}, {"kind": "majority", "quorum": "1/2", "quorum_number": "3"}]
)
def test_what_is_no_rule_is_asked_again(wrong: dict[str, Any]) -> None:
    assert not RuleForm(wrong).is_valid()
