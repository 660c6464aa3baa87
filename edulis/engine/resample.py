"""Intervals of shares and means by drawing enterprises again and again (Efron)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from edulis.engine.network.structure import Floats

Interval = tuple[float, float]
NOTHING: Interval = (float("nan"), float("nan"))


def share_interval(
    rows: pl.DataFrame, unit: str, part: str, whole: str, *, seed: int, resamples: int, bounded: bool = True
) -> tuple[float, float, float]:
    """Σ part / Σ whole with its 95 % percentile interval over resamples of units; nan where the whole is 0.

    rows: one or more for each unit (an enterprise's code). `bounded`: a share of 0 to 1. Where all its parts are 0, or
    all are whole, resampling cannot show doubt: the open bound is then the exact binomial one for that many units.
    Source: Efron (1979); Clopper & Pearson (1934).
    """
    by_unit = rows.group_by(unit).agg(pl.col(part, whole).cast(pl.Float64).sum()).sort(unit)
    parts, wholes = by_unit[part].to_numpy(), by_unit[whole].to_numpy()
    if not wholes.sum() > 0:
        return (float("nan"), *NOTHING)
    value = float(parts.sum() / wholes.sum())

    def ratio(times: Floats) -> float:
        total = float((times * wholes).sum())  # a product of vectors would wake threads that then wait for each other
        return float((times * parts).sum()) / total if total > 0 else float("nan")

    low, high = interval(len(by_unit), ratio, seed=seed, resamples=resamples)
    open_bound = 0.025 ** (1 / len(by_unit))
    if not bounded:
        return value, low, high
    if value <= 0:
        low, high = value, 1 - open_bound
    elif value >= 1:
        low, high = open_bound, value
    return value, low, high


def interval(n: int, statistic: Callable[[Floats], float], *, seed: int, resamples: int) -> Interval:
    """The 95 % percentile interval of a statistic of how often each of n units was drawn; nan below two units.

    statistic: takes the times each unit was drawn, shape (n,). Source: Efron (1979).
    """
    if n < 2:
        return NOTHING
    random = np.random.default_rng(seed)
    drawn = np.array(
        [statistic(np.bincount(random.integers(n, size=n), minlength=n).astype(float)) for _ in range(resamples)]
    )
    held = drawn[~np.isnan(drawn)]
    if not len(held):
        return NOTHING
    low, high = np.quantile(held, [0.025, 0.975])
    return float(low), float(high)
