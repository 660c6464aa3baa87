"""Elections of coordinators: called by members, nominated by members, in secret unless told, for a term; and recall.

The office never stands empty: who holds it serves until others are elected, and the last coordinator can neither leave
nor be recalled before. All that changes who holds it locks the cluster first.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.holding import Question, concludes, hold
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.ballot.tallying import Outcome
from edulis.web.kit.locks import lock
from edulis.web.kit.tongue import say
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.electorates import held_now, members_now
from edulis.web.people.matters import ELECTION, RECALL, rule_of
from edulis.web.people.models import Candidate, Cluster, Election, Membership, Person
from edulis.web.people.rules import ANSWER, CALL, NOMINATE, PUT, RECALL_PUT

MONTH = dt.timedelta(days=30.4375)


class NotNow(Exception):
    """It cannot be done as things stand; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.message)
        self.reason = reason


ONE_AT_A_TIME = Text("An election is running already. Wait until it is over.")
OVER = Text("The time for names is over.")
NO_MEMBER = Text("Only members can be coordinators.")
NOT_IN_OFFICE = Text("This person does not hold the office now.")
LAST = Text("The last coordinator serves until the members elect another. Call an election first.")


def coordinators(cluster: Cluster) -> list[Membership]:
    """Who holds the office now, by name."""
    return list(held_now(cluster, frozenset({"coordinator"})).select_related("person").order_by("person__name", "pk"))


def call(
    visit: Visit, *, seats: int, months: int, secret: bool, nominate_until: dt.datetime, times: Mapping[str, Any]
) -> Election:
    """Call an election. Raises NotNow while another runs."""
    lock(visit.cluster)
    if Election.objects.filter(cluster=visit.cluster, recalled=None, ended=None).exists():
        raise NotNow(ONE_AT_A_TIME)
    made = Election.objects.create(
        cluster=visit.cluster, seats=seats, months=months, secret=secret, nominate_until=nominate_until,
        cast_until=times["cast_until"], hand_in_until=times["hand_in_until"], by=visit.person,
    )  # fmt: skip
    record_act(visit, CALL.verb, made, seats=seats, months=months)
    return made


def nominate(visit: Visit, election: Election, person: Person) -> Candidate:
    """Name somebody, or oneself; who is named by others says yes or no. Raises NotNow."""
    election = _open_for_names(election)
    if person.pk not in members_now(election.cluster):
        raise NotNow(NO_MEMBER)
    own = person.pk == visit.number
    named, fresh = Candidate.objects.get_or_create(
        election=election, person=person, defaults={"by": visit.person, "accepted": True if own else None}
    )
    if own and not fresh:
        named.accepted = True
        named.save(update_fields=["accepted"])
    record_act(visit, NOMINATE.verb, election, title=str(person), person=person.pk)
    return named


def answer(visit: Visit, candidate: Candidate, willing: bool) -> None:
    """Say whether one stands. Raises NotNow."""
    _open_for_names(candidate.election)
    Candidate.objects.filter(pk=candidate.pk).update(accepted=willing)
    record_act(visit, ANSWER.verb, candidate.election, willing=willing)


def _open_for_names(election: Election) -> Election:
    (held,) = lock(election)
    if held.ballot_id is not None or held.ended is not None or timezone.now() >= held.nominate_until:
        raise NotNow(OVER)
    return held


def put_due(cluster: Cluster | None = None) -> int:
    """Open the ballots of elections whose time for names is over; by whoever comes first. Returns how many."""
    due = Election.objects.filter(ballot=None, ended=None, recalled=None, nominate_until__lte=timezone.now())
    if cluster is not None:
        due = due.filter(cluster=cluster)
    return sum(_put(one) for one in due)


def _put(election: Election) -> bool:
    with transaction.atomic():
        (held,) = lock(election)
        if held.ballot_id is not None or held.ended is not None:
            return False
        site = Visit(cluster=held.cluster, acting_as="site")
        names = list(held.candidates.filter(accepted=True).select_related("person").order_by("pk"))
        members = set(members_now(held.cluster))
        standing = [one for one in names if one.person_id in members]
        if not standing or held.hand_in_until <= timezone.now():
            held.ended = timezone.now()
        else:
            random.SystemRandom().shuffle(standing)  # nobody stands first because of their letter
            held.ballot = hold(site, _question(held, standing))
        held.save(update_fields=["ballot", "ended"])
        record_act(site, PUT.verb, held, candidates=len(standing))
        return True


def _question(election: Election, standing: list[Candidate]) -> Question:
    seats = election.seats
    told = Text("Who are to be our coordinators? {n} are sought, for {months} months.", n=seats, months=election.months)
    page = reverse("people:election", kwargs={"cluster": election.cluster.code, "number": election.pk})
    return Question(
        room="people", thing=f"people.election:{election.pk}", question=say(told), form="list", secret=election.secret,
        rule=rule_of(election.cluster, ELECTION.code), page=page, opens=timezone.now(),
        cast_until=max(election.cast_until, timezone.now()), hand_in_until=election.hand_in_until,
        options=[(f"p{one.person_id}", str(one.person)) for one in standing],
        most=min(seats, len(standing)), seats=seats,
    )  # fmt: skip


