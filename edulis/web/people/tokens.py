"""Secrets that people carry: of cards, phones, PINs. The store holds only what cannot be turned back."""

from __future__ import annotations

import hashlib
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from edulis.web.people.models import Invitation, Seat

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is mistaken for another when read from paper
LENGTH = 20  # 31^20 cards: nobody guesses one


def fresh() -> str:
    """A new secret for a phone."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What the store keeps of a secret that is long enough not to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def card_secret(card: Invitation) -> str:
    """What is printed on a card: worked out anew from the site's key each time, so that it is stored nowhere."""
    number = int.from_bytes(salted_hmac("edulis.card", f"{card.pk}:{card.nonce}", algorithm="sha256").digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def card_nonce() -> str:
    """What makes a card differ from every other."""
    return secrets.token_hex(16)


def pin_digest(seat: Seat, pin: str) -> str:
    """What the store keeps of a PIN: useless without the site's key, and the PIN without its phone."""
    return salted_hmac("edulis.pin", f"{seat.device.token}:{seat.person_id}:{pin}", algorithm="sha256").hexdigest()


def pin_fits(seat: Seat, pin: str) -> bool:
    """Whether this is the PIN of that seat, told in constant time."""
    return constant_time_compare(seat.pin, pin_digest(seat, pin))
