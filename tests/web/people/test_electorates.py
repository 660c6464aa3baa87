"""Who is asked when the members are: all who hold a role now, each once."""

from django.utils import timezone

from edulis.web.people.electorates import allies_now, held_now, members_now, persons_of
from edulis.web.people.models import Membership
from tests.web.conftest import Cast


def test_coordinators_are_members_and_former_members_are_not(cast: Cast) -> None:
    Membership.objects.create(person=cast.hoa, cluster=cast.village, role="member", since=timezone.now())
    assert members_now(cast.village) == sorted([cast.hoa.pk, cast.binh.pk, cast.dao.pk])
    assert held_now(cast.village).count() == 4


def test_an_ally_who_became_a_member_is_asked_once_as_a_member(cast: Cast) -> None:
    assert allies_now(cast.village) == [cast.an.pk]
    Membership.objects.create(person=cast.an, cluster=cast.village, role="member", since=timezone.now())
    assert allies_now(cast.village) == []
    assert cast.an.pk in members_now(cast.village)


def test_persons_come_by_name(cast: Cast) -> None:
    assert persons_of([cast.hoa.pk, cast.dao.pk, cast.binh.pk])[0] == cast.binh
