"""Decisions with their reasons and the rule that took them; reminders without e-mail: wall, calendar, call list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.forum import actions
from edulis.web.forum.forms import DecisionForm, ReminderForm
from edulis.web.forum.models import Decision, Post, Reminder
from edulis.web.forum.rules import DECIDE, FORGET, REMIND, SEE, STRIKE
from edulis.web.forum.where import found, here
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.tongue import say
from edulis.web.people.models import Person

OCTETS = 73  # of a line of a calendar file, with the blank of a line that goes on (RFC 5545, 3.1)


@opens(DECIDE, methods="GET POST")
def decide(request: Guest, number: int) -> HttpResponse:
    """Write down what was decided."""
    one = found(request, number, DECIDE)
    form = DecisionForm(request.POST or None, initial={"rule": "hands"})
    if request.method == "POST" and form.is_valid():
        actions.decide(request.visit, one, **form.cleaned_data)
        return redirect(here(request, one))
    return render(
        request, "forum/decide.html", {"topic": one, "form": form}, status=422 if request.method == "POST" else 200
    )


@opens(STRIKE, methods="POST")
def strike(request: Guest, number: int) -> HttpResponse:
    """Strike a decision out; it stays readable."""
    if number >= 1 << 63:
        raise Http404
    one = get_object_or_404(Decision.objects.select_related("topic"), pk=number)
    require(request, STRIKE, one)
    try:
        actions.strike(request.visit, one)
    except actions.Gone:
        return refusal(request, 409, Text("This decision was struck out already."))
    return redirect(here(request, one.topic))


@opens(REMIND, methods="GET POST")
def remind(request: Guest, number: int) -> HttpResponse:
    """Set a reminder."""
    one = found(request, number, REMIND)
    form = ReminderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.remind(request.visit, one, **form.cleaned_data)
        except actions.Full:
            return refusal(request, 409, Text("There are as many reminders as fit. Take one away first."))
        messages.success(request, say(Text("Set. Nobody gets an e-mail: print the sheet, or call round.")))
        return redirect("forum:reminders", cluster=request.visit.cluster.code, number=one.pk)
    return render(
        request, "forum/remind.html", {"topic": one, "form": form}, status=422 if request.method == "POST" else 200
    )


@opens(FORGET, methods="POST")
def forget(request: Guest, number: int) -> HttpResponse:
    """Take a reminder away."""
    if number >= 1 << 63:
        raise Http404
    one = get_object_or_404(Reminder.objects.select_related("topic"), pk=number)
    require(request, FORGET, one)
    topic = one.topic
    actions.forget(request.visit, one)
    return redirect(here(request, topic))


@opens(SEE)
def reminders(request: Guest, number: int) -> HttpResponse:
    """The reminders of a topic as a sheet for the wall, with the list of those to call."""
    one = found(request, number, SEE)
    spoke = Post.objects.filter(topic=one, hidden=None).exclude(by=None).values("by")
    people = Person.objects.filter(pk__in=spoke).order_by("name", "pk")
    names = [person.name for person in people if person.name]
    aloud = Post.objects.filter(topic=one, hidden=None).exclude(speaker="").order_by("speaker")
    names += [name for name in aloud.values_list("speaker", flat=True).distinct() if name not in names]
    names += list(one.guests.filter(until__gt=timezone.now()).order_by("name").values_list("name", flat=True))
    shown = {"topic": one, "reminders": one.reminders.all(), "names": names[:60], "empty": range(6)}
    return render(request, "forum/reminders.html", shown)


@opens(SEE)
def calendar(request: Guest, number: int) -> HttpResponse:
    """The reminders of a topic as a file that every calendar takes."""
    one = found(request, number, SEE)
    host, stamp = request.get_host(), timezone.now().astimezone(dt.UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Edulis//forum//EN"]
    for reminder in one.reminders.all():
        lines += [
            "BEGIN:VEVENT", f"UID:forum-{reminder.pk}@{host}", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{reminder.day:%Y%m%d}", f"SUMMARY:{escaped(reminder.words)}",
            f"DESCRIPTION:{escaped(one.title)}", "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    body = "".join(f"{piece}\r\n" for line in lines for piece in broken(line))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="edulis-{one.pk}.ics"'
    return answer


def escaped(words: str) -> str:
    """Words as a value of a calendar file (RFC 5545, 3.3.11); letters that no such file may hold are left out."""
    plain = "".join(letter for letter in words if letter in "\n\t" or (letter >= " " and letter != "\x7f"))
    plain = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n")


def broken(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which cuts a letter in two."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > OCTETS:
            yield piece
            piece = " "
        piece += letter
    yield piece
