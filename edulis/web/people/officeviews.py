"""The office of coordinators: who holds it, elections, recalls; and the members' rules."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from edulis.schema import Text
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.forms import asked_of
from edulis.web.kit.ballot.holding import settle
from edulis.web.kit.ballot.showing import instant, shown
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import say
from edulis.web.people import elections
from edulis.web.people.elections import NotNow
from edulis.web.people.electorates import members_now, persons_of
from edulis.web.people.matters import ELECTION, MATTERS, RULES, Running, in_force, propose, rule_of
from edulis.web.people.models import Candidate, Election, Membership, MembersRule
from edulis.web.people.officeforms import CallForm, ProposeForm, RecallForm
from edulis.web.people.rules import ANSWER, CALL, NOMINATE, PROPOSE, RECALL_PUT, SEE_OFFICE


@opens(SEE_OFFICE)
def office(request: Guest) -> HttpResponse:
    """Who holds the office since when, what runs, and what was."""
    cluster = request.visit.cluster
    elections.put_due(cluster)
    for one in elections.running(cluster):
        if one.ballot is not None:
            settle(one.ballot)
    ends, past = elections.term_ends(cluster), Election.objects.filter(cluster=cluster).exclude(ended=None)
    told = {
        "held": elections.coordinators(cluster), "running": elections.running(cluster),
        "ends": ends, "may_call": may(request.visit, CALL), "serving": elections.recalled_but_serving(cluster),
        "past": past.select_related("ballot", "recalled").order_by("-pk")[:20],
        "sentences": rule_of(cluster, ELECTION.code).sentences(),
    }  # fmt: skip
    return render(request, "people/office.html", told)


@opens(CALL, methods="GET POST")
def call(request: Guest) -> HttpResponse:
    """Call an election."""
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = elections.call(
                request.visit, seats=given["seats"], months=given["months"], secret=given["secret"],
                nominate_until=given["nominate_until"], times=given,
            )  # fmt: skip
        except NotNow as refused:
            return refusal(request, 409, refused.reason)
        return redirect("people:election", cluster=request.visit.cluster.code, number=made.pk)
    status = 422 if request.method == "POST" else 200
    told = {"form": form, "sentences": rule_of(request.visit.cluster, ELECTION.code).sentences()}
    return render(request, "people/call.html", told, status=status)


def _election(request: Guest, number: int) -> Election:
    return get_object_or_404(Election.objects.select_related("cluster", "ballot"), pk=number)


@opens(SEE_OFFICE)
def election(request: Guest, number: int) -> HttpResponse:
    """One election: names while they are gathered, then its ballot."""
    require(request, SEE_OFFICE, _election(request, number))
    elections.put_due(request.visit.cluster)
    found = _election(request, number)
    names = list(found.candidates.select_related("person").order_by("person__name", "pk"))
    taken = {one.person_id for one in names}
    told = {
        "election": found, "names": names,
        "mine": next((one for one in names if one.person_id == request.visit.number), None),
        "paper": shown(request.visit, found.ballot) if found.ballot is not None else None,
        "until": instant(found.nominate_until), "vote_until": instant(found.cast_until),
        "may_name": may(request.visit, NOMINATE, found) and found.ballot is None and found.ended is None,
        "others": [one for one in persons_of(members_now(found.cluster)) if one.pk not in taken],
    }  # fmt: skip
    return render(request, "people/election.html", told)


@opens(NOMINATE, methods="POST")
def nominate(request: Guest, number: int) -> HttpResponse:
    """Name somebody, or oneself."""
    found = _election(request, number)
    require(request, NOMINATE, found)
    wanted = request.POST.get("person", "")
    person = next((one for one in persons_of(members_now(found.cluster)) if str(one.pk) == wanted), None)
    if person is None:
        return refusal(request, 409, elections.NO_MEMBER)
    try:
        elections.nominate(request.visit, found, person)
    except NotNow as refused:
        return refusal(request, 409, refused.reason)
    return redirect("people:election", cluster=request.visit.cluster.code, number=number)


@opens(ANSWER, methods="POST")
def answer(request: Guest, number: int) -> HttpResponse:
    """Say whether one stands."""
    found = get_object_or_404(Candidate.objects.select_related("election__cluster"), pk=number)
    require(request, ANSWER, found)
    try:
        elections.answer(request.visit, found, request.POST.get("willing") == "yes")
    except NotNow as refused:
        return refusal(request, 409, refused.reason)
    return redirect("people:election", cluster=request.visit.cluster.code, number=found.election_id)


@opens(RECALL_PUT, methods="GET POST")
def recall(request: Guest, number: int) -> HttpResponse:
    """Ask the members whether a coordinator shall go on."""
    held = get_object_or_404(Membership.objects.select_related("person", "cluster"), pk=number)
    require(request, RECALL_PUT, held)
    if held.role != "coordinator" or held.until is not None:
        raise Http404
    form = RecallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = elections.recall(request.visit, held, given["why"], secret=given["secret"], times=given)
        except NotNow as refused:
            return refusal(request, 409, refused.reason)
        return redirect("ballot:page", cluster=request.visit.cluster.code, number=made.ballot_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "people/recall.html", {"form": form, "held": held}, status=status)


@opens(SEE_OFFICE)
def rules(request: Guest) -> HttpResponse:
    """By which rule we decide what; proposals that are voted on."""
    cluster = request.visit.cluster
    open_ones = MembersRule.objects.filter(cluster=cluster, since=None, ballot__closed=None).select_related("ballot")
    for one in open_ones:
        settle(one.ballot)
    now = in_force(cluster)
    open_now = {one.matter: one for one in open_ones.all()}
    rows = []
    for code, kind in MATTERS.items():
        row = now.get(code)
        rule = Deciding.of(row.rule) if row is not None else kind.first
        rows.append({"kind": kind, "sentences": rule.sentences(), "row": row, "proposal": open_now.get(code)})
    return render(request, "people/rules.html", {"rows": rows, "may_propose": may(request.visit, PROPOSE)})


@opens(PROPOSE, methods="GET POST")
def proposal(request: Guest, matter: str) -> HttpResponse:
    """Propose another rule for a kind of matter."""
    kind = MATTERS.get(matter)
    if kind is None:
        raise Http404
    now = rule_of(request.visit.cluster, matter)
    form = ProposeForm(request.POST or None, kinds=kind.kinds, initial=asked_of(now))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = propose(request.visit, matter, given["rule"], given["why"], given)
        except Running:
            return refusal(request, 409, Text("A change of this rule is being voted on. Wait until it is counted."))
        messages.success(request, say(Text("The members vote on it now.")))
        return redirect("ballot:page", cluster=request.visit.cluster.code, number=row.ballot_id)
    how = rule_of(request.visit.cluster, RULES.code).sentences()
    told = {"form": form, "kind": kind, "sentences": now.sentences(), "how": how}
    return render(request, "people/propose.html", told, status=422 if request.method == "POST" else 200)
