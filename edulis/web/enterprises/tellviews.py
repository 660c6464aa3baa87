"""The rest of the drawing: the year, what each lives from, where each wants to go; and the sheets for pen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND
from edulis.web.enterprises import sketch
from edulis.web.enterprises.agreed import UNASKED, Unasked
from edulis.web.enterprises.drawforms import GOALS, GoalForm
from edulis.web.enterprises.forms import shared_choices
from edulis.web.enterprises.models import ROWS, Seed
from edulis.web.enterprises.naming import called, households, kind_word
from edulis.web.enterprises.rules import DRAW
from edulis.web.enterprises.sketched import months_of
from edulis.web.enterprises.standing import may_keep, standing
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.folding import folded
from edulis.web.kit.pages import refusal
from edulis.web.kit.tongue import say
from edulis.web.kit.versions import Stale, seen_version

LOADS = {0: Text("not said"), sketch.SLACK: Text("slack"), sketch.USUAL: Text("usual"), sketch.BUSY: Text("busy")}
MONTHS = range(1, 13)
SHOWN = 60  # names to tap on one page


def _kinds(request: Guest) -> list[str]:
    rows = ROWS["enterprise"]._default_manager.filter(of=request.visit.cluster, gone=None)
    found = set(rows.order_by().values_list("kind", flat=True).distinct())
    return [kind for kind, _ in ENTERPRISE_KIND if kind in found and kind != "unknown"]


@opens(DRAW, methods="GET POST")
def year(request: Guest) -> HttpResponse:
    """Twelve months for each trade: tap to turn one."""
    kinds = _kinds(request)
    if request.method == "POST":
        kind, month = request.POST.get("kind", ""), request.POST.get("month", "")
        if kind not in kinds or month not in {str(one) for one in MONTHS}:
            return refusal(request, 422, Text("Tap a month of one of the trades."))
        sketch.turn_month(request.visit, kind, int(month))
        return redirect(f"{reverse('enterprises:year', kwargs={'cluster': request.visit.cluster.code})}#{kind}")
    told = months_of(request.visit.cluster)
    rows = [
        (kind, kind_word(kind), [(at, load, LOADS[load]) for at in MONTHS for load in [told.get(kind, {}).get(at, 0)]])
        for kind in kinds
    ]
    return render(request, "enterprises/year.html", {"rows": rows})


def _may_tell(request: Guest, code: str) -> bool:
    return may_keep(request.visit, "household_round", {"household": code})


def _sought(request: Guest, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Those to choose from, by name where one was looked for."""
    words = folded(request.GET.get("q", ""))
    return [(code, name) for code, name in names.items() if words in folded(name)][:SHOWN]


@opens(DRAW, methods="GET POST")
def living(request: Guest) -> HttpResponse:
    """Seeds on what a household lives from: one's own, or of those who told it on paper."""
    names = {code: name for code, name in households(request.visit).items() if _may_tell(request, code)}
    chosen = (request.POST if request.method == "POST" else request.GET).get("household", "")
    if request.method == "GET" and chosen not in names and len(names) == 1:
        chosen = next(iter(names))
    if chosen and chosen not in names:
        raise Http404
    if request.method == "POST":
        source, step = request.POST.get("source", ""), {"more": 1, "less": -1}.get(request.POST.get("step", ""), 0)
        if not chosen or not step or source not in dict(sketch.SOURCES):
            return refusal(request, 422, Text("Choose a household and lay a seed."))
        try:
            sketch.lay_seed(request.visit, chosen, source, step)
        except Unasked:
            return refusal(request, 422, UNASKED)
        here = reverse("enterprises:living", kwargs={"cluster": request.visit.cluster.code})
        return redirect(f"{here}?household={chosen}#{source}")
    laid = _laid(request, chosen) if chosen else {}
    left = sketch.SEEDS - sum(laid.values())
    heaps = [(code, say(Text(title)), laid.get(code, 0), "●" * laid.get(code, 0)) for code, title in sketch.SOURCES]
    shown = {
        "names": list(names.items()),
        "chosen": chosen,
        "name": names.get(chosen, ""),
        "heaps": heaps,
        "left": left,
    }
    return render(request, "enterprises/living.html", shown)


