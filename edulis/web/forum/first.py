"""Write first, come in after: who holds a card may put a thought down, and it is posted when they come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.forum import actions
from edulis.web.forum.actions import Saying
from edulis.web.forum.forms import MOST_TITLE, MOST_WORDS, chosen
from edulis.web.forum.models import Thought
from edulis.web.forum.rules import FIRST, WRITERS
from edulis.web.forum.words import OUTSIDE, VOICE
from edulis.web.kit import tongue
from edulis.web.kit.arrival import arrives, offers
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import is_open
from edulis.web.kit.tongue import current
from edulis.web.kit.visit import Visit
from edulis.web.people.models import Invitation
from edulis.web.people.tokens import digest


class ThoughtForm(forms.Form):
    """What is on one's mind, and as what one says it."""

    words = forms.CharField(max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 6}))
    voice = forms.ChoiceField()

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = tongue.say(Text("What is on your mind?"))
        self.fields["words"].help_text = tongue.say(Text("Nobody reads it before you come in. Then it opens a topic."))
        voice = self.fields["voice"]
        if isinstance(voice, forms.ChoiceField):
            voice.choices = chosen({role: OUTSIDE[role]} if role in OUTSIDE else VOICE)
        voice.label = tongue.say(Text("I speak as"))


def _card(secret: str) -> Invitation | None:
    cards = Invitation.objects.select_related("cluster").filter(used=None, until__gt=timezone.now())
    return cards.filter(secret=digest(secret.replace("-", "").lower())).first()


@opens(FIRST, methods="GET POST", line=False)
def write(request: Guest, secret: str) -> HttpResponse:
    """Put a thought down before coming in. It waits with the card; posting it is what leaves the line."""
    card = _card(secret)
    if card is None or card.role not in WRITERS | {"coordinator"} or not is_open(card.cluster, "forum"):
        return refusal(
            request, 404, Text("This card is not known here. Look at the letters again, or ask for a new one.")
        )
    before = Thought.objects.filter(card=card).first()
    start = {"words": before.words, "voice": before.voice} if before else {}
    form = ThoughtForm(request.POST or None, role=card.role, initial=start)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"language": current(), "at": timezone.now()}
        Thought.objects.update_or_create(card=card, defaults=values)
        return redirect("people:card", secret=secret)
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/first.html", {"form": form, "card": card, "secret": secret}, status=status)


@offers("forum")
def offer(card: Any, secret: str) -> tuple[Text, str] | None:
    """On the card's page: write first, or look at what waits."""
    if card.role not in WRITERS:
        return None
    kept = Thought.objects.filter(card=card).exists()
    words = Text("Your thought is kept. It is posted when you come in; change it") if kept else Text(
        "Say something first, and come in after"
    )  # fmt: skip
    return words, reverse("forum:first", kwargs={"secret": secret})


@arrives("forum")
def post(visit: Visit, card: Any) -> str:
    """Post the thought that waited with the card; gives the address of the topic that it opened."""
    waiting = Thought.objects.filter(card=card).first()
    if waiting is None or not visit.roles & WRITERS:
        return ""
    lines = waiting.words.strip().splitlines() or [""]
    title = lines[0] if len(lines[0]) <= MOST_TITLE else f"{lines[0][: MOST_TITLE - 1].rstrip()}…"
    words = waiting.words if title != waiting.words.strip() else ""
    topic = actions.open_topic(visit, title, Saying(words, waiting.voice))
    waiting.delete()
    return reverse("forum:topic", kwargs={"cluster": visit.cluster.code, "number": topic.pk})
