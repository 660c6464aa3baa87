"""A cluster as columnar tables: one frozen bundle with every declared record in its declared types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from types import MappingProxyType
from typing import Any

import polars as pl

from edulis.schema import RECORD_BY_NAME, columns

DTYPES: dict[str, pl.DataType] = {
    "code": pl.String(),
    "text": pl.String(),
    "one_of": pl.String(),
    "link": pl.String(),
    "place": pl.String(),
    "yes_no": pl.Boolean(),
    "count": pl.Int64(),
    "money": pl.Int64(),
    "number": pl.Float64(),
    "month": pl.Date(),
    "day": pl.Date(),
}


@cache
def polars_schema(record: str) -> Mapping[str, pl.DataType]:
    """The declared columns of a record with their Polars types, in the declared order."""
    return MappingProxyType({c.name: DTYPES[c.kind] for c in columns(RECORD_BY_NAME[record])})


def typed(record: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with exactly the declared columns and types; columns it lacks are empty.

    Raises polars.exceptions.InvalidOperationError where a value does not fit its type: text is turned into
    values by `edulis.exchange`, which says where it could not.
    """
    wanted = polars_schema(record)
    unknown = set(frame.columns) - set(wanted)
    if unknown:
        raise LookupError(f"{record} has no column {sorted(unknown)}")
    lacking = {
        name: pl.repeat(None, frame.height, dtype=dtype, eager=True).alias(name)
        for name, dtype in wanted.items()
        if name not in frame.columns
    }
    return in_step([lacking[name] if name in lacking else frame[name].cast(dtype) for name, dtype in wanted.items()])


def in_step(series: Sequence[pl.Series]) -> pl.DataFrame:
    """The series as a frame, those of one piece cut into as many pieces as the others.

    Polars reads a large file in pieces. As soon as one column has other pieces than the rest, each step copies the
    whole frame to make them fit.
    """
    lengths = max((one.chunk_lengths() for one in series), key=len, default=[])
    ends = list(accumulate(lengths))
    cut = [
        pl.concat([one.slice(end - length, length) for end, length in zip(ends, lengths, strict=True)], rechunk=False)
        if one.n_chunks() == 1 < len(lengths)
        else one
        for one in series
    ]
    return pl.DataFrame(cut)


@dataclass(frozen=True, slots=True)
class Cluster:
    """All that is known about a cluster, in all rounds: one table for each record."""

    tables: Mapping[str, pl.DataFrame]

    @classmethod
    def of(cls, frames: Mapping[str, pl.DataFrame]) -> Cluster:
        """A cluster from frames by record name; records that are not given are empty.

        Raises LookupError for a record or column that is not declared.
        """
        unknown = set(frames) - set(RECORD_BY_NAME)
        if unknown:
            raise LookupError(f"no record is called {sorted(unknown)}")
        whole = {name: typed(name, frames[name]) if name in frames else empty_table(name) for name in RECORD_BY_NAME}
        return cls(MappingProxyType(whole))

    def __getitem__(self, record: str) -> pl.DataFrame:
        """The table of a record, by its name in files (`enterprise_round`)."""
        return self.tables[record]

    @property
    def about(self) -> dict[str, Any]:
        """The cluster's own row: code, title, currency, whether it is made up. Empty fields where nothing is said."""
        rows = self["cluster"].head(1).to_dicts()
        return rows[0] if rows else dict.fromkeys(polars_schema("cluster"))

    @property
    def minor_units(self) -> int:
        """How many minor units, in which amounts are, make one of the money in which prices are; 1 if unsaid."""
        return int(10 ** (self.about["minor_digits"] or 0))

    def usual_prices(self) -> pl.DataFrame:
        """product, usual: what a base unit usually costs, in minor units like all amounts; empty where unknown."""
        usual = pl.col("price").cast(pl.Float64) * self.minor_units
        return self["product"].select(product="code", usual=usual)

    @property
    def rounds(self) -> tuple[str, ...]:
        """The codes of the rounds, earliest first."""
        return tuple(self["round"].sort("first_month", "code")["code"])

    def latest(self, *records: str) -> str:
        """The last round in which any of these records has rows; the last of all where none has one; empty without.

        A later round often asks a few things only: it must not hide the trades of the one before.
        """
        told: set[str] = set().union(*(self[name]["round"].unique().to_list() for name in records))
        return next((code for code in reversed(self.rounds) if code in told), self.rounds[-1] if self.rounds else "")

    def at(self, round_code: str) -> Cluster:
        """One round of the cluster: rows of other rounds are left out, what does not change by round stays.

        Raises LookupError where there is no such round.
        """
        if round_code not in self["round"]["code"]:
            raise LookupError(f"no round is called {round_code!r}")
        sliced = {
            name: table.filter(pl.col("round") == round_code) if "round" in table.columns else table
            for name, table in self.tables.items()
        }
        sliced["round"] = self["round"].filter(pl.col("code") == round_code)
        return Cluster(MappingProxyType(sliced))

    def equals(self, other: Cluster) -> bool:
        """Whether both hold the same rows in the same order, bit for bit."""
        return all(table.equals(other[name], null_equal=True) for name, table in self.tables.items())


def empty_table(record: str) -> pl.DataFrame:
    """A table of that record with its columns and no rows."""
    return pl.DataFrame(schema=dict(polars_schema(record)))
