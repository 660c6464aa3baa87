"""Who agreed to what: asked aloud in a meeting or signed on paper, and written down by a coordinator with a witness."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.enterprises.agreed import agreed
from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.naming import called, households
from edulis.web.enterprises.standing import Standing, standing
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.folding import folded
from edulis.web.kit.pictures import NoPicture, draw_anew
from edulis.web.kit.tongue import current, say
from edulis.web.people.consents import NoWitness, Word, hear_words, words_on
from edulis.web.people.models import Membership, Person
from edulis.web.people.purposes import BY_CODE, PURPOSES, Purpose
from edulis.web.people.rules import HEAR_WORD

SHOWN = 60  # names on one page; more are found by name
ASKED = tuple(one for one in PURPOSES if one.of == "household")
THEIRS = Text("{name} has somebody on the site who answers for it. You can write down a no, but not a yes.")


@opens(HEAR_WORD, methods="GET POST")
def asked(request: Guest) -> HttpResponse:
    """Read the words aloud, tick who answered, and write it down."""
    told = request.POST if request.method == "POST" else request.GET
    purpose = BY_CODE.get(told.get("purpose", ""))
    if purpose is None or purpose.of != "household":
        purpose = BY_CODE["map"]
    names = _names(request)
    wrong = _heard(request, purpose, names) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        here = reverse("enterprises:asked", kwargs={"cluster": request.visit.cluster.code})
        return redirect(f"{here}?purpose={purpose.code}")
    words, sought = words_on(request.visit.cluster, purpose.code), folded(request.GET.get("q", ""))
    rows = [
        (code, name, *_state(purpose, words.get(_code_of(request, code))))
        for code, name in names.items()
        if sought in folded(name)
    ]
    rows.sort(key=lambda row: {"unasked": 0, "anew": 1, "no": 2, "yes": 3}[row[2]])
    who, ticked = agreed(request.visit.cluster, purpose.code), set(request.POST.getlist("who"))
    shown = {
        "chosen": bool(told.get("purpose")), "purposes": ASKED, "purpose": purpose,
        "rows": [(*row, row[0] in ticked) for row in rows[:SHOWN]],
        "more": max(0, len(rows) - SHOWN), "q": request.GET.get("q", ""), "witnesses": _witnesses(request),
        "wrong": say(wrong) if wrong else "", "no": who.missing[0], "unasked": who.missing[1],
        "total": len(names), "how": request.POST.get("how", "voice"), "witness": request.POST.get("witness", ""),
    }  # fmt: skip
    return render(request, "enterprises/asked.html", shown, status=422 if wrong else 200)


def _names(request: Guest) -> dict[str, str]:
    """Every household, and the enterprises for which somebody speaks that belong to none."""
    who = standing(request.visit)
    alone = {code: name for code, name in called(request.visit).items() if code in who.spoken and code not in who.home}
    houses = households(request.visit)
    found = {code: name for code, name in (*houses.items(), *alone.items()) if not who.own(code)}
    hidden = ROWS["household"]._default_manager.filter(of=request.visit.cluster, gone=None, code__in=houses.hidden)
    return found | {f"#{number}": f"№ {number}" for number in hidden.order_by("pk").values_list("pk", flat=True)}


def _code_of(request: Guest, told: str) -> str:
    """The code that a name on the page stands for; who said no to everything is a number there."""
    if not told.startswith("#"):
        return told
    rows = ROWS["household"]._default_manager.filter(of=request.visit.cluster, pk=int(told[1:]))
    return str(rows.values_list("code", flat=True).first() or "")


def _state(purpose: Purpose, word: Word | None) -> tuple[str, Any]:
    if word is None:
        return ("yes" if purpose.unless_refused else "unasked"), None
    return word.state, word.day


def _witnesses(request: Guest) -> list[Person]:
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), cluster=request.visit.cluster)
    held = held.filter(role__in=("member", "coordinator", "facilitator")).exclude(person=request.visit.person)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk"))


def _heard(request: Guest, purpose: Purpose, names: dict[str, str]) -> Text | None:
    """Write down what was heard; what is wrong, where it cannot be."""
    whose = [code for code in dict.fromkeys(request.POST.getlist("who")) if code in names]
    answer = {"yes": True, "no": False}.get(request.POST.get("given", ""))
    witness = next((one for one in _witnesses(request) if str(one.pk) == request.POST.get("witness")), None)
    how, file = request.POST.get("how", ""), request.FILES.get("paper")
    if not whose or answer is None or how not in {"voice", "paper"}:
        return Text("Tick who answered, then press yes or no.")
    if answer and (theirs := _answers_itself(standing(request.visit), whose)):
        return Text(THEIRS.message, name=names[theirs])
    try:
        photo = draw_anew(cast(BinaryIO, file), file.size or 0).picture if file is not None and how == "paper" else b""
    except NoPicture:
        return Text("That is no picture a phone takes (JPEG, PNG, WebP), or it is too large.")
    if how == "paper" and not photo:
        return Text("Take a photograph of the signed paper and add it.")
    codes = [_code_of(request, one) for one in whose]
    try:
        made = hear_words(
            request.visit, purpose.code, codes, given=answer, how=how, witness=witness, language=current(), photo=photo
        )
    except NoWitness:
        return Text("Choose who stood beside you and heard it: somebody else than you.")
    messages.success(request, say(Text("Written down for {n} households.", n=len(made))))
    return None


def _answers_itself(who: Standing, whose: list[str]) -> str | None:
    spoken = who.spoken | {who.home[code] for code in who.spoken if code in who.home}
    return next((code for code in whose if code in spoken), None)
