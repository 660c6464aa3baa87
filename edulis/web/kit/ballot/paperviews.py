"""Ballots on paper: sheets to print, and typing in what was written on them, before a witness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string

from edulis.schema import Text
from edulis.web.kit.ballot.casting import FEWEST_SLIPS, Refused, enter_paper, enter_slips, fresh_receipt, told_receipt
from edulis.web.kit.ballot.models import Ballot, Elector, Mark
from edulis.web.kit.ballot.rules import MISS, PAPER, SHEET
from edulis.web.kit.ballot.showing import Shown, shown
from edulis.web.kit.ballot.views import ballot_of
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.folding import folded
from edulis.web.kit.models import Line
from edulis.web.kit.pages import refusal
from edulis.web.kit.tongue import say
from edulis.web.kit.trail import record_act

A_PAGE, SLIPS, MISSES = 40, 12, 5
WINDOW = dt.timedelta(hours=1)
NOT_THE_PIN = Text("That is not the witness's PIN. What you typed is still here.")


@opens(SHEET)
def sheet(request: Guest, number: int) -> HttpResponse:
    """Sheets to print: open ballots one strip a person, with their number; secret ones nameless slips with codes."""
    ballot = ballot_of(request, number)
    require(request, SHEET, ballot)
    paper = shown(request.visit, ballot)
    asked = _asked(ballot, request.GET.get("q", ""))
    pages = [asked[at : at + A_PAGE] for at in range(0, len(asked), A_PAGE)][:10]
    told: dict[str, Any] = {"paper": paper, "names": [one for page in pages for one in page]}
    if ballot.secret:
        told["codes"] = [told_receipt(fresh_receipt()) for _ in told["names"]]
    return render(request, "ballot/sheet.html", told)


def _asked(ballot: Ballot, words: str = "") -> list[Elector]:
    """Those who are asked and have not voted themselves, by name."""
    done = Mark.objects.filter(ballot=ballot, on_paper=False).values("person")
    if ballot.secret:
        done = Mark.objects.filter(ballot=ballot).values("person")
    rows = Elector.objects.filter(ballot=ballot).exclude(person__in=done).select_related("person")
    if ballot.secret:
        rows = rows.filter(apart=False)
    sought = folded(words)
    return [one for one in rows.order_by("person__name", "pk") if sought in folded(str(one.person))]


@opens(PAPER, methods="GET POST")
def paper(request: Guest, number: int) -> HttpResponse:
    """Type in what was written on paper; a second member looks on and agrees with a PIN."""
    ballot = ballot_of(request, number)
    require(request, PAPER, ballot)
    told, names = shown(request.visit, ballot), _asked(ballot, request.GET.get("q", ""))
    refused = ""
    if request.method == "POST":
        answer = _typed(request, ballot)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    typed = request.POST if request.method == "POST" else {}
    more: dict[str, Any] = {
        "rows": _rows(told, names[:A_PAGE], typed), "left": max(0, len(names) - A_PAGE), "q": request.GET.get("q", ""),
        "witnesses": _witnesses(request, ballot), "paper": told, "refused": refused,
        "slips": _slip_rows(told, typed), "fewest": FEWEST_SLIPS, "witness": request.POST.get("witness", ""),
    }  # fmt: skip
    # A PIN that does not fit answers 200, since an answer of 400 or more would undo the line that counts the misses.
    return render(request, "ballot/paper.html", more)


def _witnesses(request: Guest, ballot: Ballot) -> list[Any]:
    rows = Elector.objects.filter(ballot=ballot, apart=False).exclude(person=request.visit.person)
    return [one.person for one in rows.select_related("person").order_by("person__name")]


def _rows(told: Shown, names: Sequence[Elector], typed: Any) -> list[dict[str, Any]]:
    found = []
    for one in names:
        field = f"said-{one.person_id}"
        chosen = set(typed.getlist(field)) if typed else set()
        found.append(
            {"elector": one, "field": field, "chosen": chosen, "reason": typed.get(f"why-{one.person_id}", "")}
        )
    return found


def _slip_rows(told: Shown, typed: Any) -> list[dict[str, Any]]:
    if not told.ballot.secret:
        return []
    return [
        {
            "at": at, "field": f"slip-{at}", "chosen": set(typed.getlist(f"slip-{at}")) if typed else set(),
            "code": typed.get(f"code-{at}", ""), "reason": typed.get(f"reason-{at}", ""),
        }
        for at in range(1, SLIPS + 1)
    ]  # fmt: skip


def _typed(request: Guest, ballot: Ballot) -> HttpResponse | str:
    """Enter what was typed; a sentence where the witness's PIN does not fit."""
    sent = request.POST
    witness = next((one for one in _witnesses(request, ballot) if str(one.pk) == sent.get("witness")), None)
    if witness is None:
        return refusal(request, 409, Text("Choose a second member who looks on as a witness."))
    lately = Line.objects.filter(person=request.visit.number, verb=MISS.verb, at__gt=timezone.now() - WINDOW)
    if lately.count() >= MISSES:
        return refusal(request, 429, Text("Too many wrong PINs. Wait an hour, or let somebody else type."))
    if not import_string(settings.EDULIS_AGREES)(witness.pk, sent.get("pin", "")):
        record_act(request.visit, MISS.verb, ballot, witness=witness.pk)
        return say(NOT_THE_PIN)
    try:
        entered = _enter(request, ballot, witness.pk)
    except Refused as refused:
        return refusal(request, 409, refused.reason)
    messages.success(request, say(Text("{n} votes are entered. Each can be changed by its owner.", n=entered)))
    return redirect("ballot:page", cluster=request.visit.cluster.code, number=ballot.pk)


def _enter(request: Guest, ballot: Ballot, witness: int) -> int:
    sent = request.POST
    if ballot.secret:
        persons = {int(word) for word in sent.getlist("person") if word.isascii() and word.isdigit() and len(word) < 19}
        slips = [
            (
                [one for one in sent.getlist(f"slip-{at}") if one],
                sent.get(f"reason-{at}", ""),
                sent.get(f"code-{at}", ""),
            )
            for at in range(1, SLIPS + 1)
        ]
        filled = [one for one in slips if one[0]]
        enter_slips(request.visit, ballot, persons, filled, witness)
        return len(filled)
    said = {}
    for one in Elector.objects.filter(ballot=ballot):
        chosen = [word for word in sent.getlist(f"said-{one.person_id}") if word]
        if chosen:
            said[one.person_id] = (chosen, sent.get(f"why-{one.person_id}", ""))
    enter_paper(request.visit, ballot, said, witness)
    return len(said)
