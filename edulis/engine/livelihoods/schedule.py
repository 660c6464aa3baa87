"""A year of something new, month by month: work, money out, money in, and when what was put in is back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edulis.engine.seasons import in_season

Floats = NDArray[np.float64]
YEARS = 10  # what is not back after so many years is not called back


@dataclass(frozen=True, slots=True)
class Schedule:
    """Twelve months from the first: `months` of the year (1 to 12), `work`, `put_in` and `out` as shares of one level.

    work[k]: how many units' worth of work falls into month k; put_in[k]: of inputs; out[k]: of the product. For what
    repeats month by month all three are 1 in season; for a crop the work is spread over its cycle, inputs stand at its
    start, and the harvest at its end.
    """

    months: tuple[int, ...]
    work: Floats
    put_in: Floats
    out: Floats


def schedule(grown: bool, cycle: int | None, season_from: int | None, season_to: int | None, first: int) -> Schedule:
    """The year from month `first` (1 to 12) of a technique; a crop that takes longer than a year gives its share of it.

    A crop without a season begins at once. A crop's cycle that nobody said is taken as one month.
    """
    months = tuple((first - 1 + k) % 12 + 1 for k in range(12))
    if not grown:
        on = np.array([float(in_season(month, season_from, season_to)) for month in months])
        late = np.roll(on, cycle or 0)
        return Schedule(months, on, on.copy(), late)
    take = max(cycle or 1, 1)
    start = months.index(season_from) if season_from in months else 0
    work, put_in, out = np.zeros(12), np.zeros(12), np.zeros(12)
    for k in range(take):
        work[(start + k) % 12] += 1 / take
    put_in[start] = 1.0
    out[(start + take) % 12] = 1.0
    return Schedule(months, work, put_in, out)


def cash_path(
    plan: Schedule, first_cost: float, cost: float, income: float, lag: int
) -> tuple[float, int | None, Floats]:
    """The money that is needed, the month it is back (counted from 1), and the year's cash, month by month.

    first_cost: paid before the first month; cost: of the inputs of one level; income: for one level's product, `lag`
    months after it is made. Cash of month k = income × out[k − lag] − cost × put_in[k], the same each year. What is
    needed is the deepest point of its sum, inputs being paid before the product of the same month; it is back in the
    first month from which the sum stays at or above zero for the rest of 10 years. A harvest before the first sowing of
    the plan brings nothing.
    """
    months = 12 * YEARS
    spent = np.tile(plan.put_in, YEARS) * cost
    earned = np.tile(plan.out, YEARS) * income
    earned[: int(np.argmax(plan.put_in > 0)) + _delay(plan)] = 0.0
    earned = np.concatenate([np.zeros(lag), earned])[:months]
    path = np.cumsum(earned - spent) - first_cost
    needed = max(first_cost, -float((path - earned).min(initial=0.0)))
    under = np.flatnonzero(path < -1e-9)
    last = int(under[-1]) if under.size else -1
    return needed, None if last == months - 1 else last + 2, (earned - spent)[:12]


def _delay(plan: Schedule) -> int:
    """Months from the first input to the first product."""
    first = int(np.argmax(plan.put_in > 0))
    turned = np.roll(plan.out, -first)
    return int(np.argmax(turned > 0)) if plan.out.any() else 0
