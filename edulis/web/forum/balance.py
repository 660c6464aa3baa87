"""Balance of voice: who talks, votes and is answered, by voice, gender and place; never so few that one is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from edulis.engine.disclosure import release
from edulis.schema import Text
from edulis.web.enterprises.models import ROWS
from edulis.web.forum.models import Counted, Post, Topic
from edulis.web.forum.rules import BALANCE, BE_COUNTED
from edulis.web.forum.words import GENDER, OUTSIDE, VOICE
from edulis.web.kit.ballot.rules import PAPER
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.models import Line
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import say
from edulis.web.kit.trail import record_act
from edulis.web.people.models import Membership

MAKERS = frozenset({"processor", "farmer", "worker", "supplier", "service"})
USERS = frozenset({"end_user", "trader"})
FEWEST = 3  # posts, before anybody is missed


@dataclass(frozen=True, slots=True)
class Group:
    """One group of people: how many spoke, how often, how often they were answered, how many voted."""

    name: str
    people: int | None
    posts: int | None
    answered: int | None
    voters: int | None


def missing(topic: Topic, heard: Iterable[str]) -> Text | None:
    """A gentle word where one side has not spoken yet; nothing where both have, or hardly anybody has."""
    voices = set(heard)
    if (topic.said < FEWEST and not topic.dialogue) or not voices:
        return None
    if not voices & USERS:
        return Text("Nobody who uses or buys has spoken here yet. Who knows one, and could ask?")
    if not voices & MAKERS:
        return Text("Nobody who makes has spoken here yet. Who knows one, and could ask?")
    return None


def spoken(cluster: Any) -> pl.DataFrame:
    """person, voice, posts, answered: one row for each person and each voice in which they spoke."""
    posts = Post.objects.filter(topic__cluster=cluster, hidden=None).exclude(by=None).order_by()
    counted = posts.values("by", "voice").annotate(
        posts=Count("pk", distinct=True),
        answered=Count(
            "pk", distinct=True, filter=Q(answers__hidden=None, answers__pk__gt=0) & ~Q(answers__by=F("by"))
        ),
    )
    rows = [(one["by"], one["voice"], one["posts"], one["answered"]) for one in counted]
    schema = {"person": pl.Int64, "voice": pl.String, "posts": pl.Int64, "answered": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def voted(cluster: Any) -> list[int]:
    """Who voted on anything, by the trail: that they did, never what."""
    lines = (
        Line.objects.filter(cluster=cluster, verb__endswith="_vote", person__gt=0).exclude(verb=PAPER.verb).order_by()
    )
    return [int(person) for person in lines.values_list("person", flat=True).distinct() if person is not None]


def traits(cluster: Any) -> dict[str, dict[int, str]]:
    """Gender and place of each person, as far as they or their household told."""
    told = Counted.objects.filter(cluster=cluster).exclude(gender="")
    genders = {int(person): str(word) for person, word in told.values_list("person", "gender")}
    homes = ROWS["household"]._default_manager.filter(of=cluster, gone=None).exclude(place=None)
    firms = ROWS["enterprise"]._default_manager.filter(of=cluster, gone=None).exclude(place=None)
    lies = dict(firms.values_list("code", "place")) | dict(homes.values_list("code", "place"))
    named = ROWS["place"]._default_manager.filter(of=cluster, gone=None)
    names = {code: name or code for code, name in named.values_list("code", "name")}
    held = Membership.objects.filter(cluster=cluster, until=None).exclude(household="")
    places: dict[int, str] = {
        int(person): str(names.get(lies[code], lies[code]))
        for person, code in held.order_by("pk").values_list("person", "household")
        if code in lies
    }
    return {"gender": genders, "place": places}


def groups(rows: pl.DataFrame, voters: pl.DataFrame, by: str) -> list[Group]:
    """The groups of one cut, by name; figures of so few people that one could be known are left out.

    `rows`: person, the cut, posts, answered; `voters`: person, the cut. What one table hides the others hide too.
    """
    rows, voters = rows.drop_nulls(by), voters.drop_nulls(by)
    posts, answered = _released(rows, by, "posts"), _released(rows, by, "answered")
    votes = _released(voters, by, None)
    found = []
    for name in sorted(set(posts) | set(votes)):
        people, said = posts.get(name, (None, None))
        heard = answered.get(name, (None, None))[1]
        found.append(Group(name, people, said, heard if said is not None else None, votes.get(name, (None, None))[0]))
    return found


def _released(rows: pl.DataFrame, by: str, amount: str | None) -> dict[str, tuple[int | None, int | None]]:
    if not rows.height:
        return {}
    cells = release(rows, by, who="person", amount=amount, unit="people").cells.drop_nulls("row")
    return {
        row["row"]: (row["count"], None if row["amount"] is None else int(row["amount"]))
        for row in cells.iter_rows(named=True)
    }


def cuts(cluster: Any) -> list[tuple[Text, list[Group]]]:
    """The three tables: by voice, by gender, by place."""
    rows, known = spoken(cluster), traits(cluster)
    voters = pl.DataFrame({"person": voted(cluster)}, schema={"person": pl.Int64})
    last = dict(rows.sort("posts", "voice").select("person", "voice").iter_rows())
    whole = rows.group_by("person").agg(pl.col("posts").sum(), pl.col("answered").sum()).sort("person")
    told = [(Text("By voice"), groups(rows, _with(voters, "voice", last), "voice"))]
    for cut, title in (("gender", Text("By gender")), ("place", Text("By place"))):
        told.append((title, groups(_with(whole, cut, known[cut]), _with(voters, cut, known[cut]), cut)))
    return told


def _with(rows: pl.DataFrame, name: str, known: dict[int, str]) -> pl.DataFrame:
    values = [known.get(int(person)) for person in rows["person"].to_list()]
    return rows.with_columns(pl.Series(name, values, pl.String))


@opens(BALANCE)
def page(request: Guest) -> HttpResponse:
    """Who talks, votes and is answered; and how one wants to be counted oneself."""
    told = []
    for title, found in cuts(request.visit.cluster):
        named = [(_named(one.name), one) for one in found]
        told.append((title, sorted(named, key=lambda pair: pair[0]), any(one.people is not None for one in found)))
    visit, mine = request.visit, ""
    if visit.person is not None:
        own = Counted.objects.filter(cluster=visit.cluster, person=visit.person)
        mine = own.values_list("gender", flat=True).first() or ""
    shown = {"cuts": told, "mine": mine, "may_count": may(visit, BE_COUNTED), "genders": GENDER.items()}
    return render(request, "forum/balance.html", shown)


def _named(name: str) -> str:
    words = GENDER.get(name) or VOICE.get(name) or OUTSIDE.get(name)
    return say(words) if words is not None else name  # a place has its own


@opens(BE_COUNTED, methods="POST")
def counted(request: Guest) -> HttpResponse:
    """Say how one wants to be counted, or that one does not."""
    gender = request.POST.get("gender", "")
    if gender not in {"", *GENDER}:
        gender = ""
    Counted.objects.update_or_create(
        cluster=request.visit.cluster, person=request.visit.person, defaults={"gender": gender}
    )
    record_act(request.visit, BE_COUNTED.verb, "forum.counted")
    return redirect("forum:balance", cluster=request.visit.cluster.code)
