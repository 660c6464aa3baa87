"""Do the outsiders become needless: the members' share of acts and of decisions, month by month, from the trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from edulis.engine.outcomes import fading
from edulis.web.kit.models import Line
from edulis.web.kit.rules import MEMBERS, VERBS
from edulis.web.kit.visit import SITE

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Share:
    """One month: how many acts or decisions, how many by members, and between which bounds the share lies."""

    month: Any
    kind: str
    acts: int
    ours: int
    low: int
    high: int

    @property
    def per_cent(self) -> int:
        """The members' share in whole per cent."""
        return round(100 * self.ours / self.acts)


def acts_of(cluster: Any) -> pl.DataFrame:
    """month, kind (act, decision), by (member, or the role): one row for each line that a person left."""
    lines = Line.objects.filter(cluster=cluster).exclude(person=SITE).values_list("at", "verb", "role")
    rows = [
        (at.date(), "decision" if verb in VERBS and VERBS[verb].decides else "act", _by(role))
        for at, verb, role in lines.iterator(chunk_size=5000)
    ]
    return pl.DataFrame(rows, schema={"month": pl.Date, "kind": pl.String, "by": pl.String}, orient="row")


def _by(role: str) -> str:
    return "member" if role in MEMBERS else role


def shares(acts: pl.DataFrame) -> list[Share]:
    """The last twelve months of both kinds, newest first."""
    found = fading(acts).sort("month", "kind", descending=[True, False])
    months = found["month"].unique(maintain_order=True).head(MONTHS)
    return [
        Share(
            one["month"], one["kind"], one["acts"], one["by_members"], round(100 * one["low"]), round(100 * one["high"])
        )
        for one in found.filter(pl.col("month").is_in(months.to_list())).iter_rows(named=True)
    ]
