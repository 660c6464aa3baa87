"""A ballot's own page, casting, and the picture for the wall of a meeting."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from edulis.web.kit.ballot.casting import Refused, cast, told_receipt, typed_receipt
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.ballot.rules import PAPER, SEE, SHEET, VOTE
from edulis.web.kit.ballot.showing import shown
from edulis.web.kit.codes import qr
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal, wants_data
from edulis.web.kit.rules import may


def ballot_of(request: Guest, number: int) -> Ballot:
    """The ballot of that number in this cluster."""
    return get_object_or_404(Ballot.objects.select_related("cluster"), pk=number, cluster=request.visit.cluster)


def address_of(request: Guest, ballot: Ballot, name: str = "page") -> str:
    """Where a ballot stands."""
    return reverse(f"ballot:{name}", kwargs={"cluster": request.visit.cluster.code, "number": ballot.pk})


@opens(SEE)
def page(request: Guest, number: int) -> HttpResponse:
    """The question, who is asked until when, the form for those who are, and the outcome."""
    ballot = ballot_of(request, number)
    require(request, SEE, ballot)
    told = {
        "paper": shown(request.visit, ballot), "may_print": may(request.visit, SHEET, ballot),
        "may_type": may(request.visit, PAPER, ballot),
    }  # fmt: skip
    return render(request, "ballot/page.html", told)


def _taken(request: Guest, number: int) -> HttpResponse:
    """What a voter is told: of a secret ballot the receipt, which stands in their own form and is kept nowhere."""
    ballot = ballot_of(request, number)
    if not ballot.secret:
        return redirect("ballot:page", cluster=request.visit.cluster.code, number=ballot.pk)
    receipt = told_receipt(typed_receipt(request.POST.get("receipt", "")))
    if wants_data(request):
        return JsonResponse({"to": f"{address_of(request, ballot)}#{receipt}"})
    return render(request, "ballot/taken.html", {"ballot": ballot, "receipt": receipt})


@opens(VOTE, methods="POST", sealed=_taken)
def vote(request: Guest, number: int) -> HttpResponse:
    """Cast a vote, or change one's own."""
    ballot = ballot_of(request, number)
    require(request, VOTE, ballot)
    chosen = request.POST.getlist("choice")
    receipt = typed_receipt(request.POST.get("receipt", ""))
    try:
        cast(request.visit, ballot, chosen, reason=request.POST.get("reason", ""), receipt=receipt)
    except Refused as refused:
        return refusal(request, 409, refused.reason)
    return _taken(request, number)


@opens(SEE)
def wall(request: Guest, number: int) -> HttpResponse:
    """The ballot for the wall: the question, a code that leads to it, how many voted; counts once they may be seen."""
    ballot = ballot_of(request, number)
    require(request, SEE, ballot)
    address = request.build_absolute_uri(address_of(request, ballot))
    return render(request, "ballot/wall.html", {"paper": shown(request.visit, ballot), "qr": qr(address)})
