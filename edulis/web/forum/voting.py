"""Putting a question of a topic to the vote, under the members' own rule; what carried becomes a decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.forum.models import Decision, Topic
from edulis.web.forum.rules import PUT_TO_VOTE
from edulis.web.forum.where import found, here
from edulis.web.kit import tongue
from edulis.web.kit.ballot.holding import Question, concludes, form_for, hold
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.ballot.tallying import Outcome
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.matters import matter, rule_of

DECISION = matter("forum.decision", Text("Deciding a question of the forum"))
ENDS = dt.time(21)  # of the last day: after work, before people sleep
MOST_DAYS, LATE = 90, dt.timedelta(days=3)


class VoteForm(forms.Form):
    """What is asked, why, until when. By which rule is the members' own, and stands before."""

    question = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    reasons = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    secret = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "question": Text("What is asked? It must be answered by yes or no"),
            "reasons": Text("Why? And what spoke against it?"),
            "until": Text("Vote until the evening of"),
            "secret": Text("Secret: nobody sees who said what"),
        }
        for name, label in labels.items():
            self.fields[name].label = tongue.say(label)
        self.fields["until"].help_text = tongue.say(
            Text("Votes from phones without a network are taken for three days more.")
        )

    def clean_until(self) -> dt.date:
        """A day that is still to come, and not too far."""
        day: dt.date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today < day <= today + dt.timedelta(days=MOST_DAYS):
            raise forms.ValidationError(tongue.say(Text("A day from tomorrow on, within three months.")))
        return day


@opens(PUT_TO_VOTE, methods="GET POST")
def put(request: Guest, number: int) -> HttpResponse:
    """Put a question of the topic to the members' vote."""
    one = found(request, number, PUT_TO_VOTE)
    form = VoteForm(request.POST or None, initial={"until": timezone.localdate() + dt.timedelta(days=7)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        ballot = ask(request.visit, one, given["question"], given["reasons"], given["until"], secret=given["secret"])
        return redirect(f"{here(request, one)}#ballot-{ballot.pk}")
    told = {"topic": one, "form": form, "sentences": rule_of(request.visit.cluster, DECISION.code).sentences()}
    return render(request, "forum/vote.html", told, status=422 if request.method == "POST" else 200)


def ask(visit: Visit, topic: Topic, question: str, reasons: str, until: dt.date, *, secret: bool) -> Ballot:
    """Open the ballot: the members as they are now, under the rule that they set, until that evening."""
    rule = rule_of(visit.cluster, DECISION.code)
    ends = timezone.make_aware(dt.datetime.combine(until, ENDS))
    page = reverse("forum:topic", kwargs={"cluster": visit.cluster.code, "number": topic.pk})
    ballot = hold(
        visit,
        Question(
            room="forum", thing=f"forum.topic:{topic.pk}", page=page, question=question, more=reasons,
            form=form_for(rule), secret=secret, rule=rule, cast_until=ends, hand_in_until=ends + LATE,
        ),
    )  # fmt: skip
    Topic.objects.filter(pk=topic.pk).update(moved=timezone.now())
    record_act(visit, PUT_TO_VOTE.verb, ballot, title=question, rule=rule.data(), secret=secret)
    return ballot


@concludes("forum", "topic")
def concluded(ballot: Ballot, outcome: Outcome) -> None:
    """What carried becomes a decision of the topic, with its reasons, and the ballot as the rule that took it."""
    topic = Topic.objects.filter(pk=int(ballot.thing.partition(":")[2])).first()
    if topic is None or not outcome.decided:
        return
    Decision.objects.create(
        topic=topic, words=ballot.question, reasons=ballot.more or "—", rule="vote", ballot=ballot.pk,
        language=ballot.language, by=ballot.by, at=timezone.now(),
    )  # fmt: skip


def ballots_of(topic: Topic) -> QuerySet[Ballot]:
    """The ballots about this topic, the latest first."""
    thing = f"forum.topic:{topic.pk}"
    return Ballot.objects.filter(cluster=topic.cluster_id, room="forum", thing=thing).order_by("-pk")
