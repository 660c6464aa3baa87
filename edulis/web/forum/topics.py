"""Topics: the list with its search, one topic, opening one, speaking in it, changing one's own words."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from edulis.web.forum import actions, balance, dialogues, showing, voting
from edulis.web.forum.forms import ChangeForm, SayForm, TopicForm
from edulis.web.forum.models import Decision, Post, Topic
from edulis.web.forum.rules import (
    BALANCE,
    CAME,
    CHANGE,
    DECIDE,
    INVITE,
    LEAVE_SLIP,
    OPEN,
    PAIR,
    PUT_TO_VOTE,
    RELAY,
    REMIND,
    SAY,
    SEE,
    SEE_WORDS,
    TYPE_IN,
)
from edulis.web.forum.where import REPLIES, found, found_post, here, seen_version
from edulis.web.kit.ballot.showing import shown as ballot_shown
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.folding import folded
from edulis.web.kit.rules import may
from edulis.web.kit.versions import Stale

TOPICS = 20
PARTS = {False: ("say",), True: ("say", "quality", "behind", "proposal")}


@opens(SEE)
def door(request: Guest) -> HttpResponse:
    """All topics, moved last first; those in which sought words were said, with or without accents."""
    if "ask" in request.GET:  # how findings came here before the map asked for the address
        carried = urlencode({name: request.GET.get(name, "") for name in ("ask", "about")})
        return redirect(f"{reverse('forum:new', kwargs={'cluster': request.visit.cluster.code})}?{carried}")
    sought = folded(request.GET.get("q", "")[:200])
    page = Paginator(_topics(request, sought), TOPICS).get_page(request.GET.get("page"))
    shown = {
        "page": page, "q": request.GET.get("q", "")[:200], "may_open": may(request.visit, OPEN),
        "may_pair": may(request.visit, PAIR), "may_balance": may(request.visit, BALANCE),
        "may_carry": may(request.visit, RELAY), "may_slip": may(request.visit, LEAVE_SLIP),
    }  # fmt: skip
    return render(request, "forum/door.html", shown)


def _topics(request: Guest, sought: str) -> QuerySet[Topic]:
    decided = Decision.objects.filter(topic=OuterRef("pk"), struck=None)
    came = Post.objects.filter(topic=OuterRef("pk"), part="came", hidden=None)
    topics = Topic.objects.filter(cluster=request.visit.cluster).select_related("by")
    topics = topics.annotate(decided=Exists(decided), came=Exists(came))
    if sought:
        within = Post.objects.filter(topic=OuterRef("pk"), hidden=None, folded__contains=sought)
        topics = topics.filter(Q(folded__contains=sought) | Exists(within))
    return topics


@opens(OPEN, methods="GET POST")
def new(request: Guest) -> HttpResponse:
    """Open a topic: one's own, or the question of a finding."""
    given = request.POST if request.method == "POST" else request.GET
    asked, about = given.get("ask", "")[:2000], given.get("about", "")[:80]
    start = {"voice": showing.last_voice(request.visit), "title": asked[:140]}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TopicForm(*sent, visit=request.visit, initial=start)
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        topic = actions.open_topic(request.visit, title, form.saying(), about=about, asked=asked)
        return redirect(here(request, topic))
    same = Topic.objects.filter(cluster=request.visit.cluster, about=about)[:5] if about else []
    shown = {"form": form, "ask": asked, "about": about, "same": same}
    return render(request, "forum/new.html", shown, status=422 if request.method == "POST" else 200)


