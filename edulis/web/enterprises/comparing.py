"""A file beside what is kept: which rows are new, changed, the same, or not in the file; merged by keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from edulis.engine.cluster import polars_schema
from edulis.schema import RECORD_BY_NAME, keys

NUMBER = ":id"


@dataclass(frozen=True, slots=True)
class Difference:
    """What taking in one table would do.

    `new`: the rows to be added. `changed`: rows of the file with the number of the row that they replace (`:id`).
    `held`: such rows whose household wrote or confirmed what is kept; they stay as they are. `missing`: the numbers of
    kept rows that the file does not have; they stay too, unless somebody asks for them to be taken away. `unasked`: how
    many rows are left out because their household has not agreed to being counted.
    """

    new: pl.DataFrame
    changed: pl.DataFrame
    held: pl.DataFrame
    same: int
    missing: tuple[int, ...] = field(default=())
    unasked: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each sort."""
        return {
            "new": self.new.height,
            "changed": self.changed.height,
            "same": self.same,
            "held": self.held.height,
            "missing": len(self.missing),
            "unasked": self.unasked,
        }


def compare(record: str, kept: pl.DataFrame, file: pl.DataFrame, own: frozenset[int] = frozenset()) -> Difference:
    """Match the rows of a file with the kept ones (with `:id`) by the record's keys; `own` are numbers of rows that
    are their household's own word.
    """
    names = list(polars_schema(record))
    parts = list(keys(RECORD_BY_NAME[record]))
    rest = [name for name in names if name not in parts]
    both = file.with_row_index(":at").join(
        kept.rename({name: f"{name}:kept" for name in rest}), on=parts, how="left", nulls_equal=True
    )
    unequal = [~pl.col(name).eq_missing(pl.col(f"{name}:kept")) for name in rest]
    marked = both.with_columns(
        pl.col(NUMBER).is_null().alias(":new"),
        (pl.any_horizontal(unequal) if unequal else pl.lit(False)).alias(":other"),
        pl.col(NUMBER).is_in(list(own)).fill_null(False).alias(":own"),
    ).sort(":at")
    other = marked.filter(~pl.col(":new") & pl.col(":other"))
    missing = kept.join(file.select(parts), on=parts, how="anti", nulls_equal=True)[NUMBER]
    return Difference(
        new=marked.filter(":new").select(names),
        changed=other.filter(~pl.col(":own")).select(NUMBER, *names),
        held=other.filter(":own").select(NUMBER, *names),
        same=marked.filter(~pl.col(":new") & ~pl.col(":other")).height,
        missing=tuple(missing.to_list()),
    )


def counted(differences: Mapping[str, Difference]) -> dict[str, dict[str, int]]:
    """The counts by record, those without any row left out."""
    return {record: one.counts for record, one in differences.items() if any(one.counts.values())}
