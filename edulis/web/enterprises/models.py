"""Every declared record as a table of the site, each row belonging to one cluster."""

from __future__ import annotations

from django.db import models

from edulis import schema
from edulis.web.kit.declared import Declared
from edulis.web.kit.models import Versioned
from edulis.web.people.models import Cluster


def _model(record: type) -> type[models.Model]:
    """The table of a record: its declared columns, its cluster, whose it is, and a version for those who edit."""
    name = f"{record.__name__}Row"
    meta = type("Meta", (), {"verbose_name": schema.record_name(record), "ordering": ("pk",)})
    body = {
        "__module__": __name__,
        "__doc__": f"Rows of the record `{schema.record_name(record)}`.",
        "Meta": meta,
        "of": models.ForeignKey(Cluster, models.CASCADE, related_name=f"{schema.record_name(record)}_rows"),
        "survey": Declared(record),
    }
    return type(name, (Versioned,), body)


# `cluster` is the site's own `people.Cluster`; its declared row is written from there.
ROWS: dict[str, type[models.Model]] = {
    name: _model(record) for name, record in schema.RECORD_BY_NAME.items() if name != "cluster"
}
globals().update({model.__name__: model for model in ROWS.values()})
