"""Figures of one's own, opened to the other members for a while: who opens theirs sees those of the others who did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.enterprises import measures, sketch
from edulis.web.enterprises.agreed import agreed
from edulis.web.enterprises.loading import load_own
from edulis.web.enterprises.models import Opened
from edulis.web.enterprises.naming import called, households
from edulis.web.enterprises.ownviews import written
from edulis.web.enterprises.rules import OPEN_FIGURES, SEE_OPENED, SHUT_FIGURES
from edulis.web.enterprises.standing import standing
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import say
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.models import Cluster

LENGTHS = {
    "meeting": (Text("for this meeting: three hours"), dt.timedelta(hours=3)),
    "day": (Text("until tomorrow"), dt.timedelta(days=1)),
    "week": (Text("for a week"), dt.timedelta(days=7)),
}
UNNAMED = Text("You said no to being shown by name. Say yes to that first, then open your figures.")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of one who opened theirs."""

    name: str
    told: str
    per_cent: int  # of the largest
    mine: bool


def open_now(cluster: Cluster) -> list[Opened]:
    """What stands open at this moment; who took back their name or their figures is not among them."""
    rows = Opened.objects.filter(cluster=cluster, shut=None, until__gt=timezone.now()).order_by("pk")
    name, figures = agreed(cluster, "circle"), agreed(cluster, "map")
    return [row for row in rows if row.who not in name.no and figures.holds(row.who)]


def open_figures(visit: Visit, codes: Iterable[str], length: dt.timedelta) -> None:
    """Open all of one's own until a time, in place of what was open before."""
    now = timezone.now()
    mine = sorted(codes)
    Opened.objects.filter(cluster=visit.cluster, who__in=mine, shut=None).update(shut=now)
    Opened.objects.bulk_create(
        Opened(cluster=visit.cluster, who=code, by=visit.number, at=now, until=now + length) for code in mine
    )
    record_act(visit, OPEN_FIGURES.verb, visit.cluster, until=now + length)


def shut_figures(visit: Visit, codes: Iterable[str]) -> bool:
    """Shut them again, at once; whether any were open."""
    shut = Opened.objects.filter(
        Q(until__gt=timezone.now()), cluster=visit.cluster, who__in=list(codes), shut=None
    ).update(shut=timezone.now())
    record_act(visit, SHUT_FIGURES.verb, visit.cluster, again=not shut)
    return bool(shut)


@opens(SEE_OPENED)
def circle(request: Guest) -> HttpResponse:
    """The figures that stand open, side by side; for those alone whose own stand open too."""
    visit, mine = request.visit, standing(request.visit).mine
    rows = open_now(visit.cluster)
    own = [row for row in rows if row.who in mine]
    shown: dict[str, Any] = {
        "mine": bool(mine), "own": own[0] if own else None, "others": len({row.who for row in rows} - mine),
        "lengths": [(word, title) for word, (title, _) in LENGTHS.items()], "may_open": may(visit, OPEN_FIGURES),
        "until": f"{timezone.localtime(own[0].until):%H:%M}" if own else "",
        "parts": _parts(visit, [row.who for row in rows], mine) if own else [],
    }  # fmt: skip
    return render(request, "enterprises/circle.html", shown)


def _parts(visit: Visit, codes: list[str], mine: frozenset[str]) -> list[tuple[str, list[Line]]]:
    """By measure, who has how much, the largest first."""
    told = load_own(visit.cluster, codes, (*measures.RECORDS, "enterprise"))
    labels = {**households(visit), **called(visit)}
    rows = measures.measured(told, sketch.round_of(visit)).to_dicts()
    found = []
    for measure, (title, sort) in measures.MEASURES.items():
        here = sorted(
            (row for row in rows if row["measure"] == measure and row["who"] in codes), key=lambda row: -row["value"]
        )
        most = max((row["value"] for row in here), default=0.0) or 1.0
        lines = []
        for row in here:
            who, value = row["who"], row["value"]
            told_as = written(value, sort, visit.cluster)
            lines.append(Line(labels.get(who, ""), told_as, round(100 * value / most), who in mine))
        if lines:
            found.append((say(title), lines))
    return found


@opens(OPEN_FIGURES, methods="POST")
def let_open(request: Guest) -> HttpResponse:
    """Open one's own figures to the members until a time."""
    mine = standing(request.visit).mine
    length = LENGTHS.get(request.POST.get("for", ""))
    if length is None or not mine:
        return refusal(request, 422, Text("Choose for how long."))
    if mine & agreed(request.visit.cluster, "circle").no:
        return refusal(request, 409, UNNAMED)
    open_figures(request.visit, mine, length[1])
    messages.success(request, say(Text("Your figures stand open to the members. They shut by themselves.")))
    return redirect("enterprises:circle", cluster=request.visit.cluster.code)


@opens(SHUT_FIGURES, methods="POST")
def let_shut(request: Guest) -> HttpResponse:
    """Shut them again, from the next look on."""
    shut_figures(request.visit, standing(request.visit).mine)
    messages.success(request, say(Text("Your figures are shut.")))
    return redirect("enterprises:circle", cluster=request.visit.cluster.code)
