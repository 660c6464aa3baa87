"""What those from outside write, marked as theirs: facilitators' notes, and the researchers' layer apart."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from edulis.web.journal import actions
from edulis.web.journal.forms import NoteForm
from edulis.web.journal.meetings import found
from edulis.web.journal.models import Note
from edulis.web.journal.rules import NOTE, READ_RESEARCH, RESEARCH
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.rules import may


@opens(NOTE, methods="POST")
def note(request: Guest, number: int) -> HttpResponse:
    """A facilitator's note at a meeting."""
    one = found(request, number, NOTE)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "journal/note.html", {"meeting": one, "form": form}, status=422)
    actions.note(request.visit, one, form.cleaned_data["words"])
    return redirect("journal:meeting", cluster=request.visit.cluster.code, number=one.pk)


@opens(RESEARCH, methods="POST")
def observe(request: Guest) -> HttpResponse:
    """A note in the researchers' layer."""
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.note(request.visit, None, form.cleaned_data["words"])
        return redirect("journal:research", cluster=request.visit.cluster.code)
    return _layer(request, form, 422)


@opens(READ_RESEARCH)
def research(request: Guest) -> HttpResponse:
    """The researchers' layer: they write, everybody of the cluster can read it."""
    return _layer(request, NoteForm() if may(request.visit, RESEARCH) else None, 200)


def _layer(request: Guest, form: NoteForm | None, status: int) -> HttpResponse:
    rows = Note.objects.filter(cluster=request.visit.cluster, layer="research").select_related("by")
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    return render(request, "journal/research.html", {"form": form, "page": page}, status=status)
