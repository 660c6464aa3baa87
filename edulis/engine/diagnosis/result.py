"""What the diagnosis gives back: conditions for collective efficiency, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from edulis.engine.finding import Finding


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The conditions for collective efficiency in one round, each a finding of its own; no score sums them up.

    A condition without data is there too, with no value and the reason in its title. `round` is empty where the
    cluster has no rounds.
    """

    round: str
    conditions: tuple[Finding, ...]

    def to_frame(self) -> pl.DataFrame:
        """The conditions as a table in English: one row for each."""
        return pl.DataFrame([condition.as_dict() for condition in self.conditions])
