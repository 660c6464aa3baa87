"""The front doors."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from edulis.schema import LANGUAGES
from edulis.web.enterprises.models import ROWS
from edulis.web.home.path import stops
from edulis.web.home.roles import PARTS
from edulis.web.home.rules import CHOOSE_TONGUE, LOOK, OPEN_ROOM, PLACE
from edulis.web.home.season import Season, Stretch, season_of
from edulis.web.journal.fading import acts_of, at_a_glance
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.pages import onward
from edulis.web.kit.rooms import enterable, standings
from edulis.web.kit.rules import MEMBERS, may
from edulis.web.kit.tongue import COOKIE, own_part
from edulis.web.kit.waiting import waiting_for
from edulis.web.people.visiting import clusters_of


@opens(LOOK)
def door(request: Guest) -> HttpResponse:
    """The first page: where one belongs; for visitors what this is, and how to come in."""
    person = request.visit.person
    if person is None:
        return render(request, "home/visitor.html", {"demo": settings.DEMO})
    clusters = clusters_of(person)
    if len(clusters) == 1 and not person.is_operator:
        return redirect("home:place", cluster=clusters[0].code)
    part = PARTS["operator"] if person.is_operator else None
    return render(request, "home/door.html", {"clusters": clusters, "part": part, "demo": settings.DEMO})


@opens(PLACE)
def place(request: Guest) -> HttpResponse:
    """The front door of a cluster: our path for members, for others what they may do and may not."""
    visit, cluster = request.visit, request.visit.cluster
    shown: dict[str, Any] = {"demo": settings.DEMO}
    if visit.roles & MEMBERS:
        path, beside = stops(cluster)
        shown |= {"path": path, "beside": beside, "may_open": may(visit, OPEN_ROOM), "season": _season(cluster)}
        shown |= {"open_ones": [one for one in standings(cluster) if one.ready]}
        shown |= {"waiting": list(waiting_for(visit)), "fading": at_a_glance(acts_of(cluster))}
        return render(request, "home/path.html", shown)
    shown |= {"part": PARTS[visit.acting_as]}
    if visit.inside:
        shown |= {"rooms": enterable(visit), "fading": at_a_glance(acts_of(cluster))}
        shown |= {"waiting": list(waiting_for(visit)), "season": _season(cluster)}
    return render(request, "home/part.html", shown)


def _season(cluster: Any) -> Season:
    columns = ("name", "kind", "first_day", "last_day", "lunar")
    rows = ROWS["calendar"]._default_manager.filter(of=cluster).values_list(*columns)
    known = (
        Stretch(own_part(name), kind, first, last, bool(lunar))
        for name, kind, first, last, lunar in rows
        if first and last
    )
    return season_of(known, timezone.localdate())


@opens(LOOK)
def living(request: Guest) -> HttpResponse:
    """Every component of the pages in all its states, for those who build and translate."""
    if not settings.DEMO and "operator" not in request.visit.roles:
        raise Http404
    return render(request, "home/living.html")


@opens(CHOOSE_TONGUE, methods="POST", line=False)
def tongue(request: Guest) -> HttpResponse:
    """Choose the language of pages, for a year."""
    answer = redirect(onward(request.POST.get("next", "")))
    chosen = request.POST.get("tongue", "")
    if chosen in LANGUAGES:
        answer.set_cookie(COOKIE, chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return answer
