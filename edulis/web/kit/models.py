"""What the kit keeps: the trail of each cluster, the keys of writes, and what every editable row carries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

CLUSTER = "people.Cluster"  # named, not imported: the kit lies below the rooms


class Chain(models.Model):
    """The end of a cluster's trail: locked while a line is added, so that lines stand in one order."""

    cluster: models.OneToOneField[Any, Any] = models.OneToOneField(CLUSTER, models.PROTECT, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="0" * 64)


class Line(models.Model):
    """One act: who, as what, did what, to what, when. Never changed, never taken away (the store itself refuses).

    Holds codes, numbers and times only. What was said and by whom stands beside it (`Saying`) and can be erased;
    `commitment` proves what stood there without telling it.
    """

    cluster: models.ForeignKey[Any, Any] = models.ForeignKey(CLUSTER, models.PROTECT, related_name="trail")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    person = models.PositiveBigIntegerField(null=True)  # the number of a person; 0 persons of the site itself
    role = models.CharField(max_length=16)
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=96, blank=True)
    commitment = models.CharField(max_length=64)
    before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ("cluster", "number")
        constraints = (models.UniqueConstraint(fields=("cluster", "number"), name="one_line_a_number"),)
        indexes = (models.Index(fields=("cluster", "verb", "at")), models.Index(fields=("person", "at")))


class Saying(models.Model):
    """What a line was about, in words and figures. Emptied when its person is erased; the chain stays whole."""

    line = models.OneToOneField(Line, models.CASCADE, primary_key=True, related_name="saying")
    salt = models.CharField(max_length=32)
    facts = models.JSONField(default=dict)
    erased = models.BooleanField(default=False)


class Once(models.Model):
    """A write that was asked for under a key, and how it was answered: asking again gives the same answer."""

    scope = models.CharField(max_length=80)  # whose key it is: a person, a device, or a browser that has not entered
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)  # of method, address and body
    at = models.DateTimeField(auto_now_add=True)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    body = models.BinaryField(default=b"")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("scope", "key"), name="one_answer_a_key"),)
        indexes = (models.Index(fields=("at",)),)


class Unsigned(models.Model):
    """A write whose writer nobody keeps: no person, no moment, only that its key was used, and for what.

    `digest` is salted with the key, which is stored nowhere: who knows the words cannot find the row.
    """

    key = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the key
    digest = models.CharField(max_length=64)
    location = models.CharField(max_length=500, blank=True)


class OpenRoom(models.Model):
    """A room that the members of a cluster have switched on. Rooms without a row are shut."""

    cluster: models.ForeignKey[Any, Any] = models.ForeignKey(CLUSTER, models.CASCADE, related_name="open_rooms")
    room = models.CharField(max_length=24)
    since = models.DateTimeField()
    by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("cluster", "room"), name="a_room_opens_once"),)


class Versioned(models.Model):
    """A row that people edit: its version tells whether somebody else saved in between."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
