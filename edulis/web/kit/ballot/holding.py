"""Open a ballot, settle who is asked, and count it: each exactly once, by whoever comes first after the time."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.models import Ballot, Elector, Mark, Urn, Voice
from edulis.web.kit.ballot.rules import COUNT
from edulis.web.kit.ballot.tallying import OPTIONS, Form, Outcome, Slip, tally
from edulis.web.kit.locks import lock
from edulis.web.kit.tongue import current
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit

Electorate = Callable[[Ballot], tuple[Iterable[int], Iterable[int]]]
Conclusion = Callable[[Ballot, Outcome], None]
_ELECTORATES: dict[str, Electorate] = {}
_CONCLUSIONS: dict[str, Conclusion] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to the vote, by whom it is answered, until when, and how it is decided.

    `electorate` is a word that a room declared with `electorate_of`, or `named` with the numbers of `persons` (and of
    `apart`: asked, shown, not counted). `options` are those of a list, as (code, words).
    """

    room: str
    thing: str
    question: str
    form: Form
    secret: bool
    rule: Deciding
    cast_until: dt.datetime
    hand_in_until: dt.datetime
    opens: dt.datetime | None = None
    more: str = ""
    page: str = ""
    options: Sequence[tuple[str, str]] = ()
    most: int = 1
    seats: int = 1
    electorate: str = "members"
    among: str = ""
    among_title: str = ""
    persons: Sequence[int] = ()
    apart: Sequence[int] = ()


def electorate_of(word: str) -> Callable[[Electorate], Electorate]:
    """Declare who is asked where a ballot says that word: numbers of persons, and of those asked apart."""

    def keep(said: Electorate) -> Electorate:
        _ELECTORATES[word] = said
        return said

    return keep


def concludes(room: str, model: str) -> Callable[[Conclusion], Conclusion]:
    """Declare what a room does when a ballot about one of its things was counted; inside the same transaction.

    It must not fail, and leaves no line: the ballot leaves the one line of its counting.
    """

    def keep(done: Conclusion) -> Conclusion:
        _CONCLUSIONS[f"{room}.{model}"] = done
        return done

    return keep


def form_for(rule: Deciding) -> Form:
    """The form of a yes or no question under that rule: consent asks for objections, the others for yes and no."""
    return "consent" if rule.kind == "consent" else "yes_no"


def hold(visit: Visit, put: Question) -> Ballot:
    """Put a question to the vote. The room that calls it leaves the line, in the same transaction.

    Raises ValueError where the question could not be decided: times in the wrong order, a form that does not fit its
    rule, a list of fewer than two options or with one of them twice.
    """
    opens = put.opens or timezone.now()
    if not opens <= put.cast_until <= put.hand_in_until or put.hand_in_until <= timezone.now():
        raise ValueError("a ballot opens, is told to end, and ends, in this order, and not in the past")
    _check(put)
    ballot = Ballot.objects.create(
        cluster=visit.cluster, room=put.room, thing=put.thing, page=put.page, question=put.question, more=put.more,
        language=current(), form=put.form, options=[list(one) for one in put.options], most=put.most, seats=put.seats,
        secret=put.secret, rule=put.rule.data(), electorate=put.electorate, among=put.among,
        among_title=put.among_title, opens=opens, cast_until=put.cast_until, hand_in_until=put.hand_in_until,
        by=visit.person, seed=secrets.token_hex(32),
    )  # fmt: skip
    if put.electorate == "named":
        _ask(ballot, put.persons, put.apart)
    if opens <= timezone.now():
        _open(ballot)
    return ballot


def _check(put: Question) -> None:
    codes = [code for code, _ in put.options]
    if put.form == "list":
        if len(codes) < 1 or len(set(codes)) < len(codes) or put.rule.kind == "consent":
            raise ValueError("a list has options, each once, and a rule that counts votes")
        if not (1 <= put.most <= len(codes) and put.seats >= 1):
            raise ValueError("one chooses at least one, and not more than there are")
    elif codes or put.form not in OPTIONS or (put.form == "consent") != (put.rule.kind == "consent"):
        raise ValueError("the form does not fit the rule")
    elif put.rule.kind == "most":
        raise ValueError("yes or no is not decided by the most votes, but by more yes than no")
    if put.electorate != "named" and put.electorate not in _ELECTORATES:
        raise ValueError(f"no room says who is asked by {put.electorate!r}")


