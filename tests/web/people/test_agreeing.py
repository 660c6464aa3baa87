"""Agreeing by PIN on another's phone."""

from edulis.web.people.agreeing import agrees
from edulis.web.people.models import Device, Seat
from edulis.web.people.tokens import pin_digest
from tests.web.conftest import Cast


def test_a_pin_agrees_for_its_person_only_and_not_from_a_phone_that_was_shut_out(cast: Cast) -> None:
    seat = Seat(device=Device.objects.create(token="t"), person=cast.binh)
    seat.pin = pin_digest(seat, "5810")
    seat.save()
    assert agrees(cast.binh.pk, "5810")
    assert not agrees(cast.binh.pk, "5811")
    assert not agrees(cast.dao.pk, "5810")
    assert not agrees(cast.dao.pk, "")
    Device.objects.update(revoked="2003-01-01T00:00Z")
    assert not agrees(cast.binh.pk, "5810")
