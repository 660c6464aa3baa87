"""What is somebody's own among people: their name, roles, phones, cards, words of consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.belongings import Leaver, Rows, belongs, holds_nothing, keeps_back, unnamed
from edulis.web.people.models import (
    Attempt,
    Candidate,
    Cluster,
    Consent,
    Device,
    Election,
    Group,
    GroupMember,
    Invitation,
    Link,
    Membership,
    MembersRule,
    Person,
    Seat,
)
from edulis.web.people.tokens import digest

SECRETS = ("password", "totp_secret", "totp_last")


def declare() -> None:
    """Say of each table whose its rows are."""
    belongs(Seat, Text("Phones you come in on"), _of(Seat, "person"), _out_of(Seat, "person"), hide=("pin",))
    belongs(Device, Text("Phones"), _devices, _forget_devices, hide=("token",))
    belongs(Invitation, Text("Cards made for you"), _cards, _forget_cards, hide=("secret", "nonce"))
    belongs(Attempt, Text("Attempts to come in by your name"), _attempts, lambda leaver: _attempts(leaver).delete())
    belongs(Consent, Text("What you agreed to"), _words, _forget_words, hide=("shown",), file=("photo", "jpg"))
    belongs(Membership, Text("Your roles"), _of(Membership, "person"), _out_of(Membership, "person"))
    belongs(Person, Text("You"), lambda leaver: Person.objects.filter(pk=leaver.number), _forget_person, hide=SECRETS,
            names=_names)  # fmt: skip
    belongs(Link, Text("Links with other clusters that you proposed"), _of(Link, "by"), _unname_links)
    belongs(MembersRule, Text("Rules you proposed"), _of(MembersRule, "by"), _unname_rules)
    belongs(Election, Text("Elections you called"), _of(Election, "by"), lambda leaver: 0)
    belongs(Candidate, Text("Elections for which you were named"), _of(Candidate, "person"), _stand_down)
    belongs(GroupMember, Text("Local groups you are in"), _of(GroupMember, "person"), _out_of(GroupMember, "person"))
    belongs(Group, Text("Local groups you made"), _of(Group, "by"), _unname_groups)
    holds_nothing(Cluster, "the cluster as a whole")


def _of(model: Any, column: str) -> Any:
    return lambda leaver: model.objects.filter(**{column: leaver.number})


def _out_of(model: Any, column: str) -> Any:
    return lambda leaver: model.objects.filter(**{column: leaver.number}).delete()


def _devices(leaver: Leaver) -> Rows:
    """Phones on which nobody else comes in."""
    shared = Seat.objects.exclude(person=leaver.number).values("device")
    return Device.objects.filter(seats__person=leaver.number).exclude(pk__in=shared).distinct()


def _forget_devices(leaver: Leaver) -> int:
    """Their seats went first: phones on which nobody comes in any more go too."""
    gone, _ = Device.objects.filter(seats=None).delete()
    return gone


def _cards(leaver: Leaver) -> Rows:
    return Invitation.objects.filter(Q(person=leaver.number) | Q(used_by=leaver.number))


def _forget_cards(leaver: Leaver) -> None:
    """Their cards; and on cards of others the household that was theirs alone."""
    _cards(leaver).delete()
    Invitation.objects.filter(used=None, name__in=leaver.names).delete()
    for cluster, codes in leaver.homes.items():
        Invitation.objects.filter(cluster=cluster, household__in=codes).update(household="")


def _attempts(leaver: Leaver) -> Rows:
    handle = leaver.person.handle
    return Attempt.objects.filter(handle=digest(handle.casefold()) if handle else "")


def _unname_links(leaver: Leaver) -> None:
    unnamed(Link.objects.filter(Q(one__in=leaver.homes) | Q(other__in=leaver.homes)), leaver, "purpose")


def _unname_rules(leaver: Leaver) -> None:
    unnamed(MembersRule.objects.filter(cluster__in=leaver.homes), leaver, "why")


def _stand_down(leaver: Leaver) -> None:
    """Where names are still gathered theirs goes; elections that were held stay under their number."""
    Candidate.objects.filter(person=leaver.number, election__ballot=None, election__ended=None).delete()


def _unname_groups(leaver: Leaver) -> None:
    unnamed(Group.objects.filter(cluster__in=leaver.homes), leaver, "name", "purpose")


def _words(leaver: Leaver) -> Rows:
    asked = Q(person=leaver.number)
    for cluster, codes in leaver.homes.items():
        asked |= Q(cluster=cluster, who__in=codes)
    return Consent.objects.filter(asked)


def _forget_words(leaver: Leaver) -> None:
    """All their words. Whether their amounts were counted until now, a room that has amounts noted before."""
    _words(leaver).delete()


def _names(leaver: Leaver) -> Iterable[str]:
    person = leaver.person
    return [name for name in (person.name, person.kept_name, person.handle) if name and not name.startswith("№")]


def _forget_person(leaver: Leaver) -> None:
    """Only the number is left."""
    unnamed(Cluster.objects.filter(pk__in=leaver.homes), leaver, "title")
    person = Person.objects.get(pk=leaver.number)
    person.name = person.kept_name = person.folded = person.language = person.totp_secret = ""
    person.handle, person.last_login, person.is_active, person.is_operator = None, None, False, False
    person.totp_last, person.erased = 0, timezone.now()
    person.set_unusable_password()
    person.save()


@keeps_back("people")
def offices(person: Person) -> Iterator[Text]:
    """The last coordinator of a founded cluster with others in it, and the last operator, hand over first."""
    now = timezone.now()
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=now))
    for mine in held.filter(person=person, role="coordinator", cluster__founded__isnull=False):
        others = held.filter(cluster=mine.cluster).exclude(person=person)
        if others.exists() and not others.filter(role="coordinator").exists():
            yield Text("You are the last coordinator of {cluster}. Another has to hold the office first.",
                       cluster=mine.cluster.title)  # fmt: skip
    if (
        person.is_operator
        and not Person.objects.filter(is_operator=True, is_active=True).exclude(pk=person.pk).exists()
    ):
        yield Text("You are the last operator of this site. Hand it over first.")
