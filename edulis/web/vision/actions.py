"""What people do with statements: open a round, put one in, answer, answer from paper; each leaves one line.

The time that counts is the site's own while it holds the round: what came before the end counts, what waited past it
does not. Phones' clocks are asked for nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils import timezone

from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND
from edulis.web.enterprises.models import ROWS
from edulis.web.kit.locks import lock
from edulis.web.kit.pictures import Drawn
from edulis.web.kit.rules import OUTSIDERS
from edulis.web.kit.sounds import Heard
from edulis.web.kit.tongue import current
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.models import Membership
from edulis.web.vision.models import SAYS, Piece, Round, Statement, Voice, Vote
from edulis.web.vision.rules import ANSWER, OPEN, PAPER, SAY, SPEAK_AS, TAKE_OUT

MOST_STATEMENTS = 200  # of a round: nobody reads more
ANSWERS = frozenset(SAYS)
BESIDE = frozenset({"crop_farm", "pigs", "livestock", "seedlings"})  # what a household of a trade does beside it
KINDS = frozenset(code for code, _ in ENTERPRISE_KIND)
EARLY = Text("This round has not begun.")
LATE = Text("The time to hand in is over. This answer does not count.")
OUT = Text("This statement was taken out. Take another one.")
WHICH = Text("Choose one of the three answers.")
MANY = Text("This round has as many statements as fit. Open another one for more.")


class Refused(Exception):
    """What cannot be taken; `reason` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.message)
        self.reason = reason


def open_round(visit: Visit, values: Mapping[str, Any]) -> Round:
    """Open a round of statements."""
    made = Round.objects.create(cluster=visit.cluster, by=visit.person, language=current(), **values)
    record_act(visit, OPEN.verb, made, title=made.question)
    return made


def put_in(visit: Visit, round: Round, words: str, picture: Drawn | None, sound: Heard | None) -> Statement:
    """Put a statement into a round. Raises Refused."""
    held = _open(round)
    last = Statement.objects.filter(round=held).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_STATEMENTS:
        raise Refused(MANY)
    made = Statement.objects.create(
        round=held, number=last + 1, words=words, language=current(), by=visit.person, at=timezone.now(),
        outsider=visit.acting_as in OUTSIDERS,
    )  # fmt: skip
    if picture is not None:
        Piece.objects.create(
            statement=made, name=picture.name, kind="image/jpeg", content=picture.picture, width=picture.width,
            height=picture.height,
        )  # fmt: skip
    if sound is not None:
        Piece.objects.create(statement=made, name=sound.name, kind=sound.kind, content=sound.sound)
    record_act(visit, SAY.verb, made, title=words)
    return made


def take_out(visit: Visit, statement: Statement, why: str) -> None:
    """Take a statement out; it stays to be read, with the reason, and its answers count no more. Raises Refused."""
    _open(statement.round)
    if not Statement.objects.filter(pk=statement.pk, out=None).update(out=timezone.now(), why_out=why):
        raise Refused(OUT)
    record_act(visit, TAKE_OUT.verb, statement, title=statement.words, why=why)


def answer(visit: Visit, statement: Statement, says: str) -> None:
    """Answer a statement, or answer it anew. Raises Refused."""
    held = _open(statement.round)
    if says not in ANSWERS:
        raise Refused(WHICH)
    if Statement.objects.filter(pk=statement.pk).exclude(out=None).exists():
        raise Refused(OUT)
    voice_of(held, visit.number)
    Vote.objects.update_or_create(
        statement=statement, person=visit.person,
        defaults={"says": says, "at": timezone.now(), "on_paper": False, "by": None, "witness": None},
    )  # fmt: skip
    record_act(visit, ANSWER.verb, held)


def enter_paper(visit: Visit, round: Round, person: int, said: Mapping[int, str], witness: int) -> int:
    """Enter somebody's answers from paper, before a witness: {number of a statement: answer}. Gives how many.

    What they answered themselves stays as it is. Raises Refused.
    """
    held = _open(round)
    if not said or not set(said.values()) <= ANSWERS:
        raise Refused(WHICH)
    voice_of(held, person)
    own = Vote.objects.filter(statement__round=held, person=person, on_paper=False).values("statement")
    open_ = Statement.objects.filter(round=held, out=None, number__in=said).exclude(pk__in=own)
    votes = [
        Vote(statement=one, person_id=person, says=said[one.number], at=timezone.now(), on_paper=True,
             by=visit.number, witness=witness)
        for one in open_.order_by("number")
    ]  # fmt: skip
    Vote.objects.bulk_create(
        votes, update_conflicts=True, unique_fields=["statement", "person"],
        update_fields=["says", "at", "on_paper", "by", "witness"],
    )  # fmt: skip
    record_act(visit, PAPER.verb, held, person=person, witness=witness, answers=len(votes))
    return len(votes)


def speak_as(visit: Visit, round: Round, kind: str, *, kept_back: bool) -> None:
    """Choose as what one answers, and whether researchers may have the answers. Raises Refused."""
    held = _open(round) if kind else round
    voice = voice_of(held, visit.number)
    voice.kind, voice.kept_back = (kind if kind in KINDS else voice.kind), kept_back
    voice.save(update_fields=["kind", "kept_back"])
    record_act(visit, SPEAK_AS.verb, held)


def voice_of(round: Round, person: int) -> Voice:
    """As what somebody answers in this round: as they said, else as their own card on the map says."""
    found = Voice.objects.filter(round=round, person=person).first()
    if found is not None:
        return found
    return Voice.objects.create(
        round=round, person_id=person, kind=kind_of(round, person), pseudonym=secrets.token_hex(8)
    )


def kind_of(round: Round, person: int) -> str:
    """What kind of enterprise stands on the map for somebody, their trade before their field and pigs; or unknown."""
    homes = Membership.objects.filter(cluster=round.cluster_id, person=person, until=None).exclude(household="")
    codes = list(homes.values_list("household", flat=True))
    rows = ROWS["enterprise"]._default_manager.filter(of=round.cluster_id, gone=None)
    kind = rows.filter(code__in=codes).values_list("kind", flat=True).first()
    kinds = list(rows.filter(household__in=codes).order_by("code").values_list("kind", flat=True))
    trade = next((one for one in kinds if one not in BESIDE), kinds[0] if kinds else "unknown")
    return str(kind or trade)


def _open(round: Round) -> Round:
    """The round, locked, if it takes statements and answers now. Raises Refused."""
    (held,) = lock(round)
    now = timezone.now()
    if now < held.opens:
        raise Refused(EARLY)
    if now >= held.hand_in_until or held.counted is not None:
        raise Refused(LATE)
    return held
