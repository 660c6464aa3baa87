"""Who comes through a door, and as what."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from edulis.web.kit.visit import Visit
from edulis.web.people.models import Cluster, Membership, Person

# The first of these that a person holds is what the trail says they acted as.
FOREMOST = ("coordinator", "member", "ally", "facilitator", "support", "researcher", "operator", "former", "visitor")


def visit_of(request: HttpRequest, code: str | None) -> Visit:
    """The visit of this request to the cluster of that code; its cluster is empty where there is none."""
    person = request.user if isinstance(request.user, Person) and request.user.is_active else None
    if code is None:
        return _as(Visit(person=person, roles=_site_roles(person)))
    cluster = Cluster.objects.filter(code=code).first()
    if cluster is None:
        return Visit(person=person)
    return visit_to(person, cluster)


def visit_to(person: Person | None, cluster: Cluster) -> Visit:
    """The visit of a person to a cluster, with the roles held there now."""
    if person is None:
        return Visit(cluster=cluster)
    roles, homes = set(_site_roles(person)), set()
    for role, household, until in Membership.objects.filter(person=person, cluster=cluster).values_list(
        "role", "household", "until"
    ):
        if until is not None and until <= timezone.now():
            roles.add("former")
            continue
        roles.add(role)
        if household:
            homes.add(household)
    if "coordinator" in roles:
        roles.add("member")
    if roles - {"former", "visitor", "operator"}:
        roles.discard("former")
    return _as(Visit(person=person, cluster=cluster, roles=frozenset(roles), households=frozenset(homes)))


def clusters_of(person: Person) -> list[Cluster]:
    """The clusters in which a person holds a role now, by title."""
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), person=person)
    return list(Cluster.objects.filter(pk__in=held.values("cluster")).order_by("title"))


def _site_roles(person: Person | None) -> frozenset[str]:
    if person is None:
        return frozenset({"visitor"})
    return frozenset({"visitor", "operator"}) if person.is_operator else frozenset({"visitor"})


def _as(visit: Visit) -> Visit:
    visit.acting_as = next(role for role in FOREMOST if role in visit.roles)
    return visit
