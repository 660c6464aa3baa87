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
GROUP_TITLES = {
    "women": Text("Women's association"), "youth": Text("Youth union"), "savings": Text("Savings group"),
    "union": Text("Union or cooperative"), "kin": Text("Neighbours or kin"), "other": Text("Another group"),
}  # fmt: skip
JOINING_TITLES = {
    "asked": Text("One of the group says yes"), "open": Text("Every member of the cluster may join"),
}  # fmt: skip
GROUP_KIND = tuple((word, title.message) for word, title in GROUP_TITLES.items())
JOINING = tuple((word, title.message) for word, title in JOINING_TITLES.items())


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
    name = models.CharField(max_length=80, blank=True)  # as it is shown: a number for who took their name back
    kept_name = models.CharField(max_length=80, blank=True)  # the name meanwhile, for its person alone
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


class Consent(models.Model):
    """One word on one purpose, yes or no: the last one holds. Words are added, and go only when their person leaves.

    The declared record `consent` is written from these and read into them; there is no other place.
    """

    HOW = (
        ("screen", "On the screen"), ("voice", "By word of mouth"), ("paper", "On paper"), ("file", "From a file"),
        ("left", "Left behind under a number"),
    )  # fmt: skip
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="consents")
    who = models.CharField(max_length=64, blank=True)  # code of the household or enterprise whose word it is
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="consents")  # or a person's
    purpose = models.CharField(max_length=16)
    version = models.PositiveSmallIntegerField(default=0)  # of the words that were shown; 0: those of a survey's sheet
    language = models.CharField(max_length=2, blank=True)  # in which they were shown or read aloud
    shown = models.CharField(max_length=64, blank=True)  # SHA-256 of the words as they stood there
    how = models.CharField(max_length=8, choices=HOW)
    given = models.BooleanField()
    day = models.DateField()
    until = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.PositiveBigIntegerField(null=True)  # the number of who tapped or typed it
    witness = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    photo = models.BinaryField(default=b"")  # of the paper that was signed, drawn anew as JPEG
    sheet = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")  # the word that has it

    class Meta:
        ordering = ("day", "at", "pk")
        indexes = (models.Index(fields=("cluster", "purpose", "who")),)


class Link(models.Model):
    """That two clusters of this site show each other their sums, for a purpose and until a day.

    Each side's members vote on it: first those who ask, then those who are asked. Either side cuts it at once.
    """

    one = models.ForeignKey(Cluster, models.CASCADE, related_name="links_begun")
    other = models.ForeignKey(Cluster, models.CASCADE, related_name="links_asked")
    purpose = models.CharField(max_length=300)
    language = models.CharField(max_length=2, default="vi")
    until = models.DateField()
    made = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    one_ballot = models.PositiveBigIntegerField(null=True)  # the numbers of the two ballots
    other_ballot = models.PositiveBigIntegerField(null=True)
    one_agreed = models.DateTimeField(null=True)
    other_agreed = models.DateTimeField(null=True)
    cut = models.DateTimeField(null=True)
    cut_by = models.ForeignKey(Cluster, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="a_link_has_two_ends"),)

    def partner_of(self, cluster: Cluster) -> Cluster:
        """The cluster at the other end."""
        return self.other if self.one_id == cluster.pk else self.one


class MembersRule(models.Model):
    """By which rule a kind of matter is decided: proposed, in force from `since`, until another took its place."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="members_rules")
    matter = models.CharField(max_length=48)
    rule = models.JSONField()
    why = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    ballot: models.OneToOneField[Any, Any] = models.OneToOneField("ballot.Ballot", models.PROTECT, null=True)
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("cluster", "matter"), condition=models.Q(until=None, since__isnull=False),
                name="one_rule_is_in_force",
            ),
        )  # fmt: skip


class Election(models.Model):
    """An election of coordinators: names are gathered, then a ballot; or the recall of one (`recalled`)."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="elections")
    recalled = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    seats = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    secret = models.BooleanField(default=True)
    nominate_until = models.DateTimeField()
    cast_until = models.DateTimeField()
    hand_in_until = models.DateTimeField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    ballot: models.OneToOneField[Any, Any] = models.OneToOneField("ballot.Ballot", models.PROTECT, null=True)
    ended = models.DateTimeField(null=True, blank=True)
    elected = models.JSONField(default=list)  # the numbers of those who took the office
    ends = models.DateTimeField(null=True, blank=True)  # when the term ends; of a recall, when the office was left

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("cluster",), condition=models.Q(ended=None, recalled=None), name="one_election_at_a_time"
            ),
        )


class Candidate(models.Model):
    """Somebody who is named for an office, and whether they stand."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="candidacies")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("election", "person"), name="one_is_named_once"),)


class Group(Versioned):
    """A local group of members: a women's association, a savings group, a union. It decides among its own."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=GROUP_KIND, default="other")
    purpose = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="vi")
    joining = models.CharField(max_length=8, choices=JOINING, default="asked")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> Text:
        """Its kind in words."""
        return GROUP_TITLES[self.kind]


class GroupMember(models.Model):
    """Somebody in a group: asked to join (no `since`), in it, or left."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="groups_in")
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "person"), condition=models.Q(until=None), name="one_is_in_a_group_once"
            ),
        )
