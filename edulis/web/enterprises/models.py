"""Every declared record as a table of the site, each row belonging to one cluster; and the work on all of them."""

from __future__ import annotations

from typing import Any

from django.db import models

from edulis import schema
from edulis.web.enterprises.owners import actor_columns
from edulis.web.kit.declared import Declared
from edulis.web.kit.models import Versioned
from edulis.web.people.models import Cluster, Link, Person

HOW = (("file", "From a file"), ("form", "Written on the site"), ("drawn", "Drawn together"))


def _model(record: type) -> type[models.Model]:
    """The table of a record: its declared columns, its cluster, who kept it and how, and a version for those who edit.

    `confirmed`: its household looked at it and said yes. `gone`: taken away, and still there to be put back.
    """
    name = f"{record.__name__}Row"
    called = schema.record_name(record)
    indexed = actor_columns(called) or (("code",) if any(one.name == "code" for one in schema.columns(record)) else ())
    meta = type(
        "Meta",
        (),
        {
            "verbose_name": called,
            "ordering": ("pk",),
            "indexes": [models.Index(fields=("of", column)) for column in indexed],
        },
    )
    body = {
        "__module__": __name__,
        "__doc__": f"Rows of the record `{called}`.",
        "Meta": meta,
        "of": models.ForeignKey(Cluster, models.CASCADE, related_name=f"{called}_rows"),
        "survey": Declared(record),
        "kept_by": models.PositiveBigIntegerField(null=True, editable=False),  # the number of a person
        "kept_how": models.CharField(max_length=8, choices=HOW, default="form", editable=False),
        "confirmed": models.DateTimeField(null=True, editable=False),
        "confirmed_by": models.PositiveBigIntegerField(null=True, editable=False),
        "gone": models.DateTimeField(null=True, editable=False),
    }
    return type(name, (Versioned,), body)


# `cluster` is the site's own `people.Cluster`, and each word of `consent` a `people.Consent`: their declared rows are
# written from there.
ELSEWHERE = frozenset({"cluster", "consent"})
ROWS: dict[str, type[models.Model]] = {
    name: _model(record) for name, record in schema.RECORD_BY_NAME.items() if name not in ELSEWHERE
}
globals().update({model.__name__: model for model in ROWS.values()})


class Book(models.Model):
    """The state of all rows of a cluster as one number: each write to any of them makes it one higher."""

    cluster: models.OneToOneField[Any, Any] = models.OneToOneField(Cluster, models.CASCADE, primary_key=True)
    version = models.PositiveBigIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)


class Upload(models.Model):
    """A file that somebody offered: read and compared, and kept until it is taken in or laid aside."""

    cluster: models.ForeignKey[Any, Any] = models.ForeignKey(Cluster, models.CASCADE, related_name="uploads")
    by: models.ForeignKey[Any, Any] = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    made = models.DateTimeField(auto_now_add=True)
    taken = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    against = models.PositiveBigIntegerField(default=0)  # the version of the book that it was compared with
    good = models.BooleanField(default=False)


class Seed(models.Model):
    """How many seeds a household laid on one source of its living, out of those it was given: no amounts are told."""

    cluster: models.ForeignKey[Any, Any] = models.ForeignKey(Cluster, models.CASCADE, related_name="seeds")
    round = models.CharField(max_length=64)
    household = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    seeds = models.PositiveSmallIntegerField(default=0)
    by = models.PositiveBigIntegerField(null=True)
    confirmed = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("cluster", "round", "household", "source"), name="one_heap_of_seeds_a_source"
            ),
        )


class Season(models.Model):
    """Whether a month of the year is busy or slack for a kind of enterprise, as the meeting said."""

    cluster: models.ForeignKey[Any, Any] = models.ForeignKey(Cluster, models.CASCADE, related_name="seasons")
    kind = models.CharField(max_length=64)
    month = models.PositiveSmallIntegerField()
    load = models.PositiveSmallIntegerField(default=0)  # 1 slack, 2 usual, 3 busy
    by = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("cluster", "kind", "month"), name="one_load_a_month_and_kind"),)


class Opened(models.Model):
    """Figures of a household or enterprise that stand open to the members until a time, or until they are shut."""

    cluster: models.ForeignKey[Any, Any] = models.ForeignKey(Cluster, models.CASCADE, related_name="opened")
    who = models.CharField(max_length=64)
    by = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    shut = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cluster", "until")),)


class Analysis(models.Model):
    """A question that is worked out in the background, stamped with the version of the data that it was asked of."""

    WAITS, RUNS, DONE, FAILED = "waits", "runs", "done", "failed"
    cluster: models.ForeignKey[Any, Any] = models.ForeignKey(Cluster, models.CASCADE, related_name="analyses")
    question = models.CharField(max_length=32, default="all")
    data_version = models.PositiveBigIntegerField()
    status = models.CharField(max_length=8, default=WAITS)
    progress = models.FloatField(default=0.0)
    stage = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    by: models.ForeignKey[Any, Any] = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cluster", "question", "data_version"), name="one_analysis_a_version"),
        )
        ordering = ("-data_version", "-pk")


class Page(models.Model):
    """A page of the map as an analysis made it, in one language; `filter` is empty, or `product:wet` and the like."""

    analysis: models.ForeignKey[Any, Any] = models.ForeignKey(Analysis, models.CASCADE, related_name="pages")
    language = models.CharField(max_length=2)
    key = models.CharField(max_length=24)
    filter = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    html = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("analysis", "language", "key", "filter"), name="one_page_a_key"),
        )


class Release(models.Model):
    """What a cluster shows over a link: sums as they were on one day, so that two looks cannot be subtracted."""

    link: models.ForeignKey[Any, Any] = models.ForeignKey(Link, models.CASCADE, related_name="releases")
    of: models.ForeignKey[Any, Any] = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    made = models.DateTimeField()
    tables = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("link", "of"), name="one_release_a_side"),)
