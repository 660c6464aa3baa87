"""Do the outsiders become needless: the members' share of acts and of decisions, month by month, from the trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db.models import Count
from django.db.models.functions import TruncMonth

from edulis.engine.outcomes import fading
from edulis.web.kit.models import Line
from edulis.web.kit.rules import MEMBERS, VERBS
from edulis.web.kit.visit import SITE

MONTHS = 12
FEWEST, AT_LEAST, GLANCED = 12, 2, 6  # fewer lines, or fewer months, say nothing at a glance; half a year is shown


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
    lines = Line.objects.filter(cluster=cluster).exclude(person=SITE).annotate(month=TruncMonth("at")).order_by()
    rows = [
        (month.date(), "decision" if verb in VERBS and VERBS[verb].decides else "act", _by(role), number)
        for month, verb, role, number in lines.values_list("month", "verb", "role").annotate(number=Count("pk"))
        if month is not None
    ]
    schema = {"month": pl.Date, "kind": pl.String, "by": pl.String, "number": pl.UInt32}
    counted = pl.DataFrame(rows, schema=schema, orient="row")
    return counted.select(pl.col("month", "kind", "by").repeat_by("number").explode()).drop_nulls("month")


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


def at_a_glance(acts: pl.DataFrame) -> list[Share]:
    """The last half year, oldest first: of decisions where there are enough of them, else of all other acts."""
    told = shares(acts)
    for kind in ("decision", "act"):
        months = sorted((one for one in told if one.kind == kind), key=lambda one: one.month)
        if len(months) >= AT_LEAST and sum(one.acts for one in months) >= FEWEST:
            return months[-GLANCED:]
    return []
