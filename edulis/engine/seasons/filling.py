"""Months that some told and others did not: the profile of a trade without taking silence for nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def month_totals(amount: Floats, who: Ints, group: Ints, month: Ints, *, groups: int, months: int) -> Floats:
    """The total of each group and month, those who told other months only included: shape (groups, months).

    Fits amount = size of the teller × weight of the month in its group, so that the sums over tellers and over months
    agree with what was told (maximum likelihood of the Poisson model with cells not told left out); the total of a
    month is then Σ sizes × weight. Where everybody told every month these are the plain sums. A month that nobody of
    the group told is nan. Those who told no month in common with others are taken to have told their usual months.
    amount: shape (cells,), ≥ 0; who, group, month: numbers from 0, each teller in one group. Raises ValueError for
    negative amounts. Source: Mack (1991); Deming & Stephan (1940).
    """
    if np.any(amount < 0):
        raise ValueError("amounts must not be negative")
    cell = group * months + month
    told = np.bincount(cell, minlength=groups * months)
    sums = np.bincount(cell, amount, groups * months)
    own = np.bincount(who, amount)
    size = own / np.maximum(np.bincount(who), 1)
    weight = np.ones(groups * months)
    for _ in range(500):
        spread = np.bincount(cell, size[who], groups * months)
        fresh = np.where(spread > 0, sums / np.where(spread > 0, spread, 1.0), 0.0)
        share = np.bincount(who, fresh[cell], len(size))
        size = np.where(share > 0, own / np.where(share > 0, share, 1.0), 0.0)
        moved = np.abs(fresh - weight).max(initial=0.0) if len(fresh) else 0.0
        weight = fresh
        if moved < 1e-10 * max(float(weight.max(initial=0.0)), 1e-300):
            break
    group_of = np.zeros(len(size), np.int64)
    group_of[who] = group
    whole = np.bincount(group_of, size, groups)
    totals = np.where(told > 0, np.repeat(whole, months) * weight, np.nan)
    complete = told == np.repeat(np.bincount(group_of[np.unique(who)], minlength=groups), months)
    return np.where(complete & (told > 0), sums, totals).reshape(groups, months)
