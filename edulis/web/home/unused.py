"""What waits among people: purposes to answer, cards that were made and not used."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.rules import may
from edulis.web.kit.visit import Visit
from edulis.web.kit.waiting import Waiting, waits
from edulis.web.people.consents import words_of
from edulis.web.people.models import Invitation
from edulis.web.people.purposes import PURPOSES
from edulis.web.people.rules import INVITE, SAY_WORD


@waits("people")
def among_people(visit: Visit) -> Iterator[Waiting]:
    """What one has not answered yet, and cards to hand over."""
    yield from unanswered(visit)
    yield from unused_cards(visit)


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
