"""Questions about elections, recalls and rules: names first, then the vote."""

import datetime as dt
from typing import Any

import pytest

from edulis.web.people.officeforms import CallForm, ProposeForm, RecallForm, soon

CALL = {
    "seats": "3", "months": "12", "names_day": soon(3), "names_time": "20:00", "until_day": soon(6),
    "until_time": "20:00",
    "later": "2", "secret": "secret",
}  # fmt: skip


def test_an_election_gathers_names_before_it_votes() -> None:
    form = CallForm(CALL)
    assert form.is_valid(), form.errors
    given = form.cleaned_data
    assert given["nominate_until"] < given["cast_until"]
    assert given["hand_in_until"] - given["cast_until"] == dt.timedelta(days=2)
    assert given["secret"] is True


@pytest.mark.parametrize(
    "wrong", [{"names_day": soon(-1)}, {"names_day": soon(6)}, {"until_day": soon(-1)}, {"seats": "0"}, {"later": "99"}]
)
def test_what_could_not_be_held_is_said_beside_its_question(wrong: dict[str, Any]) -> None:
    assert not CallForm(CALL | wrong).is_valid()


def test_a_recall_is_secret_unless_told_and_says_why() -> None:
    assert RecallForm().initial["secret"] == "secret"
    assert not RecallForm({"until_day": soon(6), "until_time": "20:00", "later": "2", "secret": "open"}).is_valid()


def test_a_proposal_is_a_rule_with_its_times() -> None:
    told = {"kind": "supermajority", "share": "2/3", "quorum": "1/2", "until_day": soon(6), "until_time": "20:00",
            "later": "0"}  # fmt: skip
    form = ProposeForm(told, kinds=("majority", "supermajority"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["rule"].data()["share"] == "2/3"
    assert not ProposeForm(told | {"kind": "consent"}, kinds=("majority",)).is_valid()
