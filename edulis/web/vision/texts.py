"""The vision text: its page, writing it, all its versions, the way back from it, and putting it to the vote."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.journal.slack import weeks_of
from edulis.web.kit.ballot.holding import settle
from edulis.web.kit.ballot.showing import shown
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import Rule, may
from edulis.web.kit.versions import Stale
from edulis.web.people.matters import rule_of
from edulis.web.vision import agreeing
from edulis.web.vision.forms import LookForm, StepForm, TextForm, TimesForm
from edulis.web.vision.models import NEARER, Backstep, Draft, Look, Round, Wording
from edulis.web.vision.results import shown as found
from edulis.web.vision.rules import ASK_CONSENT, ASK_YES, LOOK, SEE_TEXT, STEP, STRIKE, WRITE_TEXT

SHUT = Text("The text is being voted on, or was adopted. What you wanted cannot be done with it now.")


def draft_of(request: Guest, number: int, rule: Rule) -> Draft:
    """The text of that number in this cluster, as it stands after ballots that are over. Raises Http404."""
    if number >= 1 << 63:
        raise Http404
    draft = get_object_or_404(Draft.objects.select_related("cluster"), pk=number)
    require(request, rule, draft)
    if draft.state in {"consent", "asked"}:
        for ballot in agreeing.ballots_of(draft)[:1]:
            settle(ballot)
        draft.refresh_from_db()
    return draft


def _led(request: Guest, draft: Draft) -> HttpResponse:
    return redirect("vision:text", cluster=request.visit.cluster.code, number=draft.pk)


def _rule(draft: Draft, matter: str) -> tuple[Text, ...]:
    """The members' own rule for that, in sentences."""
    return rule_of(draft.cluster, matter).sentences()


@opens(SEE_TEXT)
def text(request: Guest, number: int) -> HttpResponse:
    """The text, how far it has come, what is needed for it, what was said against it, and how near we are."""
    draft = draft_of(request, number, SEE_TEXT)
    visit, now = request.visit, timezone.localdate()
    ballots = [shown(visit, one) for one in agreeing.ballots_of(draft)[:4]]
    back = next((one.outcome for one in ballots if draft.state == "back" and one.outcome is not None), None)
    told: dict[str, Any] = {
        "draft": draft, "ballots": ballots, "reasons": back.reasons if back is not None else (),
        "steps": list(Backstep.objects.filter(draft=draft)), "versions": Wording.objects.filter(draft=draft).count(),
        "looks": _looks(draft), "may_write": draft.open and may(visit, WRITE_TEXT, draft),
        "may_step": draft.state not in agreeing.ENDED and may(visit, STEP, draft),
        "may_strike": draft.state not in agreeing.ENDED and may(visit, STRIKE),
        "may_consent": draft.open and bool(draft.words.strip()) and may(visit, ASK_CONSENT, draft),
        "may_yes": draft.state == "agreed" and may(visit, ASK_YES, draft),
        "may_look": draft.state == "adopted" and may(visit, LOOK, draft),
        "step_form": StepForm(initial={"year": now.year + 1}), "look_form": LookForm(initial={"year": now.year}),
    }  # fmt: skip
    return render(request, "vision/text.html", told)


def _looks(draft: Draft) -> list[tuple[int, dict[str, int], list[Look]]]:
    """By year, the latest first: how many say nearer, the same and farther, and what they wrote."""
    years: dict[int, list[Look]] = {}
    for one in Look.objects.filter(draft=draft):
        years.setdefault(one.year, []).append(one)
    return [
        (
            year,
            {kind: sum(one.nearer == kind for one in of) for kind in NEARER},
            [one for one in of if one.words],
        )
        for year, of in years.items()
    ]


@opens(WRITE_TEXT, methods="GET POST")
def begin(request: Guest) -> HttpResponse:
    """Begin a text, or go on with the one that is being written; what all trades share stands beside it."""
    if request.method == "GET" and (other := agreeing.draft_of(request.visit)) is not None:
        return redirect("vision:write", cluster=request.visit.cluster.code, number=other.pk)
    return _write(request, None)


@opens(WRITE_TEXT, methods="GET POST")
def write(request: Guest, number: int) -> HttpResponse:
    """Write on the text."""
    return _write(request, draft_of(request, number, WRITE_TEXT))


