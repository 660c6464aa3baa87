"""Topics and what is said in them: words in versions, with pictures, voices and translations; and what came of it."""

from __future__ import annotations

from typing import Any

from django.db import models

from edulis.schema import Text
from edulis.web.forum.words import PART, RULE, STANCE, STATE, VOTED, from_outside, voice_word
from edulis.web.kit.models import Versioned
from edulis.web.people.models import Cluster, Invitation, Person


class Topic(models.Model):
    """Something to talk about. A dialogue pairs what users find with what lies behind it."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="topics")
    title = models.CharField(max_length=140)
    folded = models.TextField(blank=True)  # title and question without accents, for search
    language = models.CharField(max_length=2, default="vi")
    about = models.CharField(max_length=80, blank=True)  # the code of the finding whose question opened it
    asked = models.TextField(blank=True)  # that question
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=16)
    opened = models.DateTimeField()
    moved = models.DateTimeField()  # when something was said last
    said = models.PositiveIntegerField(default=0)  # how often
    dialogue = models.BooleanField(default=False)
    user = models.CharField(max_length=64, blank=True)  # of a dialogue: the kind of enterprise that uses
    makers = models.JSONField(default=list)  # and the kinds that make

    class Meta:
        ordering = ("-moved", "-pk")
        indexes = (models.Index(fields=("cluster", "-moved")), models.Index(fields=("cluster", "about")))

    def __str__(self) -> str:
        return self.title

    @property
    def outsider(self) -> bool:
        """Whether somebody from outside opened it."""
        return from_outside(self.role)


class Guest(models.Model):
    """Somebody from elsewhere who takes part in one dialogue by a link, and sees nothing else of the cluster."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=80)
    voice = models.CharField(max_length=16)
    language = models.CharField(max_length=2)
    nonce = models.CharField(max_length=32)
    secret = models.CharField(max_length=64, unique=True, null=True)  # SHA-256 of what is in the link
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Post(Versioned):
    """What somebody said: the opening words, a reply, a trouble, a proposal, or what came of it."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts")
    part = models.CharField(max_length=8, default="say")
    parent: models.ForeignKey[Any, Any] = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    stance = models.CharField(max_length=10, default="note")
    voice = models.CharField(max_length=16)
    words = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="vi")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    guest = models.ForeignKey(Guest, models.SET_NULL, null=True, blank=True, related_name="posts")
    role = models.CharField(max_length=16)
    at = models.DateTimeField()
    speaker = models.CharField(max_length=80, blank=True)  # spoken aloud by somebody without an account
    typed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    witness = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("topic", "part")), models.Index(fields=("by",)))

    @property
    def who(self) -> str:
        """Whose words these are, as the forum names them."""
        return str(self.by or self.guest or self.speaker or "—")

    @property
    def as_what(self) -> Text:
        """The voice in words."""
        return voice_word(self.voice)

    @property
    def stands(self) -> Text:
        """The stance in words."""
        return STANCE.get(self.stance, STANCE["note"])

    @property
    def part_word(self) -> Text:
        """The part in words."""
        return PART.get(self.part, PART["say"])

    @property
    def outsider(self) -> bool:
        """Whether it is marked as from outside."""
        return from_outside(self.role)


class Wording(models.Model):
    """One version of what was said, as it was saved; none is ever taken away by another."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=140, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("post", "number"), name="one_wording_a_version"),)


class Picture(models.Model):
    """A picture, made anew from what was sent: no place, no phone, no hidden words are in it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=32, unique=True)  # random
    picture = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()


class Sound(models.Model):
    """A voice note as the phone made it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="sounds")
    name = models.CharField(max_length=32, unique=True)  # random
    sound = models.BinaryField()
    kind = models.CharField(max_length=16)


class Translation(Versioned):
    """The words of a post in another language, by somebody who speaks both."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=2)
    words = models.TextField()
    of_version = models.PositiveIntegerField()  # of the post, when it was translated
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("post", "language"), name="one_translation_a_language"),)


class Trial(models.Model):
    """How far a proposal is, and what was seen. A new row for each change: the last one holds, all stay."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="trials")
    state = models.CharField(max_length=8)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="vi")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    @property
    def title(self) -> Text:
        """The state in words."""
        return STATE.get(self.state, STATE["idea"])


class Decision(models.Model):
    """What we decided in a topic, why, and by which rule. What is struck out stays readable."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="decisions")
    words = models.TextField()
    reasons = models.TextField()
    rule = models.CharField(max_length=24)
    ballot = models.PositiveBigIntegerField(null=True, blank=True)  # the number of the ballot that took it
    hands_for = models.PositiveSmallIntegerField(null=True, blank=True)
    hands_against = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, default="vi")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    struck = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    @property
    def rule_word(self) -> Text:
        """The rule that took it, in words."""
        return VOTED if self.ballot is not None else RULE.get(self.rule, RULE["hands"])


class Reminder(models.Model):
    """Something not to forget: for the wall, for a calendar, and for those who call round."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="reminders")
    day = models.DateField()
    words = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="vi")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("day", "pk")


class Objection(models.Model):
    """Somebody asks those who moderate to look at a post, and says why."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="objections")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=16)
    at = models.DateTimeField()
    settled = models.DateTimeField(null=True, blank=True)


class Slip(models.Model):
    """Left to be carried over without a name. Holds no person, no moment, and a number that says nothing."""

    id = models.CharField(max_length=32, primary_key=True)  # random: the order in which slips came is not told
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="slips")
    words = models.TextField()
    language = models.CharField(max_length=2, default="vi")


class Relayed(models.Model):
    """A statement that is carried between the sides: whose it is was never written down."""

    WAITS, SHOWN, ASIDE = "waits", "shown", "aside"
    id = models.CharField(max_length=32, primary_key=True)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="relayed")
    words = models.TextField()
    language = models.CharField(max_length=2, default="vi")
    state = models.CharField(max_length=5, default=WAITS)
    day = models.DateField()  # on which the box was opened, or the statement was carried over

    class Meta:
        ordering = ("day", "id")


class Box(models.Model):
    """The box of a cluster into which slips are put: the day it was opened last, and how many were in it so far."""

    cluster: models.OneToOneField[Any, Any] = models.OneToOneField(Cluster, models.CASCADE, primary_key=True)
    opened = models.DateField(null=True)
    slips = models.PositiveIntegerField(default=0)


class Thought(models.Model):
    """Written by somebody who holds a card and has not come in yet; posted when they do."""

    card: models.OneToOneField[Any, Any] = models.OneToOneField(Invitation, models.CASCADE, primary_key=True)
    words = models.TextField()
    voice = models.CharField(max_length=16)
    language = models.CharField(max_length=2, default="vi")
    at = models.DateTimeField()


class Counted(models.Model):
    """How somebody wants to be counted in the balance of voice. Told by themselves, shown in sums only."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    gender = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("cluster", "person"), name="one_is_counted_once"),)
