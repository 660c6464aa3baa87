"""Disclosure: which cells of a table outsiders may see, so that nobody's figure can be read or worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

Unit = Literal["people", "enterprises"]
LEAST: dict[Unit, int] = {"people": 5, "enterprises": 3}
DOMINANCE = 0.10  # the second largest contributor must not know the largest to within this share
AROUND = 5.0  # what can be worked out about a hidden count leaves at least this much room on both sides
_SOLVABLE = 1e6  # the largest sum of a table as the solver sees it: it loses its footing among thousands of millions
_MOVED = 1e-7  # less is rounding of the solver

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Release:
    """A table that outsiders may see.

    `cells` has one row for each cell, margins included (their row or column is empty): row, column, count (of
    contributors, each counted once in each cell), amount, hidden, reason (few, dominated, none, or other: hidden so
    that the rest cannot be worked out). Where hidden, count and amount are empty. `loss`: hidden share of inner cells.
    """

    cells: pl.DataFrame
    loss: float


def enough(n: int, unit: Unit) -> bool:
    """Whether a figure rests on so many that outsiders may see it: at least 5 people or 3 enterprises."""
    return n >= LEAST[unit]


def release(
    rows: pl.DataFrame,
    row: str,
    column: str | None = None,
    *,
    who: str | Sequence[str],
    amount: str | None = None,
    unit: Unit = "enterprises",
    structural_zeros: bool = False,
) -> Release:
    """The table of `row` × `column` over contributions, with cells hidden that would betray somebody.

    Hidden first: cells with fewer than 5 people or 3 enterprises, empty cells (unless zeros are known to everybody,
    `structural_zeros`) and those where X − x₁ − x₂ < 10 % x₁ (p % rule on sums of money). Then further cells, chosen
    by a linear programme for each hidden cell, until such a cell's count can lie 5 higher and 5 lower (or at 0), and
    its sum 10 % higher and lower, with everything shown and all margins known, and no other hidden figure is known more
    closely than by that much on one side; and until the hidden cells of a line
    together are no longer such a cell themselves. `rows`: one row for each contribution; `who`: the column or columns
    that name contributors, each of which is protected; `amount`: sums ≥ 0.
    Raises ValueError for negative amounts. Source: Hundepool et al. (2012); Cox (1980); Fischetti & Salazar (2000).
    """
    table = _Table.of(rows, row, column, (who,) if isinstance(who, str) else tuple(who), amount)
    if not table.contributors[0][-1]:
        return Release(_cells(table, np.zeros(0, bool), np.zeros(0, object), amount).clear(), 0.0)
    reasons = table.reasons(LEAST[unit], structural_zeros)
    hidden = reasons != ""
    fixed = (table.count == 0) & ~hidden
    sensitive = hidden.copy()
    guards = [_Guard(table, table.count, np.full(len(hidden), AROUND), sensitive, fixed)]
    if amount is not None:
        sized = table.amount * (_SOLVABLE / max(float(table.amount.max()), 1e-300))
        guards.append(_Guard(table, sized, DOMINANCE * sized, sensitive, fixed))
    before = -1
    while before < (before := int(hidden.sum())):
        for line in table.lines:
            _widen(table, line, hidden, fixed, LEAST[unit])
        for guard in guards:
            guard.protect(hidden)
    reasons = np.where(hidden & (reasons == ""), "other", reasons)
    return Release(_cells(table, hidden, reasons, amount), float(hidden[~table.margin].mean()))


def _cells(table: _Table, hidden: Mask, reasons: NDArray[np.object_], amount: str | None) -> pl.DataFrame:
    labels = table.labels.head(len(hidden))
    cells = labels.with_columns(
        pl.Series("count", table.count[: len(hidden)]).cast(pl.Int64),
        pl.Series("amount", table.amount[: len(hidden)]) if amount else pl.lit(None, pl.Float64).alias("amount"),
        pl.Series("hidden", hidden, dtype=pl.Boolean),
        pl.Series("reason", reasons.astype(str).tolist(), dtype=pl.String),
    )
    return cells.with_columns(pl.when(~pl.col("hidden")).then(name).alias(name) for name in ("count", "amount"))


@dataclass(frozen=True, slots=True)
class _Table:
    """Cells in one vector, margins last in each line; `lines` are cells that add up: (inner cells, their margin)."""

    labels: pl.DataFrame
    margin: Mask
    lines: tuple[tuple[tuple[int, ...], int], ...]
    count: Floats
    amount: Floats
    contributors: tuple[tuple[dict[str, float], ...], ...]  # for each column of `who`, for each cell

    @classmethod
    def of(cls, rows: pl.DataFrame, row: str, column: str | None, who: tuple[str, ...], amount: str | None) -> _Table:
        rows = rows.drop_nulls([row, *([] if column is None else [column]), *who])
        value = rows[amount].cast(pl.Float64).fill_null(0.0).to_list() if amount else [1.0] * rows.height
        if any(each < 0 for each in value):
            raise ValueError("amounts of a table to be released must not be negative")
        names = sorted(rows[row].unique().to_list())
        heads: list[str | None] = sorted(rows[column].unique().to_list()) if column else []
        places = [(one, head) for one in [*names, None] for head in [*heads, None]]
        at = {place: number for number, place in enumerate(places)}
        held: list[list[dict[str, float]]] = [[{} for _ in places] for _ in who]
        columns = rows[column].to_list() if column else [None] * rows.height
        for one, head, each, *parts in zip(rows[row].to_list(), columns, value, *(rows[w] for w in who), strict=True):
            for cell in {at[one, head], at[one, None], at[None, head], at[None, None]}:
                for role, part in enumerate(parts):
                    held[role][cell][part] = held[role][cell].get(part, 0.0) + each
        lines = [(tuple(at[one, head] for one in names), at[None, head]) for head in [*heads, None]]
        if column:
            lines += [(tuple(at[one, head] for head in heads), at[one, None]) for one in [*names, None]]
        margin = np.array([one is None or (column is not None and head is None) for one, head in places])
        count = np.array([min(len(held[role][cell]) for role in range(len(who))) for cell in range(len(places))], float)
        amounts = np.array([sum(cell.values()) for cell in held[0]], float)
        labels = pl.DataFrame(
            {"row": [p[0] for p in places], "column": [p[1] for p in places]},
            schema_overrides={"row": pl.String, "column": pl.String},
        )
        count = _added_up(count, margin, tuple(lines))
        return cls(labels, margin, tuple(lines), count, amounts, tuple(tuple(role) for role in held))

    def reasons(self, least: int, structural_zeros: bool) -> NDArray[np.object_]:
        found = np.full(len(self.count), "", dtype=object)
        for cell in range(len(self.count)):
            found[cell] = self.fault((cell,), least)
            if found[cell] == "none" and structural_zeros:
                found[cell] = ""
        return found

    def fault(self, cells: tuple[int, ...], least: int) -> str:
        """Why the sum of these cells would betray somebody, or nothing."""
        faults = [_fault(self._together(role, cells), least) for role in range(len(self.contributors))]
        return next((fault for fault in faults if fault), "")

    def _together(self, role: int, cells: tuple[int, ...]) -> list[float]:
        total: dict[str, float] = {}
        for cell in cells:
            for part, value in self.contributors[role][cell].items():
                total[part] = total.get(part, 0.0) + value
        return sorted(total.values(), reverse=True)


def _fault(parts: list[float], least: int) -> str:
    if not parts:
        return "none"
    if len(parts) < least:
        return "few"
    rest = sum(parts[2:])
    return "dominated" if rest < DOMINANCE * parts[0] else ""


def _added_up(count: Floats, margin: Mask, lines: tuple[tuple[tuple[int, ...], int], ...]) -> Floats:
    """Counts whose margins are the sums of their cells, so that what is shown adds up."""
    whole = np.where(margin, 0.0, count)
    for inner, total in lines:
        if not margin[list(inner)].any():
            whole[total] = whole[list(inner)].sum()
    for inner, total in lines:
        if inner and margin[list(inner)].all():
            whole[total] = whole[list(inner)].sum()
    return whole


def _widen(table: _Table, line: tuple[tuple[int, ...], int], hidden: Mask, fixed: Mask, least: int) -> None:
    """Hide one cell more in a line whose hidden cells, which anyone can add up by subtraction, are together unsafe."""
    inner, total = line
    if hidden[total]:
        return
    while any(hidden[list(inner)]) and table.fault(tuple(cell for cell in inner if hidden[cell]), least):
        left = [cell for cell in inner if not hidden[cell] and not fixed[cell]]
        if not left:
            hidden[total] = True
            return
        hidden[min(left, key=lambda cell: (table.count[cell], cell))] = True


class _Guard:
    """Hides further cells until each hidden value has room, all else as shown; hiding more never takes room away."""

    def __init__(self, table: _Table, value: Floats, room: Floats, sensitive: Mask, fixed: Mask) -> None:
        from scipy.sparse import coo_array

        entries = [(line, cell, 1.0) for line, (inner, _) in enumerate(table.lines) for cell in inner]
        entries += [(line, total, -1.0) for line, (_, total) in enumerate(table.lines)]
        line, cell, sign = (np.array(part) for part in zip(*entries, strict=True))
        n = len(value)
        up_and_down = (np.tile(line, 2), np.concatenate([cell, cell + n]))
        self.adds_up = coo_array((np.concatenate([sign, -sign]), up_and_down), shape=(len(table.lines), 2 * n)).tocsr()
        # A large cell or a margin tells readers more than a small one: it is hidden last.
        self.price = np.where(table.margin, 1e3, 1.0) * (1.0 + table.count)
        self.value, self.room, self.sensitive = value, room, sensitive
        self.most = np.concatenate([np.where(fixed, 0.0, np.inf), np.where(fixed, 0.0, value)])
        self.done = np.zeros(n, bool)

    def protect(self, hidden: Mask) -> None:
        """Give room to each hidden cell: on both sides where it is sensitive itself, on the cheaper one elsewhere."""
        while (left := np.flatnonzero(hidden & ~self.done)).size:
            at = int(left[0])
            steps = [step for step in (self.room[at], -min(self.room[at], self.value[at])) if step]
            if self.sensitive[at]:
                for step in steps:
                    hidden |= self._moved(at, step, hidden)[1]
            elif steps:
                hidden |= min((self._moved(at, step, hidden) for step in steps), key=lambda way: way[0])[1]
            self.done[at] = True

    def _moved(self, at: int, step: float, hidden: Mask) -> tuple[float, Mask]:
        """The cheapest way to move one cell by `step` while all still adds up: its price and the cells that move."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # `linprog` asks twice the time for the same answer

        n = len(self.value)
        least, most = np.zeros(2 * n), self.most.copy()
        least[at] = most[at] = max(step, 0.0)
        least[at + n] = most[at + n] = max(-step, 0.0)
        cost = np.tile(np.where(hidden, 0.0, self.price), 2)
        way = milp(cost, constraints=LinearConstraint(self.adds_up, 0, 0), bounds=Bounds(least, most))
        if way.status != 0:
            raise ArithmeticError(f"no way to protect a cell of this table: {way.message}")
        net = np.abs(way.x[:n] - way.x[n:])
        return float(way.fun), net > _MOVED * max(abs(step), 1.0)
