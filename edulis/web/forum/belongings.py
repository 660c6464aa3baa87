"""What is somebody's own in the forum: their words go, what others answered stays; decisions are the members'.

Nothing that was said without a name is anybody's: whose it was, was never written down.
"""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.forum.models import (
    Box,
    Counted,
    Decision,
    Guest,
    Objection,
    Picture,
    Post,
    Relayed,
    Reminder,
    Slip,
    Sound,
    Thought,
    Topic,
    Translation,
    Trial,
    Wording,
)
from edulis.web.kit.belongings import Leaver, belongs, holds_nothing, unnamed, without_names
from edulis.web.kit.folding import folded

GONE = "—"  # stands where somebody's words stood


def declare() -> None:
    """Say of each table whose its rows are."""
    belongs(Picture, Text("Pictures you showed in the forum"), _hung(Picture), _drop(Picture), hide=("name",),
            file=("picture", "jpg"))  # fmt: skip
    belongs(Sound, Text("Voice notes you left"), _hung(Sound), _drop(Sound), hide=("name",), file=("sound", "audio"))
    belongs(Wording, Text("Versions of what you said in the forum"), _hung(Wording), _forget_wordings)
    belongs(Translation, Text("Translations you made"), _by(Translation), _forget_translations)
    belongs(Trial, Text("What you wrote of what was tried"), _by(Trial), _forget_trials)
    belongs(Objection, Text("What you asked to be hidden"), _by(Objection), _forget_objections)
    belongs(Post, Text("What you said in the forum"), _by(Post), _forget_posts, hide=("folded",))
    belongs(Decision, Text("Decisions of the forum that you wrote down"), _by(Decision), _forget_decisions)
    belongs(Reminder, Text("Reminders you set"), _by(Reminder), _forget_reminders)
    belongs(Guest, Text("Guests you invited"), _by(Guest), _forget_guests, hide=("nonce", "secret"))
    belongs(Topic, Text("Topics you opened"), _by(Topic), _forget_topics, hide=("folded",))
    belongs(Thought, Text("What you wrote before you came in"),
            lambda leaver: Thought.objects.filter(card__person=leaver.number),
            lambda leaver: Thought.objects.filter(card__person=leaver.number).delete())  # fmt: skip
    belongs(Counted, Text("How you want to be counted"), lambda leaver: Counted.objects.filter(person=leaver.number),
            lambda leaver: Counted.objects.filter(person=leaver.number).delete())  # fmt: skip
    holds_nothing(Slip, "left without a name: nobody knows whose they are")
    holds_nothing(Relayed, "carried over without a name: nobody knows whose they are")
    holds_nothing(Box, "when the box was opened last, and how many slips were in it")


def _by(model: Any) -> Any:
    return lambda leaver: model.objects.filter(by=leaver.number)


def _hung(model: Any) -> Any:
    return lambda leaver: model.objects.filter(post__by=leaver.number)


def _drop(model: Any) -> Any:
    return lambda leaver: model.objects.filter(post__by=leaver.number).delete()


def _forget_wordings(leaver: Leaver) -> None:
    Wording.objects.filter(post__by=leaver.number).update(words=GONE, title="")
    unnamed(Wording.objects.filter(post__topic__cluster__in=leaver.homes), leaver, "words", "title")


def _forget_translations(leaver: Leaver) -> None:
    """Translations of their words go with the words; theirs of others' words stay, by nobody."""
    Translation.objects.filter(post__by=leaver.number).delete()
    unnamed(Translation.objects.filter(post__topic__cluster__in=leaver.homes), leaver, "words")
    Translation.objects.filter(by=leaver.number).update(by=None)


def _forget_trials(leaver: Leaver) -> None:
    """What was tried stays tried; the words go."""
    Trial.objects.filter(by=leaver.number).update(words=GONE, by=None)
    unnamed(Trial.objects.filter(post__topic__cluster__in=leaver.homes), leaver, "words")


def _forget_objections(leaver: Leaver) -> None:
    Objection.objects.filter(by=leaver.number).update(why=GONE, by=None)
    unnamed(Objection.objects.filter(post__topic__cluster__in=leaver.homes), leaver, "why")


def _forget_posts(leaver: Leaver) -> None:
    """Their words go, and their name in the words of others, in those too that were carried over without a name."""
    Post.objects.filter(by=leaver.number).update(words=GONE, folded="")
    for column in ("typed_by", "witness", "hidden_by"):
        Post.objects.filter(**{column: leaver.number}).update(**{column: None})
    for one in Post.objects.filter(topic__cluster__in=leaver.homes).iterator(chunk_size=500):
        told = {name: without_names(getattr(one, name), leaver) for name in ("words", "speaker", "hidden_why")}
        if any(told[name] != getattr(one, name) for name in told):
            Post.objects.filter(pk=one.pk).update(**told, folded=folded(told["words"]))
    for model in (Slip, Relayed):
        unnamed(model.objects.filter(topic__cluster__in=leaver.homes), leaver, "words")


def _forget_decisions(leaver: Leaver) -> None:
    """What was decided is the members'; its words go only where their writer wants that."""
    if leaver.words:
        Decision.objects.filter(by=leaver.number).update(words=GONE, reasons=GONE)
    unnamed(Decision.objects.filter(topic__cluster__in=leaver.homes), leaver, "words", "reasons")


def _forget_reminders(leaver: Leaver) -> None:
    Reminder.objects.filter(by=leaver.number).delete()
    unnamed(Reminder.objects.filter(topic__cluster__in=leaver.homes), leaver, "words")


def _forget_guests(leaver: Leaver) -> None:
    Guest.objects.filter(by=leaver.number).update(by=None)
    unnamed(Guest.objects.filter(topic__cluster__in=leaver.homes), leaver, "name")


def _forget_topics(leaver: Leaver) -> None:
    """Others answered under it, so it stays; its title goes where its writer wants that."""
    if leaver.words:
        Topic.objects.filter(by=leaver.number).update(title=GONE, folded="")
    for one in Topic.objects.filter(cluster__in=leaver.homes).iterator(chunk_size=500):
        told = {name: without_names(getattr(one, name), leaver) for name in ("title", "asked")}
        if any(told[name] != getattr(one, name) for name in told):
            Topic.objects.filter(pk=one.pk).update(**told, folded=folded(f"{told['title']} {told['asked']}"))
    Topic.objects.filter(by=leaver.number).update(by=None)
