"""Rows of the records on pages: listed, added, changed, taken away and put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from edulis.schema import Text
from edulis.schema.titles import TITLES
from edulis.web.enterprises import actions
from edulis.web.enterprises.agreed import UNASKED, Unasked
from edulis.web.enterprises.checking import USED, referred_to
from edulis.web.enterprises.forms import RowForm, shared_choices
from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.naming import Labels, called, households, unshown
from edulis.web.enterprises.owners import actor_columns, owner_column, shared
from edulis.web.enterprises.rules import ADD, CHANGE, LIST, PUT_BACK, TAKE_AWAY
from edulis.web.enterprises.sketch import round_of
from edulis.web.enterprises.standing import KEEPERS, may_keep, standing
from edulis.web.kit import tongue
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import onward, refusal
from edulis.web.kit.tongue import say
from edulis.web.kit.versions import Stale, seen_version

SHOWN = 20  # rows of a page
FIRST_YEAR = 1000  # a count that begins no lower is a year
HEADS = 5  # columns that a row shows in the list


@opens(LIST)
def records(request: Guest) -> HttpResponse:
    """All kinds of rows: first those about one's own household, then the shared ones."""
    own = [(name, TITLES[name]) for name in ROWS if not shared(name)]
    common = [(name, TITLES[name]) for name in ROWS if shared(name)]
    keeps = bool(request.visit.roles & KEEPERS)
    return render(request, "enterprises/records.html", {"own": own, "common": common, "keeps": keeps})


def _model(record: str) -> Any:
    if record not in ROWS:
        raise Http404
    return ROWS[record]


def _seen(request: Guest, record: str) -> Any:
    """The rows that this person may read."""
    visit = request.visit
    found = _model(record)._default_manager.filter(of=visit.cluster, gone=None)
    if shared(record):
        return found
    who, column = standing(visit), owner_column(record)
    if record == "trade":
        mine = Q(reporter="seller", seller__in=who.mine) | Q(reporter="buyer", buyer__in=who.mine)
        alone = ~Q(reporter="seller", seller__in=who.spoken) & ~Q(reporter="buyer", buyer__in=who.spoken)
    else:
        mine, alone = Q(**{f"{column}__in": who.mine}), ~Q(**{f"{column}__in": who.spoken})
    if "coordinator" not in visit.roles:
        return found.filter(mine)
    nowhere = Q()
    for name in actor_columns(record):
        nowhere |= Q(**{f"{name}__in": unshown(visit)})
    return found.filter(mine | (alone & ~nowhere))


@opens(LIST)
def listed(request: Guest, record: str) -> HttpResponse:
    """The rows of one record that the person may read."""
    model = _model(record)
    page = Paginator(_seen(request, record).order_by("-pk"), SHOWN).get_page(request.GET.get("page"))
    heads = _heads(model)
    labels = _labels(request, record)
    rows = [
        {
            "row": row,
            "cells": [(column, _cell(column, getattr(row, column.name), labels)) for column in heads],
            "mine": may_keep(request.visit, record, _values(row)),
        }
        for row in page.object_list
    ]
    shown = {
        "record": record, "title": TITLES[record], "rows": rows, "page": page, "shared": shared(record),
        "types": "coordinator" in request.visit.roles, "may_add": _may_add(request, record),
    }  # fmt: skip
    return render(request, "enterprises/rows.html", shown)


def _may_add(request: Guest, record: str) -> bool:
    if shared(record):
        return bool(request.visit.roles & KEEPERS)
    return bool(standing(request.visit).mine) or "coordinator" in request.visit.roles


def _heads(model: Any) -> list[Any]:
    columns = [column for column in model.survey.columns if column.name != "round"]
    first = [column for column in columns if column.key or column.required or column.name in ("name", "quantity")]
    chosen = (first + [column for column in columns if column not in first])[:HEADS]
    return sorted(chosen, key=lambda column: column.name not in ("name", "title"))  # as people call it, then the rest


def _labels(request: Guest, record: str) -> dict[str, str]:
    """What the codes in the columns of a list stand for: people's own names first, where a code is both."""
    targets = {target for column in _heads(ROWS[record]) for target in column.to if shared(target)}
    found = Labels()
    for target in sorted(targets):
        found.update(shared_choices(request.visit.cluster, target))
    if actor_columns(record):
        found.update(households(request.visit) | called(request.visit))
        found.hidden = unshown(request.visit)
    return found


def _values(row: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in row.survey.columns}


def _cell(column: Any, value: Any, labels: dict[str, str]) -> str:
    """A value as people read it."""
    if value is None:
        return "–"
    if column.kind == "one_of":
        return say(Text(dict(column.choices).get(value, value)))
    if column.kind == "yes_no":
        return say(Text("yes" if value else "no"))
    if column.kind == "month":
        return say(Text("{month:month}", month=value))
    if column.to:
        return labels.get(value, str(value))
    if column.kind == "count" and (column.low or 0) >= FIRST_YEAR:
        return str(value)  # a year: 1956, not 1,956
    return tongue.own_part(value) if column.kind == "text" else str(tongue.written(value))


@opens(ADD, methods="GET POST")
def add(request: Guest, record: str) -> HttpResponse:
    """A new row."""
    _model(record)
    if not _may_add(request, record):
        raise Http404
    form = RowForm(request.visit, record, request.POST or None, begun=_begun(request, record))
    if request.method == "POST" and form.is_valid():
        if not may_keep(request.visit, record, form.values()):
            form.add_error(None, _not_yours())
        else:
            try:
                row = actions.add_row(request.visit, record, form.values())
                return _told(request, row, form, Text("Kept."))
            except Unasked:
                form.add_error(None, say(UNASKED))
    status = 422 if request.method == "POST" else 200
    shown = {"record": record, "title": TITLES[record], "form": form}
    return render(request, "enterprises/row.html", shown, status=status)


