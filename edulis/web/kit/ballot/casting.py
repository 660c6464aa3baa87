"""Casting: one person, one vote; casting again replaces; what comes after hand-in is over does not count.

The time that counts is the site's own when it holds the ballot: a vote that took hold before the end is counted, one
that waited past it is refused, always. Phones' clocks are asked for nothing.

A slip of a secret ballot is found again by a receipt that only its owner has. The site keeps its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Mapping, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.holding import settle_locked
from edulis.web.kit.ballot.models import Ballot, Elector, Mark, Urn, Voice
from edulis.web.kit.ballot.rules import PAPER, VOTE
from edulis.web.kit.ballot.tallying import ABSTAIN
from edulis.web.kit.locks import lock
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is mistaken for another when read from paper
LENGTH, LONGEST_REASON = 12, 1000
FEWEST_SLIPS = 3  # secret slips are typed in together, so that nobody sees whose is which
EARLY = Text("This ballot has not begun.")
LATE = Text("The time to hand in is over. This vote does not count; the outcome stands on the page of the ballot.")
NOT_ASKED = Text("This ballot asks others.")
WHICH = Text("Choose what the ballot offers, and not more than it allows.")
WHY = Text("An objection needs a reason, so that the others can answer it.")
SPENT = Text("This form was used for another vote. Open the page of the ballot again.")
VOTED = Text(
    "You have voted. To change it, type the receipt that you wrote down. Without it nobody can find your slip: "
    "that is what keeps it secret."
)


class Refused(Exception):
    """A vote that cannot be taken; `reason` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.message)
        self.reason = reason


def fresh_receipt() -> str:
    """A new receipt: twelve letters and digits, kept nowhere."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def told_receipt(receipt: str) -> str:
    """The receipt as it is read and written: three groups of four."""
    return "-".join(receipt[at : at + 4] for at in range(0, len(receipt), 4)).upper()


def typed_receipt(words: str) -> str:
    """The receipt that somebody typed; empty where it is none."""
    bare = "".join(letter for letter in words.lower() if letter.isalnum())
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else ""


def _digest(ballot: Ballot, receipt: str) -> str:
    return hashlib.sha256(f"edulis.slip:{ballot.pk}:{receipt}".encode()).hexdigest()[:40]


def cast(visit: Visit, ballot: Ballot, choices: Sequence[str], *, reason: str = "", receipt: str = "") -> Ballot:
    """Vote, or change one's vote. Raises Refused."""
    held = _held(ballot)
    elector = Elector.objects.filter(ballot=held, person=visit.person).first()
    if elector is None:
        raise Refused(NOT_ASKED)
    chosen, why = _fitting(held, choices, reason)
    _, first = Mark.objects.get_or_create(ballot=held, person=visit.person)
    if held.secret:
        _into_urn(held, elector.apart, [(chosen, why, receipt)], fresh=first)
    else:
        Voice.objects.update_or_create(
            ballot=held, person=visit.person,
            defaults={"choices": chosen, "reason": why, "at": timezone.now(), "apart": elector.apart},
        )  # fmt: skip
    if not first:
        Mark.objects.filter(ballot=held, person=visit.person).update(on_paper=False, by=None, witness=None)
    record_act(visit, VOTE.verb, held, title=held.question)
    return held


def _held(ballot: Ballot) -> Ballot:
    (held,) = lock(ballot)
    settle_locked(held)
    if held.opened is None:
        raise Refused(EARLY)
    if held.closed is not None:
        raise Refused(LATE)
    return held


def _fitting(ballot: Ballot, choices: Sequence[str], reason: str) -> tuple[list[str], str]:
    """The choices as they are kept: known ones, each once, in the ballot's order; of a list also none."""
    wanted = set(choices)
    none = ballot.form == "list" and wanted == {ABSTAIN}
    if not none and not (wanted and wanted <= set(ballot.codes) and len(wanted) <= ballot.most):
        raise Refused(WHICH)
    why = reason.strip()[:LONGEST_REASON] if "object" in wanted or "aside" in wanted else ""
    if "object" in wanted and not why:
        raise Refused(WHY)
    return [code for code in ballot.codes if code in wanted], why


