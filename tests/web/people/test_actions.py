"""What people do about people leaves its line and is refused when it is too late."""

import datetime as dt

import pytest
from django.utils import timezone

from edulis.web.kit.models import Line
from edulis.web.people.actions import Ended, InOffice, LastCoordinator, Spent, accept, end_role, invite, take_back
from edulis.web.people.models import Invitation, Membership
from tests.web.conftest import Cast


def test_a_card_that_is_too_old_lets_nobody_in(cast: Cast) -> None:
    card = invite(cast.visit("hoa"), name="Mận", role="member")
    Invitation.objects.update(until=timezone.now() - dt.timedelta(minutes=1))
    with pytest.raises(Spent):
        accept(cast.visit(""), card, name="Mận", language="vi")


def test_a_used_card_cannot_be_taken_back(cast: Cast) -> None:
    card = invite(cast.visit("hoa"), name="Mận", role="member")
    accept(cast.visit(""), card, name="Mận", language="vi")
    with pytest.raises(Spent):
        take_back(cast.visit("hoa"), card)


def test_the_line_of_coming_in_is_the_newcomers_own(cast: Cast) -> None:
    card = invite(cast.visit("hoa"), name="Mận", role="member", household="h_man")
    person = accept(cast.visit(""), card, name="Mận", language="vi")
    line = Line.objects.get(verb="people.card_accept")
    assert (line.person, line.role, line.cluster) == (person.pk, "member", cast.village)


def test_what_somebody_else_did_before_is_not_done_twice_and_leaves_no_second_line(cast: Cast) -> None:
    card = invite(cast.visit("hoa"), name="Mận", role="member")
    take_back(cast.visit("hoa"), card)
    with pytest.raises(Spent):
        take_back(cast.visit("hoa"), card)
    membership = Membership.objects.get(person=cast.binh)
    end_role(cast.visit("binh"), membership)
    with pytest.raises(Ended):
        end_role(cast.visit("hoa"), membership)
    assert Line.objects.count() == 3


def test_who_leaves_the_office_stays_a_member_and_who_leaves_as_a_member_leaves_the_office(cast: Cast) -> None:
    now = timezone.now()
    office = Membership.objects.create(person=cast.binh, cluster=cast.village, role="coordinator", since=now)
    end_role(cast.visit("binh"), office)
    assert cast.visit("binh").roles == {"visitor", "member"}
    Membership.objects.create(person=cast.binh, cluster=cast.village, role="coordinator", since=now)
    end_role(cast.visit("binh"), Membership.objects.get(person=cast.binh, role="member", until=None))
    assert cast.visit("binh").roles == {"visitor", "former"}


def test_the_last_coordinator_cannot_leave_and_none_is_put_out_by_another(cast: Cast) -> None:
    last = Membership.objects.get(person=cast.hoa, until=None)
    with pytest.raises(LastCoordinator):
        end_role(cast.visit("hoa"), last)
    other = Membership.objects.create(person=cast.binh, cluster=cast.village, role="coordinator", since=timezone.now())
    for one in (other, Membership.objects.get(person=cast.binh, role="member")):
        with pytest.raises(InOffice):
            end_role(cast.visit("hoa"), one)
    assert Line.objects.count() == 0