def recall(visit: Visit, membership: Membership, why: str, *, secret: bool, times: Mapping[str, Any]) -> Election:
    """Ask the members whether a coordinator shall go on. Raises NotNow."""
    cluster = lock(visit.cluster)[0]
    if membership.pk not in {one.pk for one in coordinators(cluster)}:
        raise NotNow(NOT_IN_OFFICE)
    if Election.objects.filter(cluster=cluster, recalled=membership.person, ended=None).exists():
        raise NotNow(ONE_AT_A_TIME)
    now = timezone.now()
    made = Election.objects.create(
        cluster=cluster, seats=0, months=0, secret=secret, nominate_until=now, by=visit.person,
        recalled=membership.person, cast_until=times["cast_until"], hand_in_until=times["hand_in_until"],
    )  # fmt: skip
    made.ballot = hold(
        visit,
        Question(
            room="people", thing=f"people.election:{made.pk}", form="yes_no", secret=secret, more=why,
            question=say(Text("Shall {name} give up the office of coordinator?", name=str(membership.person))),
            rule=rule_of(cluster, RECALL.code), cast_until=times["cast_until"], hand_in_until=times["hand_in_until"],
            page=reverse("people:office", kwargs={"cluster": cluster.code}),
        ),
    )  # fmt: skip
    made.save(update_fields=["ballot"])
    record_act(visit, RECALL_PUT.verb, made, title=made.ballot.question)
    return made


@concludes("people", "election")
def _concluded(ballot: Ballot, outcome: Outcome) -> None:
    """Those who were chosen take the office and the others leave it; a recall takes it from one who is not the last."""
    election = Election.objects.get(ballot=ballot)
    lock(election.cluster)
    now = timezone.now()
    if election.recalled is not None:
        if outcome.decided and may_leave_office(election.cluster, election.recalled.pk):
            leave_office(election.cluster, [election.recalled.pk], now)
            Election.objects.filter(pk=election.pk).update(ends=now)
    elif outcome.decided:
        chosen = {int(code[1:]) for code in outcome.chosen} & set(members_now(election.cluster))
        if chosen:
            _take_office(election, chosen, now)
    Election.objects.filter(pk=election.pk).update(ended=now)


def _take_office(election: Election, chosen: set[int], now: dt.datetime) -> None:
    held = {one.person_id: one for one in coordinators(election.cluster)}
    homes = dict(held_now(election.cluster).exclude(household="").values_list("person", "household"))
    for number in sorted(chosen - set(held)):
        Membership.objects.create(
            person_id=number, cluster=election.cluster, role="coordinator", household=homes.get(number, ""), since=now
        )
    leave_office(election.cluster, sorted(set(held) - chosen), now)
    Election.objects.filter(pk=election.pk).update(ends=now + election.months * MONTH, elected=sorted(chosen))


def may_leave_office(cluster: Cluster, person: int) -> bool:
    """Whether somebody else holds the office too; to be asked with the cluster locked."""
    return held_now(cluster, frozenset({"coordinator"})).exclude(person=person).exists()


def leave_office(cluster: Cluster, persons: list[int], now: dt.datetime) -> None:
    """End the office of these; they stay members, also where they had been coordinators only."""
    held = held_now(cluster, frozenset({"coordinator"})).filter(person__in=persons)
    members = set(held_now(cluster, frozenset({"member"})).values_list("person", flat=True))
    for one in held:
        if one.person_id not in members:
            Membership.objects.create(
                person=one.person, cluster=cluster, role="member", household=one.household, since=now
            )
    held.update(until=now)


def running(cluster: Cluster) -> list[Election]:
    """Elections and recalls that are not over, the oldest first."""
    found = Election.objects.filter(cluster=cluster, ended=None)
    return list(found.select_related("ballot", "recalled").order_by("pk"))


def recalled_but_serving(cluster: Cluster) -> list[Person]:
    """Who was recalled as the last one in office, and serves until another is elected."""
    held = {one.person_id for one in coordinators(cluster)}
    left = Election.objects.filter(cluster=cluster, recalled__in=held, ends=None).exclude(ended=None)
    last = Election.objects.filter(cluster=cluster, recalled=None).exclude(ends=None).order_by("-ended").first()
    if last is not None:
        left = left.filter(ended__gt=last.ended)
    rows = left.select_related("ballot", "recalled")
    return [one.recalled for one in rows if one.recalled and one.ballot and one.ballot.end and one.ballot.end.decided]


def term_ends(cluster: Cluster) -> dt.datetime | None:
    """Until when those in office were elected; nothing before the first election."""
    last = Election.objects.filter(Q(recalled=None), cluster=cluster).exclude(ends=None).order_by("-ended").first()
    return last.ends if last is not None else None
