"""Local groups: a women's association, a savings group, a union. Members make them, and they decide among their own.

A group is no person and has no card: it acts through its members, who are members of the cluster. What it decides it
decides by a ballot whose electorate it is. Another room may let it be the vehicle of something (`groups_of`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from edulis.web.kit.ballot.holding import Question, electorate_of, form_for, hold
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.locks import lock
from edulis.web.kit.trail import record_act
from edulis.web.kit.versions import save_seen
from edulis.web.kit.visit import Visit
from edulis.web.people.electorates import members_now
from edulis.web.people.matters import GROUP, rule_of
from edulis.web.people.models import Cluster, Group, GroupMember, Person
from edulis.web.people.rules import ADMIT, ASK_GROUP, CHANGE_GROUP, JOIN, MAKE_GROUP, QUIT


class Done(Exception):
    """It was done in the meantime, or there is nothing to do."""


def make(visit: Visit, values: Mapping[str, Any]) -> Group:
    """Make a group; who makes it is its first member."""
    group = Group.objects.create(cluster=visit.cluster, by=visit.person, **values)
    GroupMember.objects.create(group=group, person=visit.person, since=timezone.now())
    record_act(visit, MAKE_GROUP.verb, group, title=group.name)
    return group


def change(visit: Visit, group: Group, seen: int, values: Mapping[str, Any]) -> None:
    """Change what a group says of itself. Raises Stale."""
    save_seen(group, seen, **values, changed=timezone.now())
    record_act(visit, CHANGE_GROUP.verb, group, title=group.name)


def join(visit: Visit, group: Group) -> GroupMember:
    """Join; where the group asks first, one of its members says yes. Raises Done."""
    (group,) = lock(group)
    if GroupMember.objects.filter(group=group, person=visit.person, until=None).exists():
        raise Done
    at = timezone.now() if group.joining == "open" else None
    row = GroupMember.objects.create(group=group, person=visit.person, since=at)
    record_act(visit, JOIN.verb, group, title=group.name)
    return row


def admit(visit: Visit, row: GroupMember) -> None:
    """Say yes to somebody who asked to join. Raises Done."""
    (row,) = lock(row)
    if row.since is not None or row.until is not None:
        raise Done
    GroupMember.objects.filter(pk=row.pk).update(since=timezone.now(), by=visit.person)
    record_act(visit, ADMIT.verb, row.group, title=row.group.name, person=row.person_id)


def quit_group(visit: Visit, group: Group) -> None:
    """Leave a group. Raises Done."""
    (group,) = lock(group)
    left = GroupMember.objects.filter(group=group, person=visit.person, until=None).update(until=timezone.now())
    if not left:
        raise Done
    record_act(visit, QUIT.verb, group, title=group.name)


def ask(visit: Visit, group: Group, question: str, more: str, *, secret: bool, times: Mapping[str, Any]) -> Ballot:
    """Put a question to the group, under the rule for matters of groups."""
    rule = rule_of(visit.cluster, GROUP.code)
    ballot = hold(
        visit,
        Question(
            room="people", thing=f"people.group:{group.pk}", question=question, more=more, form=form_for(rule),
            secret=secret, rule=rule, electorate="group", among=str(group.pk), among_title=group.name,
            page=reverse("people:group", kwargs={"cluster": visit.cluster.code, "number": group.pk}),
            cast_until=times["cast_until"], hand_in_until=times["hand_in_until"],
        ),
    )  # fmt: skip
    record_act(visit, ASK_GROUP.verb, ballot, title=group.name)
    return ballot


def in_group_now(group: Group) -> QuerySet[GroupMember]:
    """Who is in the group now, as members of the cluster."""
    return group.members.exclude(since=None).filter(until=None, person__in=members_now(group.cluster))


def groups_of(person: Person | None, cluster: Cluster) -> QuerySet[Group]:
    """The groups in which somebody is now."""
    inside = Q(members__person=person, members__until=None, members__since__isnull=False)
    return Group.objects.filter(inside, cluster=cluster).distinct().order_by("name", "pk")


def is_in(visit: Visit, group: Group) -> bool:
    """Whether the visitor is in the group."""
    return visit.person is not None and in_group_now(group).filter(person=visit.person).exists()


@electorate_of("group")
def _electorate(ballot: Ballot) -> tuple[list[int], list[int]]:
    group = Group.objects.select_related("cluster").get(pk=int(ballot.among), cluster=ballot.cluster)
    return list(in_group_now(group).values_list("person", flat=True)), []
