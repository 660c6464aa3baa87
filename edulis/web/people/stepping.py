"""The demo's door: step into anybody with one tap. On a real site this page does not exist."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from edulis.web.kit.doors import Guest, opens
from edulis.web.people.models import Membership, Person
from edulis.web.people.rules import STEP


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
    operators = Person.objects.filter(is_operator=True)
    return render(request, "people/step.html", {"held": list(shown.values()), "operators": operators})
