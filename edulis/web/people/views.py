"""Entering by a phone or a password, leaving, and coming in by a card."""

from __future__ import annotations

import pyotp
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from edulis.schema import Text
from edulis.web.kit.arrival import offered
from edulis.web.kit.codes import qr
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.pages import onward, refusal
from edulis.web.kit.tongue import current
from edulis.web.people import entering
from edulis.web.people.actions import Spent, accept, just_used
from edulis.web.people.entering import Tried
from edulis.web.people.forms import OUTSIDERS, OutsiderForm, PinForm
from edulis.web.people.models import Invitation, Seat
from edulis.web.people.rules import ACCEPT, ENTER, LEAVE
from edulis.web.people.tokens import digest, pin_fits


def _onward(request: Guest) -> str:
    return onward(request.POST.get("next") or request.GET.get("next", ""))


@opens(ENTER)
def enter(request: Guest) -> HttpResponse:
    """Who are you? The people of this phone, or how to come in."""
    device = entering.device_of(request)
    seats = device.seats.select_related("person").order_by("person__name") if device else Seat.objects.none()
    return render(request, "people/enter.html", {"seats": seats, "next": _onward(request)})


@opens(ENTER, methods="GET POST", line=False)
def seat(request: Guest, number: int) -> HttpResponse:
    """The PIN of one person of this phone."""
    device = entering.device_of(request)
    mine = Seat.objects.filter(pk=number, device=device).select_related("person", "device").first() if device else None
    if mine is None:
        raise Http404
    tried = entering.by_pin(request, mine, request.POST.get("pin", "")) if request.method == "POST" else None
    if tried is not None and tried.outcome == "in":
        return redirect(_onward(request))
    # A miss is kept: it answers 200, since an answer of 400 or more would undo the count.
    return render(request, "people/seat.html", {"seat": mine, "tried": tried, "next": _onward(request)})


@opens(ENTER, methods="GET POST", line=False)
def password(request: Guest) -> HttpResponse:
    """Name, password and code, for those who come from outside and for operators."""
    tried: Tried | None = None
    if request.method == "POST":
        given = (request.POST.get(name, "") for name in ("handle", "password", "code"))
        tried = entering.by_password(request, *given)
        if tried.outcome == "in":
            return redirect(_onward(request))
    handle = request.POST.get("handle", "")
    return render(request, "people/password.html", {"tried": tried, "handle": handle, "next": _onward(request)})


@opens(LEAVE, methods="GET POST", line=False)
def leave(request: Guest) -> HttpResponse:
    """Leave this phone to the next person; what is still unsent is told first."""
    if request.method == "POST":
        logout(request)
        answer = redirect("people:enter")
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer
    return render(request, "people/leave.html")


@opens(ACCEPT, methods="GET POST")
def card(request: Guest, secret: str) -> HttpResponse:
    """Come in by a card: a member chooses a PIN, an outsider a name, a password and an authenticator."""
    found = (
        Invitation.objects.filter(secret=digest(secret.replace("-", "").lower()))
        .select_related("cluster", "person", "used_by")
        .first()
    )
    if found is None:
        return refusal(
            request, 404, Text("This card is not known here. Look at the letters again, or ask for a new one.")
        )
    if found.role in OUTSIDERS:
        return _outsider(request, found)
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pin = form.cleaned_data["pin"]
        if just_used(found) and found.used_by is not None:
            return _again(request, found, pin)
        try:
            person = accept(request.visit, found, name=found.name, language=current())
        except Spent:
            return refusal(request, 410, Text("This card was used or is too old. Two coordinators can make a new one."))
        mine, fresh = entering.bind(request, person, pin)
        entering.by_pin(request, mine, pin)
        answer = redirect(request.visit.onward or "/")
        entering.remember(answer, fresh)
        return answer
    status = 422 if request.method == "POST" else 200
    before = [] if found.used is not None else list(offered(found, secret))
    return render(request, "people/card.html", {"card": found, "form": form, "before": before}, status=status)


def _again(request: Guest, found: Invitation, pin: str) -> HttpResponse:
    """The same card once more: the answer of the first time may have been lost, so the same PIN opens it here too."""
    person = found.used_by
    if person is None or not any(pin_fits(seat, pin) for seat in person.seats.select_related("device")):
        return refusal(request, 410, Text("This card was used or is too old. Two coordinators can make a new one."))
    mine, fresh = entering.bind(request, person, pin)
    entering.by_pin(request, mine, pin)
    answer = redirect("/")
    entering.remember(answer, fresh)
    request.visit.lines = 1  # the card's own line was left the first time
    return answer


def _outsider(request: Guest, found: Invitation) -> HttpResponse:
    totp = request.POST.get("totp") or pyotp.random_base32()
    form = OutsiderForm(request.POST or None, initial={"totp": totp})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("handle", "password", "totp")}
        try:
            accept(request.visit, found, name=found.name, language=current(), **given)
        except Spent:
            return refusal(request, 410, Text("This card was used or is too old. Two coordinators can make a new one."))
        return redirect("people:password")
    address = pyotp.TOTP(totp).provisioning_uri(name=found.name, issuer_name="Edulis")
    shown = {"card": found, "form": form, "qr": qr(address), "totp": totp}
    return render(request, "people/card_outsider.html", shown, status=422 if request.method == "POST" else 200)
