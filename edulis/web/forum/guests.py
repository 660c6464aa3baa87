"""Guests from elsewhere: one dialogue by a link, in their language, without the names of the members."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from edulis.schema import Text
from edulis.web.forum import actions, dialogues, showing
from edulis.web.forum.forms import SayForm, chosen
from edulis.web.forum.models import Guest as Stranger
from edulis.web.forum.models import Picture, Post, Sound, Topic
from edulis.web.forum.rules import BE_GUEST, INVITE, UNINVITE
from edulis.web.forum.showing import LANGUAGE
from edulis.web.forum.where import found
from edulis.web.forum.words import VOICE
from edulis.web.kit import tongue
from edulis.web.kit.codes import qr
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.giving import given
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import is_open
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.tokens import digest

DAYS, MOST = 90, 20
PARTS = ("say", "quality", "behind", "proposal")


class GuestForm(forms.Form):
    """Whom a link is for."""

    name = forms.CharField(max_length=80)
    voice = forms.ChoiceField()
    language = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = tongue.say(Text("Name of the guest"))
        self.fields["name"].help_text = tongue.say(Text("As the members will see it: a shop, a person, a factory."))
        for name, choices, label in (
            ("voice", chosen(VOICE), Text("Speaks as")),
            ("language", chosen(LANGUAGE), Text("Reads and writes")),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
            field.label = tongue.say(label)


@opens(INVITE, methods="GET POST")
def invite(request: Guest, number: int) -> HttpResponse:
    """Make a link for somebody from elsewhere; see whose links are open."""
    one = found(request, number, INVITE)
    if not one.dialogue:
        raise Http404
    form = GuestForm(request.POST or None, initial={"voice": "end_user", "language": tongue.current()})
    open_ones = one.guests.filter(until__gt=timezone.now()).order_by("pk")
    if request.method == "POST" and form.is_valid():
        if open_ones.count() >= MOST:
            return refusal(request, 409, Text("There are as many guests as fit round one table. End a link first."))
        made = let_in(request.visit, one, **form.cleaned_data)
        return redirect("forum:guest", cluster=request.visit.cluster.code, number=made.pk)
    shown = {"topic": one, "form": form, "guests": open_ones}
    return render(request, "forum/guests.html", shown, status=422 if request.method == "POST" else 200)


def let_in(visit: Visit, topic: Topic, name: str, voice: str, language: str) -> Stranger:
    """Make the link of a guest. Its secret is worked out when it is shown, and stored nowhere."""
    until = timezone.now() + dt.timedelta(days=DAYS)
    made = Stranger.objects.create(
        topic=topic, name=name, voice=voice, language=language, by=visit.person, nonce=secrets.token_hex(16),
        until=until,
    )  # fmt: skip
    made.secret = digest(secret_of(made))
    made.save(update_fields=["secret"])
    record_act(visit, INVITE.verb, made, title=topic.title)
    return made


def secret_of(guest: Stranger) -> str:
    """What stands in the link of a guest."""
    return salted_hmac("edulis.guest", f"{guest.pk}:{guest.nonce}", algorithm="sha256").hexdigest()[:40]


@opens(INVITE)
def link(request: Guest, number: int) -> HttpResponse:
    """The link of a guest, to send or to print."""
    guest = _of_here(request, number)
    require(request, INVITE, guest.topic)
    if guest.until <= timezone.now():
        return refusal(request, 410, Text("This link is not good any more."))
    address = request.build_absolute_uri(f"/talk/{secret_of(guest)}/")
    return render(request, "forum/guest_link.html", {"guest": guest, "address": address, "qr": qr(address)})


@opens(UNINVITE, methods="POST")
def end(request: Guest, number: int) -> HttpResponse:
    """End the link of a guest; what they said stays."""
    guest = _of_here(request, number)
    require(request, UNINVITE, guest)
    Stranger.objects.filter(pk=guest.pk).update(until=timezone.now())
    record_act(request.visit, UNINVITE.verb, guest, title=guest.topic.title)
    return redirect("forum:invite", cluster=request.visit.cluster.code, number=guest.topic_id)


def _of_here(request: Guest, number: int) -> Stranger:
    if number >= 1 << 63:
        raise Http404
    return get_object_or_404(Stranger.objects.select_related("topic"), pk=number)


def _guest(secret: str) -> Stranger:
    """Whose link this is. Raises Http404 where it is nobody's, has ended, or the room is shut."""
    asked = Stranger.objects.select_related("topic__cluster").filter(until__gt=timezone.now())
    guest = get_object_or_404(asked, secret=digest(secret))
    if not is_open(guest.topic.cluster, "forum"):
        raise Http404
    return guest


@opens(BE_GUEST, methods="GET POST")
def talk(request: Guest, secret: str) -> HttpResponse:
    """The dialogue as its guest sees it, with room to answer."""
    guest = _guest(secret)
    chosen_tongue = request.COOKIES.get(tongue.COOKIE, "") in LANGUAGE
    with translation.override(tongue.current() if chosen_tongue else guest.language):
        answer = _talk(request, guest)
        answer.headers["Content-Language"] = tongue.current()
        answer.headers["X-Robots-Tag"] = "noindex"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer


def _talk(request: Guest, guest: Stranger) -> HttpResponse:
    visit = Visit(cluster=guest.topic.cluster, acting_as="guest")
    part = request.POST.get("part", "say")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SayForm(*sent, visit=visit, initial={"voice": guest.voice, "stance": "note"})
    del form.fields["voice"]
    if request.method == "POST" and form.is_valid() and part in PARTS:
        form.cleaned_data["voice"] = guest.voice
        parent = Post.objects.filter(topic=guest.topic, hidden=None, pk=_number(request.POST.get("to", ""))).first()
        post = actions.put(visit, guest.topic, form.saying(parent=parent), part, guest=guest, by=None)
        record_act(visit, BE_GUEST.verb, post, title=guest.topic.title)
        request.visit.lines = visit.lines
        return redirect(f"{request.path}#p{post.pk}")
    said = list(showing.said(guest.topic).filter(hidden=None).order_by("pk")[:400])
    told = showing.shown(visit, guest.topic, said)
    numbers = {number: at for at, number in enumerate(dict.fromkeys(one.by_id for one in said if one.by_id), 1)}
    parts: dict[str, list[tuple[showing.Shown, int]]] = {}
    for one in told:
        parts.setdefault(one.post.part, []).append((one, numbers.get(one.post.by_id or 0, 0)))
    shown = {
        "topic": guest.topic, "guest": guest, "parts": parts, "form": form, "link": request.path,
        "relayed": guest.topic.relayed.filter(state="shown"), "decisions": guest.topic.decisions.filter(struck=None),
        **dialogues.beside(visit, guest.topic),
    }  # fmt: skip
    return render(request, "forum/talk.html", shown, status=422 if request.method == "POST" else 200)


def _number(given_number: str) -> int:
    return int(given_number) if given_number.isascii() and given_number.isdigit() and len(given_number) < 19 else 0


@opens(BE_GUEST)
def thing(request: Guest, secret: str, name: str) -> HttpResponse:
    """A picture or voice note of the dialogue, for its guest."""
    guest = _guest(secret)
    mine = {"name": name, "post__topic": guest.topic, "post__hidden": None}
    picture = Picture.objects.filter(**mine).first()
    if picture is not None:
        return given(request, bytes(picture.picture), "image/jpeg", picture.name)
    sound = get_object_or_404(Sound, **mine)
    return given(request, bytes(sound.sound), sound.kind, sound.name)
