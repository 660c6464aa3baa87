"""From votes to agreement: one call that does it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.disclosure import enough
from edulis.engine.vision.counting import Counts, count
from edulis.engine.vision.findings import findings
from edulis.engine.vision.grouping import Grouping, group
from edulis.engine.vision.hiding import too_few
from edulis.engine.vision.plane import Plane, plane_of, positions
from edulis.engine.vision.result import Vision
from edulis.engine.vision.stability import NOT_TRIED, stability
from edulis.engine.vision.tables import cells, consensus_rows, statement_rows, typical_rows
from edulis.engine.vision.votes import Votes, votes_of

LEAST_VOTES = 7  # statements that somebody must have voted on to be looked at for groups
LEAST_PEOPLE = 15  # fewer are filled up with those who voted on most
OTHERS = "others"  # roles of fewer than five people together
LETTERS = "ABCDE"


def read_vision(
    votes: pl.DataFrame | Votes,
    roles: Mapping[str, str] | None = None,
    *,
    statements: Sequence[str] = (),
    out: Sequence[str] = (),
    about: Sequence[str] = (),
    draws: int = 100,
    seed: int = 0,
) -> Vision:
    """Agreement on statements: over everybody, over declared roles and over groups of opinion where they are stable.

    votes: rows of person, statement, vote (agree, disagree, pass) and, where it is known, at (the last one holds); or a
    matrix. roles: the declared role of each person; roles of fewer than five voters are taken together as "others".
    statements: those that nobody voted on yet; out: those taken out by moderation; about: those about the voter.
    draws: how often people are drawn again for the stability of groups. Nothing hangs on the order of rows.
    Raises ValueError for votes that cannot be read. Source: docs/vision.md.
    """
    held = votes if isinstance(votes, Votes) else votes_of(votes, statements=statements, out=out)
    plane = plane_of(held)
    looked_at = _looked_at(held)
    chosen = held.chosen(looked_at)
    open_ = int((~held.out).sum())
    found = group(positions(chosen, plane), most=None if open_ >= LEAST_VOTES else 1)
    sure = stability(chosen, plane, found, draws=draws, seed=seed) if found.k > 1 else NOT_TRIED
    groups = _labels(found, looked_at, len(held.people)) if sure.stable else np.full(len(held.people), -1)
    named, role_of = _roles(held, roles or {})
    whole = count(held)
    by_group = count(held, groups, found.k if sure.stable else 0)
    by_role = count(held, role_of, len(named))
    told = [place for place, name in enumerate(named) if name != OTHERS]
    hidden = too_few(by_role.votes)
    letters = tuple(LETTERS[: len(by_group.votes)])
    unseen_by_groups = too_few(by_group.votes)
    tables = {
        "statements": statement_rows(
            held, plane, whole, (by_group, unseen_by_groups), (_only(by_role, told), hidden[told]), about
        ),
        "consensus": consensus_rows(held, whole),
        "roles": cells("role", named, np.bincount(role_of[role_of >= 0], minlength=len(named)), held, by_role, hidden),
        "groups": cells("group", letters, np.bincount(groups[groups >= 0]), held, by_group, unseen_by_groups),
        "typical": typical_rows(held, letters, by_group, unseen_by_groups),
        "people": _people(held, plane, looked_at, groups, roles or {}),
        "tried": pl.DataFrame(
            sorted(found.tried.items()), schema={"groups": pl.Int64, "silhouette": pl.Float64}, orient="row"
        ),
    }
    told_of = findings(held, tables, sure, found.k, len(chosen.people))
    explained = (float(plane.explained[0]), float(plane.explained[1]))
    return Vision(findings=told_of, stability=sure, explained=explained, **tables)  # type: ignore[arg-type]


def _looked_at(votes: Votes) -> NDArray[np.int64]:
    """The places of people with at least seven votes; of those with most votes beside them where these are few."""
    cast = votes.cast
    enough_votes = cast >= max(min(LEAST_VOTES, int((~votes.out).sum())), 1)
    if enough_votes.sum() < LEAST_PEOPLE and (cast > 0).any():
        ranked = np.sort(cast)[::-1]
        last = ranked[min(LEAST_PEOPLE, len(ranked)) - 1]  # all who voted as often as the fifteenth: no lot is drawn
        enough_votes |= cast >= max(last, 1)
    return np.flatnonzero(enough_votes)


def _labels(found: Grouping, looked_at: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    labels = np.full(n, -1, dtype=np.int64)
    labels[looked_at] = found.labels
    return labels


def _roles(votes: Votes, roles: Mapping[str, str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The roles to tell, in order of their names, small ones together at the end; and the place of each person's."""
    declared = [roles.get(person) for person in votes.people]
    size: dict[str, int] = {}
    for role in declared:
        if role is not None:
            size[role] = size.get(role, 0) + 1
    large = sorted(role for role, n in size.items() if enough(n, "people") and role != OTHERS)
    named = [*large, *([OTHERS] if len(large) < len(size) else [])]
    place = {name: at for at, name in enumerate(named)}
    of = [-1 if role is None else place.get(role, len(named) - 1) for role in declared]
    return tuple(named), np.array(of, dtype=np.int64)


def _only(counts: Counts, places: list[int]) -> Counts:
    return Counts(counts.agree[places], counts.disagree[places], counts.votes[places])


def _people(
    votes: Votes, plane: Plane, looked_at: NDArray[np.int64], groups: NDArray[np.int64], roles: Mapping[str, str]
) -> pl.DataFrame:
    placed = positions(votes, plane)
    inside = np.zeros(len(votes.people), dtype=bool)
    inside[looked_at] = True
    return pl.DataFrame(
        {
            "person": list(votes.people),
            "role": [roles.get(person) for person in votes.people],
            "votes": votes.cast,
            "looked_at": inside,
            "x": placed[:, 0],
            "y": placed[:, 1],
            "group": [LETTERS[at] if at >= 0 else None for at in groups.tolist()],
        },
        schema_overrides={"person": pl.String, "role": pl.String, "group": pl.String},
    )
