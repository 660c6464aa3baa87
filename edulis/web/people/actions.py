"""What people do about people: invite, come in by a card, take a card back, end a role."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from edulis.web.kit.arrival import arrived
from edulis.web.kit.folding import folded
from edulis.web.kit.locks import lock
from edulis.web.kit.rules import MEMBERS
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.elections import coordinators, leave_office, may_leave_office
from edulis.web.people.models import Device, Invitation, Membership, Person
from edulis.web.people.rules import ACCEPT, END_ROLE, INVITE, REISSUE, REVOKE
from edulis.web.people.tokens import card_nonce, card_secret, digest
from edulis.web.people.visiting import visit_to

CARD_DAYS = 60
GRACE = dt.timedelta(minutes=30)  # in which a card may be opened again with the same PIN: the answer may have been lost


class LastCoordinator(Exception):
    """The office of coordinators would stand empty."""


class InOffice(Exception):
    """Only the members' vote takes the office from somebody."""


class Spent(Exception):
    """The card was used, is too old, or was taken back."""


class Ended(Exception):
    """Somebody else ended the role before."""


def invite(visit: Visit, *, name: str, role: str, household: str = "") -> Invitation:
    """Make a card for somebody. Its secret is worked out when it is printed."""
    card = _card(visit, name=name, role=role, household=household)
    record_act(visit, INVITE.verb, card, role=role, name=name, household=household)
    return card


def reissue(visit: Visit, membership: Membership, second: Person) -> Invitation:
    """A new card in place of a lost one: asked by one coordinator, agreed by a second; old phones are shut out."""
    person = membership.person
    card = _card(visit, name=person.name, role=membership.role, household=membership.household, person=person)
    Invitation.objects.filter(pk=card.pk).update(second=second)
    Device.objects.filter(seats__person=person, revoked=None).update(revoked=timezone.now())
    if not person.handle:  # whoever holds the old phone is out at once: a changed password ends all sessions
        person.set_unusable_password()
        person.save(update_fields=["password"])
    record_act(visit, REISSUE.verb, card, person=person.pk, second=second.pk)
    return card


def _card(visit: Visit, *, name: str, role: str, household: str, person: Person | None = None) -> Invitation:
    card = Invitation.objects.create(
        cluster=visit.cluster, role=role, name=name, household=household, person=person, by=visit.person,
        nonce=card_nonce(), until=timezone.now() + dt.timedelta(days=CARD_DAYS),
    )  # fmt: skip
    card.secret = digest(card_secret(card))
    card.save()
    return card


def accept(visit: Visit, card: Invitation, *, name: str, language: str, **outsider: str) -> Person:
    """Come in by a card: makes the person (or finds them again) and their role. Raises Spent where it is no good."""
    (card,) = lock(card)
    if card.used is not None or card.until < timezone.now():
        raise Spent
    person = card.person or Person.objects.create_user(
        name, handle=outsider.get("handle"), password=outsider.get("password"), language=language, folded=folded(name)
    )
    if outsider.get("totp"):
        Person.objects.filter(pk=person.pk).update(totp_secret=outsider["totp"])
    Membership.objects.get_or_create(
        person=person, cluster=card.cluster, role=card.role, until=None,
        defaults={"household": card.household, "since": timezone.now(), "by": card.by},
    )  # fmt: skip
    card.used, card.used_by = timezone.now(), person
    card.save()
    visit.cluster, visit.person, visit.acting_as = card.cluster, person, card.role
    record_act(visit, ACCEPT.verb, card, name=name)
    visit.onward = arrived(visit_to(person, card.cluster), card)  # what they do there is another act, with its own line
    return person


def just_used(card: Invitation) -> bool:
    """Whether the card was opened so lately that its answer may have been lost on the way."""
    return card.used is not None and card.used > timezone.now() - GRACE


def take_back(visit: Visit, card: Invitation) -> None:
    """Make a card that was not yet used good for nothing. Raises Spent where it was used or is good for nothing."""
    (card,) = lock(card)
    if card.used is not None or card.until < timezone.now():
        raise Spent
    Invitation.objects.filter(pk=card.pk).update(until=timezone.now())
    record_act(visit, REVOKE.verb, card)


def end_role(visit: Visit, membership: Membership) -> None:
    """End a role: one's own by leaving, a card-holder's by the coordinators. Who leaves the office stays a member; who
    leaves as a member leaves the office too.

    Raises Ended where it has ended, LastCoordinator where the office would stand empty, InOffice where somebody else
    would take the office from a coordinator: only the members' vote does.
    """
    (cluster,) = lock(membership.cluster)
    if not Membership.objects.filter(pk=membership.pk, until=None).exists():
        raise Ended
    now, person = timezone.now(), membership.person_id
    in_office = membership.role in MEMBERS and person in {one.person_id for one in coordinators(cluster)}
    if in_office and person != visit.number:
        raise InOffice
    if in_office and not may_leave_office(cluster, person):
        raise LastCoordinator
    if in_office:
        leave_office(cluster, [person], now)
    if membership.role == "member" or not in_office:
        Membership.objects.filter(pk=membership.pk, until=None).update(until=now)
    record_act(visit, END_ROLE.verb, membership, role=membership.role, person=person)
