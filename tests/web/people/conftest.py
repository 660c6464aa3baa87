"""Votes among people: when they end, and how they are brought to their end."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from edulis.web.kit.ballot.casting import cast as vote
from edulis.web.kit.ballot.casting import fresh_receipt
from edulis.web.kit.ballot.holding import settle
from edulis.web.kit.ballot.models import Ballot
from edulis.web.people import elections
from edulis.web.people.models import Election
from tests.web.conftest import Cast

DAY = dt.timedelta(days=1)


def times() -> dict[str, Any]:
    """A vote that ends in three days, handed in until five."""
    now = timezone.now()
    return {"cast_until": now + 3 * DAY, "hand_in_until": now + 5 * DAY}


def say(cast: Cast, ballot: Ballot, **votes: Any) -> None:
    """Cast votes by short name: a choice, or several."""
    for name, choice in votes.items():
        with transaction.atomic():
            chosen = [choice] if isinstance(choice, str) else choice
            vote(cast.visit(name), ballot, chosen, receipt=fresh_receipt())


def over(ballot: Ballot) -> Ballot:
    """The ballot when hand-in is over, counted."""
    past = timezone.now() - 3 * DAY
    Ballot.objects.filter(pk=ballot.pk).update(opens=past, cast_until=past, hand_in_until=past)
    return settle(Ballot.objects.get(pk=ballot.pk))


def called(cast: Cast, *names: str, seats: int = 1) -> Election:
    """An election for which these stand, with its ballot open."""
    with transaction.atomic():
        made = elections.call(
            cast.visit("binh"), seats=seats, months=12, secret=True, nominate_until=timezone.now() + DAY, times=times()
        )
    for name in names:
        with transaction.atomic():
            elections.nominate(cast.visit(name), made, cast.people[name])
    Election.objects.filter(pk=made.pk).update(nominate_until=timezone.now() - DAY)
    elections.put_due(cast.village)
    return Election.objects.select_related("ballot").get(pk=made.pk)


def p(cast: Cast, *names: str) -> list[str]:
    """The codes under which these stand on a ballot."""
    return [f"p{cast.people[name].pk}" for name in names]
