"""On paper and on the wall: sheets to print, typing them in before a witness, the projector, and the export."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import polars as pl
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from edulis.exchange.tables.formulas import guarded
from edulis.schema import Text
from edulis.web.enterprises.agreed import agreed
from edulis.web.kit.codes import qr
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.folding import folded
from edulis.web.kit.models import Line
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import MEMBERS, VOICES
from edulis.web.kit.tongue import say
from edulis.web.kit.trail import record_act
from edulis.web.people.models import Membership, Person
from edulis.web.vision import actions
from edulis.web.vision.models import SAYS, Round, Statement, Voice, Vote
from edulis.web.vision.results import shown
from edulis.web.vision.rounds import round_of, running
from edulis.web.vision.rules import EXPORT, MISS, PAPER, PRINT, SEE

MISSES, WINDOW, A_LIST = 5, dt.timedelta(hours=1), 60
NOT_THE_PIN = Text("That is not the witness's PIN. What you typed is still here.")


def voices_now(cluster: Any, roles: frozenset[str] = VOICES) -> list[Person]:
    """Those who may answer in this cluster now, by name."""
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), cluster=cluster, role__in=roles)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk"))


@opens(PRINT)
def sheets(request: Guest, number: int) -> HttpResponse:
    """The statements for the wall, and a sheet with boxes for each who has not answered yet."""
    one = round_of(request, number, PRINT)
    done = set(Vote.objects.filter(statement__round=one, on_paper=False).values_list("person", flat=True))
    sought = folded(request.GET.get("q", ""))
    names = [who for who in voices_now(one.cluster) if who.pk not in done and sought in folded(str(who))]
    told = {
        "round": one, "rows": list(Statement.objects.filter(round=one, out=None)), "names": names[:A_LIST],
        "qr": qr(_address(request, one)),
    }  # fmt: skip
    return render(request, "vision/sheets.html", told)


def _address(request: Guest, one: Round) -> str:
    where = reverse("vision:round", kwargs={"cluster": request.visit.cluster.code, "number": one.pk})
    return request.build_absolute_uri(where)


@opens(SEE)
def wall(request: Guest, number: int) -> HttpResponse:
    """For the projector: the question, a code to join by, how many answered; what we share once it is counted."""
    one = round_of(request, number, SEE)
    told = {
        **running(request, one),
        "qr": qr(_address(request, one)),
        **(shown(one, request.visit) if one.counted else {}),
    }
    return render(request, "vision/wall.html", told)


@opens(PAPER, methods="GET POST")
def paper(request: Guest, number: int) -> HttpResponse:
    """Type in somebody's sheet; a second member looks on and agrees with a PIN."""
    one = round_of(request, number, PAPER)
    if one.counted is not None:
        return refusal(request, 409, actions.LATE)
    people = voices_now(one.cluster)
    refused = ""
    if request.method == "POST":
        answer = _typed(request, one, people)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    said = request.POST if request.method == "POST" else {}
    rows = [(statement, said.get(f"s{statement.number}", "")) for statement in _open_statements(one)]
    told = {
        "round": one, "rows": rows, "people": people, "refused": refused, "answers": list(SAYS.items()),
        "witnesses": [who for who in voices_now(one.cluster, MEMBERS) if who != request.visit.person],
        "person": said.get("person", ""), "witness": said.get("witness", ""),
    }  # fmt: skip
    # A PIN that does not fit answers 200, since an answer of 400 or more would undo the line that counts the misses.
    return render(request, "vision/paper.html", told)


def _open_statements(one: Round) -> list[Statement]:
    return list(Statement.objects.filter(round=one, out=None))


def _typed(request: Guest, one: Round, people: list[Person]) -> HttpResponse | str:
    """Enter what was typed; a sentence where the witness's PIN does not fit."""
    sent = request.POST
    person = next((who for who in people if str(who.pk) == sent.get("person")), None)
    members = voices_now(one.cluster, MEMBERS)
    witness = next((who for who in members if str(who.pk) == sent.get("witness") and who != request.visit.person), None)
    if person is None:
        return refusal(request, 409, Text("Choose whose sheet it is."))
    if witness is None:
        return refusal(request, 409, Text("Choose a second member who looks on as a witness."))
    lately = Line.objects.filter(person=request.visit.number, verb=MISS.verb, at__gt=timezone.now() - WINDOW)
    if lately.count() >= MISSES:
        return refusal(request, 429, Text("Too many wrong PINs. Wait an hour, or let somebody else type."))
    if not import_string(settings.EDULIS_AGREES)(witness.pk, sent.get("pin", "")):
        record_act(request.visit, MISS.verb, one, witness=witness.pk)
        return say(NOT_THE_PIN)
    said = {row.number: sent[f"s{row.number}"] for row in _open_statements(one) if sent.get(f"s{row.number}")}
    try:
        entered = actions.enter_paper(request.visit, one, person.pk, said, witness.pk)
    except actions.Refused as refused:
        return refusal(request, 409, refused.reason)
    messages.success(
        request,
        say(
            Text(
                "{n} answers of {name} are entered. What they answered themselves stays; they can change all of it.",
                n=entered, name=str(person),
            )
        ),
    )  # fmt: skip
    return redirect("vision:paper", cluster=request.visit.cluster.code, number=one.pk)


@opens(EXPORT)
def export(request: Guest, number: int, what: str) -> HttpResponse:
    """The answers without names, or the statements, as a table from which the result can be worked out again."""
    one = round_of(request, number, EXPORT)
    if not one.for_research or one.counted is None or what not in {"votes", "statements"}:
        raise Http404
    table = votes_table(one) if what == "votes" else statements_table(one)
    safe = table.with_columns(guarded(pl.col(pl.String)))
    out = io.BytesIO()
    safe.write_csv(out, line_terminator="\n")
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{one.cluster.code}-{one.pk}-{what}.csv"'
    return answer


def votes_table(one: Round) -> pl.DataFrame:
    """Answers by pseudonym, in the order of pseudonyms: who, as what (kinds of fewer than five as others), what.

    Times are left out: with the trail they would tell who it was. Left out are also those who kept theirs back, here or
    by their household's no to research.
    """
    kinds = set((one.result or {}).get("kinds", ()))
    voices = Voice.objects.filter(round=one, kept_back=False)
    refused = agreed(one.cluster, "research").no
    mute = set(Membership.objects.filter(cluster=one.cluster, household__in=refused).values_list("person", flat=True))
    known = {person: (name, kind if kind in kinds else "others") for person, name, kind in
             voices.values_list("person", "pseudonym", "kind") if person not in mute}  # fmt: skip
    rows = Vote.objects.filter(statement__round=one, statement__out=None, person__in=known)
    found = [
        (*known[who], number, says) for who, number, says in rows.values_list("person", "statement__number", "says")
    ]
    return pl.DataFrame(
        sorted(found), orient="row",
        schema={"person": pl.String, "kind": pl.String, "statement": pl.Int64, "vote": pl.String},
    )  # fmt: skip


def statements_table(one: Round) -> pl.DataFrame:
    """The statements: number, words, whether it was taken out."""
    rows = Statement.objects.filter(round=one).values_list("number", "words", "out")
    return pl.DataFrame(
        [(number, words, out is not None) for number, words, out in rows], orient="row",
        schema={"statement": pl.Int64, "words": pl.String, "out": pl.Boolean},
    )  # fmt: skip
