"""Reading the journal: meetings to come and held, the trail, the timeline for the wall."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from edulis.web.journal.fading import acts_of, shares
from edulis.web.journal.models import Decided, Meeting, Note
from edulis.web.journal.rules import PLAN, SEE, SEE_TRAIL
from edulis.web.journal.trail import told
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.models import Line
from edulis.web.kit.rules import may

HELD, LINES, MOST = 20, 50, 400


@opens(SEE)
def door(request: Guest) -> HttpResponse:
    """Meetings to come, meetings held, and the ways into the rest."""
    cluster, today = request.visit.cluster, timezone.localdate()
    meetings = Meeting.objects.filter(cluster=cluster)
    shown = {
        "coming": meetings.filter(day__gte=today, called_off=None),
        "held": meetings.filter(day__lt=today, called_off=None)
        .annotate(decisions=Count("decided"))
        .order_by("-day", "-pk")[:HELD],
        "may_plan": may(request.visit, PLAN),
        "may_trail": may(request.visit, SEE_TRAIL),
        "research": Note.objects.filter(cluster=cluster, layer="research").count(),
    }
    return render(request, "journal/door.html", shown)


@opens(SEE_TRAIL)
def trail(request: Guest) -> HttpResponse:
    """Who did what, newest first, with the share that members have in it."""
    lines = Line.objects.filter(cluster=request.visit.cluster).select_related("saying").order_by("-number")
    page = Paginator(lines, LINES).get_page(request.GET.get("page"))
    shares_ = shares(acts_of(request.visit.cluster)) if page.number == 1 else []
    return render(request, "journal/trail.html", {"page": page, "rows": told(page.object_list), "shares": shares_})


@opens(SEE)
def timeline(request: Guest) -> HttpResponse:
    """All meetings with what was decided, month by month, for printing."""
    decided = Prefetch("decided", Decided.objects.filter(struck=None))
    found = Meeting.objects.filter(cluster=request.visit.cluster, called_off=None).prefetch_related(decided)
    meetings = list(found.annotate(people=Count("presences", distinct=True)).order_by("-day", "-pk")[:MOST])
    months = [(month, list(group)) for month, group in groupby(meetings, lambda one: one.day.replace(day=1))]
    return render(request, "journal/timeline.html", {"months": months})
