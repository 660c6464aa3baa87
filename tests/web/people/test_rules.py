"""Anybody may come to the door; coordinators make cards; everybody may go."""

from edulis.web.kit.rules import may
from edulis.web.people import rules
from edulis.web.people.models import Membership
from tests.web.conftest import Cast


def test_anybody_may_come_to_the_door(cast: Cast) -> None:
    assert all(may(cast.visit(name), rules.ENTER) for name in ("", *cast.people))


def test_only_coordinators_make_cards(cast: Cast) -> None:
    assert [name for name in cast.people if may(cast.visit(name), rules.INVITE)] == ["hoa"]


def test_a_role_is_ended_by_its_holder_or_by_a_coordinator_of_the_same_cluster(cast: Cast) -> None:
    binhs = Membership.objects.get(person=cast.binh)
    assert [name for name in cast.people if may(cast.visit(name), rules.END_ROLE, binhs)] == ["hoa", "binh"]
    lans = Membership.objects.get(person=cast.lan)
    assert not may(cast.visit("hoa"), rules.END_ROLE, lans)
