"""What the people of the example voted on: a savings group, an election, a kettle, and a rule that is open now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from edulis.schema import Text
from edulis.schema.language import Language
from edulis.web.kit.ballot.casting import cast, fresh_receipt
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import settle
from edulis.web.kit.ballot.models import Ballot
from edulis.web.people import elections, groups, matters
from edulis.web.people.models import Candidate, Cluster, Election, Group, GroupMember, Person
from edulis.web.people.visiting import visit_to

Deed = tuple[int, Callable[[], object]]  # days from today, and what was done
TWO_THIRDS = Deciding("supermajority", Fraction(2, 3), Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of one cluster, told from today."""

    cluster: Cluster
    members: list[Person]
    today: dt.datetime
    language: Language

    def deeds(self) -> list[Deed]:
        """All that was done, day by day; each is one act."""
        every = [*self._savers(), *self._election(), *self._kettle(), *self._rule()]
        return sorted(every, key=lambda deed: deed[0])

    def _visit(self, place: int) -> Any:
        return visit_to(self.members[place % len(self.members)], self.cluster)

    def _some(self, *places: int) -> list[Person]:
        return list(dict.fromkeys(self.members[place % len(self.members)] for place in places))

    def _times(self, told: int, end: int) -> dict[str, Any]:
        day = dt.timedelta(days=1)
        return {"cast_until": self.today + told * day, "hand_in_until": self.today + end * day}

    def _say(self, text: Text) -> str:
        return text.say(self.language)

    def _savers(self) -> Iterator[Deed]:
        name = self._say(Text("Savings group of the upper hamlet"))
        what = self._say(Text("We put in a little each week, and lend it in turns."))
        values = {"name": name, "kind": "savings", "purpose": what, "joining": "asked", "language": self.language}
        yield -53, lambda: groups.make(self._visit(1), values)
        for person in self._some(4, 6, 8):
            if person != self.members[1 % len(self.members)]:
                yield -52, partial(self._join, person)
                yield -51, partial(self._admit, person)

    def _join(self, person: Person) -> object:
        return groups.join(visit_to(person, self.cluster), self._group())

    def _admit(self, person: Person) -> object:
        groups.admit(self._visit(1), GroupMember.objects.get(group=self._group(), person=person))
        return person

    def _group(self) -> Group:
        return Group.objects.get(cluster=self.cluster)

    def _kettle(self) -> Iterator[Deed]:
        asked = self._say(Text("Shall we buy one large steaming kettle together and take turns?"))
        times = self._times(-11, -10)
        yield -14, lambda: groups.ask(self._visit(1), self._group(), asked, "", secret=False, times=times)
        for person in self._some(1, 4, 6):
            yield -12, partial(self._vote, "people.group", person, "yes")
        yield -10, lambda: settle(self._ballot("people.group"))

    def _ballot(self, thing: str) -> Ballot:
        return Ballot.objects.filter(cluster=self.cluster, thing__startswith=f"{thing}:").latest("pk")

    def _vote(self, thing: str, person: Person, *choices: str) -> object:
        return cast(visit_to(person, self.cluster), self._ballot(thing), choices, receipt=fresh_receipt())

    def _election(self) -> Iterator[Deed]:
        standing, times = self._some(0, 1, 5, 7), self._times(-28, -26)
        yield -37, lambda: elections.call(
            self._visit(3), seats=min(3, len(standing)), months=12, secret=True,
            nominate_until=self.today - dt.timedelta(days=32), times=times,
        )  # fmt: skip
        for person in standing:
            yield -36, partial(self._name, person)
            if person != self.members[3 % len(self.members)]:
                yield -35, partial(self._stand, person)
        yield -32, lambda: elections.put_due(self.cluster)
        codes = [f"p{one.pk}" for one in standing]
        for place, person in enumerate(self.members[: max(3, len(self.members) - 2)]):
            left_out = 0 if place % 4 == 1 else 1 + place % 3
            chosen = dict.fromkeys(codes[at % len(codes)] for at in range(4) if at != left_out)
            yield -30, partial(self._vote, "people.election", person, *list(chosen)[: min(3, len(codes))])
        yield -26, lambda: settle(self._ballot("people.election"))

    def _name(self, person: Person) -> object:
        return elections.nominate(self._visit(3), Election.objects.get(cluster=self.cluster), person)

    def _stand(self, person: Person) -> object:
        named = Candidate.objects.get(election__cluster=self.cluster, person=person)
        elections.answer(visit_to(person, self.cluster), named, True)
        return named

    def _rule(self) -> Iterator[Deed]:
        why = self._say(Text("Last year one who was not there objected a week later. Let two thirds be enough."))
        times = self._times(5, 7)
        yield -2, lambda: matters.propose(self._visit(5), matters.RULES.code, TWO_THIRDS, why, times)
        for person, choice in zip(self._some(5, 7, 2), ("yes", "yes", "aside"), strict=False):
            yield -1, partial(self._vote, "people.membersrule", person, choice)