def _ask(ballot: Ballot, persons: Iterable[int], apart: Iterable[int]) -> None:
    mine = set(persons)
    asked = [(number, False) for number in sorted(mine)] + [(number, True) for number in sorted(set(apart) - mine)]
    Elector.objects.bulk_create(Elector(ballot=ballot, person_id=number, apart=side) for number, side in asked)


def _open(ballot: Ballot) -> None:
    """Write down who is asked, as they are when it opens."""
    if ballot.electorate != "named":
        _ask(ballot, *_ELECTORATES[ballot.electorate](ballot))
    if ballot.secret:
        Urn.objects.bulk_create(Urn(ballot=ballot, apart=side) for side in (False, True))
    ballot.opened = timezone.now()
    ballot.save(update_fields=["opened"])


def settle(ballot: Ballot) -> Ballot:
    """The ballot as it stands now: opened where it is time, counted where hand-in is over. Called by every reader."""
    if not _due(ballot, timezone.now()):
        return ballot
    with transaction.atomic():
        (held,) = lock(ballot)
        return settle_locked(held)


def _due(ballot: Ballot, now: dt.datetime) -> bool:
    if ballot.closed is not None or now < ballot.opens:
        return False
    return ballot.opened is None or now >= ballot.hand_in_until


def settle_locked(held: Ballot) -> Ballot:
    """The same for a ballot that is locked already."""
    now = timezone.now()
    if held.opened is None and now >= held.opens:
        _open(held)
    if held.closed is None and held.opened is not None and now >= held.hand_in_until:
        _count(held)
    return held


def settle_due() -> int:
    """Settle all ballots whose time has come. Returns how many; for the worker."""
    now = timezone.now()
    due = Ballot.objects.filter(closed=None).filter(
        Q(opened=None, opens__lte=now) | Q(opened__isnull=False, hand_in_until__lte=now)
    )
    return len([settle(one) for one in due])


def slips_of(ballot: Ballot) -> list[Slip]:
    """Every slip as it lies there, in an order that says nothing."""
    if ballot.secret:
        kept = [(one.apart, slip) for one in Urn.objects.filter(ballot=ballot) for slip in one.slips.values()]
        found = [Slip(tuple(choices), reason, apart) for apart, (choices, reason) in kept]
    else:
        rows = Voice.objects.filter(ballot=ballot).values_list("choices", "reason", "apart")
        found = [Slip(tuple(choices), reason, apart) for choices, reason, apart in rows]
    return sorted(found, key=lambda slip: (slip.apart, slip.choices, slip.reason))


def recount(ballot: Ballot) -> Outcome:
    """The outcome anew from what lies there."""
    electors = Elector.objects.filter(ballot=ballot)
    asked, apart = electors.filter(apart=False).count(), electors.filter(apart=True).count()
    return tally(ballot.put(asked, apart), slips_of(ballot))


def _count(held: Ballot) -> None:
    outcome = recount(held)
    marks = Mark.objects.filter(ballot=held).count()
    if marks != outcome.voted + outcome.apart_voted:
        raise RuntimeError(
            f"ballot {held.pk}: {marks} voted, but {outcome.voted + outcome.apart_voted} slips lie there"
        )
    if held.secret:  # nobody can change a slip any more: forget which receipt it had
        for urn in Urn.objects.filter(ballot=held):
            bare = sorted(urn.slips.values())
            urn.slips = {f"{at:06d}": slip for at, slip in enumerate(bare)}
            urn.save(update_fields=["slips"])
    held.closed, held.outcome = timezone.now(), outcome.data()
    held.save(update_fields=["closed", "outcome"])
    if (done := _CONCLUSIONS.get(held.thing.partition(":")[0])) is not None:
        done(held, outcome)
    site: Any = Visit(cluster=held.cluster, acting_as="site")
    record_act(site, COUNT.verb, held, title=held.question, result=outcome.result)
