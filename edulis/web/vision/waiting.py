"""What waits in the room: statements to answer, and a text that wants a look back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.rules import may
from edulis.web.kit.visit import Visit
from edulis.web.kit.waiting import Waiting, waits
from edulis.web.vision.models import Draft, Look, Round, Statement, Vote
from edulis.web.vision.rules import ANSWER

A_YEAR = dt.timedelta(days=365)


@waits("vision")
def statements(visit: Visit) -> Iterator[Waiting]:
    """Rounds with statements that this person has not answered, and answers that others typed in for them."""
    if visit.person is None or not may(visit, ANSWER):
        return
    now = timezone.now()
    for one in Round.objects.filter(cluster=visit.cluster, counted=None, opens__lte=now, hand_in_until__gt=now)[:3]:
        mine = Vote.objects.filter(statement__round=one, person=visit.person)
        left = Statement.objects.filter(round=one, out=None).exclude(pk__in=mine.values("statement")).count()
        address = reverse("vision:round", kwargs={"cluster": visit.cluster.code, "number": one.pk})
        if left:
            yield Waiting(
                Text("{n} statements to answer: {question}", n=left, question=one.question), address, "vision"
            )
        if mine.filter(on_paper=True).exists():
            where = reverse("vision:statements", kwargs={"cluster": visit.cluster.code, "number": one.pk})
            yield Waiting(Text("Entered for you from paper: {question}", question=one.question), where, "pen")
    for draft in Draft.objects.filter(cluster=visit.cluster, state="adopted", adopted__lt=now - A_YEAR):
        if not Look.objects.filter(draft=draft, person=visit.person, at__gt=now - A_YEAR).exists():
            where = reverse("vision:text", kwargs={"cluster": visit.cluster.code, "number": draft.pk})
            yield Waiting(Text("A year has passed: did we come nearer to the vision?"), f"{where}#looks", "season")
