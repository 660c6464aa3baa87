"""What a ballot says: one pure function from slips to an outcome, the same whoever counts and in whatever order.

A lot settles equal votes. Its seed is sealed when the ballot is opened (SHA-256 of it is told to everybody) and told
when it is counted; the order of the lot is that of SHA-256(seed ‖ option).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from edulis.schema import Text
from edulis.web.kit.ballot.deciding import Deciding

Form = Literal["yes_no", "consent", "list"]
Result = Literal["yes", "no", "chosen", "none", "quorum"]
OPTIONS: Mapping[str, tuple[str, ...]] = {"yes_no": ("yes", "no", "abstain"), "consent": ("yes", "aside", "object")}
ABSTAIN = "abstain"
FEW = 5  # votes asked apart are not told where fewer than this many were cast in secret


@dataclass(frozen=True, slots=True)
class Slip:
    """One vote: what was chosen (nothing: an abstention), why, and whether it was asked apart."""

    choices: tuple[str, ...]
    reason: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """What is put to the vote: the form, the options, how many one may choose and how many are sought, the rule, how
    many are asked (also apart), and the seed of the lot.
    """

    form: Form
    options: tuple[str, ...]
    rule: Deciding
    asked: int
    asked_apart: int = 0
    most: int = 1
    seats: int = 1
    seed: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a ballot ended. `drawn` are those whom the lot chose among equals; `apart` is told, and decides nothing."""

    result: Result
    asked: int
    voted: int
    needed: int
    counts: tuple[tuple[str, int], ...]
    chosen: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    apart_asked: int = 0
    apart_voted: int = 0
    apart: tuple[tuple[str, int], ...] | None = ()

    @property
    def decided(self) -> bool:
        """Whether the ballot carried: said yes, or chose somebody."""
        return self.result in {"yes", "chosen"}

    def count(self, option: str) -> int:
        """How many chose that option."""
        return dict(self.counts).get(option, 0)

    def sentence(self, words: Mapping[str, str] | None = None) -> Text:
        """The outcome as people tell it; `words` are those of the options."""
        named = words or {}
        match self.result:
            case "quorum":
                return Text(
                    "Nothing is decided: {voted} voted, {needed} were needed.", voted=self.voted, needed=self.needed
                )
            case "yes" if "object" in dict(self.counts):
                return Text("Decided: {yes} say yes, {aside} stand aside, nobody objects.",
                            yes=self.count("yes"), aside=self.count("aside"))  # fmt: skip
            case "no" if "object" in dict(self.counts):
                return Text(
                    "Not decided: {n} object with a reason. Talk about the reasons first.", n=self.count("object")
                )
            case "yes":
                return Text("Decided: {yes} say yes, {no} say no.", yes=self.count("yes"), no=self.count("no"))
            case "no":
                return Text("Not decided: {yes} say yes, {no} say no.", yes=self.count("yes"), no=self.count("no"))
            case "chosen":
                return Text("Chosen: {names}.", names=tuple(named.get(one, one) for one in self.chosen))
        return Text("Nobody and nothing was chosen.")

    def data(self) -> dict[str, Any]:
        """The outcome as plain data."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: _listed(value) for name, value in told.items()}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Outcome:
        """The outcome that was written down as data."""
        given = dict(told)
        for name in ("chosen", "drawn", "reasons"):
            given[name] = tuple(given[name])
        for name in ("counts", "apart"):
            given[name] = None if given[name] is None else tuple((one, n) for one, n in given[name])
        return cls(**given)


def _listed(value: Any) -> Any:
    return [_listed(one) for one in value] if isinstance(value, tuple) else value


def seal(seed: str) -> str:
    """What is told of the seed of the lot before the vote: SHA-256."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot(seed: str, options: Iterable[str]) -> list[str]:
    """The options in the order of the lot: by SHA-256(seed ‖ option)."""
    return sorted(options, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest())


def tally(put: Put, slips: Iterable[Slip]) -> Outcome:
    """Count the slips; all but those apart count for the quorum, abstentions too. Raises ValueError: unknown choice."""
    mine: list[Slip] = []
    apart: list[Slip] = []
    for slip in slips:
        if not set(slip.choices) <= set(put.options):
            raise ValueError(f"{slip.choices} are not all among {put.options}")
        (apart if slip.apart else mine).append(slip)
    counts, needed = _counts(put, mine), put.rule.needed(put.asked)
    result, chosen, drawn = _result(put, mine, dict(counts)) if len(mine) >= needed else ("quorum", (), ())
    few = put.secret and len(apart) < FEW
    return Outcome(
        result, put.asked, len(mine), needed, counts, chosen, drawn,
        tuple(sorted(slip.reason for slip in mine + apart if slip.reason)), put.asked_apart, len(apart),
        None if few and apart else _counts(put, apart) if apart else (),
    )  # fmt: skip


def _counts(put: Put, slips: Sequence[Slip]) -> tuple[tuple[str, int], ...]:
    found = Counter(one for slip in slips for one in set(slip.choices))
    counts = tuple((one, found[one]) for one in put.options)
    return counts if put.form != "list" else (*counts, (ABSTAIN, sum(not slip.choices for slip in slips)))


def _result(
    put: Put, slips: Sequence[Slip], counts: Mapping[str, int]
) -> tuple[Result, tuple[str, ...], tuple[str, ...]]:
    if put.form == "consent":
        return ("no" if counts["object"] or not counts["yes"] else "yes"), (), ()
    if put.form == "yes_no":
        return ("yes" if _carries(put.rule, counts["yes"], counts["yes"] + counts["no"]) else "no"), (), ()
    voting = sum(bool(slip.choices) for slip in slips)
    able = [one for one in put.options if counts[one] and _wins(put.rule, counts[one], voting)]
    place = {one: at for at, one in enumerate(lot(put.seed, put.options))}
    ranked = sorted(able, key=lambda one: (-counts[one], place[one]))
    chosen = tuple(ranked[: put.seats])
    if not chosen:
        return "none", (), ()
    edge = counts[chosen[-1]]
    drawn: tuple[str, ...] = ()
    if len(ranked) > put.seats and counts[ranked[put.seats]] == edge:  # equals of whom not all find a seat
        drawn = tuple(one for one in chosen if counts[one] == edge)
    return "chosen", chosen, drawn


def _carries(rule: Deciding, yes: int, voting: int) -> bool:
    if rule.share is not None:
        return yes > 0 and Fraction(yes) >= rule.share * voting
    return 2 * yes > voting


def _wins(rule: Deciding, votes: int, voting: int) -> bool:
    return rule.kind == "most" or _carries(rule, votes, voting)
