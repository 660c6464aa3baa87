"""Minutes in versions, and the lines of what was decided."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from edulis.schema import Text
from edulis.web.journal import actions
from edulis.web.journal.forms import DecidedForm, MinutesForm
from edulis.web.journal.meetings import found
from edulis.web.journal.models import Decided, Minutes
from edulis.web.journal.rules import DECIDE, SEE, STRIKE, WRITE
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.versions import Stale, seen_version


@opens(WRITE, methods="GET POST")
def write(request: Guest, number: int) -> HttpResponse:
    """Write the minutes; who saves on an old version sees both."""
    one = found(request, number, WRITE)
    now = Minutes.objects.filter(meeting=one).first()
    form = MinutesForm(request.POST or None, initial={"words": now.words if now else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(request.visit, one, seen_version(request), form.cleaned_data["words"])
        except Stale as stale:
            theirs = [(form.fields["words"].label, stale.current.words)]  # type: ignore[attr-defined]
            shown = {"meeting": one, "form": form, "seen": stale.current.version, "theirs": theirs}
            return render(request, "journal/both.html", shown, status=409)
        return redirect("journal:meeting", cluster=request.visit.cluster.code, number=one.pk)
    shown = {"meeting": one, "form": form, "seen": now.version if now else 0}
    return render(request, "journal/minutes.html", shown, status=422 if request.method == "POST" else 200)


@opens(SEE)
def wordings(request: Guest, number: int) -> HttpResponse:
    """Every version of the minutes, newest first."""
    one = found(request, number, SEE)
    minutes = Minutes.objects.filter(meeting=one).first()
    rows = minutes.wordings.select_related("by")[:100] if minutes else []
    return render(request, "journal/wordings.html", {"meeting": one, "rows": rows})


@opens(DECIDE, methods="POST")
def decided(request: Guest, number: int) -> HttpResponse:
    """Write down what we decided."""
    one = found(request, number, DECIDE)
    form = DecidedForm(request.POST)
    if not form.is_valid():
        return render(request, "journal/decided.html", {"meeting": one, "form": form}, status=422)
    actions.decide(request.visit, one, form.cleaned_data)
    return redirect("journal:meeting", cluster=request.visit.cluster.code, number=one.pk)


@opens(STRIKE, methods="POST")
def strike(request: Guest, number: int) -> HttpResponse:
    """Strike a decision out; it stays readable."""
    if number >= 1 << 63:
        raise Http404
    line = get_object_or_404(Decided.objects.select_related("meeting"), pk=number)
    require(request, STRIKE, line)
    try:
        actions.strike(request.visit, line)
    except actions.Gone:
        return refusal(request, 409, Text("This line was struck out already."))
    return redirect("journal:meeting", cluster=request.visit.cluster.code, number=line.meeting_id)
