"""Ballots that wait for a person, and votes that were entered for them from paper."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.rules import is_open
from edulis.web.kit.visit import Visit
from edulis.web.kit.waiting import Waiting, waits

MOST = 5


@waits("kit")
def ballots(visit: Visit) -> Iterator[Waiting]:
    """Open ballots that ask this person and have no vote of theirs yet, or one that others entered."""
    if visit.person is None or visit.cluster is None or not visit.inside:
        return
    now = timezone.now()
    asking = Ballot.objects.filter(
        cluster=visit.cluster, closed=None, opens__lte=now, hand_in_until__gt=now, electors__person=visit.person
    )
    marked = dict(visit.person.marks.filter(ballot__in=asking).values_list("ballot", "on_paper"))
    told = 0
    for one in asking.order_by("cast_until", "pk"):
        if told >= MOST or marked.get(one.pk) is False or not is_open(visit.cluster, one.room):
            continue
        told += 1
        address = reverse("ballot:page", kwargs={"cluster": visit.cluster.code, "number": one.pk})
        if one.pk in marked:
            yield Waiting(Text("Entered for you from paper: {question}", question=one.question), address, "pen")
        else:
            yield Waiting(Text("Vote: {question}", question=one.question), address, "vote")
