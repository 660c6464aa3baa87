"""Two clusters agree to show each other their sums: the members of each vote on it; either side cuts it at once."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.holding import Question, concludes, form_for, hold
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.ballot.tallying import Outcome
from edulis.web.kit.locks import lock
from edulis.web.kit.tongue import current, say
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.matters import LINK, rule_of
from edulis.web.people.models import Cluster, Link
from edulis.web.people.rules import ANSWER_LINK, CUT_LINK, PROPOSE_LINK

VOTING, HANDING_IN = dt.timedelta(days=7), dt.timedelta(days=9)
LONGEST = dt.timedelta(days=366)


class NotNow(Exception):
    """The link is not in a state in which that can be done."""


def is_live(link: Link) -> bool:
    """Whether both sides agreed, nobody cut it, and its day has not passed."""
    return bool(link.one_agreed and link.other_agreed and not link.cut and link.until >= timezone.localdate())


def is_under_way(link: Link) -> bool:
    """Whether it may still become a link, or is one."""
    return link.cut is None and link.until >= timezone.localdate()


def links_of(cluster: Cluster) -> list[Link]:
    """All links of a cluster that it may know of: its own wishes, and those of others whose members said yes."""
    found = Link.objects.filter(Q(one=cluster) | Q(other=cluster, one_agreed__isnull=False))
    return list(found.select_related("one", "other").order_by("-pk"))


def propose(visit: Visit, other: Cluster, purpose: str, until: dt.date) -> Link:
    """Put a link to the vote of one's own members. Raises NotNow where one is under way already."""
    lock(*sorted((visit.cluster, other), key=lambda one: one.pk))
    between = Link.objects.filter(Q(one=visit.cluster, other=other) | Q(one=other, other=visit.cluster))
    if any(is_under_way(one) for one in between):
        raise NotNow
    link = Link.objects.create(
        one=visit.cluster, other=other, purpose=purpose, until=until, by=visit.person, language=current()
    )
    link.one_ballot = _put(visit, link).pk
    link.save(update_fields=["one_ballot"])
    record_act(visit, PROPOSE_LINK.verb, link, title=other.title, purpose=purpose, until=until)
    return link


def answer(visit: Visit, link: Link) -> None:
    """Put another cluster's wish to the vote of one's own members. Raises NotNow."""
    (link,) = lock(link)
    if link.other_id != visit.cluster.pk or not link.one_agreed or link.other_ballot or not is_under_way(link):
        raise NotNow
    link.other_ballot = _put(visit, link).pk
    link.save(update_fields=["other_ballot"])
    record_act(visit, ANSWER_LINK.verb, link, title=link.one.title)


def cut(visit: Visit, link: Link) -> None:
    """End it for both sides, from this moment on. Raises NotNow."""
    (link,) = lock(link)
    if link.cut is not None:
        raise NotNow
    link.cut, link.cut_by = timezone.now(), visit.cluster
    link.save(update_fields=["cut", "cut_by"])
    record_act(visit, CUT_LINK.verb, link, title=link.partner_of(visit.cluster).title)


def _put(visit: Visit, link: Link) -> Ballot:
    now, partner = timezone.now(), link.partner_of(visit.cluster)
    question = Text("Shall {cluster} see our sums, and we theirs, until {day}?", cluster=partner.title, day=link.until)
    more = Text("For: {purpose}. Shown are kinds of enterprises and what goes from kind to kind, never a household. "
                "Either side can cut it on any day.", purpose=link.purpose)  # fmt: skip
    rule = rule_of(visit.cluster, LINK.code)
    return hold(visit, Question(
        room="people", thing=f"people.link:{link.pk}", question=say(question), more=say(more), form=form_for(rule),
        secret=False, rule=rule, cast_until=now + VOTING, hand_in_until=now + HANDING_IN,
        page=reverse("people:links", kwargs={"cluster": visit.cluster.code}),
    ))  # fmt: skip


@concludes("people", "link")
def concluded(ballot: Ballot, outcome: Outcome) -> None:
    """Note a side's yes; a no ends it."""
    link = Link.objects.filter(Q(one_ballot=ballot.pk) | Q(other_ballot=ballot.pk)).first()
    if link is None:
        return
    side = "one_agreed" if link.one_ballot == ballot.pk else "other_agreed"
    if outcome.result == "yes":
        Link.objects.filter(pk=link.pk).update(**{side: timezone.now()})
    elif link.cut is None:
        Link.objects.filter(pk=link.pk).update(cut=timezone.now(), cut_by=ballot.cluster)
