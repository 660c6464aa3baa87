"""Statements without a name: slips put into a box, taken out together later, carried over by somebody who asks nothing.

Leaving a slip keeps no person, no moment and no answer: its row has a random number, its key is stored as a digest that
only the key itself leads to, it leaves no line. The line is left when the box is opened, by whoever opens it, and says
how many slips there were. A box is opened at most once a day, and not for fewer than three slips within a week.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.forum.forms import WordsForm
from edulis.web.forum.models import Box, Relayed, Slip, Topic
from edulis.web.forum.rules import CARRY, LEAVE_SLIP, OPEN_BOX, RELAY, SEE
from edulis.web.forum.where import found, here
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.locks import lock
from edulis.web.kit.models import OpenRoom
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import current, say
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit

FEWEST, PATIENCE = 3, dt.timedelta(days=7)
HOW = Text("Nothing of it is kept but the words: not who, not when. Write it so that nobody knows you by it.")


class Closed(Exception):
    """The box stays closed for now."""


def leave(topic: Topic, words: str) -> None:
    """Put a slip into the box. Takes no visit: it cannot know whose it is.

    All slips of the box are written anew in the order of their random numbers: else the place of a row in the store
    would tell which came first, and on PostgreSQL the transaction that wrote it what else was written then.
    """
    lock(topic.cluster)
    slips = list(Slip.objects.filter(topic__cluster=topic.cluster))
    slips.append(Slip(id=secrets.token_hex(16), topic=topic, words=words, language=current()))
    Slip.objects.filter(topic__cluster=topic.cluster).delete()
    Slip.objects.bulk_create(sorted(slips, key=lambda slip: str(slip.pk)))


def open_box(visit: Visit) -> int:
    """Take all slips out in no order, for those who carry them over; how many there were. Raises Closed."""
    today = timezone.localdate()
    Box.objects.get_or_create(cluster=visit.cluster)
    (box,) = lock(Box.objects.get(cluster=visit.cluster))
    slips = list(Slip.objects.filter(topic__cluster=visit.cluster))
    since = box.opened or _opened(visit.cluster)
    if not slips or box.opened == today or (len(slips) < FEWEST and today - since < PATIENCE):
        raise Closed
    drawn = sorted((secrets.token_hex(16), slip) for slip in slips)
    Relayed.objects.bulk_create(
        Relayed(id=number, topic_id=slip.topic_id, words=slip.words, language=slip.language, day=today)
        for number, slip in drawn
    )
    Slip.objects.filter(pk__in=[slip.pk for slip in slips]).delete()
    Box.objects.filter(pk=box.pk).update(opened=today, slips=box.slips + len(slips))
    record_act(visit, OPEN_BOX.verb, "forum.box", title=say(Text("{n} slips", n=len(slips))), slips=len(slips))
    return len(slips)


def _opened(cluster: Any) -> dt.date:
    """Since when slips could be left: the day on which the forum was opened."""
    since = OpenRoom.objects.filter(cluster=cluster, room="forum").values_list("since", flat=True).first()
    return timezone.localdate(since) if since is not None else timezone.localdate()


def relay(visit: Visit, topic: Topic, words: str) -> Relayed:
    """Carry over what somebody told aloud; whose it is, is not written down."""
    made = Relayed.objects.create(
        id=secrets.token_hex(16), topic=topic, words=words, language=current(), state=Relayed.SHOWN,
        day=timezone.localdate(),
    )  # fmt: skip
    record_act(visit, RELAY.verb, topic, title=topic.title)
    return made


def carry(visit: Visit, slip: Relayed, words: str, *, aside: bool) -> None:
    """Carry a slip over, in these words, or lay it aside. Raises Closed where that was done."""
    (slip,) = lock(slip)
    if slip.state != Relayed.WAITS:
        raise Closed
    state = Relayed.ASIDE if aside else Relayed.SHOWN
    Relayed.objects.filter(pk=slip.pk).update(state=state, words=slip.words if aside else words)
    record_act(visit, CARRY.verb, slip.topic, title=slip.topic.title, aside=aside)


def _form(data: Any = None, **more: Any) -> WordsForm:
    return WordsForm(data, label=Text("What should the others hear?"), help_text=HOW, most=2000, **more)


@opens(SEE)
def slips(request: Guest) -> HttpResponse:
    """How statements without a name go, how often that is used, and for those who carry, what waits."""
    cluster = request.visit.cluster
    box = Box.objects.filter(cluster=cluster).first()
    waiting: QuerySet[Relayed] | tuple[()] = ()
    if may(request.visit, RELAY):
        waiting = Relayed.objects.filter(topic__cluster=cluster, state=Relayed.WAITS).select_related("topic")
    carried = Relayed.objects.filter(topic__cluster=cluster, state=Relayed.SHOWN)
    months = carried.order_by().values("day__year", "day__month").annotate(n=Count("id"))
    shown = {
        "box": box, "waiting": [(one, _form(initial={"words": one.words}, auto_id=f"w{one.pk}_%s")) for one in waiting],
        "months": months.order_by("-day__year", "-day__month")[:12], "may_carry": may(request.visit, RELAY),
        "fewest": FEWEST, "days": PATIENCE.days,
    }  # fmt: skip
    return render(request, "forum/slips.html", shown)


@opens(LEAVE_SLIP, methods="GET POST", unsigned=True)
def slip(request: Guest, number: int) -> HttpResponse:
    """Leave a slip about a topic."""
    one = found(request, number, LEAVE_SLIP)
    form = _form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        leave(one, form.cleaned_data["words"])
        address = reverse("forum:slip", kwargs={"cluster": request.visit.cluster.code, "number": one.pk})
        return redirect(f"{address}?left=1")
    shown = {"topic": one, "form": form, "left": request.GET.get("left") == "1"}
    return render(request, "forum/slip.html", shown, status=422 if request.method == "POST" else 200)


@opens(OPEN_BOX, methods="POST")
def opened(request: Guest) -> HttpResponse:
    """Open the box."""
    try:
        open_box(request.visit)
    except Closed:
        told = Text(
            "The box stays closed: it is empty, was opened today, or holds so few slips that one could guess whose "
            "they are. After a week it opens for any number."
        )
        return refusal(request, 409, told)
    return redirect("forum:slips", cluster=request.visit.cluster.code)


@opens(CARRY, methods="POST")
def carried(request: Guest, name: str) -> HttpResponse:
    """Carry a slip over, or lay it aside."""
    one = get_object_or_404(Relayed.objects.select_related("topic"), pk=name)
    require(request, CARRY, one)
    aside = request.POST.get("do") == "aside"
    form = _form(request.POST)
    if not aside and not form.is_valid():
        return render(request, "forum/carry.html", {"slip": one, "form": form}, status=422)
    try:
        carry(request.visit, one, form.cleaned_data.get("words", "") if form.is_valid() else "", aside=aside)
    except Closed:
        return refusal(request, 409, Text("Somebody else has done that already."))
    return redirect("forum:slips", cluster=request.visit.cluster.code)


@opens(RELAY, methods="GET POST")
def told(request: Guest, number: int) -> HttpResponse:
    """Type what somebody told aloud and does not want to be known for."""
    one = found(request, number, RELAY)
    form = _form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        relay(request.visit, one, form.cleaned_data["words"])
        return redirect(f"{here(request, one)}#relayed")
    return render(
        request, "forum/relay.html", {"topic": one, "form": form}, status=422 if request.method == "POST" else 200
    )
