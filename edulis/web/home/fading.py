"""How needless the outsiders have become, at a glance: `journal` gives it by kind, with bounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth

from edulis.web.kit.models import Line
from edulis.web.kit.rules import MEMBERS
from edulis.web.kit.visit import SITE

FEWEST, MONTHS, SHOWN = 12, 2, 6  # fewer acts, or fewer months, say nothing; the last half year is shown


@dataclass(frozen=True, slots=True)
class Month:
    """A month: how many acts there were, and how many of them the members' own."""

    month: dt.date
    acts: int
    ours: int

    @property
    def per_cent(self) -> int:
        """The members' share, in whole per cent."""
        return round(100 * self.ours / self.acts)


def fading(counts: Iterable[tuple[dt.date, str, int]]) -> list[Month]:
    """The last months with acts, from (month, role, number of acts); nothing where there are too few to say."""
    acts: dict[dt.date, list[int]] = {}
    for month, role, number in counts:
        found = acts.setdefault(month, [0, 0])
        found[0] += number
        found[1] += number if role in MEMBERS else 0
    months = [Month(month, whole, ours) for month, (whole, ours) in sorted(acts.items()) if whole]
    if len(months) < MONTHS or sum(one.acts for one in months) < FEWEST:
        return []
    return months[-SHOWN:]


def fading_of(cluster: Any) -> list[Month]:
    """The figure of a cluster, from its trail; what the site did by itself is nobody's."""
    lines = Line.objects.filter(cluster=cluster).exclude(person=SITE).annotate(month=TruncMonth("at"))
    rows = lines.order_by().values_list("month", "role").annotate(number=Count("pk"))
    return fading((month.date(), role, number) for month, role, number in rows if month is not None)
