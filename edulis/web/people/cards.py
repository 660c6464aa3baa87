"""Who is here, and the cards that let people in."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.codes import qr
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.folding import folded
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import say
from edulis.web.people.actions import Ended, InOffice, LastCoordinator, Spent, end_role, invite, reissue, take_back
from edulis.web.people.elections import LAST
from edulis.web.people.forms import CardForm
from edulis.web.people.models import Invitation, Membership, Person
from edulis.web.people.rules import END_ROLE, HEAR_WORD, INVITE, PRINT, REISSUE, REVOKE, SAY_WORD, SEE_PEOPLE
from edulis.web.people.tokens import card_secret, pin_fits

SHOWN = 100  # people of a page: who looks for one of thousands looks for a name
SOUGHT = 120  # letters of a name; SQLite refuses to look for a whole book


@opens(SEE_PEOPLE)
def people(request: Guest) -> HttpResponse:
    """Everybody of the cluster by role, found by name with or without accents."""
    sought = folded(request.GET.get("q", ""))[:SOUGHT]
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), cluster=request.visit.cluster)
    if sought:
        held = held.filter(person__folded__contains=sought)
    rows = list(held.select_related("person").order_by("role", "person__name", "pk")[: SHOWN + 1])
    more = len(rows) > SHOWN
    office = {one.person_id for one in rows if one.role == "coordinator"}
    rows = [one for one in rows[:SHOWN] if one.role != "member" or one.person_id not in office]  # each once
    open_cards = Invitation.objects.none()
    if may(request.visit, INVITE):
        open_cards = Invitation.objects.filter(cluster=request.visit.cluster, used=None, until__gt=timezone.now())
    shown = {
        "rows": rows,
        "more": more,
        "cards": open_cards.order_by("-made")[:SHOWN],
        "q": request.GET.get("q", ""),
    }
    rights = {"may_invite": INVITE, "may_say": SAY_WORD, "may_hear": HEAR_WORD}
    allowed = {name: may(request.visit, rule) for name, rule in rights.items()}
    return render(request, "people/people.html", {**shown, **allowed})


@opens(INVITE, methods="GET POST")
def make(request: Guest) -> HttpResponse:
    """Make a card for somebody."""
    form = CardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        card = invite(request.visit, **form.cleaned_data)
        return redirect("people:print", cluster=request.visit.cluster.code, number=card.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "people/make.html", {"form": form}, status=status)


@opens(PRINT)
def printed(request: Guest, number: int) -> HttpResponse:
    """The card as it is printed, until it is used."""
    card = get_object_or_404(Invitation, pk=number)
    require(request, PRINT, card)
    if card.used is not None or card.until < timezone.now():
        return refusal(request, 410, Text("This card was used or is too old. Two coordinators can make a new one."))
    secret = card_secret(card)
    address = request.build_absolute_uri(f"/card/{secret}/")
    grouped = "-".join(secret[place : place + 5] for place in range(0, len(secret), 5))
    return render(request, "people/printed.html", {"card": card, "qr": qr(address), "word": grouped})


@opens(REVOKE, methods="POST")
def back(request: Guest, number: int) -> HttpResponse:
    """Take a card back that nobody has used."""
    card = get_object_or_404(Invitation, pk=number)
    require(request, REVOKE, card)
    try:
        take_back(request.visit, card)
    except Spent:
        return refusal(request, 409, Text("This card was used or taken back in the meantime."))
    messages.success(request, say(Text("The card lets nobody in any more.")))
    return redirect("people:people", cluster=request.visit.cluster.code)


@opens(REISSUE, methods="GET POST")
def anew(request: Guest, number: int) -> HttpResponse:
    """A new card for a lost one: a second coordinator agrees with their PIN on this phone."""
    membership = get_object_or_404(Membership.objects.select_related("person"), pk=number, until=None)
    require(request, REISSUE, membership)
    others = _other_coordinators(request)
    refused = ""
    if request.method == "POST":
        second = next((one for one in others if str(one.pk) == request.POST.get("second")), None)
        if second is not None and _agrees(second, request.POST.get("pin", "")):
            card = reissue(request.visit, membership, second)
            return redirect("people:print", cluster=request.visit.cluster.code, number=card.pk)
        refused = say(Text("The second coordinator's PIN does not fit."))
    shown = {"membership": membership, "others": others, "refused": refused}
    return render(request, "people/anew.html", shown, status=422 if refused else 200)


def _other_coordinators(request: Guest) -> list[Person]:
    held = Membership.objects.filter(cluster=request.visit.cluster, role="coordinator", until=None)
    return [one.person for one in held.exclude(person=request.visit.person).select_related("person")]


def _agrees(second: Person, pin: str) -> bool:
    return any(pin_fits(seat, pin) for seat in second.seats.filter(device__revoked=None).select_related("device"))


@opens(END_ROLE, methods="POST")
def end(request: Guest, number: int) -> HttpResponse:
    """End a role, one's own or as a coordinator another's."""
    membership = get_object_or_404(Membership, pk=number)
    require(request, END_ROLE, membership)
    try:
        end_role(request.visit, membership)
    except Ended:
        raise Http404 from None
    except LastCoordinator:
        return refusal(request, 409, LAST)
    except InOffice:
        told = Text("Only the members' vote takes this office away. Ask them on the page of the coordinators.")
        return refusal(request, 409, told)
    return redirect("/" if membership.person_id == request.visit.number else _list(request))


def _list(request: Guest) -> str:
    from django.urls import reverse

    return reverse("people:people", kwargs={"cluster": request.visit.cluster.code})
