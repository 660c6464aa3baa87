"""Paper: a sheet of a topic with room to write, and typing in afterwards what was said aloud, with a witness."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from edulis.schema import Text
from edulis.web.forum import actions, showing
from edulis.web.forum.actions import Saying
from edulis.web.forum.forms import MOST_WORDS, chosen
from edulis.web.forum.models import Post, Topic
from edulis.web.forum.rules import SEE, TYPE_IN
from edulis.web.forum.where import found, here
from edulis.web.forum.words import STANCE, VOICE
from edulis.web.kit import tongue
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.rules import VOICES
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.models import Membership, Person

SHEETS, SHOWN = 6, 6


@opens(SEE)
def sheet(request: Guest, number: int) -> HttpResponse:
    """A topic on paper: what it is about, what was said, and room for those who have no phone."""
    one = found(request, number, SEE)
    told = showing.parts(request.visit, one)
    replies = list(showing.said(one).filter(part="say", hidden=None).order_by("-pk")[:SHOWN])[::-1]
    shown = {
        "topic": one, "parts": told, "replies": showing.shown(request.visit, one, replies), "slots": range(SHEETS),
        "voices": VOICE.values(), "stances": STANCE.values(),
    }  # fmt: skip
    return render(request, "forum/sheet.html", shown)


class SpokenForm(forms.Form):
    """Who spoke, as what, what they said, and who else heard it."""

    speaker = forms.ChoiceField(required=False)
    name = forms.CharField(max_length=80, required=False)
    voice = forms.ChoiceField()
    stance = forms.ChoiceField(widget=forms.RadioSelect, initial="note")
    words = forms.CharField(max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))
    witness = forms.ChoiceField()

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit
        people, witnesses = _people(visit)
        for name, choices, label in (
            ("speaker", [("", tongue.say(Text("Somebody who is not on this site"))), *people], Text("Who said it?")),
            ("voice", chosen(VOICE), Text("Spoke as")),
            ("stance", chosen(STANCE), Text("How do they stand to it?")),
            ("witness", [("", "—"), *witnesses], Text("Which other member heard it too?")),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
            field.label = tongue.say(label)
        self.fields["name"].label = tongue.say(Text("Their name, if they are not in the list"))
        self.fields["words"].label = tongue.say(Text("What did they say?"))
        self.fields["words"].help_text = tongue.say(Text("As it was said, or as it stands on the sheet."))

    def clean(self) -> dict[str, Any]:
        """Three different people: who spoke, who types, who heard it."""
        given = super().clean() or {}
        if not given.get("speaker") and not given.get("name"):
            self.add_error("name", tongue.say(Text("Whose words are these?")))
        if given.get("speaker") and given.get("name"):
            self.add_error("name", tongue.say(Text("Choose somebody above, or write a name: not both.")))
        if given.get("witness") and given["witness"] in {given.get("speaker"), str(self.visit.number)}:
            self.add_error("witness", tongue.say(Text("A witness is neither who spoke nor who types.")))
        return given


def _people(visit: Visit) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Those who may have spoken, and the members who may have heard it."""
    held = Membership.objects.filter(
        Q(until=None) | Q(until__gt=timezone.now()), cluster=visit.cluster, role__in=VOICES
    ).order_by("person__name", "person")
    people: dict[str, str] = {}
    witnesses: dict[str, str] = {}
    for number, name, role in held.values_list("person", "person__name", "role"):
        people[str(number)] = name or f"№ {number}"
        if role != "ally" and number != visit.number:
            witnesses[str(number)] = people[str(number)]
    return list(people.items()), list(witnesses.items())


@opens(TYPE_IN, methods="GET POST")
def spoken(request: Guest, number: int) -> HttpResponse:
    """Type in what somebody said aloud or wrote on a sheet."""
    one = found(request, number, TYPE_IN)
    form = SpokenForm(request.POST or None, visit=request.visit)
    if request.method == "POST" and form.is_valid():
        post = type_in(request.visit, one, form.cleaned_data)
        return redirect(here(request, one, post))
    return render(
        request, "forum/spoken.html", {"topic": one, "form": form}, status=422 if request.method == "POST" else 200
    )


def type_in(visit: Visit, topic: Topic, given: dict[str, Any]) -> Post:
    """Keep the words as those of the person who spoke; who typed and who heard them stands beside."""
    speaker = Person.objects.filter(pk=int(given["speaker"])).first() if given["speaker"] else None
    saying = Saying(given["words"], given["voice"], given["stance"])
    post = actions.put(
        visit, topic, saying, "say", by=speaker, role="member", speaker="" if speaker else given["name"],
        typed_by=visit.person, witness_id=int(given["witness"]),
    )  # fmt: skip
    record_act(visit, TYPE_IN.verb, post, title=topic.title, speaker=speaker.pk if speaker else 0,
               witness=int(given["witness"]))  # fmt: skip
    return post
