"""All tables of a site as plain rows, the same from either store, each with a digest that proves it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.migrations.recorder import MigrationRecorder

# Who is in at the moment, and what Django makes again by itself.
LEFT_OUT = frozenset({"sessions", "contenttypes", "auth"})
VARIABLES = 900  # a statement of SQLite takes at most 999


def tables() -> list[type[models.Model]]:
    """Every table that is kept, by name."""
    found = apps.get_models(include_auto_created=True)
    kept = [one for one in found if one._meta.app_label not in LEFT_OUT and one._meta.managed and not one._meta.proxy]
    return sorted(kept, key=lambda one: one._meta.label_lower)


def _plain(value: Any) -> Any:
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
        case dt.date() | dt.time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case uuid.UUID() | Decimal():
            return str(value)
    return value


def _back(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.DateTimeField):
        return dt.datetime.fromisoformat(value)
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)


def lines_of(model: type[models.Model], using: str) -> Iterator[str]:
    """Each row as one line of JSON, by key."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        plain = [_plain(value) for value in row]
        yield json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def digest_of(lines: Iterable[str]) -> tuple[int, str]:
    """How many rows, and the SHA-256 of their lines."""
    found, rows = hashlib.sha256(), 0
    for line in lines:
        found.update(line.encode())
        rows += 1
    return rows, found.hexdigest()


def digests(using: str = "default") -> dict[str, tuple[int, str]]:
    """Rows and digest of each table."""
    return {model._meta.label_lower: digest_of(lines_of(model, using)) for model in tables()}


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns of a table in the order of its lines."""
    return [field.attname for field in model._meta.concrete_fields]


def put(model: type[models.Model], columns: Sequence[str], lines: Iterable[str], using: str) -> None:
    """Write rows as they were: nothing is stamped with today, no number is given anew."""
    fields = [model._meta.get_field(name.removesuffix("_id") if _is_link(model, name) else name) for name in columns]
    step, source = max(1, VARIABLES // len(fields)), iter(lines)
    while batch := list(islice(source, step)):
        made = []
        for line in batch:
            values = (_back(field, value) for field, value in zip(fields, json.loads(line), strict=True))  # type: ignore[arg-type]
            made.append(model(**dict(zip(columns, values, strict=True))))
        model._base_manager.using(using)._insert(made, fields=fields, using=using, raw=True)  # type: ignore[attr-defined]


def _is_link(model: type[models.Model], name: str) -> bool:
    return any(field.attname == name and field.is_relation for field in model._meta.concrete_fields)


def steps(using: str = "default") -> list[str]:
    """The migrations that made these tables."""
    applied = MigrationRecorder(connections[using]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app not in LEFT_OUT)
