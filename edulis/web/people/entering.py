"""Coming in: by a phone that a card was opened on and a PIN, or by a name, a password and a code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pyotp
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from edulis.web.people.models import Attempt, Device, Person, Seat
from edulis.web.people.tokens import digest, fresh, pin_digest, pin_fits

PHONE = "phone"  # the cookie that holds a phone's secret
PHONE_DAYS = 400
FREE_MISSES, LONGEST_LOCK = 5, dt.timedelta(days=1)
WINDOW = dt.timedelta(hours=1)
MISSES_A_NAME, MISSES_A_PAIR = 20, 5  # wrong passwords an hour: under one name in all, and from one address
Outcome = Literal["in", "wrong", "locked", "code"]


@dataclass(frozen=True, slots=True)
class Tried:
    """How an attempt to come in went: `code` asks for the code of the authenticator."""

    outcome: Outcome
    until: dt.datetime | None = None


def device_of(request: HttpRequest) -> Device | None:
    """The phone that asks, if a card was opened on it and nobody revoked it."""
    secret = request.COOKIES.get(PHONE, "")
    return Device.objects.filter(token=digest(secret), revoked=None).first() if secret else None


def bind(request: HttpRequest, person: Person, pin: str) -> tuple[Seat, str | None]:
    """Seat a person on the phone that asks, with a PIN; the secret is new where the phone was not known."""
    device, secret = device_of(request), None
    if device is None:
        secret = fresh()
        device = Device.objects.create(token=digest(secret), seen=timezone.now())
    seat, _ = Seat.objects.get_or_create(device=device, person=person, defaults={"pin": ""})
    seat.pin, seat.misses, seat.locked_until = pin_digest(seat, pin), 0, None
    seat.save()
    return seat, secret


def remember(answer: HttpResponse, secret: str | None) -> None:
    """Give the phone its secret to keep."""
    if secret is not None:
        answer.set_cookie(
            PHONE, secret, max_age=PHONE_DAYS * 86_400, httponly=True, samesite="Lax", secure=settings.BEHIND_HTTPS
        )


def by_pin(request: HttpRequest, seat: Seat, pin: str) -> Tried:
    """Come in by PIN. After five misses the seat, never the village, waits: a minute, then twice as long each time."""
    now = timezone.now()
    if seat.locked_until is not None and seat.locked_until > now:
        return Tried("locked", seat.locked_until)
    if not (seat.person.is_active and seat.pin and pin_fits(seat, pin)):
        seat.misses += 1
        over = seat.misses - FREE_MISSES
        seat.locked_until = now + min(dt.timedelta(minutes=2**over), LONGEST_LOCK) if over >= 0 else None
        seat.save()
        return Tried("locked" if over >= 0 else "wrong", seat.locked_until)
    seat.misses, seat.locked_until = 0, None
    seat.save()
    Device.objects.filter(pk=seat.device_id).update(seen=now)
    _enter(request, seat.person)
    return Tried("in")


def by_password(request: HttpRequest, handle: str, password: str, code: str) -> Tried:
    """Come in by name, password and code; as slow, and with the same answer, whether or not the name is known."""
    name, address = digest(handle.casefold()), digest(request.META.get("REMOTE_ADDR", ""))
    lately = Attempt.objects.filter(handle=name, right=False, at__gt=timezone.now() - WINDOW)
    if lately.filter(address=address).count() >= MISSES_A_PAIR:
        return Tried("locked", timezone.now() + WINDOW)
    person = Person.objects.filter(handle__iexact=handle, is_active=True).first()
    known_here = person is not None and Seat.objects.filter(device=device_of(request), person=person).exists()
    if not known_here and lately.count() >= MISSES_A_NAME:
        return Tried("locked", timezone.now() + WINDOW)
    right = person.check_password(password) if person is not None else bool(make_password(password)) and False
    if person is None or not right:
        Attempt.objects.create(handle=name, address=address)
        return Tried("wrong")
    if not person.totp_secret or not code:
        return Tried("code")
    if not code_fits(person, code):
        Attempt.objects.create(handle=name, address=address)
        return Tried("wrong")
    Attempt.objects.create(handle=name, address=address, right=True)
    _enter(request, person)
    return Tried("in")


def code_fits(person: Person, code: str) -> bool:
    """Whether this is the authenticator's code of now (or half a minute off) and was not used before; uses it up."""
    totp = pyotp.TOTP(person.totp_secret)
    step = int(timezone.now().timestamp()) // totp.interval
    for near in (step, step - 1, step + 1):
        fits = pyotp.utils.strings_equal(totp.generate_otp(near), code.replace(" ", ""))
        if fits and near > person.totp_last:
            return bool(Person.objects.filter(pk=person.pk, totp_last__lt=near).update(totp_last=near))
    return False


def _enter(request: HttpRequest, person: Person) -> None:
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
