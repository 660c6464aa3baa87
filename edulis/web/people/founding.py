"""A cluster is founded by its members: a quorum of them redeems the founding code, each with a name and a PIN."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.folding import folded
from edulis.web.kit.locks import lock
from edulis.web.kit.models import OpenRoom
from edulis.web.kit.pages import refusal
from edulis.web.kit.tongue import current, say
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people import entering
from edulis.web.people.actions import GRACE, Spent
from edulis.web.people.forms import PinForm
from edulis.web.people.models import Cluster, Membership, Person
from edulis.web.people.rules import FOUND
from edulis.web.people.tokens import digest, pin_fits

FIRST_ROOMS = ("enterprises", "journal")  # those without which a cluster could neither see itself nor keep minutes


class SameName(Exception):
    """Somebody of that name has founded already."""


class FounderForm(PinForm):
    """Who founds: a name, the household one speaks for, and a PIN."""

    name = forms.CharField(max_length=80)
    household = forms.CharField(max_length=64, required=False)
    field_order = ("name", "household", "pin", "again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = say(Text("Your name"))
        self.fields["household"].label = say(Text("Code of the household or enterprise"))
        self.fields["household"].help_text = say(Text("Leave it empty if there are no tables yet."))


def redeem(visit: Visit, cluster: Cluster, *, name: str, household: str, language: str) -> Person:
    """Found with others. The one who makes the quorum full founds the cluster; until the members elect, all who founded
    it hold the coordinators' office.

    Raises Spent where it is founded already, SameName where that name has signed.
    """
    (cluster,) = lock(cluster)
    if cluster.founded is not None:
        raise Spent
    held = Membership.objects.filter(cluster=cluster, role="member", until=None)
    if held.filter(person__folded=folded(name)).exists():
        raise SameName
    now = timezone.now()
    person = Person.objects.create_user(name, language=language, folded=folded(name))
    Membership.objects.create(person=person, cluster=cluster, role="member", household=household, since=now)
    signed = held.count()
    whole = signed >= cluster.founding_quorum
    if whole:
        Cluster.objects.filter(pk=cluster.pk).update(founded=now)
        Membership.objects.bulk_create(
            Membership(person=one.person, cluster=cluster, role="coordinator", household=one.household, since=now)
            for one in held.select_related("person")
        )
        OpenRoom.objects.bulk_create(OpenRoom(cluster=cluster, room=room, since=now, by=person) for room in FIRST_ROOMS)
    visit.cluster, visit.person, visit.acting_as = cluster, person, "member"
    record_act(visit, FOUND.verb, cluster, name=name, signed=signed, quorum=cluster.founding_quorum, founded=whole)
    return person


@opens(FOUND, methods="GET POST")
def found(request: Guest, secret: str) -> HttpResponse:
    """The page of the founding code: who has signed, and how to."""
    code = digest(secret.replace("-", "").lower())
    cluster = Cluster.objects.filter(founding_code=code).first()
    if cluster is None:
        return refusal(request, 404, Text("This founding code is not known here. Look at the letters again."))
    over = Text("This cluster is founded. Its coordinators make a card for whoever wants to join.")
    if cluster.founded is not None:
        return refusal(request, 410, over)
    form = FounderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "household")}
        pin = form.cleaned_data["pin"]
        try:
            person = redeem(request.visit, cluster, language=current(), **given)
        except Spent:
            return refusal(request, 410, over)
        except SameName:
            if (twice := _again(cluster, given["name"], pin)) is not None:
                return _seated(request, twice, pin, told=True)
            form.add_error("name", say(Text("Somebody of that name has signed already. Add what tells you apart.")))
        else:
            return _seated(request, person, pin)
    signed = cluster.memberships.filter(role="member", until=None).select_related("person").order_by("pk")
    shown = {"draft": cluster, "form": form, "signed": signed}
    return render(request, "people/found.html", shown, status=422 if request.method == "POST" else 200)


def _again(cluster: Cluster, name: str, pin: str) -> Person | None:
    """Who signed a moment ago by that name and PIN: the answer may have been lost on the way to a phone."""
    lately = Membership.objects.filter(
        cluster=cluster, role="member", until=None, person__folded=folded(name), since__gt=timezone.now() - GRACE
    )
    found = lately.select_related("person").first()
    if found is None or not any(pin_fits(seat, pin) for seat in found.person.seats.select_related("device")):
        return None
    return found.person


def _seated(request: Guest, person: Person, pin: str, *, told: bool = False) -> HttpResponse:
    mine, fresh = entering.bind(request, person, pin)
    entering.by_pin(request, mine, pin)
    answer = redirect("/")
    entering.remember(answer, fresh)
    if told:
        request.visit.lines = 1  # the line was left the first time
    return answer
