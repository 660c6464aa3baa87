"""Outsiders write marked and never decide; guests and researchers keep to what is theirs."""

import pytest

from edulis.web.forum import rules
from edulis.web.kit.rules import may
from tests.web.conftest import Cast

WHO = ("binh", "hoa", "an", "minh", "son", "ngoc", "tu", "lan", "gone")
EXPECTED = {
    "SEE": {"binh", "hoa", "an", "minh", "son", "ngoc"},
    "OPEN": {"binh", "hoa", "an", "minh", "son"},
    "SAY": {"binh", "hoa", "an", "minh", "son"},
    "SEE_HIDDEN": {"binh", "hoa", "an"},
    "DECIDE": {"binh", "hoa"},
    "STRIKE": {"binh", "hoa"},
    "HIDE": {"binh", "hoa"},
    "PAIR": {"binh", "hoa", "minh"},
    "LEAVE_SLIP": {"binh", "hoa", "an"},
    "OPEN_BOX": {"hoa", "minh"},
    "RELAY": {"hoa", "minh"},
    "TYPE_IN": {"binh", "hoa", "minh"},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_who_may_what(cast: Cast, name: str) -> None:
    assert {one for one in WHO if may(cast.visit(one), getattr(rules, name))} == EXPECTED[name]


def test_those_moderate_whom_the_members_elected(cast: Cast) -> None:
    assert rules.moderates(cast.visit("hoa"))
    assert not any(rules.moderates(cast.visit(name)) for name in WHO if name != "hoa")
