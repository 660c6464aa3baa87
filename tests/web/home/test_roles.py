"""Each role is told what it may and may not."""

from edulis.web.home.roles import NO_DECIDING, PARTS
from edulis.web.kit.rules import MEMBERS, OUTSIDERS, ROLES


def test_every_role_but_members_and_visitors_has_its_door() -> None:
    assert set(PARTS) == set(ROLES) - MEMBERS - {"visitor"}


def test_outsiders_are_told_that_they_never_decide() -> None:
    assert all(NO_DECIDING in PARTS[role].may_not for role in OUTSIDERS)
