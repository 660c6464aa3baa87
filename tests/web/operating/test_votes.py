"""The example's votes: each deed is one act with one line, in the order of its days, and they come to something."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from edulis.web.kit.ballot.holding import recount
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.models import Line
from edulis.web.operating.story import on_day
from edulis.web.operating.votes import Votes
from edulis.web.people.elections import coordinators
from edulis.web.people.groups import in_group_now
from edulis.web.people.models import Group, Membership, MembersRule, Person
from tests.web.conftest import Cast


def test_twelve_people_elect_form_a_group_and_leave_a_rule_open(cast: Cast) -> None:
    now = timezone.now()
    more = [Person.objects.create_user(f"Người {n}") for n in range(9)]
    for one in more:
        Membership.objects.create(person=one, cluster=cast.village, role="member", since=now - dt.timedelta(days=70))
    Membership.objects.update(since=now - dt.timedelta(days=70))
    days = []
    for day, deed in Votes(cast.village, [cast.hoa, cast.binh, cast.dao, *more], now, "en").deeds():
        before = Line.objects.count()
        with on_day(now + dt.timedelta(days=day)), transaction.atomic():
            deed()
        assert Line.objects.count() == before + 1, day
        days.append(day)
    assert days == sorted(days)
    assert len(coordinators(cast.village)) == 3
    assert in_group_now(Group.objects.get()).count() == 4
    ended = Ballot.objects.exclude(closed=None)
    assert {(one.thing.split(":")[0], one.end.decided) for one in ended if one.end} == {
        ("people.election", True), ("people.group", True),
    }  # fmt: skip
    assert all(recount(one) == one.end for one in ended)
    running = MembersRule.objects.get().ballot
    assert running is not None
    assert running.closed is None
    assert running.marks.count() == 3