def _begun(request: Guest, record: str) -> dict[str, str]:
    """What can be filled in beforehand: the latest round, and the only one of mine whose row it may be."""
    found = {"round": round_of(request.visit)}
    column = owner_column(record)
    targets = next((one.to for one in _model(record).survey.columns if one.name == column), ())
    known = {"enterprise": called, "household": households}
    mine = [code for target in targets for code in known[target](request.visit) if standing(request.visit).own(code)]
    if len(mine) == 1 and record != "trade":
        found[column] = mine[0]
    return found


def _not_yours() -> str:
    return say(
        Text("This would be another household's own figure. They write it themselves, or say it to you on paper.")
    )


def _told(request: Guest, row: Any, form: RowForm, done: Text) -> HttpResponse:
    messages.success(request, say(done))
    for one in form.doubts:
        words = (one.title(tongue.current()), one.reason(tongue.current()), one.advice(tongue.current()))
        messages.warning(request, " ".join(word for word in words if word))
    return _onward(request, row.survey.name)


def _onward(request: Guest, record: str) -> HttpResponse:
    rows = reverse("enterprises:rows", kwargs={"cluster": request.visit.cluster.code, "record": record})
    return redirect(onward(request.POST.get("next", ""), rows))


@opens(CHANGE, methods="GET POST")
def change(request: Guest, record: str, number: int) -> HttpResponse:
    """Change a row; who comes too late sees both versions."""
    row = get_object_or_404(_model(record), pk=number, of=request.visit.cluster, gone=None)
    require(request, CHANGE, row)
    form = RowForm(request.visit, record, request.POST or None, row)
    shown = {"record": record, "title": TITLES[record], "form": form, "row": row, "seen": row.version}
    if request.method != "POST":
        return render(request, "enterprises/row.html", shown)
    shown["seen"] = seen = seen_version(request)
    if not form.is_valid():
        return render(request, "enterprises/row.html", shown, status=422)
    if not may_keep(request.visit, record, form.values()):
        form.add_error(None, _not_yours())
        return render(request, "enterprises/row.html", shown, status=422)
    try:
        actions.change_row(request.visit, row, seen, form.values())
    except Stale as stale:
        return _both(request, form, stale.current)
    except Unasked:
        form.add_error(None, say(UNASKED))
        return render(request, "enterprises/row.html", shown, status=422)
    return _told(request, row, form, Text("Changed."))


def _both(request: Guest, form: RowForm, current: Any) -> HttpResponse:
    """The page that shows what stands there now beside what was typed."""
    labels = _labels(request, form.record)
    lines = []
    for column in form.survey.columns:
        theirs, mine = getattr(current, column.name), form.values()[column.name]
        lines.append(
            {"column": column, "theirs": _cell(column, theirs, labels), "mine": _cell(column, mine, labels),
             "other": theirs != mine}
        )  # fmt: skip
    shown = {
        "record": form.record, "title": TITLES[form.record], "lines": lines, "row": current,
        "typed": [(name, request.POST.get(name, "")) for name in form.fields],
    }  # fmt: skip
    return render(request, "enterprises/both.html", shown, status=409)


@opens(TAKE_AWAY, methods="GET POST")
def away(request: Guest, record: str, number: int) -> HttpResponse:
    """Ask once, then take a row out of all sums; it can be put back."""
    row = get_object_or_404(_model(record), pk=number, of=request.visit.cluster, gone=None)
    require(request, TAKE_AWAY, row)
    labels = _labels(request, record)
    cells = [(column, _cell(column, getattr(row, column.name), labels)) for column in row.survey.columns]
    shown = {"record": record, "title": TITLES[record], "row": row, "cells": cells}
    if request.method != "POST":
        return render(request, "enterprises/away.html", shown)
    if referred_to(request.visit.cluster, record, getattr(row, "code", "") or "\0"):
        return refusal(request, 409, USED)
    try:
        actions.take_away(request.visit, row, seen_version(request))
    except Stale as stale:
        return render(request, "enterprises/away.html", {**shown, "row": stale.current, "late": True}, status=409)
    return redirect("enterprises:back", cluster=request.visit.cluster.code, record=record, number=row.pk)


@opens(PUT_BACK, methods="GET POST")
def back(request: Guest, record: str, number: int) -> HttpResponse:
    """A row that was taken away, and the button that puts it back."""
    row = get_object_or_404(_model(record), pk=number, of=request.visit.cluster)
    require(request, PUT_BACK, row)
    if row.gone is None and request.method == "POST":  # somebody was faster: nothing is done, so nothing is told
        return refusal(request, 409, Text("Somebody else changed this row in the meantime. Open the page again."))
    if row.gone is None:
        return redirect("enterprises:rows", cluster=request.visit.cluster.code, record=record)
    if request.method != "POST":
        return render(request, "enterprises/back.html", {"record": record, "title": TITLES[record], "row": row})
    form = RowForm(request.visit, record, _as_told(row), row)
    if not form.is_valid():
        return refusal(request, 409, Text("In the meantime another row says the same, or what it refers to is gone."))
    try:
        actions.put_back(request.visit, row, seen_version(request))
    except Stale:
        return refusal(request, 409, Text("Somebody else changed this row in the meantime. Open the page again."))
    return _onward(request, record)


def _as_told(row: Any) -> dict[str, Any]:
    """The row as a form would send it."""
    found = {}
    for column in row.survey.columns:
        value = getattr(row, column.name)
        found[column.name] = (
            "" if value is None else ("true" if value else "false") if isinstance(value, bool) else value
        )
    return found
