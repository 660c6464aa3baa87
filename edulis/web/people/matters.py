"""The members' own rules: by which rule each kind of matter is decided, changed only by their vote.

A room declares its kinds of matter with a rule to begin with (*talk first* unless it says otherwise), and asks
`rule_of(cluster, "room.matter")` when it puts one to the vote. The matter `people.rules` is how rules are changed; its
own rule is changed under itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.deciding import Deciding, Kind
from edulis.web.kit.ballot.forms import PLAIN
from edulis.web.kit.ballot.holding import Question, concludes, form_for, hold
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.ballot.tallying import Outcome
from edulis.web.kit.locks import lock
from edulis.web.kit.tongue import say
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.models import Cluster, MembersRule
from edulis.web.people.rules import PROPOSE

HALF = Fraction(1, 2)
TALK_FIRST = Deciding("consent", quorum_share=HALF)


class Running(Exception):
    """A change of this rule is being voted on already."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of matter: its code `room.name`, what it is called, the rule it begins with, and which kinds fit it."""

    code: str
    title: Text
    first: Deciding = TALK_FIRST
    kinds: tuple[Kind, ...] = PLAIN


MATTERS: dict[str, Matter] = {}


def matter(code: str, title: Text, first: Deciding = TALK_FIRST, *, kinds: tuple[Kind, ...] = PLAIN) -> Matter:
    """Declare a kind of matter. Raises ValueError where it is declared twice, or begins with what does not fit it."""
    if code in MATTERS and MATTERS[code] != Matter(code, title, first, kinds):
        raise ValueError(f"{code} is declared twice")
    if first.kind not in kinds:
        raise ValueError(f"{code} cannot begin with {first.kind}")
    MATTERS[code] = Matter(code, title, first, kinds)
    return MATTERS[code]


RULES = matter("people.rules", Text("How we change our rules"))
ELECTION = matter(
    "people.election", Text("Electing coordinators"), Deciding("most", quorum_share=HALF),
    kinds=("most", "majority", "supermajority"),
)  # fmt: skip
RECALL = matter(
    "people.recall", Text("Recalling a coordinator"), Deciding("majority", quorum_share=HALF),
    kinds=("majority", "supermajority"),
)  # fmt: skip
LINK = matter("people.link", Text("Linking with another cluster"), Deciding("majority"))
GROUP = matter("people.group", Text("What a local group decides among its own"))


def rule_of(cluster: Cluster, code: str) -> Deciding:
    """The rule that is in force for that kind of matter. Raises KeyError where no room declared it."""
    kind = MATTERS[code]
    row = MembersRule.objects.filter(cluster=cluster, matter=code, until=None).exclude(since=None).first()
    return Deciding.of(row.rule) if row is not None else kind.first


def in_force(cluster: Cluster) -> Mapping[str, MembersRule]:
    """The rules that members have set, by matter."""
    rows = MembersRule.objects.filter(cluster=cluster, until=None).exclude(since=None)
    return {row.matter: row for row in rows}


def propose(visit: Visit, code: str, rule: Deciding, why: str, times: Mapping[str, Any]) -> MembersRule:
    """Put another rule to the vote, under the rule for changing rules. Raises Running, or KeyError."""
    kind = MATTERS[code]
    (cluster,) = lock(visit.cluster)
    if MembersRule.objects.filter(cluster=cluster, matter=code, since=None, ballot__closed=None).exists():
        raise Running
    row = MembersRule.objects.create(cluster=cluster, matter=code, rule=rule.data(), why=why, by=visit.person)
    now = rule_of(cluster, RULES.code)
    told = Text("Another rule for this: {matter}?", matter=kind.title)
    how, quorum = rule.sentences()
    more = say(Text("It would be: {how} {quorum}", how=how, quorum=quorum))
    row.ballot = hold(
        visit,
        Question(
            room="people", thing=f"people.membersrule:{row.pk}", question=say(told),
            more=f"{more}\n{why}".strip(), form=form_for(now),
            secret=False, rule=now, page=reverse("people:rules", kwargs={"cluster": cluster.code}),
            cast_until=times["cast_until"], hand_in_until=times["hand_in_until"],
        ),
    )  # fmt: skip
    row.save(update_fields=["ballot"])
    record_act(visit, PROPOSE.verb, row, title=row.ballot.question)
    return row


@concludes("people", "membersrule")
def _concluded(ballot: Ballot, outcome: Outcome) -> None:
    """A rule that carried takes the place of the one before."""
    row = MembersRule.objects.get(ballot=ballot)
    if not outcome.decided:
        return
    lock(row.cluster)
    now = timezone.now()
    MembersRule.objects.filter(cluster=row.cluster, matter=row.matter, until=None).exclude(since=None).update(until=now)
    MembersRule.objects.filter(pk=row.pk).update(since=now)
