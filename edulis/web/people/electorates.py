"""Who is asked when a ballot asks the members: as they are when it opens."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from edulis.web.kit.ballot.holding import electorate_of
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.rules import MEMBERS
from edulis.web.people.models import Cluster, Membership, Person


def held_now(cluster: Cluster, roles: frozenset[str] = MEMBERS) -> QuerySet[Membership]:
    """The roles of those kinds that are held in a cluster now."""
    return Membership.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), cluster=cluster, role__in=roles)


def members_now(cluster: Cluster) -> list[int]:
    """The numbers of all members; coordinators are members."""
    return sorted(set(held_now(cluster).values_list("person", flat=True)))


def allies_now(cluster: Cluster) -> list[int]:
    """The numbers of all allied actors who are not members too."""
    found = set(held_now(cluster, frozenset({"ally"})).values_list("person", flat=True))
    return sorted(found - set(members_now(cluster)))


def persons_of(numbers: list[int]) -> list[Person]:
    """These persons by name."""
    return list(Person.objects.filter(pk__in=numbers).order_by("name", "pk"))


@electorate_of("members")
def _members(ballot: Ballot) -> tuple[list[int], list[int]]:
    return members_now(ballot.cluster), []


@electorate_of("members_and_allies")
def _with_allies(ballot: Ballot) -> tuple[list[int], list[int]]:
    return members_now(ballot.cluster), allies_now(ballot.cluster)
