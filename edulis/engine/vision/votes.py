"""Who said what to which statement: the matrix on which everything else rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Signs = NDArray[np.int8]

AGREE, PASS, DISAGREE, UNSEEN = 1, 0, -1, 2
WORDS = {"agree": AGREE, "pass": PASS, "disagree": DISAGREE}
_CELLS = 4_000_000  # of the matrix that are turned into floats at a time: 32 MB


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Votes of people on statements, both in the order of their codes.

    matrix: people × statements, 1 agree, −1 disagree, 0 pass, 2 unseen. `out` marks statements that were taken out by
    moderation: they keep their column, but nobody counts as having voted on them.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    matrix: Signs
    out: NDArray[np.bool_]

    @classmethod
    def of(cls, people: Sequence[str], statements: Sequence[str], matrix: Any, *, out: Sequence[str] = ()) -> Votes:
        """The votes of a matrix in any order of rows and columns. Raises ValueError for codes twice or other values."""
        held = np.asarray(matrix)
        if held.shape != (len(people), len(statements)):
            raise ValueError(f"{len(people)} people and {len(statements)} statements, but {held.shape} votes")
        for codes in (people, statements):
            if len(set(codes)) != len(codes):
                raise ValueError("a code is there twice")
        if held.size and not (held.min() >= DISAGREE and held.max() <= UNSEEN and (held == held.astype(np.int8)).all()):
            raise ValueError("votes are 1 (agree), -1 (disagree), 0 (pass) or 2 (unseen)")
        rows, columns = _order(people), _order(statements)
        sorted_ = np.ascontiguousarray(held.astype(np.int8, copy=False)[rows][:, columns])
        gone = frozenset(out)
        named = tuple(statements[j] for j in columns)
        outs = np.array([code in gone for code in named], dtype=bool)
        if outs.any():
            sorted_[:, outs] = UNSEEN
        return cls(tuple(people[i] for i in rows), named, sorted_, outs)

    def chosen(self, rows: NDArray[Any]) -> Votes:
        """The votes of these people only, by their places."""
        return Votes(tuple(np.array(self.people, dtype=object)[rows]), self.statements, self.matrix[rows], self.out)

    @property
    def cast(self) -> Whole:
        """How many votes each person cast, passes among them: shape (n,)."""
        return np.asarray((self.matrix != UNSEEN).sum(axis=1), dtype=np.int64)

    def blocks(self, rows: int | None = None) -> Iterator[slice]:
        """Ranges of so many rows (all), few enough at a time for a float of each of their cells to fit in memory."""
        step = max(_CELLS // max(len(self.statements), 1), 1)
        for start in range(0, len(self.people) if rows is None else rows, step):
            yield slice(start, start + step)


def votes_of(rows: pl.DataFrame, *, statements: Sequence[str] = (), out: Sequence[str] = ()) -> Votes:
    """The matrix of a list of votes: person, statement, vote (agree, disagree or pass) and, where it is known, at.

    The last vote of a person on a statement holds; `at` says which is last. Where it is missing, several equal votes
    are one and different ones are refused. `statements` that nobody voted on yet are added; those of `out` were taken
    out. Raises ValueError for other words and for votes of which nobody can say which is the last.
    """
    held = rows.select("person", "statement", "vote", *(["at"] if "at" in rows.columns else [])).drop_nulls(
        ["person", "statement", "vote"]
    )
    strange = held.filter(~pl.col("vote").is_in(list(WORDS)))["vote"].unique().sort()
    if len(strange):
        raise ValueError(f"a vote is agree, disagree or pass, not {strange[0]!r}")
    by = ["person", "statement"]
    if "at" in held.columns:
        held = held.filter(pl.col("at").is_null() | (pl.col("at") == pl.col("at").max().over(by)))
        held = held.filter(pl.col("at").is_not_null() | pl.col("at").is_null().all().over(by))
    held = held.select(*by, "vote").unique()
    twice = held.filter(pl.len().over(by) > 1).sort(by)
    if len(twice):
        raise ValueError(f"which vote of {twice['person'][0]} on {twice['statement'][0]} is the last?")
    people = held["person"].unique().sort().to_list()
    named = sorted({*held["statement"].unique().to_list(), *statements})
    matrix = np.full((len(people), len(named)), UNSEEN, dtype=np.int8)
    places = [{code: place for place, code in enumerate(codes)} for codes in (people, named)]
    if len(held):
        i, j = (
            held[name].replace_strict(place, return_dtype=pl.Int64).to_numpy()
            for name, place in zip(by, places, strict=True)
        )
        matrix[i, j] = held["vote"].replace_strict(WORDS, return_dtype=pl.Int8).to_numpy()
    return Votes.of(people, named, matrix, out=out)


def _order(codes: Sequence[str]) -> NDArray[np.int64]:
    return np.array(sorted(range(len(codes)), key=lambda place: codes[place]), dtype=np.int64)
