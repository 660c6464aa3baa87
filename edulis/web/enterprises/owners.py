"""Whose a row is: the column of each record that names the household or enterprise which told it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from edulis.schema import RECORD_BY_NAME, columns

ACTORS = frozenset({"enterprise", "household"})
# Where the key alone does not say it: a split is the cluster's to note, a loan is told by who owes it.
SAID: Mapping[str, str] = {"household": "code", "enterprise": "code", "successor": "", "loan": "borrower"}


@cache
def owner_column(record: str) -> str:
    """The column that names whose a row is; empty for what belongs to the cluster as a whole (places, techniques).

    Of a trade it is the seller's unless the buyer told it.
    """
    if record in SAID:
        return SAID[record]
    own = (one.name for one in columns(RECORD_BY_NAME[record]) if one.key and one.to and set(one.to) <= ACTORS)
    return next(own, "")


@cache
def actor_columns(record: str) -> tuple[str, ...]:
    """Every column that names a household or enterprise, the row's own code included."""
    named = tuple(one.name for one in columns(RECORD_BY_NAME[record]) if one.to and set(one.to) & ACTORS)
    return ("code", *named) if record in ACTORS else named


def owner_of(record: str, values: Mapping[str, Any]) -> str:
    """The code of the household or enterprise whose row it is; empty where it is the cluster's, or an observer's."""
    if record == "trade":
        told_by = values.get("reporter")
        return str(values.get(str(told_by)) or "") if told_by in ("seller", "buyer") else ""
    column = owner_column(record)
    return str(values.get(column) or "") if column else ""


def shared(record: str) -> bool:
    """Whether the record is the cluster's as a whole: nobody's own figures stand in it."""
    return not owner_column(record)