def _into_urn(
    held: Ballot, apart: bool, slips: Sequence[tuple[list[str], str, str]], *, fresh: bool, blank: bool = False
) -> None:
    """Lay slips into the urn, or exchange them there, and mix: the order of the digests is that of chance."""
    urn = Urn.objects.select_for_update().get(ballot=held, apart=apart)
    for chosen, why, receipt in slips:
        if not receipt and not blank:
            raise Refused(VOTED if not fresh else SPENT)
        code = _digest(held, receipt or fresh_receipt())
        if fresh and code in urn.slips:
            raise Refused(SPENT)
        if not fresh and code not in urn.slips:
            raise Refused(VOTED)
        urn.slips[code] = [chosen, why]
    urn.slips = dict(sorted(urn.slips.items()))
    urn.save(update_fields=["slips"])


def enter_paper(visit: Visit, ballot: Ballot, said: Mapping[int, tuple[Sequence[str], str]], witness: int) -> Ballot:
    """Enter votes of an open ballot from paper, each as that person's own, before a witness.

    Replaces what was entered from paper, never what somebody cast themselves. Raises Refused.
    """
    held = _held(ballot)
    sides = _sides(held, said)
    if held.secret or not said:
        raise Refused(WHICH)
    own = Mark.objects.filter(ballot=held, person__in=said, on_paper=False)
    _no_marks(own)
    for number, (choices, reason) in sorted(said.items()):
        chosen, why = _fitting(held, choices, reason)
        Voice.objects.update_or_create(
            ballot=held, person_id=number,
            defaults={"choices": chosen, "reason": why, "at": timezone.now(), "apart": sides[number]},
        )  # fmt: skip
        paper = {"on_paper": True, "by": visit.number, "witness": witness}
        Mark.objects.update_or_create(ballot=held, person_id=number, defaults=paper)
    record_act(visit, PAPER.verb, held, title=held.question, persons=sorted(said), witness=witness)
    return held


def enter_slips(
    visit: Visit,
    ballot: Ballot,
    persons: Collection[int],
    slips: Sequence[tuple[Sequence[str], str, str]],
    witness: int,
) -> Ballot:
    """Empty a ballot box: who dropped a slip in, and the slips (choices, reason, code), without whose is whose.

    As many slips as persons, at least three; none of them has voted before. Raises Refused.
    """
    held = _held(ballot)
    sides = _sides(held, persons)
    if not held.secret or any(sides.values()):
        raise Refused(WHICH)
    if len(set(persons)) != len(slips) or len(slips) < FEWEST_SLIPS:
        told = Text(
            "There are {persons} names and {slips} slips. Type as many slips as names, and at least {n} together.",
            persons=len(set(persons)), slips=len(slips), n=FEWEST_SLIPS,
        )  # fmt: skip
        raise Refused(told)
    _no_marks(Mark.objects.filter(ballot=held, person__in=persons))
    laid = [(*_fitting(held, choices, reason), typed_receipt(code)) for choices, reason, code in slips]
    _into_urn(held, False, laid, fresh=True, blank=True)
    Mark.objects.bulk_create(
        Mark(ballot=held, person_id=number, on_paper=True, by=visit.number, witness=witness)
        for number in sorted(set(persons))
    )
    record_act(visit, PAPER.verb, held, title=held.question, persons=sorted(set(persons)), witness=witness)
    return held


def _sides(held: Ballot, persons: Collection[int]) -> dict[int, bool]:
    found = dict(Elector.objects.filter(ballot=held, person__in=persons).values_list("person", "apart"))
    if set(found) != set(persons):
        raise Refused(NOT_ASKED)
    return found


def _no_marks(marks: QuerySet[Mark]) -> None:
    names = tuple(str(mark.person) for mark in marks.select_related("person").order_by("pk"))
    if names:
        raise Refused(Text("These have voted themselves, and paper does not replace it: {names}.", names=names))
