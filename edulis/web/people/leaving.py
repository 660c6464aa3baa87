"""Everything here about oneself: look at it, take it along, leave and be forgotten."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render

from edulis.schema import Text
from edulis.web.kit.belongings import reasons_to_stay
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.pages import refusal
from edulis.web.kit.tongue import say
from edulis.web.people.along import gathered, packed
from edulis.web.people.entering import PHONE, device_of
from edulis.web.people.forgetting import Needed, forget, leaver_of
from edulis.web.people.models import Membership, Person
from edulis.web.people.rules import ABOUT_ME, FORGET, TAKE_ALONG


def _who(request: Guest) -> Person | None:
    """The person who comes; a visitor is shown the way in."""
    number = request.visit.number
    return Person.objects.get(pk=number) if number else None


def _first(request: Guest) -> HttpResponse:
    return redirect(f"/enter/?next={request.path}")


@opens(ABOUT_ME)
def me(request: Guest) -> HttpResponse:
    """What is kept about oneself, table by table, and the two ways out."""
    person = _who(request)
    if person is None:
        return _first(request)
    parts = [(say(one.title), len(rows)) for one, rows in gathered(leaver_of(person))]
    held = Membership.objects.filter(person=person).select_related("cluster").order_by("-until", "pk")
    asked = {one.cluster_id: one.pk for one in held if one.role in {"member", "coordinator", "ally"}}
    return render(
        request,
        "people/me.html",
        {"parts": parts, "held": held, "asked": set(asked.values()), "name": person.kept_name or person.name},
    )


@opens(TAKE_ALONG)
def along(request: Guest) -> HttpResponse:
    """All of it as one file."""
    person = _who(request)
    if person is None:
        return _first(request)
    answer = HttpResponse(packed(leaver_of(person)), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="edulis-{person.pk}.zip"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@opens(FORGET, methods="GET POST", line=False)
def forgotten(request: Guest) -> HttpResponse:
    """Leave and be forgotten, after one has seen what goes and what stays. A line is left in each cluster."""
    person = _who(request)
    if person is None:
        return _first(request) if request.method != "POST" else refusal(request, 403, Text("Come in first."))
    shown: dict[str, Any] = {"reasons": reasons_to_stay(person), "demo": settings.DEMO}
    if request.method != "POST":
        return render(request, "people/forget.html", shown)
    if request.POST.get("sure") != "1":
        shown["wrong"] = say(Text("Tick that you know it cannot be undone."))
        return render(request, "people/forget.html", shown, status=422)
    device = device_of(request)
    alone = device is not None and not device.seats.exclude(person=person).exists()
    try:
        forget(person, words=request.POST.get("words") == "1")
    except Needed:
        return render(request, "people/forget.html", shown, status=409)
    logout(request)
    request.visit.person, request.visit.roles = None, frozenset({"visitor"})
    answer = render(request, "people/forgotten.html", {"number": person.pk})
    # On a phone that others use too, only pages are wiped: what they wrote and have not sent stays theirs.
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"' if _only_mine(request, alone) else '"cache"'
    if alone:
        answer.delete_cookie(PHONE)
    return answer


def _only_mine(request: Guest, alone: bool) -> bool:
    """Whether nobody else uses this phone: nobody else has come in on it, and nothing of theirs waits in it."""
    return alone and request.POST.get("others", "0") == "0"
