"""Links with other clusters: which there are, how far each is, and the acts of asking, answering and cutting."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.holding import settle
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import say
from edulis.web.people import linking
from edulis.web.people.linking import LONGEST, NotNow, is_live, links_of
from edulis.web.people.models import Cluster, Link
from edulis.web.people.rules import ANSWER_LINK, CUT_LINK, PROPOSE_LINK, SEE_LINKS

LATE = Text("This link has moved on in the meantime. Look at it again.")


class LinkForm(forms.Form):
    """With whom, what for, until when."""

    other = forms.ChoiceField()
    purpose = forms.CharField(max_length=300)
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, cluster: Cluster, data: Any = None) -> None:
        super().__init__(data)
        others = Cluster.objects.filter(founded__isnull=False).exclude(pk=cluster.pk).order_by("title")
        other = self.fields["other"]
        if isinstance(other, forms.ChoiceField):
            other.choices = [(one.code, one.title) for one in others]
        other.label = say(Text("With which cluster"))
        self.fields["purpose"].label = say(Text("What the link is for"))
        self.fields["purpose"].help_text = say(Text("Both sides' members read this before they vote."))
        self.fields["until"].label = say(Text("Until which day"))
        self.fields["until"].help_text = say(Text("At most a year. Then both sides can agree anew."))

    def clean_until(self) -> dt.date:
        """A day to come, within a year."""
        day: dt.date = self.cleaned_data["until"]
        if not timezone.localdate() < day <= timezone.localdate() + LONGEST:
            raise forms.ValidationError(say(Text("Choose a day within the next year.")))
        return day


@opens(SEE_LINKS)
def links(request: Guest) -> HttpResponse:
    """All links of this cluster, and how far each is."""
    cluster = request.visit.cluster
    for one in links_of(cluster):  # a ballot whose time is over is counted by whoever looks first
        for number in (one.one_ballot, one.other_ballot):
            ballot = Ballot.objects.filter(pk=number, closed=None).first() if number else None
            if ballot is not None:
                settle(ballot)
    rows = [_row(request, one) for one in links_of(cluster)]
    shown = {"rows": rows, "may_propose": may(request.visit, PROPOSE_LINK)}
    return render(request, "people/links.html", shown)


def _row(request: Guest, link: Link) -> dict[str, Any]:
    cluster = request.visit.cluster
    asked = link.other_id == cluster.pk
    ballot, theirs = (link.other_ballot, link.one_ballot) if asked else (link.one_ballot, link.other_ballot)
    agreed = link.other_agreed if asked else link.one_agreed
    if link.cut is not None:
        state = Text("cut")
    elif link.until < timezone.localdate():
        state = Text("over")
    elif is_live(link):
        state = Text("in force")
    elif asked and not ballot:
        state = Text("their members said yes; ours have not been asked")
    elif not agreed:
        state = Text("our members vote")
    else:
        state = Text("our members said yes; theirs vote") if theirs else Text("our members said yes; theirs are asked")
    return {
        "link": link, "partner": link.partner_of(cluster), "state": state, "live": is_live(link), "ballot": ballot,
        "may_answer": asked and not ballot and link.cut is None and may(request.visit, ANSWER_LINK, link),
        "may_cut": link.cut is None and may(request.visit, CUT_LINK, link),
    }  # fmt: skip


@opens(PROPOSE_LINK, methods="GET POST")
def propose(request: Guest) -> HttpResponse:
    """Put a link to the vote of one's own members."""
    form = LinkForm(request.visit.cluster, request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = Cluster.objects.get(code=form.cleaned_data["other"])
        try:
            linking.propose(request.visit, other, form.cleaned_data["purpose"], form.cleaned_data["until"])
        except NotNow:
            return refusal(request, 409, Text("There is a link or a wish for one between the two already."))
        messages.success(request, say(Text("Our members vote on it now.")))
        return redirect("people:links", cluster=request.visit.cluster.code)
    return render(request, "people/link.html", {"form": form}, status=422 if request.method == "POST" else 200)


def _found(request: Guest, number: int) -> Link:
    if number >= 1 << 63:
        raise Http404
    return get_object_or_404(Link.objects.select_related("one", "other"), pk=number)


@opens(ANSWER_LINK, methods="POST")
def answer(request: Guest, number: int) -> HttpResponse:
    """Put their wish to the vote of one's own members."""
    link = _found(request, number)
    require(request, ANSWER_LINK, link)
    try:
        linking.answer(request.visit, link)
    except NotNow:
        return refusal(request, 409, LATE)
    messages.success(request, say(Text("Our members vote on it now.")))
    return redirect("people:links", cluster=request.visit.cluster.code)


@opens(CUT_LINK, methods="POST")
def cut(request: Guest, number: int) -> HttpResponse:
    """Cut it: from the next look on neither sees anything of the other."""
    link = _found(request, number)
    require(request, CUT_LINK, link)
    try:
        linking.cut(request.visit, link)
    except NotNow:
        return refusal(request, 409, LATE)
    messages.success(request, say(Text("The link is cut. Neither side sees the other any more.")))
    return redirect("people:links", cluster=request.visit.cluster.code)
