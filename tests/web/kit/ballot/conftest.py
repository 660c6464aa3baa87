"""Ballots of the village: secret or open, running or over."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import Question, hold
from edulis.web.kit.ballot.models import Ballot
from tests.web.conftest import Cast

DAY = dt.timedelta(days=1)
Holds = Callable[..., Ballot]


def over(ballot: Ballot) -> Ballot:
    """The same ballot some days later, when hand-in is over."""
    past = timezone.now() - 3 * DAY
    Ballot.objects.filter(pk=ballot.pk).update(opens=past, cast_until=past + DAY, hand_in_until=past + 2 * DAY)
    return Ballot.objects.get(pk=ballot.pk)


@pytest.fixture
def holds(cast: Cast) -> Holds:
    """Opens a ballot of the village; open yes or no by majority unless told."""

    def make(**more: Any) -> Ballot:
        now = timezone.now()
        rule = more.pop("rule", Deciding("majority"))
        given: dict[str, Any] = {
            "room": "journal", "thing": "journal.meeting:1", "question": "Đào mương chung?", "form": "yes_no",
            "secret": False, "rule": rule, "cast_until": now + DAY, "hand_in_until": now + 3 * DAY,
        }  # fmt: skip
        with transaction.atomic():
            return hold(cast.visit(more.pop("by", "hoa")), Question(**(given | more)))

    return make


def send(cast: Cast, name: str, ballot: Ballot, choice: object, **more: object) -> Any:
    """Cast as a browser does."""
    cluster = ballot.cluster.code
    sent = {"_key": str(uuid.uuid4()), "choice": choice} | more
    return cast.client(name).post(f"/c/{cluster}/ballot/{ballot.pk}/cast/", sent)
