"""Planning meetings, inviting on paper, and writing down who came."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.journal import actions
from edulis.web.journal.forms import DecidedForm, MeetingForm, NoteForm, PhotoForm, PresenceForm
from edulis.web.journal.models import Meeting, Photo
from edulis.web.journal.rules import ATTEND, CALL_OFF, CHANGE, DECIDE, NOTE, PLAN, SEE, SHOW, STRIKE, TAKE_DOWN, WRITE
from edulis.web.journal.slack import weeks_of
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import Rule, may
from edulis.web.kit.tongue import say
from edulis.web.kit.versions import Stale, seen_version
from edulis.web.people.models import Membership

COLUMNS = ("title", "day", "starts", "place", "agenda")


def found(request: Guest, number: int, rule: Rule) -> Meeting:
    """The meeting of that number, if it is one of this cluster. Raises Http404."""
    if number >= 1 << 63:
        raise Http404
    meeting = get_object_or_404(Meeting, pk=number)
    require(request, rule, meeting)
    return meeting


@opens(PLAN, methods="GET POST")
def plan(request: Guest) -> HttpResponse:
    """Plan a meeting, beside the weeks in which it disturbs least."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.plan(request.visit, form.cleaned_data)
        return redirect("journal:meeting", cluster=request.visit.cluster.code, number=made.pk)
    shown = {"form": form, "weeks": weeks_of(request.visit.cluster, timezone.localdate())}
    return render(request, "journal/plan.html", shown, status=422 if request.method == "POST" else 200)


@opens(SEE)
def meeting(request: Guest, number: int) -> HttpResponse:
    """One meeting: its plan, who came, minutes, decisions, pictures, notes."""
    one, visit = found(request, number, SEE), request.visit
    rights = {
        "change": CHANGE,
        "off": CALL_OFF,
        "came": ATTEND,
        "write": WRITE,
        "decide": DECIDE,
        "show": SHOW,
        "note": NOTE,
    }
    photos = list(one.photos.defer("picture"))
    shown: dict[str, Any] = {
        "meeting": one,
        "may": {name: may(visit, rule, one) for name, rule in rights.items()},
        "agenda": [line for line in one.agenda.splitlines() if line.strip()],
        "presences": one.presences.select_related("person").order_by("pk"),
        "minutes": getattr(one, "minutes", None),
        "decided": one.decided.all(),
        "may_strike": may(visit, STRIKE),
        "photos": [(photo, may(visit, TAKE_DOWN, _with(photo, one))) for photo in photos],
        "notes": one.notes.filter(layer="facilitation").select_related("by").order_by("pk"),
        "decided_form": DecidedForm(),
        "photo_form": PhotoForm(),
        "note_form": NoteForm(auto_id="note_%s"),
    }
    return render(request, "journal/meeting.html", shown)


def _with(photo: Photo, one: Meeting) -> Photo:
    photo.meeting = one
    return photo


@opens(CHANGE, methods="GET POST")
def change(request: Guest, number: int) -> HttpResponse:
    """Change the plan of a meeting."""
    one = found(request, number, CHANGE)
    start = {name: getattr(one, name) for name in COLUMNS}
    form = MeetingForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(request.visit, one, seen_version(request), form.cleaned_data)
        except Stale as stale:
            now = stale.current
            theirs = [(form.fields[name].label, getattr(now, name)) for name in COLUMNS]
            shown = {"meeting": one, "form": form, "seen": now.version, "theirs": theirs}
            return render(request, "journal/both.html", shown, status=409)
        return redirect("journal:meeting", cluster=request.visit.cluster.code, number=one.pk)
    shown = {"meeting": one, "form": form, "seen": one.version}
    return render(request, "journal/change.html", shown, status=422 if request.method == "POST" else 200)


@opens(CALL_OFF, methods="POST")
def off(request: Guest, number: int) -> HttpResponse:
    """Call a meeting off."""
    try:
        actions.call_off(request.visit, found(request, number, CALL_OFF))
    except actions.Gone:
        return refusal(request, 409, Text("This meeting was called off already."))
    messages.success(request, say(Text("The meeting is called off. Tell those who have no phone.")))
    return redirect("journal:door", cluster=request.visit.cluster.code)


@opens(SEE)
def sheet(request: Guest, number: int) -> HttpResponse:
    """The invitation as a sheet for the wall, with lines to sign on."""
    one = found(request, number, SEE)
    agenda = [line for line in one.agenda.splitlines() if line.strip()]
    return render(request, "journal/sheet.html", {"meeting": one, "agenda": agenda, "lines": range(24)})


@opens(ATTEND, methods="GET POST")
def came(request: Guest, number: int) -> HttpResponse:
    """Who came."""
    one = found(request, number, ATTEND)
    people = _people(request)
    here = list(one.presences.all())
    start = {
        "came": [str(row.person_id) for row in here if row.person_id],
        "others": "\n".join(row.name for row in here if not row.person_id),
    }
    form = PresenceForm(request.POST or None, people=people, initial=start)
    if request.method == "POST" and form.is_valid():
        persons = [int(number) for number in form.cleaned_data["came"]]
        try:
            actions.attend(request.visit, one, seen_version(request), persons, form.cleaned_data["others"])
        except Stale as stale:
            names = ", ".join(str(row.person or row.name) for row in one.presences.select_related("person"))
            shown = {"meeting": one, "form": form, "seen": stale.current.version,
                     "theirs": [(form.fields["came"].label, names)]}  # fmt: skip
            return render(request, "journal/both.html", shown, status=409)
        return redirect("journal:meeting", cluster=request.visit.cluster.code, number=one.pk)
    shown = {"meeting": one, "form": form, "seen": one.version}
    return render(request, "journal/came.html", shown, status=422 if request.method == "POST" else 200)


def _people(request: Guest) -> list[tuple[str, str]]:
    now = timezone.now()
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=now), cluster=request.visit.cluster)
    named = held.values_list("person", "person__name").order_by("person__name", "person").distinct()
    return [(str(number), name or f"№ {number}") for number, name in named]
