"""What waits among people: names for an election, a yes or no to standing, who wants to join, purposes, cards."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.rules import MEMBERS, may
from edulis.web.kit.visit import Visit
from edulis.web.kit.waiting import Waiting, waits
from edulis.web.people.consents import words_of
from edulis.web.people.groups import groups_of
from edulis.web.people.models import Election, GroupMember, Invitation
from edulis.web.people.purposes import PURPOSES
from edulis.web.people.rules import INVITE, SAY_WORD


@waits("people")
def among_people(visit: Visit) -> Iterator[Waiting]:
    """What one has not answered yet, what elections and groups wait for, and cards to hand over."""
    yield from unanswered(visit)
    if visit.roles & MEMBERS:
        yield from elections_and_groups(visit)
    yield from unused_cards(visit)


def elections_and_groups(visit: Visit) -> Iterator[Waiting]:
    """Elections that gather names, whether one stands, and who asks to join a group of one's own."""
    gathering = Election.objects.filter(
        cluster=visit.cluster, recalled=None, ballot=None, ended=None, nominate_until__gt=timezone.now()
    )
    for one in gathering.prefetch_related("candidates"):
        address = reverse("people:election", kwargs={"cluster": visit.cluster.code, "number": one.pk})
        named = next((name for name in one.candidates.all() if name.person_id == visit.number), None)
        if named is not None and named.accepted is None:
            yield Waiting(Text("You are named for coordinator. Do you stand?"), address, "person")
        elif named is None:
            yield Waiting(Text("Name those who should be coordinators"), address, "people")
    asking = GroupMember.objects.filter(group__in=groups_of(visit.person, visit.cluster), since=None, until=None)
    for row in asking.select_related("group", "person").order_by("pk")[:5]:
        address = reverse("people:group", kwargs={"cluster": visit.cluster.code, "number": row.group_id})
        told = Text("{name} wants to join: {group}", name=str(row.person), group=row.group.name)
        yield Waiting(told, address, "people")


def unanswered(visit: Visit) -> Iterator[Waiting]:
    """Purposes that nobody of the household has answered, or whose words are new; one card for all of them."""
    homes = sorted(visit.households)
    if not homes or not may(visit, SAY_WORD):
        return
    words = words_of(visit.cluster, homes, visit.number)
    asked = [one for one in PURPOSES if one.of == "household" and not one.unless_refused]
    answered = {code for (code, _), word in words.items() if word.state != "anew"}
    left = [one for one in asked if one.code not in answered]
    if left:
        address = reverse("people:consent", kwargs={"cluster": visit.cluster.code})
        yield Waiting(Text("For what may your own be used? To answer: {n}", n=len(left)), address, "yes")


def unused_cards(visit: Visit) -> Iterator[Waiting]:
    """Cards to hand over, for those who make them."""
    if not may(visit, INVITE):
        return
    cards = Invitation.objects.filter(cluster=visit.cluster, used=None, until__gt=timezone.now()).count()
    if cards:
        address = reverse("people:people", kwargs={"cluster": visit.cluster.code})
        yield Waiting(Text("Cards to hand over: {n}", n=cards), address, "card")
