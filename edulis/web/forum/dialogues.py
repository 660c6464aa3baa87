"""Dialogues: what users find beside what lies behind it, the chain between both, what is tried and what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.enterprises.naming import kind_word
from edulis.web.forum import actions, showing
from edulis.web.forum.actions import Saying
from edulis.web.forum.chain import between, kinds_of, silences
from edulis.web.forum.forms import MOST_TITLE, MOST_WORDS, chosen
from edulis.web.forum.models import Post, Topic, Trial
from edulis.web.forum.rules import PAIR, TRY
from edulis.web.forum.where import found_post
from edulis.web.forum.words import OUTSIDE, STATE, VOICE
from edulis.web.kit import tongue
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.tongue import current
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit

ASKS = {
    "quality": Text("What do those find who use it?"),
    "behind": Text("What happens when it is made that may lie behind it?"),
    "proposal": Text("What could we try, small and soon?"),
    "came": Text("What came of it, good or bad?"),
}
MOST_MAKERS = 3


class PairForm(forms.Form):
    """A dialogue: the two sides, what users find, and what may lie behind it."""

    title = forms.CharField(max_length=MOST_TITLE)
    user = forms.ChoiceField()
    quality = forms.CharField(max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3}))
    makers = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    behind = forms.CharField(max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    voice = forms.ChoiceField()

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = kinds_of(visit.cluster)
        for name, choices in (
            ("user", [("", "—"), *kinds]),
            ("makers", kinds),
            ("voice", chosen(_voices(visit))),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        self.fields["title"].label = tongue.say(Text("What should both sides talk about?"))
        self.fields["user"].label = tongue.say(Text("Who uses what is made?"))
        self.fields["quality"].label = tongue.say(ASKS["quality"])
        self.fields["makers"].label = tongue.say(Text("Who makes it? Up to three, also those further back"))
        self.fields["behind"].label = tongue.say(ASKS["behind"])
        self.fields["behind"].help_text = tongue.say(Text("Leave it empty: those who make it can say so themselves."))
        self.fields["voice"].label = tongue.say(Text("I speak as"))

    def clean_makers(self) -> list[str]:
        """Few enough for one chain."""
        makers: list[str] = self.cleaned_data["makers"]
        if len(makers) > MOST_MAKERS:
            raise forms.ValidationError(tongue.say(Text("Three kinds at most. Others can join the talk.")))
        if self.cleaned_data.get("user") in makers:
            raise forms.ValidationError(tongue.say(Text("Those who use it stand on the other side.")))
        return makers


def _voices(visit: Visit) -> dict[str, Text]:
    return {visit.acting_as: OUTSIDE[visit.acting_as]} if visit.acting_as in OUTSIDE else dict(VOICE)


@opens(PAIR, methods="GET POST")
def pair(request: Guest) -> HttpResponse:
    """Open a dialogue, from a gap that the map shows or from one's own experience."""
    visit = request.visit
    start = {"voice": showing.last_voice(visit), "user": request.GET.get("user", ""),
             "makers": request.GET.getlist("maker")[:MOST_MAKERS]}  # fmt: skip
    form = PairForm(request.POST or None, visit=visit, initial=start)
    if request.method == "POST" and form.is_valid():
        topic = open_dialogue(visit, form.cleaned_data)
        return redirect("forum:topic", cluster=visit.cluster.code, number=topic.pk)
    told = [(one, kind_word(one.maker), kind_word(one.user)) for one in silences(visit.cluster)]
    shown = {"form": form, "gaps": told, "chosen": bool(start["user"])}
    return render(request, "forum/pair.html", shown, status=422 if request.method == "POST" else 200)


def open_dialogue(visit: Visit, given: dict[str, Any]) -> Topic:
    """Open a dialogue with what users find, and with what lies behind it where that is known."""
    voice, first = given["voice"], Saying("", given["voice"])
    sides = {"dialogue": True, "user": given["user"], "makers": given["makers"]}
    topic = actions.open_topic(visit, given["title"], first, about="network.gap", verb=PAIR.verb, **sides)
    for part in ("quality", "behind"):
        if given.get(part):
            actions.put(visit, topic, Saying(given[part], voice), part)
    return topic


def beside(visit: Visit, topic: Topic) -> dict[str, Any]:
    """What the page of a dialogue shows beside the talk."""
    guests = topic.guests.filter(until__gt=timezone.now()).order_by("pk")
    return {
        "between": between(topic.cluster if visit.cluster is None else visit.cluster, topic.makers, topic.user),
        "user_word": kind_word(topic.user), "maker_words": [kind_word(kind) for kind in topic.makers],
        "guests": guests, "asks": ASKS,
    }  # fmt: skip


class TrialForm(forms.Form):
    """How far a proposal is, and what was seen."""

    state = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        if isinstance(state, forms.ChoiceField):
            state.choices = chosen(STATE)
        state.label = tongue.say(Text("How far is it?"))
        self.fields["words"].label = tongue.say(Text("What was done, and what was seen?"))
        self.fields["words"].help_text = tongue.say(
            Text("What did not work is worth as much as what did: it spares others the cost.")
        )


@opens(TRY, methods="GET POST")
def trial(request: Guest, number: int) -> HttpResponse:
    """Write what was tried and what came of it."""
    post = found_post(request, number, TRY)
    last = post.trials.first()
    form = TrialForm(request.POST or None, initial={"state": last.state if last else "idea"})
    if request.method == "POST" and form.is_valid():
        tried(request.visit, post, **form.cleaned_data)
        address = reverse("forum:topic", kwargs={"cluster": request.visit.cluster.code, "number": post.topic_id})
        return redirect(f"{address}#p{post.pk}")
    shown = {"post": post, "form": form, "trials": post.trials.select_related("by")}
    return render(request, "forum/trial.html", shown, status=422 if request.method == "POST" else 200)


def tried(visit: Visit, post: Post, state: str, words: str) -> Trial:
    """Note how far a proposal is; what was noted before stays."""
    made = Trial.objects.create(
        post=post, state=state, words=words, by=visit.person, role=visit.acting_as, at=timezone.now(),
        language=current(),
    )  # fmt: skip
    Topic.objects.filter(pk=post.topic_id).update(moved=made.at)
    record_act(visit, TRY.verb, post, title=post.topic.title, state=state)
    return made
