"""Households and what they agree to."""

from edulis.schema import Consent, HouseholdRound, Income, Successor, columns, keys


def test_what_changes_is_held_by_round_and_what_stays_is_not() -> None:
    assert keys(HouseholdRound) == ("round", "household")


def test_a_household_that_splits_has_a_row_for_each_successor() -> None:
    assert keys(Successor) == ("before", "after")


def test_consent_is_given_for_each_purpose_and_can_be_taken_back() -> None:
    assert keys(Consent) == ("who", "purpose", "day")
    names = [column.name for column in columns(Consent)]
    assert {"given", "until", "withdrawn"} <= set(names)


def test_who_controls_an_income_is_asked() -> None:
    control = next(column for column in columns(Income) if column.name == "control")
    assert [word for word, _ in control.choices] == ["women", "men", "both"]
