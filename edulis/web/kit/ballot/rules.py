"""Who may look at a ballot, vote in it, enter one from paper. Rooms say by verbs of their own who may open one."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.kit.ballot.models import Ballot, Elector
from edulis.web.kit.rules import CIRCLE, MEMBERS, VOICES, is_open, rule
from edulis.web.kit.telling import tells
from edulis.web.kit.visit import Visit

WITHIN = frozenset({"group", "named"})  # electorates whose ballots are nobody else's business


def _asked(visit: Visit, ballot: Any) -> bool:
    return _here(visit, ballot) and is_asked(visit, ballot)


def _seen(visit: Visit, ballot: Any) -> bool:
    return _here(visit, ballot) and (ballot.electorate not in WITHIN or is_asked(visit, ballot))


def _here(visit: Visit, ballot: Ballot) -> bool:
    return bool(ballot.cluster_id == visit.cluster.pk and is_open(visit.cluster, ballot.room))


def _typing(visit: Visit, ballot: Any) -> bool:
    return _seen(visit, ballot)


def is_asked(visit: Visit, ballot: Ballot) -> bool:
    """Whether the visitor is among those whom the ballot asks."""
    return visit.person is not None and Elector.objects.filter(ballot=ballot, person=visit.person).exists()


SEE = rule("kit.ballot_see", CIRCLE, own=_seen)
VOTE = rule("kit.ballot_vote", VOICES, own=_asked)
PAPER = rule("kit.paper_vote", MEMBERS, own=_typing)
SHEET = rule("kit.ballot_print", MEMBERS | {"facilitator"}, own=_seen)
COUNT = rule("kit.ballot_close", MEMBERS)  # the site itself, when the time is over; nobody closes one by hand
MISS = rule("kit.witness_miss", MEMBERS)

tells(VOTE.verb, Text("{who} voted"))
tells(PAPER.verb, Text("{who} entered votes from paper, before a witness"))
tells(COUNT.verb, Text("{who} counted a ballot"))
tells(MISS.verb, Text("{who} typed a witness's PIN that did not fit"))
