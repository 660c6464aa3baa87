"""The front doors."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from edulis.schema import LANGUAGES
from edulis.web.home.rules import CHOOSE_TONGUE, LOOK
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.tongue import COOKIE
from edulis.web.people.visiting import clusters_of


@opens(LOOK)
def door(request: Guest) -> HttpResponse:
    """The first page: where one belongs, or how to enter."""
    person = request.visit.person
    return render(request, "home/door.html", {"clusters": clusters_of(person) if person else []})


@opens(CHOOSE_TONGUE, methods="POST", line=False)
def tongue(request: Guest) -> HttpResponse:
    """Choose the language of pages, for a year."""
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = "/"
    answer = redirect(onward)
    chosen = request.POST.get("tongue", "")
    if chosen in LANGUAGES:
        answer.set_cookie(COOKIE, chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return answer
