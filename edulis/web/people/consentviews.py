"""What one has agreed to: each purpose with its words, the last answer, and the buttons to say yes or take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.giving import given as give_out
from edulis.web.kit.pages import refusal
from edulis.web.kit.tongue import current, say
from edulis.web.kit.visit import Visit
from edulis.web.people.consents import Word, agrees, say_word, words_of
from edulis.web.people.models import Consent, Membership, Person
from edulis.web.people.purposes import BY_CODE, PURPOSES, Purpose
from edulis.web.people.rules import SAY_WORD, SEE_PAPER

HOW = {"screen": Text("On the screen"), "voice": Text("By word of mouth"), "paper": Text("On paper"),
       "file": Text("From a file"), "left": Text("Left behind under a number")}  # fmt: skip
CHANGED = Text("The words have changed since this page was opened. Read them again, then answer.")


def homes_of(visit: Visit) -> list[str]:
    """Codes for which this person may answer: those spoken for now, or by who left and nobody else speaks for."""
    if visit.households or visit.inside or visit.person is None:
        return sorted(visit.households)
    held = Membership.objects.filter(cluster=visit.cluster).exclude(household="")
    spoken = held.filter(Q(until=None) | Q(until__gt=timezone.now())).values("household")
    mine = held.filter(person=visit.person).exclude(household__in=spoken)
    return sorted(set(mine.values_list("household", flat=True)))


@opens(SAY_WORD, methods="GET POST")
def consent(request: Guest) -> HttpResponse:
    """All purposes; an answer holds from the next request on."""
    visit = request.visit
    homes = homes_of(visit)
    if request.method == "POST":
        return _answer(request, homes)
    words = words_of(visit.cluster, homes, visit.number)
    asked = ((purpose, home) for purpose in PURPOSES for home in ([""] if purpose.of == "person" else homes))
    shown = [_asked(purpose, home, words.get((purpose.code, home))) for purpose, home in asked]
    names = dict(
        Person.objects.filter(
            pk__in={one["word"].witness for one in shown if one["word"] and one["word"].witness}
        ).values_list("pk", "name")
    )
    for one in shown:
        one["witness"] = names.get(one["word"].witness) if one["word"] else None
    several = len(homes) > 1
    return render(request, "people/consent.html", {"asked": shown, "homes": homes, "several": several})


def _asked(purpose: Purpose, home: str, word: Word | None) -> dict[str, Any]:
    """A purpose as it stands for one household or person."""
    state = word.state if word is not None else ("yes" if purpose.unless_refused else "unasked")
    return {"purpose": purpose, "home": home, "word": word, "state": state, "how": HOW[word.how] if word else None,
            "holds": agrees(word, purpose.code)}  # fmt: skip


def _answer(request: Guest, homes: list[str]) -> HttpResponse:
    purpose = BY_CODE.get(request.POST.get("purpose", ""))
    answer = {"yes": True, "no": False}.get(request.POST.get("given", ""))
    home = request.POST.get("home", "")
    if purpose is None or answer is None:
        return refusal(request, 422, Text("Answer one of the questions with yes or no."))
    if request.POST.get("version") != str(purpose.version):
        return refusal(request, 409, CHANGED)
    if purpose.of == "person":
        say_word(request.visit, purpose.code, given=answer, person=request.visit.person, language=current())
    elif home in homes:
        say_word(request.visit, purpose.code, given=answer, who=home, language=current())
    else:
        raise Http404
    messages.success(request, say(Text("Noted: yes.") if answer else Text("Noted: no. It holds from now on.")))
    return redirect("people:consent", cluster=request.visit.cluster.code)


@opens(SEE_PAPER)
def paper(request: Guest, number: int) -> HttpResponse:
    """The photograph of the paper on which somebody agreed."""
    if number >= 1 << 63:
        raise Http404
    word = get_object_or_404(Consent.objects.select_related("sheet"), pk=number)
    require(request, SEE_PAPER, word)
    content = bytes(word.photo) or bytes(word.sheet.photo if word.sheet else b"")
    if not content:
        raise Http404
    return give_out(request, content, "image/jpeg", f"consent-{word.pk}")
