"""What waits for a person in the forum: days not to forget, slips to carry over, what somebody asks to be hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.forum.models import Objection, Relayed, Reminder
from edulis.web.forum.rules import RELAY, SEE, moderates
from edulis.web.kit.rules import may
from edulis.web.kit.visit import Visit
from edulis.web.kit.waiting import Waiting, waits

AHEAD = dt.timedelta(days=7)


@waits("forum")
def waiting(visit: Visit) -> Iterator[Waiting]:
    """Reminders of the next seven days for all; for those who moderate and carry, what was left to them."""
    if not may(visit, SEE):
        return
    cluster, today = visit.cluster, timezone.localdate()
    soon = Reminder.objects.filter(topic__cluster=cluster, day__gte=today, day__lte=today + AHEAD)
    for one in soon.select_related("topic")[:5]:
        address = reverse("forum:topic", kwargs={"cluster": cluster.code, "number": one.topic_id})
        yield Waiting(Text("{day}: {words}", day=one.day, words=one.words), address, "season")
    if moderates(visit):
        asked = Objection.objects.filter(post__topic__cluster=cluster, settled=None).select_related("post")
        for objection in asked.order_by("pk")[:5]:
            address = reverse("forum:hide", kwargs={"cluster": cluster.code, "number": objection.post_id})
            yield Waiting(Text("Somebody asks you to hide something in the forum"), address, "forum")
    if may(visit, RELAY):
        left = Relayed.objects.filter(topic__cluster=cluster, state=Relayed.WAITS).count()
        if left:
            address = reverse("forum:slips", kwargs={"cluster": cluster.code})
            yield Waiting(Text("Slips to carry over without a name: {n}", n=left), address, "forum")
