"""Secrets cannot be read out of the store."""

from django.test import override_settings

from edulis.web.people.actions import invite
from edulis.web.people.models import Device, Seat
from edulis.web.people.tokens import ALPHABET, card_secret, pin_digest, pin_fits
from tests.web.conftest import Cast


def test_a_card_is_worked_out_anew_alike_and_only_with_the_sites_key(cast: Cast) -> None:
    card = invite(cast.visit("hoa"), name="Mận", role="member")
    assert card_secret(card) == card_secret(card)
    assert set(card_secret(card)) <= set(ALPHABET)
    with override_settings(SECRET_KEY="another"):
        assert card_secret(card) not in {"", card.secret}


def test_the_same_pin_on_two_phones_is_kept_differently(cast: Cast) -> None:
    one, two = (
        Seat(device=Device.objects.create(token=word), person=cast.binh, pin="") for word in ("first", "second")
    )
    one.pin = pin_digest(one, "2580")
    assert pin_fits(one, "2580")
    assert not pin_fits(one, "2581")
    assert pin_digest(two, "2580") != one.pin
