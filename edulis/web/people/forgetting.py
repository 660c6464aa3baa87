"""Leaving and being forgotten: what is one's own is shredded, amounts and acts stay under a number."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from edulis.web.kit.belongings import Leaver, in_order, reasons_to_stay
from edulis.web.kit.locks import lock
from edulis.web.kit.sweeping import sweep
from edulis.web.kit.trail import record_act
from edulis.web.people.models import Cluster, Membership, Person
from edulis.web.people.rules import FORGET
from edulis.web.people.visiting import visit_to


class Needed(Exception):
    """Something has to be handed over first."""


def leaver_of(person: Person, *, words: bool = False) -> Leaver:
    """Somebody with every household for which they alone speak, and every word by which they are known."""
    held = Membership.objects.exclude(household="")
    others = held.filter(Q(until=None) | Q(until__gt=timezone.now())).exclude(person=person)
    spoken = set(others.values_list("cluster", "household"))
    homes: dict[int, frozenset[str]] = {
        number: frozenset() for number in Membership.objects.filter(person=person).values_list("cluster", flat=True)
    }
    for cluster, code in held.filter(person=person).values_list("cluster", "household"):
        if (cluster, code) not in spoken:
            homes[cluster] |= {code}
    bare = Leaver(Person.objects.get(pk=person.pk), homes, frozenset(), words)
    known = (name for one in in_order() if one.names is not None for name in one.names(bare))
    return replace(bare, names=frozenset(name for name in known if name))


def forget(person: Person, *, words: bool = False) -> None:
    """Shred all that is somebody's own, in all clusters, and leave a line in each. To be called inside a transaction.

    `words`: also minutes and decisions that they wrote. Raises Needed where something has to be handed over first.
    """
    (person,) = lock(Person(pk=person.pk))
    if reasons_to_stay(person):
        raise Needed
    leaver = leaver_of(person, words=words)
    for cluster in Cluster.objects.filter(pk__in=leaver.homes).order_by("pk"):
        record_act(visit_to(person, cluster), FORGET.verb, person)
    for one in in_order():
        one.shred(leaver)
    transaction.on_commit(_swept)


def _swept() -> None:
    if not sweep():
        sweep_later.enqueue()


@task()
def sweep_later() -> None:
    """The task: once nobody else is at the store, nothing of what was shredded stays in its files."""
    sweep()