@opens(SEE)
def topic(request: Guest, number: int) -> HttpResponse:
    """One topic: what it is about, what was decided and came of it, and the talk."""
    one, visit = found(request, number, SEE), request.visit
    ballots = [ballot for ballot in voting.ballots_of(one)[:5] if not (ballot.end and ballot.end.decided)]
    paper = ballot_shown(visit, ballots[0]) if ballots else None
    page = Paginator(showing.said(one).filter(part="say").order_by("pk"), REPLIES).get_page(request.GET.get("page"))
    told = showing.parts(visit, one, list(page.object_list))
    rights = {"vote": PUT_TO_VOTE, "decide": DECIDE, "came": CAME, "remind": REMIND, "say": SAY, "invite": INVITE,
              "relay": RELAY, "slip": LEAVE_SLIP, "type": TYPE_IN}  # fmt: skip
    allowed = {name: may(visit, rule, one) for name, rule in rights.items()}
    start = {"voice": showing.last_voice(visit), "stance": "note"}
    shown: dict[str, Any] = {
        "topic": one,
        "opening": told.get("open", []),
        "parts": told,
        "page": page,
        "replies": told.get("say", []),
        "relayed": one.relayed.filter(state="shown"),
        "decisions": showing.decisions(one),
        "reminders": one.reminders.all(),
        "may": allowed,
        "form": SayForm(visit=visit, initial=start) if allowed["say"] else None,
        "paper": paper,
        "older": ballots[1:],
        "hint": balance.missing(one, showing.heard(one)),
    }
    if one.dialogue:
        shown |= dialogues.beside(visit, one)
    return render(request, "forum/topic.html", shown)


@opens(SAY, methods="GET POST")
def say(request: Guest, number: int) -> HttpResponse:
    """Speak in a topic, in answer to somebody or to all."""
    one = found(request, number, SAY)
    given = request.POST if request.method == "POST" else request.GET
    part = given.get("part", "say")
    if part not in PARTS[one.dialogue]:
        raise Http404
    parent = _answered(one, given.get("to", ""))
    start = {"voice": showing.last_voice(request.visit), "stance": "note"}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SayForm(*sent, visit=request.visit, label=dialogues.ASKS.get(part), initial=start)
    if part != "say":
        del form.fields["stance"]
    if request.method == "POST" and form.is_valid():
        post = actions.say(request.visit, one, form.saying(parent=parent), part)
        return redirect(here(request, one, post))
    shown = {"topic": one, "form": form, "part": part, "parent": parent}
    return render(request, "forum/say.html", shown, status=422 if request.method == "POST" else 200)


def _answered(one: Topic, number: str) -> Post | None:
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return Post.objects.filter(topic=one, pk=int(number), hidden=None).select_related("by", "guest").first()


@opens(CAME, methods="GET POST")
def came(request: Guest, number: int) -> HttpResponse:
    """Write what came of it."""
    one = found(request, number, CAME)
    start = {"voice": showing.last_voice(request.visit)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SayForm(*sent, visit=request.visit, label=dialogues.ASKS["came"], initial=start)
    del form.fields["stance"]
    if request.method == "POST" and form.is_valid():
        post = actions.say(request.visit, one, form.saying(), "came")
        return redirect(here(request, one, post))
    shown = {"topic": one, "form": form, "part": "came"}
    return render(request, "forum/say.html", shown, status=422 if request.method == "POST" else 200)


@opens(CHANGE, methods="GET POST")
def change(request: Guest, number: int) -> HttpResponse:
    """Change one's own words; every earlier wording stays to be read."""
    post = found_post(request, number, CHANGE)
    opening = post.part == "open"
    start = {"title": post.topic.title, "words": post.words, "stance": post.stance, "voice": post.voice}
    form = ChangeForm(request.POST or None, visit=request.visit, opening=opening, initial=start)
    if post.part not in {"open", "say"}:
        form.fields.pop("stance", None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        values = {
            "title": given.get("title", ""), "words": given["words"], "voice": given["voice"],
            "stance": given.get("stance") or post.stance,
        }  # fmt: skip
        try:
            actions.change(request.visit, post, seen_version(request), **values)
        except Stale as stale:
            now = stale.current
            shown = {"post": post, "form": form, "seen": now.version, "theirs": now}
            return render(request, "forum/change.html", shown, status=409)
        return redirect(here(request, post.topic, post))
    shown = {"post": post, "form": form, "seen": post.version}
    return render(request, "forum/change.html", shown, status=422 if request.method == "POST" else 200)


@opens(SEE_WORDS)
def wordings(request: Guest, number: int) -> HttpResponse:
    """Every version of what somebody said, newest first."""
    post = found_post(request, number, SEE_WORDS)
    told = showing.shown(request.visit, post.topic, [post])[0]
    if told.withheld:
        raise Http404
    return render(request, "forum/wordings.html", {"post": post, "rows": post.wordings.all()[:100]})
