"""What people do in the forum; each act leaves one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils import timezone

from edulis.web.forum.models import Decision, Objection, Picture, Post, Reminder, Sound, Topic, Translation, Wording
from edulis.web.forum.rules import (
    CAME,
    CHANGE,
    DECIDE,
    FORGET,
    HIDE,
    OBJECT,
    OPEN,
    REMIND,
    SAY,
    STRIKE,
    TAKE_DOWN,
    TRANSLATE,
    UNHIDE,
)
from edulis.web.kit.folding import folded
from edulis.web.kit.locks import lock
from edulis.web.kit.pictures import Drawn
from edulis.web.kit.sounds import Heard
from edulis.web.kit.tongue import current
from edulis.web.kit.trail import record_act
from edulis.web.kit.versions import save_seen
from edulis.web.kit.visit import Visit

MOST_REMINDERS = 12


class Gone(Exception):
    """It was done in the meantime."""


class Full(Exception):
    """There is no room for another."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says: words, as what, how they stand to it, in answer to what, with pictures and voice notes."""

    words: str
    voice: str
    stance: str = "note"
    parent: Post | None = None
    pictures: tuple[Drawn, ...] = field(default=())
    sounds: tuple[Heard, ...] = field(default=())


def open_topic(
    visit: Visit,
    title: str,
    saying: Saying,
    *,
    about: str = "",
    asked: str = "",
    verb: str = OPEN.verb,
    **dialogue: Any,
) -> Topic:
    """Open a topic with its first words."""
    now = timezone.now()
    topic = Topic.objects.create(
        cluster=visit.cluster, title=title, folded=folded(f"{title} {asked}"), language=current(),
        about=about, asked=asked, by=visit.person, role=visit.acting_as, opened=now, moved=now, **dialogue,
    )  # fmt: skip
    put(visit, topic, saying, "open", title=title)
    record_act(visit, verb, topic, title=title)
    return topic


def put(visit: Visit, topic: Topic, saying: Saying, part: str, *, title: str = "", **more: Any) -> Post:
    """The post itself with its first wording and what hangs on it; leaves no line."""
    now = timezone.now()
    person = more.pop("by", visit.person)
    post = Post.objects.create(
        topic=topic, part=part, parent=saying.parent, stance=saying.stance, voice=saying.voice, words=saying.words,
        folded=folded(saying.words), language=more.pop("language", current()), by=person,
        role=more.pop("role", visit.acting_as), at=now, **more,
    )  # fmt: skip
    Wording.objects.create(post=post, number=post.version, title=title, words=post.words, at=now)
    attach(post, saying.pictures, saying.sounds)
    if part != "open":
        Topic.objects.filter(pk=topic.pk).update(moved=now, said=F("said") + 1)
    return post


def attach(post: Post, pictures: Iterable[Drawn], sounds: Iterable[Heard]) -> None:
    """Hang pictures and voice notes on a post."""
    for one in pictures:
        Picture.objects.create(post=post, name=one.name, picture=one.picture, width=one.width, height=one.height)
    for note in sounds:
        Sound.objects.create(post=post, name=note.name, sound=note.sound, kind=note.kind)


def say(visit: Visit, topic: Topic, saying: Saying, part: str = "say") -> Post:
    """Say something in a topic: a reply, a trouble, a proposal, or what came of it."""
    post = put(visit, topic, saying, part)
    record_act(visit, CAME.verb if part == "came" else SAY.verb, post, title=topic.title)
    return post


def change(visit: Visit, post: Post, seen: int, *, title: str, words: str, stance: str, voice: str) -> None:
    """Change one's own words; the wordings before stay to be read. Raises Stale."""
    save_seen(post, seen, words=words, stance=stance, voice=voice, folded=folded(words), changed=timezone.now())
    if post.part == "open":
        Topic.objects.filter(pk=post.topic_id).update(title=title, folded=folded(f"{title} {post.topic.asked}"))
    Wording.objects.create(post=post, number=post.version, title=title, words=words, at=timezone.now())
    record_act(visit, CHANGE.verb, post, title=title or post.topic.title, version=post.version)


def take_down(visit: Visit, thing: Picture | Sound) -> None:
    """Take a picture or voice note away for good: who is on it may want so."""
    record_act(visit, TAKE_DOWN.verb, thing, title=thing.post.topic.title)
    thing.delete()


def translate(visit: Visit, post: Post, language: str, words: str, seen: int = 0) -> Translation:
    """Say it in another language; a later translation takes the place of the one that was `seen`.

    Raises Stale where somebody else translated it in between.
    """
    lock(post)
    values = {"words": words, "of_version": post.version, "by": visit.person, "at": timezone.now()}
    made, new = Translation.objects.get_or_create(post=post, language=language, defaults=values)
    if not new:
        save_seen(made, seen, **values)
    record_act(visit, TRANSLATE.verb, post, title=post.topic.title, language=language)
    return made


def propose_hiding(visit: Visit, post: Post, why: str) -> Objection:
    """Ask those who moderate to look at a post."""
    made = Objection.objects.create(post=post, why=why, by=visit.person, role=visit.acting_as, at=timezone.now())
    record_act(visit, OBJECT.verb, post, title=post.topic.title)
    return made


def hide(visit: Visit, post: Post, why: str) -> None:
    """Hide a post, with a reason that all can read. Raises Gone."""
    (post,) = lock(post)
    if post.hidden is not None:
        raise Gone
    now = timezone.now()
    Post.objects.filter(pk=post.pk).update(hidden=now, hidden_by=visit.person, hidden_why=why)
    post.objections.filter(settled=None).update(settled=now)
    record_act(visit, HIDE.verb, post, title=why)


def unhide(visit: Visit, post: Post) -> None:
    """Show a post again, or leave it shown: what was asked about it is settled. Raises Gone."""
    (post,) = lock(post)
    asked = post.objections.filter(settled=None).update(settled=timezone.now())
    if post.hidden is None and not asked:
        raise Gone
    Post.objects.filter(pk=post.pk).update(hidden=None, hidden_by=None, hidden_why="")
    record_act(visit, UNHIDE.verb, post, title=post.topic.title)


def decide(visit: Visit, topic: Topic, **values: Any) -> Decision:
    """Write down what was decided, why, and by which rule."""
    made = Decision.objects.create(topic=topic, by=visit.person, at=timezone.now(), language=current(), **values)
    Topic.objects.filter(pk=topic.pk).update(moved=made.at)
    record_act(visit, DECIDE.verb, made, title=made.words, rule=made.rule)
    return made


def strike(visit: Visit, decision: Decision) -> None:
    """Strike a decision out; it stays readable. Raises Gone."""
    (decision,) = lock(decision)
    if decision.struck is not None:
        raise Gone
    Decision.objects.filter(pk=decision.pk).update(struck=timezone.now())
    record_act(visit, STRIKE.verb, decision, title=decision.words)


def remind(visit: Visit, topic: Topic, day: dt.date, words: str) -> Reminder:
    """Set a reminder. Raises Full."""
    lock(topic)
    if topic.reminders.count() >= MOST_REMINDERS:
        raise Full
    made = Reminder.objects.create(
        topic=topic, day=day, words=words, by=visit.person, at=timezone.now(), language=current()
    )
    record_act(visit, REMIND.verb, made, title=words, day=day)
    return made


def forget(visit: Visit, reminder: Reminder) -> None:
    """Take a reminder away."""
    record_act(visit, FORGET.verb, reminder, title=reminder.words)
    reminder.delete()
