"""A ballot as a page shows it to one visitor: who is asked, until when, what can be chosen, what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from edulis.reports.figures import intervals
from edulis.schema import Text
from edulis.schema.language import number
from edulis.web.kit.ballot.casting import fresh_receipt, told_receipt
from edulis.web.kit.ballot.holding import recount, settle
from edulis.web.kit.ballot.models import Ballot, Elector, Mark, Voice
from edulis.web.kit.ballot.tallying import ABSTAIN, Outcome
from edulis.web.kit.tongue import current, say
from edulis.web.kit.visit import Visit

State = Literal["coming", "open", "handing_in", "counted"]
WORDS = {
    "yes": Text("Yes"), "no": Text("No"), ABSTAIN: Text("I abstain"), "aside": Text("I stand aside"),
    "object": Text("I object"),
}  # fmt: skip
SIGNS = {"yes": "yes", "no": "no", ABSTAIN: "aside", "aside": "aside", "object": "hand"}
TITLES: dict[State, Text] = {
    "coming": Text("Not open yet"), "open": Text("Open"), "handing_in": Text("Votes still come in"),
    "counted": Text("Counted"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Something one may choose, in words, with its sign, and whether the visitor chose it (open ballots only)."""

    code: str
    words: str
    sign: str
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A ballot for one visitor. `outcome` is the final one, or the running one where the rule lets it be seen."""

    ballot: Ballot
    state: State
    asked: int
    voted: int
    apart_asked: int
    apart_voted: int
    is_asked: bool
    apart: bool
    has_voted: bool
    on_paper: bool
    choices: tuple[Choice, ...]
    reason: str
    outcome: Outcome | None
    receipt: str

    @property
    def may_vote(self) -> bool:
        """Whether the visitor can vote now."""
        return self.is_asked and self.state in {"open", "handing_in"}

    @property
    def title(self) -> Text:
        """The state in words."""
        return TITLES[self.state]

    @property
    def told_receipt(self) -> str:
        """The receipt of this form, in groups."""
        return told_receipt(self.receipt)

    @property
    def opens(self) -> Text:
        """When it begins."""
        return instant(self.ballot.opens)

    @property
    def until(self) -> Text:
        """Until when people are told to vote."""
        return instant(self.ballot.cast_until)

    @property
    def hand_in(self) -> Text | None:
        """Until when votes from phones without a network are taken, where that is later."""
        return instant(self.ballot.hand_in_until) if self.ballot.hand_in_until > self.ballot.cast_until else None

    @property
    def sentences(self) -> tuple[Text, ...]:
        """The rule."""
        return self.ballot.deciding.sentences()

    @property
    def sentence(self) -> Text | None:
        """What came of it."""
        return self.outcome.sentence(words_of(self.ballot)) if self.outcome is not None else None

    @property
    def drawn(self) -> tuple[str, ...]:
        """Whom the lot chose among equals, in words."""
        names = words_of(self.ballot)
        return tuple(names[one] for one in self.outcome.drawn) if self.outcome is not None else ()

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        """What was chosen how often, in words."""
        return counted(self.ballot, self.outcome.counts) if self.outcome is not None else ()

    @property
    def apart_rows(self) -> tuple[tuple[str, int], ...]:
        """The same for those asked apart; nothing where they are too few to be told."""
        return counted(self.ballot, self.outcome.apart) if self.outcome is not None and self.outcome.apart else ()

    @property
    def picture(self) -> SafeString:
        """The rows as bars."""
        names = words_of(self.ballot)
        won = self.outcome.chosen if self.outcome is not None else ()
        if self.outcome is not None and self.outcome.result in {"yes", "no"}:
            won = ("object" if self.outcome.count("object") else self.outcome.result,)
        return bars(self.ballot.question, self.rows, {names.get(one, "") for one in won})


def instant(at: dt.datetime) -> Text:
    """A moment as people say it, in the time of the place."""
    here = timezone.localtime(at)
    return Text("{day} at {time}", day=here.date(), time=f"{here:%H:%M}")


def words_of(ballot: Ballot) -> dict[str, str]:
    """What each code of the ballot is called on this page."""
    if ballot.form == "list":
        return {**dict(ballot.options), ABSTAIN: say(WORDS[ABSTAIN])}
    return {code: say(WORDS[code]) for code in ballot.codes}


def counted(ballot: Ballot, counts: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Counts in words; those of a list by size."""
    names = words_of(ballot)
    rows = [(names[code], n) for code, n in counts]
    if ballot.form == "list":
        rows = [*sorted(rows[:-1], key=lambda row: (-row[1], row[0])), rows[-1]]
    return tuple(rows)


def bars(title: str, rows: tuple[tuple[str, int], ...], marked: Collection[str] = ()) -> SafeString:
    """Counts as bars, for a page; those that carried are marked."""
    language = current()
    drawn = intervals.bars(
        [intervals.Row(words, float(n), remark=number(n, language), marked=words in marked) for words, n in rows],
        lambda value: number(int(value), language) if value == int(value) else "",
        title=title, description="; ".join(f"{words}: {n}" for words, n in rows), axis=say(Text("votes")), width=340.0,
    )  # fmt: skip
    return mark_safe(drawn)


def shown(visit: Visit, ballot: Ballot) -> Shown:
    """The ballot as this visitor may see it; opens and counts it where it is time."""
    ballot = settle(ballot)
    seats = Elector.objects.filter(ballot=ballot).aggregate(
        asked=Count("pk", filter=Q(apart=False)), apart=Count("pk", filter=Q(apart=True))
    )
    apart = Elector.objects.filter(ballot=ballot, apart=True).values("person")
    marks = Mark.objects.filter(ballot=ballot).aggregate(
        voted=Count("pk", filter=~Q(person__in=apart)), apart=Count("pk", filter=Q(person__in=apart))
    )
    elector = Elector.objects.filter(ballot=ballot, person=visit.person).first() if visit.person is not None else None
    mark = Mark.objects.filter(ballot=ballot, person=visit.person).first() if elector is not None else None
    voice = None
    if mark is not None and not ballot.secret:
        voice = Voice.objects.filter(ballot=ballot, person=visit.person).first()
    return Shown(
        ballot, _state(ballot), seats["asked"], marks["voted"], seats["apart"], marks["apart"], elector is not None,
        elector is not None and elector.apart, mark is not None, mark is not None and mark.on_paper,
        _choices(ballot, voice), voice.reason if voice is not None else "", _outcome(ballot), fresh_receipt(),
    )  # fmt: skip


def _state(ballot: Ballot) -> State:
    if ballot.closed is not None:
        return "counted"
    if ballot.opened is None:
        return "coming"
    return "open" if timezone.now() < ballot.cast_until else "handing_in"


def _outcome(ballot: Ballot) -> Outcome | None:
    if ballot.closed is not None or ballot.opened is None:
        return ballot.end
    return None if ballot.secret or ballot.deciding.hidden else recount(ballot)


def _choices(ballot: Ballot, voice: Voice | None) -> tuple[Choice, ...]:
    names, mine = words_of(ballot), set(voice.choices) if voice is not None else set()
    found = [Choice(code, names[code], SIGNS.get(code, "person"), code in mine) for code in ballot.codes]
    if ballot.form == "list":
        found.append(Choice(ABSTAIN, names[ABSTAIN], SIGNS[ABSTAIN], voice is not None and not mine))
    return tuple(found)
