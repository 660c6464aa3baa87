"""The demo: step into each role with one tap. Not there on a real site."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from edulis.web.home.rules import STEP_IN
from edulis.web.kit.doors import Guest, opens
from edulis.web.people.models import ROLE, Cluster, Membership, Person

EACH = 2  # people shown of a role
SIGNS = {
    "member": "person",
    "coordinator": "people",
    "ally": "market",
    "facilitator": "forum",
    "support": "agreements",
    "researcher": "survey",
}


@opens(STEP_IN)
def roles(request: Guest) -> HttpResponse:
    """Whom one can be, by role, in each cluster of the demo."""
    _only_demo()
    return render(request, "home/demo.html", {"clusters": _cast(), "operators": _operators()})


@opens(STEP_IN, methods="POST", line=False)
def step_in(request: Guest, number: int) -> HttpResponse:
    """Become one of them."""
    _only_demo()
    person = Person.objects.filter(pk=number, is_active=True, erased=None).first()
    if person is None:
        raise Http404
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home:door")


def _only_demo() -> None:
    if not settings.DEMO:
        raise Http404


def _cast() -> list[tuple[Cluster, list[tuple[Membership, str]]]]:
    held = Membership.objects.filter(until=None, person__is_active=True, person__erased=None)
    found: dict[int, dict[str, list[Membership]]] = {}
    for one in held.select_related("person", "cluster").order_by("pk"):
        same = found.setdefault(one.cluster_id, {}).setdefault(one.role, [])
        if len(same) < EACH:
            same.append(one)
    return [
        (cluster, [(one, SIGNS[role]) for role, _ in ROLE for one in found.get(cluster.pk, {}).get(role, ())])
        for cluster in Cluster.objects.filter(pk__in=found).order_by("title")
    ]


def _operators() -> list[Person]:
    return list(Person.objects.filter(is_operator=True, is_active=True)[:EACH])
