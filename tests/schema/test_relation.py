"""Ties, loans, institutions and services."""

from edulis.schema import Loan, Membership, Relation, Service, columns, keys
from edulis.schema.words import RELATION, SYMMETRIC_RELATIONS


def test_a_tie_has_a_direction_and_one_row_for_each_kind() -> None:
    assert keys(Relation) == ("round", "kind", "one", "other")


def test_ties_that_hold_both_ways_are_kinds_of_tie() -> None:
    assert set(dict(RELATION)) >= SYMMETRIC_RELATIONS


def test_institutions_lend_but_only_people_of_the_cluster_borrow() -> None:
    sides = {column.name: column.to for column in columns(Loan)}
    assert "institution" in sides["lender"]
    assert "institution" not in sides["borrower"]


def test_a_member_is_a_household_or_an_enterprise() -> None:
    member = next(column for column in columns(Membership) if column.name == "member")
    assert member.to == ("enterprise", "household")


def test_a_service_tells_its_price_the_users_share_and_its_end() -> None:
    names = {column.name for column in columns(Service)}
    assert {"price", "user_share", "ends", "missing", "policy_effect"} <= names
