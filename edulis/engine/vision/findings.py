"""What is told of agreement: who voted, whether there are groups, what all roles share, what parts them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from edulis.engine.finding import Finding
from edulis.engine.vision.stability import FLOOR, Stability
from edulis.engine.vision.votes import Votes
from edulis.schema import Text


def findings(
    votes: Votes, tables: Mapping[str, pl.DataFrame], sure: Stability, k: int, looked_at: int
) -> tuple[Finding, ...]:
    """All findings of the room, in the order in which they are read."""
    return (
        _votes(votes),
        _groups(votes, sure, k, looked_at),
        _common(tables["statements"], tables["roles"]),
        _apart(tables["roles"]),
    )


def _votes(votes: Votes) -> Finding:
    people, statements = len(votes.people), int((~votes.out).sum())
    cast = int(votes.cast.sum())
    share = cast / (people * statements) if people and statements else None
    return Finding(
        code="vision.votes",
        title=Text("Nobody has voted yet, so nothing can be said of agreement.")
        if not cast or share is None
        else Text(
            "{people} people cast {votes} votes on {statements} statements; of all they could have cast, that is "
            "{share:.0%}.",
            people=people,
            votes=cast,
            statements=statements,
            share=share,
        ),
        value=share if cast else None,
        unit="share",
        n=people,
        missing=people * statements - cast,
        method=Text("Votes of those who voted at all, passes among them, over people times statements."),
        source="Small et al. 2021",
        question=Text("Who has not been heard yet, and how could they vote: at home, at the meeting, on paper?"),
    )


def _groups(votes: Votes, sure: Stability, k: int, looked_at: int) -> Finding:
    if sure.stable:
        title = Text(
            "There are {k} groups of opinion among {n} people: people drawn again fall into the same groups "
            "(agreement {rand:.2f} of 1).",
            k=k,
            n=looked_at,
            rand=sure.rand,
        )
    elif k > 1:
        title = (
            Text(
                "There are no stable groups of opinion among {n} people: opinions run into one another, and people "
                "drawn again would be parted otherwise (agreement {rand:.2f} of 1; groups are told from {floor:.2f}).",
                n=looked_at,
                rand=sure.rand,
                floor=FLOOR,
            )
            if sure.rand < FLOOR
            else Text(
                "There are no stable groups of opinion among {n} people: one cloud without groups would fall apart as "
                "clearly in {chance:.0%} of cases.",
                n=looked_at,
                chance=sure.one_cloud,
            )
        )
    elif int((~votes.out).sum()) < 7:
        title = Text(
            "There are no groups of opinion to speak of: fewer than seven statements say too little of anybody."
        )
    else:
        title = Text(
            "There are no stable groups of opinion: {n} people voted on enough statements, and no two groups of at "
            "least five can be told apart.",
            n=looked_at,
        )
    return Finding(
        code="vision.groups",
        title=title,
        value=float(k) if sure.stable else None,
        unit="groups",
        n=looked_at,
        missing=len(votes.people) - looked_at,
        method=Text(
            "People near one another on the two main directions of votes, by the best of many fixed starts. Groups are "
            "told where {draws} draws of the people find them again, and where one cloud of the same shape would "
            "hardly be parted so clearly. Groups under five people are never told.",
            draws=sure.draws,
        ),
        source="Small et al. 2021; Hennig 2007; Steinley 2004; Tibshirani et al. 2001",
        question=Text("What lies behind the difference: what each lives from, where they live, or what they were told?")
        if sure.stable
        else Text("Are we nearer to one another than we thought, or has the matter that parts us not been said yet?"),
        evidence={"rand": sure.rand, "one_cloud": sure.one_cloud},
    )


def _common(statements: pl.DataFrame, roles: pl.DataFrame) -> Finding:
    told = statements.drop_nulls("across_roles").filter(~pl.col("out"))
    share = (
        roles.filter(~pl.col("hidden"))
        .group_by("statement")
        .agg(pl.len().alias("roles"), pl.col("p_agree").min().alias("least"))
    )
    both = told.join(share, on="statement").sort(["across_roles", "statement"], descending=[True, False])
    agreed = both.filter(pl.col("least") > 0.5)
    many = roles.filter(pl.col("role") != "others")["role"].n_unique()
    if many < 2:
        title = Text("What the roles have in common cannot be said: fewer than two roles have five people who voted.")
    elif both.is_empty():
        title = Text("What the roles have in common cannot be said: on no statement did five of each role vote.")
    elif agreed.is_empty():
        title = Text("On none of {n} statements do most in each of {roles} roles agree.", n=both.height, roles=many)
    else:
        title = Text(
            "Most in each of {roles} roles agree with {agreed} of {n} statements; most of all with {statement}.",
            roles=many,
            agreed=agreed.height,
            n=both.height,
            statement=agreed["statement"][0],
        )
    known = many >= 2 and not both.is_empty()
    return Finding(
        code="vision.common",
        title=title,
        value=float(agreed.height) if known else None,
        unit="statements",
        n=both.height if many >= 2 else 0,
        missing=statements.filter(~pl.col("out")).height - (both.height if many >= 2 else 0),
        method=Text(
            "Statements with which more than half of each declared role would agree, with one vote more for each "
            "answer (n + 1) / (S + 2). Roles with fewer than five voters are taken together and are not asked for here."
        ),
        source="Small et al. 2021",
        question=Text("Which of these could we begin with next week, with what we have?"),
        evidence={"statements": agreed["statement"].to_list()},
    )


def _apart(roles: pl.DataFrame) -> Finding:
    told = roles.filter(~pl.col("hidden") & (pl.col("role") != "others"))
    gaps = (
        told.sort("role")
        .group_by("statement", maintain_order=True)
        .agg(
            (pl.col("p_agree").max() - pl.col("p_agree").min()).alias("gap"),
            pl.col("role").get(pl.col("p_agree").arg_max()).alias("for"),
            pl.col("role").get(pl.col("p_agree").arg_min()).alias("against"),
            pl.len().alias("roles"),
        )
        .filter(pl.col("roles") > 1)
        .sort(["gap", "statement"], descending=[True, False])
    )
    first = gaps.row(0, named=True) if gaps.height else None
    return Finding(
        code="vision.apart",
        title=Text("What parts the roles cannot be said: on no statement did five each of two roles vote.")
        if first is None
        else Text(
            "The roles lie farthest apart on {statement}: between two of them the chance to agree differs by "
            "{gap:.0%}.",
            statement=first["statement"],
            gap=first["gap"],
        ),
        value=None if first is None else first["gap"],
        unit="share",
        n=gaps.height,
        method=Text("Largest less smallest chance to agree (n + 1) / (S + 2) over declared roles with five voters."),
        source="Small et al. 2021",
        question=Text("What would each side have to know of the other's work to understand this answer?"),
        evidence={"statement": None if first is None else first["statement"]},
    )
