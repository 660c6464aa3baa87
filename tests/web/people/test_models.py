"""Clusters, persons and roles."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from edulis.web.people.models import Membership, Person
from tests.web.conftest import Cast


def test_a_role_is_held_once_at_a_time_and_can_be_taken_up_again(cast: Cast) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=cast.binh, cluster=cast.village, role="member", since=now)
    Membership.objects.filter(person=cast.binh).update(until=now)
    Membership.objects.create(person=cast.binh, cluster=cast.village, role="member", since=now)


def test_a_member_has_no_password_to_guess(cast: Cast) -> None:
    assert not cast.binh.has_usable_password()


def test_who_has_been_erased_is_a_number(cast: Cast) -> None:
    assert str(Person(pk=7)) == "№ 7"
