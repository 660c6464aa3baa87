"""Whether somebody agrees, by typing their PIN on a phone that is not theirs."""

from __future__ import annotations

from edulis.web.people.models import Seat
from edulis.web.people.tokens import pin_fits


def agrees(person: int, pin: str) -> bool:
    """Whether this is the PIN of that person on any of their phones. Who asks counts the misses."""
    seats = Seat.objects.filter(person=person, person__is_active=True, device__revoked=None).exclude(pin="")
    return any(pin_fits(seat, pin) for seat in seats.select_related("device"))
