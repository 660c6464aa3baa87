"""The demo's door: step into anybody with one tap. On a real site this page does not exist."""

from __future__ import annotations

from collections import Counter

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from edulis.web.kit.doors import Guest, opens
from edulis.web.people.models import Membership, Person
from edulis.web.people.rules import STEP

SHOWN = 3  # of each role in a cluster; all others wait behind a fold, or the page is longer than anybody scrolls


@opens(STEP, methods="GET POST", line=False)
def step(request: Guest) -> HttpResponse:
    """Who is in the example, as what; a tap, and one is them."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        number = request.POST.get("person", "")
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            raise Http404
        login(
            request,
            get_object_or_404(Person, pk=int(number), is_active=True),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return redirect("/")
    held = Membership.objects.filter(until=None).select_related("person", "cluster").order_by("cluster__title", "pk")
    shown: dict[int, Membership] = {}
    for one in held:
        if one.person_id not in shown or one.role == "coordinator":
            shown[one.person_id] = one
    seen: Counter[tuple[int, str]] = Counter()
    first: list[Membership] = []
    rest: list[Membership] = []
    for one in shown.values():
        seen[one.cluster_id, one.role] += 1
        (first if seen[one.cluster_id, one.role] <= SHOWN else rest).append(one)
    operators = Person.objects.filter(is_operator=True)
    return render(request, "people/step.html", {"first": first, "rest": rest, "operators": operators})
