"""The tables of an answer about agreement, with cells left empty that would betray somebody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.disclosure import LEAST
from edulis.engine.vision.consensus import across, consensus_list
from edulis.engine.vision.counting import Counts, probability, sure_of_half
from edulis.engine.vision.plane import Plane
from edulis.engine.vision.priority import priority
from edulis.engine.vision.repness import Direction, repness, typical
from edulis.engine.vision.votes import Floats, Votes

Hidden = NDArray[np.bool_]
DIRECTIONS: tuple[Direction, ...] = ("agree", "disagree")


def statement_rows(
    votes: Votes,
    plane: Plane,
    whole: Counts,
    groups: tuple[Counts, Hidden],
    roles: tuple[Counts, Hidden],
    about: Sequence[str],
) -> pl.DataFrame:
    """One row for each statement; consensus over groups or roles is empty where a cell of it is hidden."""
    agree, disagree, seen = whole.agree[0], whole.disagree[0], whole.votes[0]
    about_voter = np.isin(np.array(votes.statements, dtype=object), list(about))
    columns: dict[str, object] = {
        "statement": list(votes.statements),
        "out": votes.out,
        "votes": seen,
        "agree": agree,
        "disagree": disagree,
        "passed": whole.passed[0],
        "p_agree": probability(agree, seen),
        "z_agree": sure_of_half(agree, seen),
        "p_disagree": probability(disagree, seen),
        "z_disagree": sure_of_half(disagree, seen),
        "x": plane.statements[:, 0],
        "y": plane.statements[:, 1],
        "extremity": plane.extremity,
        "priority": priority(whole, plane.extremity, about_voter),
    }
    for name, (counts, hidden) in (("across_groups", groups), ("across_roles", roles)):
        whole_column = np.asarray(~hidden.any(axis=0) if len(hidden) else np.zeros(len(seen), dtype=bool))
        columns[name] = _shown(across(counts, "agree"), whole_column)
        columns[f"{name}_against"] = _shown(across(counts, "disagree"), whole_column)
    rows = pl.DataFrame(columns, schema_overrides={"statement": pl.String})
    counted = ["agree", "disagree", "passed", "p_agree", "z_agree", "p_disagree", "z_disagree"]
    return rows.with_columns(pl.when(pl.col("votes") >= LEAST["people"]).then(name).alias(name) for name in counted)


def consensus_rows(votes: Votes, whole: Counts) -> pl.DataFrame:
    """What nearly everybody answers so: at most five statements for each direction."""
    rows = [
        (direction, rank, votes.statements[place])
        for direction in DIRECTIONS
        for rank, place in enumerate(
            (j for j in consensus_list(whole, direction) if whole.votes[0, j] >= LEAST["people"]), start=1
        )
    ]
    return pl.DataFrame(rows, schema={"direction": pl.String, "rank": pl.Int64, "statement": pl.String}, orient="row")


def cells(
    kind: str, names: Sequence[str], people: NDArray[np.int64], votes: Votes, counts: Counts, hidden: Hidden
) -> pl.DataFrame:
    """One row for each group (or role) and statement: counts, chances and how they differ from the rest."""
    held = repness(counts)
    m = len(votes.statements)
    columns: dict[str, object] = {
        kind: [name for name in names for _ in range(m)],
        "statement": list(votes.statements) * len(names),
        "people": np.repeat(people[: len(names)], m),
        "hidden": hidden.ravel(),
    }
    measured = {
        "votes": counts.votes,
        "agree": counts.agree,
        "disagree": counts.disagree,
        "passed": counts.passed,
        "p_agree": held.p_agree,
        "z_agree": held.z_agree,
        "p_disagree": held.p_disagree,
        "z_disagree": held.z_disagree,
        "r_agree": held.r_agree,
        "rz_agree": held.rz_agree,
        "r_disagree": held.r_disagree,
        "rz_disagree": held.rz_disagree,
    }
    columns.update((name, part.ravel()) for name, part in measured.items())
    rows = pl.DataFrame(columns, schema_overrides={kind: pl.String, "statement": pl.String, "people": pl.Int64})
    return rows.with_columns(pl.when(~pl.col("hidden")).then(name).alias(name) for name in measured)


def typical_rows(votes: Votes, names: Sequence[str], counts: Counts, hidden: Hidden) -> pl.DataFrame:
    """What to tell of each group, from cells that are not hidden."""
    rows = []
    held = repness(counts)
    for place, name in enumerate(names):
        chosen = [
            one
            for one in typical(counts, held, place, at_most=len(votes.statements))
            if not hidden[place, one.statement]
        ]
        rows += [
            (name, rank, votes.statements[one.statement], one.direction, one.best)
            for rank, one in enumerate(chosen[:5], start=1)
        ]
    return pl.DataFrame(
        rows,
        schema={
            "group": pl.String,
            "rank": pl.Int64,
            "statement": pl.String,
            "direction": pl.String,
            "best": pl.Boolean,
        },
        orient="row",
    )


def _shown(values: Floats, where: NDArray[np.bool_]) -> pl.Series:
    return pl.Series(
        [value if show else None for value, show in zip(values.tolist(), where, strict=True)], dtype=pl.Float64
    )
