"""From answers to agreement: worked out once when hand-in is over, and kept without what would betray anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from edulis.engine.disclosure import enough
from edulis.engine.vision import Vision, count, next_statement, plane_of, priority, read_vision, votes_of
from edulis.engine.vision.votes import UNSEEN, WORDS
from edulis.schema import LANGUAGES
from edulis.web.kit.locks import lock
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.vision.models import Round, Statement, Voice, Vote
from edulis.web.vision.rules import COUNT

FRESH = 60  # seconds for which the weights of statements are kept
STATEMENT = (
    "statement", "votes", "agree", "disagree", "passed", "p_agree", "x", "y", "across_roles", "across_groups",
)  # fmt: skip
CELL = ("votes", "agree", "disagree", "passed", "p_agree", "people")


def settle(round: Round) -> Round:
    """The round as it stands now: worked out where hand-in is over, by whoever comes first."""
    if round.counted is not None or timezone.now() < round.hand_in_until:
        return round
    with transaction.atomic():
        (held,) = lock(round)
        if held.counted is None:
            held.result, held.counted = told(held, work_out(held)), timezone.now()
            held.save(update_fields=["result", "counted"])
            site: Any = Visit(cluster=held.cluster, acting_as="site")
            record_act(site, COUNT.verb, held, title=held.question)
        return held


def frame_of(round: Round) -> pl.DataFrame:
    """All answers of a round: person, statement, vote; both by their numbers."""
    rows = Vote.objects.filter(statement__round=round, statement__out=None)
    found = list(rows.values_list("person", "statement__number", "says"))
    return pl.DataFrame(
        {
            "person": [f"{person:012d}" for person, _, _ in found],
            "statement": [name_of(number) for _, number, _ in found],
            "vote": [says for _, _, says in found],
        },
        schema={"person": pl.String, "statement": pl.String, "vote": pl.String},
    )


def name_of(number: int) -> str:
    """What a statement is called in the figures, so that the order of names is that of numbers."""
    return f"№ {number:02d}"


def work_out(round: Round) -> Vision:
    """Agreement in this round, over declared kinds and over groups of opinion."""
    kinds = {f"{person:012d}": kind for person, kind in Voice.objects.filter(round=round).values_list("person", "kind")}
    here = Statement.objects.filter(round=round)
    names = [name_of(number) for number in here.values_list("number", flat=True)]
    out = [name_of(number) for number in here.exclude(out=None).values_list("number", flat=True)]
    return read_vision(frame_of(round), kinds, statements=names, out=out)


def told(round: Round, answer: Vision) -> dict[str, Any]:
    """What is kept of it: findings in both languages, tables with hidden cells left out, and places of many only."""
    people = answer.people
    kinds = [kind for kind in answer.roles["role"].unique().sort() if kind != "others"]
    return {
        "findings": {of: [one.as_dict(of) for one in answer.findings] for of in LANGUAGES},
        "stable": answer.stable,
        "voters": people.height,
        "votes": int(people["votes"].sum()),
        "statements": _kept(answer.statements, STATEMENT),
        "consensus": answer.consensus.to_dicts(),
        "typical": answer.typical.to_dicts(),
        "roles": _kept(answer.roles, ("role", "statement", *CELL)),
        "groups": _kept(answer.groups, ("group", "statement", *CELL)),
        "kinds": kinds,
        "places": {
            "role": _middles(people.filter(pl.col("role").is_in(kinds)), "role"),
            "group": _middles(people.drop_nulls("group"), "group"),
        },
    }  # fmt: skip


def _kept(rows: pl.DataFrame, columns: Iterable[str]) -> list[dict[str, Any]]:
    return rows.select(columns).with_columns(pl.col(pl.Float64).round(4)).to_dicts()


def _middles(people: pl.DataFrame, by: str) -> list[dict[str, Any]]:
    """Where those of a kind or a group stand on the middle, and how many they are; of five and more only."""
    grouped = people.group_by(by).agg(pl.col("x", "y").mean().round(4), pl.len().alias("people")).sort(by)
    return [row for row in grouped.iter_rows(named=True) if enough(row["people"], "people")]


def next_for(round: Round, person: int) -> Statement | None:
    """The statement that asks most to be answered by this person, drawn by weight; the same until it is answered."""
    open_ = list(Statement.objects.filter(round=round, out=None).order_by("number"))
    seen = set(Vote.objects.filter(statement__in=open_, person=person).values_list("statement", flat=True))
    mine = np.array([WORDS["pass"] if one.pk in seen else UNSEEN for one in open_], dtype=np.int8)
    weights = weights_of(round)
    unknown = max(weights.values(), default=1.0)  # just written: nobody has seen it
    drawn = hashlib.sha256(f"{round.pk}:{person}:{len(seen)}".encode()).digest()
    place = next_statement(
        np.array([weights.get(one.number, unknown) for one in open_]),
        mine,
        draw=int.from_bytes(drawn[:4], "big") / 2**32,
    )
    return None if place is None else open_[place]


def weights_of(round: Round) -> dict[int, float]:
    """The priority of each open statement by its number; kept for a minute."""
    name = f"vision.weights:{round.pk}:{round.made.timestamp()}"
    held: dict[int, float] | None = cache.get(name)
    if held is None:
        numbers = list(Statement.objects.filter(round=round, out=None).values_list("number", flat=True))
        votes = votes_of(frame_of(round), statements=[name_of(number) for number in numbers])
        weights = priority(count(votes), plane_of(votes).extremity)
        held = {int(name.split()[1]): float(weight) for name, weight in zip(votes.statements, weights, strict=True)}
        cache.set(name, held, FRESH)
    return held
