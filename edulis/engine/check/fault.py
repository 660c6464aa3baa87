"""What a rule of the check finds, and how it becomes a list that a person can work through from the top."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.schema import RECORD_BY_NAME, Problem, Text, columns
from edulis.schema.problem import Severity

SHOWN = 100  # so many rows of one kind are listed; a person who has seen a hundred knows the pattern
_LONGEST = 80
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows of a table were read.

    `rows` (n,) is the number of each row as a person counts it in that file or sheet; without it the table's first row
    is row 2, below the headings.
    """

    file: str = ""
    sheet: str = ""
    rows: NDArray[np.int64] | None = None

    def row(self, index: int) -> int:
        """The number of a row as a person counts it."""
        return index + 2 if self.rows is None else int(self.rows[index])


@dataclass(frozen=True, slots=True)
class Cell:
    """One faulty cell: which row of the table, what stands there, what to do."""

    row: int | None
    found: str = ""
    mend: Text | None = None
    same_as: int | None = None  # another row of the table that `mend` speaks of in its gap `row`


@dataclass(frozen=True, slots=True)
class Fault:
    """All cells of one column of a record that have the same fault; `cells` holds the first of them."""

    code: str
    record: str
    column: str
    cells: tuple[Cell, ...]
    total: int
    severity: Severity = "error"


def fault(
    code: str,
    record: str,
    column: str,
    table: pl.DataFrame,
    where: pl.Expr,
    mend: Text | Callable[[Any], Text],
    severity: Severity = "error",
) -> Iterable[Fault]:
    """The fault of the rows for which `where` is true, or none; `mend` may depend on the value of the cell."""
    rows = table.select(pl.arg_where(where)).to_series()
    if not rows.len():
        return
    shown = rows.head(SHOWN)
    values = table[column].gather(shown).to_list()
    cells = tuple(
        Cell(row, found(value), mend if isinstance(mend, Text) else mend(value))
        for row, value in zip(shown.to_list(), values, strict=True)
    )
    yield Fault(code, record, column, cells, rows.len(), severity)


def found(value: Any) -> str:
    """A value as it is shown to a person: short, and with letters that cannot be seen spelt out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return format(value, ".15g")
    shown = _UNSEEN.sub(lambda one: f"\\u{ord(one[0]):04x}", str(value).replace(" ", "\0")).replace("\\u0000", " ")
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def problems(faults: Iterable[Fault], origins: Mapping[str, Origin]) -> list[Problem]:
    """The faults as problems by file, sheet and row, like ones limited to `SHOWN`, the last telling how many more."""
    groups: dict[tuple[str, str, str, Severity], list[Fault]] = {}
    for one in faults:
        groups.setdefault((one.code, one.record, one.column, one.severity), []).append(one)
    listed: list[Problem] = []
    for (code, record, column, severity), parts in groups.items():
        origin = origins.get(record, Origin())
        cells = sorted((cell for part in parts for cell in part.cells), key=lambda cell: cell.row or 0)[:SHOWN]
        blank = Problem(code, record=record, column=column, file=origin.file, sheet=origin.sheet, severity=severity)
        told = [
            replace(
                blank,
                found=cell.found,
                mend=_named(cell, origin),
                row=None if cell.row is None else origin.row(cell.row),
            )
            for cell in cells
        ]
        told[-1] = replace(told[-1], more=sum(part.total for part in parts) - len(told))
        listed += told
    return sorted(listed, key=_place)


def _named(cell: Cell, origin: Origin) -> Text | None:
    if cell.mend is None or cell.same_as is None:
        return cell.mend
    return Text(cell.mend.message, **dict(cell.mend.values) | {"row": origin.row(cell.same_as)})


_ORDER = {record: index for index, record in enumerate(RECORD_BY_NAME)}


def _place(problem: Problem) -> tuple[str, str, int, int, int, str, str]:
    names = [column.name for column in columns(RECORD_BY_NAME[problem.record])]
    column = names.index(problem.column) if problem.column in names else -1
    row = problem.row or 0
    return (problem.file, problem.sheet, _ORDER[problem.record], row, column, problem.code, problem.found)
