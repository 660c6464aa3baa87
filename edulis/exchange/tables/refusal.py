"""Cells of one column that cannot be read, or not for sure, and how they become problems with their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.check import SHOWN
from edulis.exchange.tables.raw import RawTable
from edulis.schema import Problem, Text
from edulis.schema.problem import Severity

_LONGEST = 80  # characters of a cell that are shown


@dataclass(frozen=True, slots=True)
class Refusal:
    """The rows (positions in the table) whose cell is refused for one reason; `mend` may depend on the cell."""

    code: str
    rows: NDArray[np.int64]
    mend: Text | Callable[[str], Text]
    severity: Severity = "error"


def refused(code: str, where: pl.Series, mend: Text | Callable[[str], Text]) -> list[Refusal]:
    """A refusal of the rows where `where` is true; none where there is no such row."""
    rows = where.fill_null(False).arg_true().to_numpy().astype(np.int64)
    return [Refusal(code, rows, mend)] if rows.size else []


def problems(refusals: list[Refusal], raw: RawTable, record: str, column: str, cells: pl.Series) -> Iterator[Problem]:
    """Each refused cell as a problem; of like ones the first are listed, the last tells how many more there are."""
    for one in refusals:
        shown = one.rows[:SHOWN]
        for position, row in enumerate(shown):
            cell = cells[int(row)] or ""
            yield Problem(
                one.code,
                cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…",
                one.mend if isinstance(one.mend, Text) else one.mend(cell),
                record=record,
                column=column,
                row=int(raw.rows[row]),
                sheet=raw.sheet,
                file=raw.file,
                severity=one.severity,
                more=one.rows.size - shown.size if position == shown.size - 1 else 0,
            )
