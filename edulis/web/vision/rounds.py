"""The door of the room, opening a round, and the round itself: one card at a time while it lasts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.enterprises.naming import kind_word
from edulis.web.journal.slack import weeks_of
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import Rule, may
from edulis.web.kit.tongue import say
from edulis.web.vision import actions
from edulis.web.vision.forms import RoundForm, VoiceForm
from edulis.web.vision.models import Draft, Round, Statement, Voice, Vote
from edulis.web.vision.reckoning import next_for, settle
from edulis.web.vision.results import shown
from edulis.web.vision.rules import ANSWER, EXPORT, OPEN, PAPER, PRINT, SAY, SEE, SPEAK_AS, WRITE_TEXT


def round_of(request: Guest, number: int, rule: Rule) -> Round:
    """The round of that number in this cluster, counted where it is time. Raises Http404."""
    if number >= 1 << 63:
        raise Http404
    one = get_object_or_404(Round.objects.select_related("cluster"), pk=number)
    require(request, rule, one)
    return settle(one)


@opens(SEE)
def door(request: Guest) -> HttpResponse:
    """What we have agreed on, what is being asked, and what was found."""
    cluster = request.visit.cluster
    rounds = [settle(one) for one in Round.objects.filter(cluster=cluster).annotate(
        said=Count("statements", filter=Q(statements__out=None), distinct=True),
        voices_heard=Count("voices", distinct=True),
    )]  # fmt: skip
    drafts = list(Draft.objects.filter(cluster=cluster))
    told = {
        "now": [one for one in rounds if one.counted is None], "before": [one for one in rounds if one.counted],
        "adopted": next((one for one in drafts if one.state == "adopted"), None),
        "draft": next((one for one in drafts if one.state not in {"adopted", "past"}), None),
        "may_open": may(request.visit, OPEN), "may_write": may(request.visit, WRITE_TEXT),
    }  # fmt: skip
    return render(request, "vision/door.html", told)


@opens(OPEN, methods="GET POST")
def begin(request: Guest) -> HttpResponse:
    """Open a round of statements."""
    form = RoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = actions.open_round(request.visit, {"opens": timezone.now(), **form.cleaned_data})
        return redirect("vision:round", cluster=request.visit.cluster.code, number=made.pk)
    told = {"form": form, "weeks": weeks_of(request.visit.cluster, timezone.localdate())}
    return render(request, "vision/begin.html", told, status=422 if request.method == "POST" else 200)


@opens(SEE)
def round(request: Guest, number: int) -> HttpResponse:
    """A round: the next statement as one large card; once hand-in is over, what we agree on."""
    one = round_of(request, number, SEE)
    if one.counted is not None:
        told = {
            "round": one,
            "may_export": may(request.visit, EXPORT, one) and one.for_research,
            **shown(one, request.visit),
        }
        return render(request, "vision/results.html", told | _voice(request, one))
    return render(request, "vision/round.html", running(request, one))


def running(request: Guest, one: Round) -> dict[str, Any]:
    """What a round shows while it lasts: never what others answered."""
    visit = request.visit
    asked = may(visit, ANSWER)
    open_ = Statement.objects.filter(round=one, out=None).count()
    mine = Vote.objects.filter(statement__round=one, statement__out=None, person=visit.person)
    return {
        "round": one, "asked": asked, "said": open_, "until": one.cast_until,
        "done": mine.count() if asked else 0, "card": next_for(one, visit.number) if asked else None,
        "voters": Vote.objects.filter(statement__round=one).values("person").distinct().count(),
        "handing_in": timezone.now() >= one.cast_until,
        "may_say": may(visit, SAY, one), "may_print": may(visit, PRINT, one), "may_type": may(visit, PAPER, one),
        **(_voice(request, one) if asked else {}),
    }  # fmt: skip


def _voice(request: Guest, one: Round) -> dict[str, Any]:
    if not may(request.visit, SPEAK_AS, one):
        return {}
    voice = Voice.objects.filter(round=one, person=request.visit.person).first()
    kind = voice.kind if voice is not None else actions.kind_of(one, request.visit.number)
    first = {"kind": kind, "kept_back": voice is not None and voice.kept_back}
    return {"kind": kind_word(kind), "known": kind != "unknown", "voice_form": VoiceForm(
        initial=first, choose=one.counted is None)}  # fmt: skip


@opens(SPEAK_AS, methods="POST")
def voice(request: Guest, number: int) -> HttpResponse:
    """Choose as what to answer, and whether researchers may have it."""
    one = round_of(request, number, SPEAK_AS)
    form = VoiceForm(request.POST, choose=one.counted is None)
    if not form.is_valid():
        return refusal(request, 422, Text("Choose one of the kinds in the list."))
    try:
        actions.speak_as(
            request.visit, one, form.cleaned_data.get("kind", ""), kept_back=form.cleaned_data["kept_back"]
        )
    except actions.Refused as refused:
        return refusal(request, 409, refused.reason)
    messages.success(request, say(Text("It is noted.")))
    return redirect("vision:round", cluster=request.visit.cluster.code, number=one.pk)
