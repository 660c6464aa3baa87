"""Answering, all statements of a round on one page, putting one in, and taking one out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from edulis.schema import Text
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.giving import given
from edulis.web.kit.pages import refusal
from edulis.web.kit.pictures import NoPicture, draw_anew
from edulis.web.kit.rules import Rule, may
from edulis.web.kit.sounds import NoSound, take_sound
from edulis.web.kit.tongue import say
from edulis.web.vision import actions
from edulis.web.vision.forms import OutForm, StatementForm
from edulis.web.vision.models import Piece, Round, Statement, Vote
from edulis.web.vision.rounds import round_of
from edulis.web.vision.rules import ANSWER, SAY, SEE, SEE_PIECE, TAKE_OUT

NO_PICTURE = Text("That is no picture a phone takes (JPEG, PNG, WebP), or it is too large.")
NO_SOUND = Text("That is no voice note a phone makes (Opus or AAC), or it is larger than 4 MB.")


@opens(SEE)
def statements(request: Guest, number: int) -> HttpResponse:
    """All statements on one page, with one's own answers; also to answer them where there is no network."""
    one = round_of(request, number, SEE)
    asked = may(request.visit, ANSWER) and one.counted is None
    mine = dict(Vote.objects.filter(statement__round=one, person=request.visit.person).values_list("statement", "says"))
    rows = [(statement, mine.get(statement.pk, "")) for statement in _with_pieces(one)]
    told = {
        "round": one, "rows": rows, "asked": asked,
        "may_out": may(request.visit, TAKE_OUT) and one.counted is None, "may_say": may(request.visit, SAY, one),
    }  # fmt: skip
    return render(request, "vision/statements.html", told)


def _with_pieces(one: Round) -> list[Statement]:
    found = Statement.objects.filter(round=one).prefetch_related("pieces")
    return list(found)


@opens(ANSWER, methods="POST")
def answer(request: Guest, number: int) -> HttpResponse:
    """Answer a statement, or answer it anew."""
    statement = _statement(request, number, ANSWER)
    try:
        actions.answer(request.visit, statement, request.POST.get("says", ""))
    except actions.Refused as refused:
        return refusal(request, 409, refused.reason)
    back = "statements" if request.POST.get("from") == "statements" else "round"
    answer = redirect(f"vision:{back}", cluster=request.visit.cluster.code, number=statement.round_id)
    if back == "statements":
        answer.headers["Location"] += f"#s{statement.number}"
    return answer


def _statement(request: Guest, number: int, rule: Rule) -> Statement:
    if number >= 1 << 63:
        raise Http404
    statement = get_object_or_404(Statement.objects.select_related("round"), pk=number)
    require(request, rule, statement)
    return statement


@opens(SAY, methods="GET POST")
def put_in(request: Guest, number: int) -> HttpResponse:
    """Put a statement in."""
    one = round_of(request, number, SAY)
    form = StatementForm(request.POST, request.FILES) if request.method == "POST" else StatementForm()
    if request.method == "POST" and form.is_valid():
        picture, sound = form.cleaned_data["picture"], form.cleaned_data["sound"]
        drawn = heard = None
        try:
            drawn = draw_anew(picture, picture.size) if picture else None
            heard = take_sound(sound, sound.size) if sound else None
        except NoPicture:
            form.add_error("picture", say(NO_PICTURE))
        except NoSound:
            form.add_error("sound", say(NO_SOUND))
        else:
            try:
                actions.put_in(request.visit, one, form.cleaned_data["words"], drawn, heard)
            except actions.Refused as refused:
                return refusal(request, 409, refused.reason)
            return redirect("vision:round", cluster=request.visit.cluster.code, number=one.pk)
    told = {"round": one, "form": form}
    return render(request, "vision/say.html", told, status=422 if request.method == "POST" else 200)


@opens(SEE_PIECE)
def piece(request: Guest, name: str) -> HttpResponse:
    """The picture or the voice of a statement."""
    one = get_object_or_404(Piece.objects.select_related("statement__round"), name=name)
    require(request, SEE_PIECE, one)
    return given(request, bytes(one.content), one.kind, one.name)


@opens(TAKE_OUT, methods="GET POST")
def take_out(request: Guest, number: int) -> HttpResponse:
    """Take a statement out, and say why."""
    statement = _statement(request, number, TAKE_OUT)
    form = OutForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_out(request.visit, statement, form.cleaned_data["why"])
        except actions.Refused as refused:
            return refusal(request, 409, refused.reason)
        return redirect("vision:statements", cluster=request.visit.cluster.code, number=statement.round_id)
    told = {"statement": statement, "round": statement.round, "form": form}
    return render(request, "vision/out.html", told, status=422 if request.method == "POST" else 200)
