"""The least that a question needs to be answered, and what of it a cluster lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.schema import RECORD_BY_NAME, Language, Text, columns
from edulis.schema.titles import TITLES


@dataclass(frozen=True, slots=True)
class Need:
    """Rows of a record in which these columns are filled in, and what they are for.

    `rows` is how many there must be at least; `where` keeps to rows with one of these words in a column.
    """

    record: str
    purpose: Text  # completes "To say …": what cannot be said without it
    columns: tuple[str, ...] = ()
    rows: int = 1
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        declared = {column.name for column in columns(RECORD_BY_NAME[self.record])}
        unknown = {*self.columns, *(name for name, _ in self.where)} - declared
        if unknown:
            raise LookupError(f"{self.record} has no column {sorted(unknown)}")

    def met(self, cluster: Cluster) -> bool:
        """Whether the cluster, or the round of it that was taken, has at least so many such rows."""
        table = cluster[self.record]
        for name, words in self.where:
            table = table.filter(pl.col(name).is_in(list(words)))
        return table.drop_nulls(list(self.columns)).height >= self.rows

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """What to collect, for a program or a page: record and columns with their titles, and what for."""
        titles = {column.name: column.title for column in columns(RECORD_BY_NAME[self.record])}
        return {
            "record": self.record,
            "title": TITLES[self.record].say(language),
            "columns": list(self.columns),
            "column_titles": [Text(titles[name]).say(language) for name in self.columns],
            "rows": self.rows,
            "purpose": self.purpose.say(language),
        }


def unmet(cluster: Cluster, needs: Sequence[Need]) -> tuple[Need, ...]:
    """Those of the needs that the cluster does not meet, in the given order."""
    return tuple(need for need in needs if not need.met(cluster))