def _write(request: Guest, draft: Draft | None) -> HttpResponse:
    seen = draft.version if draft is not None else 0
    form = TextForm(request.POST if request.method == "POST" else None, initial={"words": draft.words if draft else ""})
    shared = _shared(request)
    if request.method == "POST" and form.is_valid():
        sent = request.POST.get("seen", "")
        try:
            draft = agreeing.write(
                request.visit, draft, int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0,
                form.cleaned_data["words"],
            )  # fmt: skip
        except Stale as stale:
            told = {"form": form, "seen": stale.current.version, "draft": stale.current}
            return render(request, "vision/both.html", told, status=409)
        except agreeing.Shut:
            return refusal(request, 409, SHUT)
        return _led(request, draft)
    told = {"form": form, "seen": seen, "draft": draft, "shared": shared}
    return render(request, "vision/write.html", told, status=422 if request.method == "POST" else 200)


def _shared(request: Guest) -> list[Any]:
    """What all trades shared in the last round that was counted."""
    last = Round.objects.filter(cluster=request.visit.cluster).exclude(counted=None).order_by("-counted").first()
    return list(found(last, request.visit)["shared"]) if last is not None else []


@opens(SEE_TEXT)
def wordings(request: Guest, number: int) -> HttpResponse:
    """All versions of the text."""
    draft = draft_of(request, number, SEE_TEXT)
    rows = Wording.objects.filter(draft=draft).select_related("by")
    return render(request, "vision/wordings.html", {"draft": draft, "rows": list(rows)})


@opens(STEP, methods="POST")
def step(request: Guest, number: int) -> HttpResponse:
    """Write what must be so by a year."""
    draft = draft_of(request, number, STEP)
    form = StepForm(request.POST)
    if not form.is_valid():
        return render(request, "vision/step.html", {"draft": draft, "form": form}, status=422)
    try:
        agreeing.work_back(request.visit, draft, form.cleaned_data["year"], form.cleaned_data["words"])
    except agreeing.Shut:
        return refusal(request, 409, SHUT)
    return _led(request, draft)


@opens(STRIKE, methods="POST")
def strike(request: Guest, number: int) -> HttpResponse:
    """Strike out what was thought to be needed."""
    if number >= 1 << 63:
        raise Http404
    one = get_object_or_404(Backstep.objects.select_related("draft"), pk=number)
    require(request, STRIKE, one)
    try:
        agreeing.strike(request.visit, one)
    except agreeing.Shut:
        return refusal(request, 409, Text("It was struck out already."))
    return _led(request, one.draft)


@opens(ASK_CONSENT, methods="GET POST")
def consent(request: Guest, number: int) -> HttpResponse:
    """Open a consent round."""
    draft = draft_of(request, number, ASK_CONSENT)
    form = TimesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            agreeing.ask_consent(request.visit, draft, **form.cleaned_data)
        except agreeing.Shut:
            return refusal(request, 409, SHUT)
        return _led(request, draft)
    told = {"form": form, "draft": draft, "consent": True, "sentences": _rule(draft, agreeing.CONSENTING.code),
            "weeks": weeks_of(draft.cluster, timezone.localdate())}  # fmt: skip
    return render(request, "vision/ask.html", told, status=422 if request.method == "POST" else 200)


@opens(ASK_YES, methods="GET POST")
def adoption(request: Guest, number: int) -> HttpResponse:
    """Put the text to the vote, under the members' rule."""
    draft = draft_of(request, number, ASK_YES)
    form = TimesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            agreeing.ask_yes(request.visit, draft, **form.cleaned_data)
        except agreeing.Shut:
            return refusal(request, 409, SHUT)
        return _led(request, draft)
    told = {"form": form, "draft": draft, "consent": False, "sentences": _rule(draft, agreeing.ADOPTING.code),
            "weeks": weeks_of(draft.cluster, timezone.localdate())}  # fmt: skip
    return render(request, "vision/ask.html", told, status=422 if request.method == "POST" else 200)


@opens(LOOK, methods="POST")
def look(request: Guest, number: int) -> HttpResponse:
    """Say whether we came nearer."""
    draft = draft_of(request, number, LOOK)
    form = LookForm(request.POST)
    if not form.is_valid():
        return render(request, "vision/step.html", {"draft": draft, "form": form}, status=422)
    try:
        agreeing.look_back(
            request.visit, draft, form.cleaned_data["year"], form.cleaned_data["nearer"], form.cleaned_data["words"]
        )
    except agreeing.Shut:
        return refusal(request, 409, Text("Only a vision that was adopted is looked back at."))
    return _led(request, draft)
