"""Meetings, who came, what was written down and decided, pictures, and the layers of those who come from outside."""

from __future__ import annotations

from django.db import models

from edulis.web.kit.models import Versioned
from edulis.web.people.models import Cluster, Person


class Meeting(Versioned):
    """A meeting, planned or held."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=120)
    day = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    agenda = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="vi")  # in which it was written
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    outsider = models.BooleanField(default=False)  # planned by somebody from outside
    called_off = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("day", "pk")
        indexes = (models.Index(fields=("cluster", "day")),)

    def __str__(self) -> str:
        return self.title


class Presence(models.Model):
    """Somebody who came: a person of the site, or a name."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "person"), name="one_comes_once"),)


class Minutes(Versioned):
    """The minutes of a meeting as they are now."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="vi")


class Wording(models.Model):
    """One version of minutes as it was saved; none is ever taken away by another."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    outsider = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("minutes", "number"), name="one_wording_a_number"),)


class Decided(models.Model):
    """What we decided: one line. Only members write it; what is struck out stays readable."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decided")
    words = models.CharField(max_length=500)
    hands_for = models.PositiveSmallIntegerField(null=True, blank=True)
    hands_against = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, default="vi")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    struck = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)


class Photo(models.Model):
    """A picture of a meeting, made anew from what was sent: no place, no phone, no hidden words are in it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="photos")
    name = models.CharField(max_length=32, unique=True)  # random; the name it had on the phone is not kept
    picture = models.BinaryField()  # JPEG; beside the rows, so that one backup and one transaction hold both
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Note(models.Model):
    """A note from outside: a facilitator's, or one of the researchers' layer. Members can read all of them."""

    LAYER = (("facilitation", "Facilitation"), ("research", "Research"))
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="notes")
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="notes")
    layer = models.CharField(max_length=16, choices=LAYER)
    words = models.TextField()
    language = models.CharField(max_length=2, default="vi")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
