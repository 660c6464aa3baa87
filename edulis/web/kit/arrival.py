"""Before somebody comes in by a card, and when they do: rooms above say here what is offered and what then happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from edulis.schema import Text
from edulis.web.kit.rules import is_open
from edulis.web.kit.visit import Visit

Offer = Callable[[Any, str], tuple[Text, str] | None]  # (card, secret) -> words and address
Arrival = Callable[[Visit, Any], str]  # (visit of who came in, card) -> address to go to, or nothing
_OFFERS: dict[str, Offer] = {}
_ARRIVALS: dict[str, Arrival] = {}


def offers(room: str) -> Callable[[Offer], Offer]:
    """Declare what a room offers to whoever holds an unused card."""

    def keep(offer: Offer) -> Offer:
        _OFFERS[room] = offer
        return offer

    return keep


def arrives(room: str) -> Callable[[Arrival], Arrival]:
    """Declare what happens in a room when a card was used; it runs in the transaction of coming in."""

    def keep(arrival: Arrival) -> Arrival:
        _ARRIVALS[room] = arrival
        return arrival

    return keep


def offered(card: Any, secret: str) -> Iterator[tuple[Text, str]]:
    """What the open rooms of the card's cluster offer before coming in: words and addresses."""
    for room, offer in sorted(_OFFERS.items()):
        if is_open(card.cluster, room) and (found := offer(card, secret)) is not None:
            yield found


def arrived(visit: Visit, card: Any) -> str:
    """Let the rooms do what waited for this person; the address to go to first, or nothing."""
    found = ""
    for room, arrival in sorted(_ARRIVALS.items()):
        if is_open(visit.cluster, room):
            found = arrival(visit, card) or found
    return found
