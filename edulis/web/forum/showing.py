"""A topic as a reader sees it: what is said, in which language, what is hidden, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from edulis.schema import Text
from edulis.web.forum.models import Picture, Post, Sound, Topic, Translation
from edulis.web.forum.rules import CHANGE, HIDE, OBJECT, SAY, SEE_HIDDEN, TRANSLATE, TRY
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import current
from edulis.web.kit.visit import Visit

LANGUAGE = {"vi": Text("Vietnamese"), "en": Text("English")}
QUOTED = 90  # letters of what somebody answers to


@dataclass(frozen=True, slots=True)
class Shown:
    """A post with what this reader sees of it and may do to it."""

    post: Post
    words: str
    language: str
    translation: Translation | None
    foreign: bool  # written in another language, and nobody has translated it
    old: bool  # the translation is of an earlier version
    withheld: bool  # hidden, and not for this reader
    quote: str
    may: dict[str, bool]
    asked: int = 0  # how many ask that it be hidden, for those who moderate


def said(topic: Topic) -> QuerySet[Post]:
    """What was said in a topic, with the names of who said it."""
    related = ("by", "guest", "typed_by", "witness", "hidden_by", "parent", "parent__by", "parent__guest")
    return Post.objects.filter(topic=topic).select_related(*related)


def shown(visit: Visit, topic: Topic, posts: Sequence[Post]) -> list[Shown]:
    """These posts as this reader sees them."""
    prefetch_related_objects(
        posts,
        Prefetch("pictures", Picture.objects.defer("picture").order_by("pk")),
        Prefetch("sounds", Sound.objects.defer("sound").order_by("pk")),
        Prefetch("translations", Translation.objects.select_related("by")),
        "trials",
    )
    moderate = may(visit, HIDE) and "coordinator" in visit.roles
    if moderate:
        prefetch_related_objects(posts, "objections")
    rights = {"say": may(visit, SAY), "translate": may(visit, TRANSLATE), "object": may(visit, OBJECT),
              "hide": moderate, "change": may(visit, CHANGE), "hidden": may(visit, SEE_HIDDEN)}  # fmt: skip
    return [_shown(visit, topic, post, rights) for post in posts]


def _shown(visit: Visit, topic: Topic, post: Post, rights: dict[str, bool]) -> Shown:
    post.topic = topic
    here = current()
    found = next((one for one in post.translations.all() if one.language == here), None)
    use = found if found is not None and post.language != here else None
    mine = rights["change"] and visit.person is not None and post.by_id == visit.person.pk
    asked = sum(one.settled is None for one in post.objections.all()) if rights["hide"] else 0
    rights = rights | {"change": mine and post.hidden is None, "try": may(visit, TRY, post)}
    return Shown(
        post, use.words if use else post.words, use.language if use else post.language, use,
        foreign=post.language != here and use is None and bool(post.words),
        old=use is not None and use.of_version < post.version,
        withheld=post.hidden is not None and not rights["hidden"] and not mine,
        quote=_quote(post), may=rights, asked=asked,
    )  # fmt: skip


def _quote(post: Post) -> str:
    parent = post.parent
    if parent is None or parent.hidden is not None:
        return ""
    words = " ".join(parent.words.split())
    return f"{parent.who}: {words[:QUOTED]}{'…' if len(words) > QUOTED else ''}"


def last_voice(visit: Visit) -> str:
    """As what this person spoke last in this cluster: what their next form begins with."""
    if visit.person is None:
        return ""
    posts = Post.objects.filter(by=visit.person, topic__cluster=visit.cluster).order_by("-pk")
    return posts.values_list("voice", flat=True).first() or ""


def heard(topic: Topic) -> set[str]:
    """The voices that have spoken in a topic."""
    return set(Post.objects.filter(topic=topic, hidden=None).order_by().values_list("voice", flat=True).distinct())


def parts(visit: Visit, topic: Topic, replies: Sequence[Post] = ()) -> dict[str, list[Shown]]:
    """What stands above the talk (the opening, troubles, proposals, and what came of it), and these replies of it."""
    posts = [*said(topic).exclude(part="say").order_by("pk")[:200], *replies]
    told: dict[str, list[Shown]] = {}
    for one in shown(visit, topic, posts):
        told.setdefault(one.post.part, []).append(one)
    return told


def decisions(topic: Topic) -> Any:
    """What was decided in it, newest first."""
    return topic.decisions.select_related("by")
