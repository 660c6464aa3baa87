"""What waits among people: cards that were made and not used."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.rules import may
from edulis.web.kit.visit import Visit
from edulis.web.kit.waiting import Waiting, waits
from edulis.web.people.models import Invitation
from edulis.web.people.rules import INVITE


@waits("people")
def unused_cards(visit: Visit) -> Iterator[Waiting]:
    """Cards to hand over, for those who make them."""
    if not may(visit, INVITE):
        return
    cards = Invitation.objects.filter(cluster=visit.cluster, used=None, until__gt=timezone.now()).count()
    if cards:
        address = reverse("people:people", kwargs={"cluster": visit.cluster.code})
        yield Waiting(Text("Cards to hand over: {n}", n=cards), address, "card")
