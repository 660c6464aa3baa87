"""Two people edit one thing: the second to save sees both versions, and nobody's change disappears."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest

from edulis.web.kit.models import Versioned


class Stale(Exception):
    """Somebody saved this row after it was read: `current` is what stands there now."""

    def __init__(self, current: Versioned) -> None:
        super().__init__(f"{current._meta.label_lower}:{current.pk} was changed by somebody else")
        self.current = current


def save_seen(row: Versioned, seen: int, **values: Any) -> None:
    """Write these values if the row is still of the version that was seen.

    Raises Stale with the row as it is now where it is not.
    """
    model = type(row)
    written = model._default_manager.filter(pk=row.pk, version=seen).update(**values, version=F("version") + 1)
    if not written:
        raise Stale(model._default_manager.get(pk=row.pk))
    row.refresh_from_db()


def seen_version(request: HttpRequest) -> int:
    """The version that the form was made from; 0, which no row ever has, where it does not say."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
