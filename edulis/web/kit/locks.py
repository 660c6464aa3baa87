"""The one way to lock: name all rows at once, inside a transaction, before looking at what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import OperationalError, connection, models

Row = TypeVar("Row", bound=models.Model)

WAITED = frozenset({"55P03", "40P01", "40001"})  # PostgreSQL: waited too long, in a circle, or was overtaken


def is_busy(trouble: BaseException | None) -> bool:
    """Whether a store gave up waiting for somebody else: nothing was changed, and later it may go."""
    if not isinstance(trouble, OperationalError):
        return False
    state = getattr(trouble.__cause__, "sqlstate", None)
    return state in WAITED if state else "locked" in str(trouble)


def lock(*rows: Row) -> Sequence[Row]:
    """These rows as they are now, held until the transaction ends; always taken in the same order, so nobody waits in
    a circle.

    SQLite holds the whole store from the start of a transaction (`IMMEDIATE`), so there it only reads again.
    Raises RuntimeError outside a transaction, and the model's DoesNotExist where a row is gone.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("lock inside the transaction that changes what is locked")
    ordered = sorted(rows, key=lambda row: (row._meta.label_lower, str(row.pk)))
    held = {
        (row._meta.label_lower, row.pk): type(row)._default_manager.select_for_update().get(pk=row.pk)
        for row in ordered
    }
    return [held[row._meta.label_lower, row.pk] for row in rows]