def _laid(request: Guest, household: str) -> dict[str, int]:
    heaps = Seed.objects.filter(
        cluster=request.visit.cluster, round=sketch.round_of(request.visit), household=household
    )
    return dict(heaps.values_list("source", "seeds"))


@opens(DRAW, methods="GET POST")
def goals(request: Guest) -> HttpResponse:
    """Where each owner wants to go: one's own, or of those who told it on paper."""
    labels = called(request.visit)
    home = standing(request.visit).home
    open_to = [
        code for code in labels if code in home and may_keep(request.visit, "enterprise_round", {"enterprise": code})
    ]
    chosen = (request.POST if request.method == "POST" else request.GET).get("enterprise", "")
    if request.method == "GET" and not chosen and len(open_to) == 1:
        chosen = open_to[0]
    if chosen and chosen not in open_to:
        raise Http404
    kept: Any = (
        ROWS["enterprise_round"]._default_manager
        .filter(of=request.visit.cluster, gone=None, round=sketch.round_of(request.visit), enterprise=chosen)
        .first()
    )  # fmt: skip
    initial = {"goal_kind": kept.goal_kind or "", "goal": kept.goal or ""} if kept else {}
    form, status = GoalForm(request.POST or None, initial), 422 if request.method == "POST" else 200
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and chosen and form.is_valid():
        try:
            told = form.cleaned_data
            sketch.set_goal(request.visit, chosen, told["goal_kind"], told["goal"], seen_version(request))
            return redirect("enterprises:goals", cluster=request.visit.cluster.code)
        except Unasked:
            return refusal(request, 422, UNASKED)
        except Stale:
            words = dict(GOALS).get(initial.get("goal_kind", ""), "")
            theirs, status = [(say(Text(words)) if words else "", initial.get("goal", ""))], 409
    shown = {
        "names": _sought(request, {code: labels[code] for code in open_to}), "q": request.GET.get("q", ""),
        "chosen": chosen, "name": labels.get(chosen, ""), "form": form, "wall": _goal_counts(request),
        "seen": kept.version if kept else 0, "theirs": theirs,
    }  # fmt: skip
    return render(request, "enterprises/goals.html", shown, status=status)


def _goal_counts(request: Guest) -> list[tuple[str, int]]:
    """How many owners want what; shown only where at least five told one."""
    rows = ROWS["enterprise_round"]._default_manager.filter(of=request.visit.cluster, gone=None)
    told = list(
        rows.filter(round=sketch.round_of(request.visit)).exclude(goal_kind=None).values_list("goal_kind", flat=True)
    )
    if len(told) < 5:
        return []
    return [(say(Text(title)), told.count(kind)) for kind, title in GOALS if told.count(kind)]


@opens(DRAW)
def sheets(request: Guest) -> HttpResponse:
    """Blank sheets to fill in by hand, and the list of what is drawn, to print."""
    labels, products = called(request.visit), dict(shared_choices(request.visit.cluster, "product"))
    rows = ROWS["trade"]._default_manager.filter(of=request.visit.cluster, gone=None).order_by()
    pairs = list(rows.values_list("seller", "product", "buyer").distinct()[:400])
    sales = sorted((labels.get(s, s), products.get(p, p), labels.get(b, b)) for s, p, b in pairs)
    shown = {
        "cards": list(labels.values())[:400], "sales": sales, "blank": range(12), "months": MONTHS,
        "sources": [say(Text(title)) for _, title in sketch.SOURCES], "goals": [say(Text(title)) for _, title in GOALS],
        "seeds": sketch.SEEDS,
    }  # fmt: skip
    return render(request, "enterprises/sheets.html", shown)
