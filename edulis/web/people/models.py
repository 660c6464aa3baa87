"""Clusters, persons, the roles they hold, the phones they hold them with, and the cards that let them in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from edulis.schema import Text
from edulis.web.kit.models import Versioned

ROLE = (
    ("member", "Member"),
    ("coordinator", "Coordinator"),
    ("ally", "Allied actor"),
    ("facilitator", "Facilitator"),
    ("support", "Support body"),
    ("researcher", "Researcher"),
)


class Cluster(Versioned):
    """A cluster on this site: a draft until a quorum of its members has redeemed the founding code."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="vi")
    currency = models.CharField(max_length=3, default="VND")
    minor_digits = models.PositiveSmallIntegerField(default=0)
    country = models.CharField(max_length=2, default="VN")
    illustrative = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)
    founded = models.DateTimeField(null=True, blank=True)
    founding_quorum = models.PositiveSmallIntegerField(default=3)
    founding_code = models.CharField(max_length=128, blank=True)  # hashed

    def __str__(self) -> str:
        return self.title


class People(BaseUserManager["Person"]):
    """Makes persons; passwords are for outsiders and operators only, members have a card and a PIN."""

    def create_user(self, name: str, handle: str | None = None, password: str | None = None, **rest: Any) -> Person:
        """A person; without a password nobody can enter by one."""
        person = self.model(name=name, handle=handle or None, **rest)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who uses the site. Once erased only the number is left."""

    handle = models.CharField(max_length=60, unique=True, null=True, blank=True)  # outsiders and operators enter by it
    name = models.CharField(max_length=80, blank=True)
    folded = models.CharField(max_length=80, blank=True, db_index=True)  # the name without accents, for search
    language = models.CharField(max_length=2, blank=True)
    is_operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    totp_secret = models.CharField(max_length=64, blank=True)
    totp_last = models.BigIntegerField(default=0)  # the step of the last code: each is good once
    made = models.DateTimeField(auto_now_add=True)
    erased = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or f"№ {self.pk}"


class Membership(models.Model):
    """A role that a person holds in a cluster, for a time. Coordinators are members too."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=ROLE)
    household = models.CharField(max_length=64, blank=True)  # code of the household or enterprise spoken for
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "cluster", "role"), condition=models.Q(until=None), name="a_role_is_held_once"
            ),
        )

    @property
    def title(self) -> Text:
        """The role in words."""
        return Text(dict(ROLE)[self.role])


class Device(models.Model):
    """A phone or browser that a card was opened on. It holds the secret; the PIN only unlocks it."""

    token = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret in the phone's cookie
    made = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)


class Seat(models.Model):
    """A person on a device: shared phones have several, each with its own PIN."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    pin = models.CharField(max_length=160)  # hashed; empty until chosen
    misses = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("device", "person"), name="one_seat_a_person"),)


class Invitation(models.Model):
    """A card that lets one person in: printed as a QR code, good once, until a day."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="invitations")
    secret = models.CharField(max_length=64, unique=True, null=True)  # SHA-256 of what is on the card
    nonce = models.CharField(max_length=32)
    role = models.CharField(max_length=16, choices=ROLE)
    name = models.CharField(max_length=80)
    household = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="cards")  # a lost card anew
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    second = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    @property
    def title(self) -> Text:
        """The role it gives, in words."""
        return Text(dict(ROLE)[self.role])


class Attempt(models.Model):
    """A password that was tried, right or wrong, under a name and from an address (both only as digests)."""

    handle = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    right = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("handle", "at")), models.Index(fields=("address", "at")))
