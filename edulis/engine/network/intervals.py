"""Intervals of shares by drawing people again and again."""

from __future__ import annotations

import numpy as np

from edulis.engine.network.structure import Floats


def share_bounds(part: Floats, whole: Floats, *, seed: int, resamples: int) -> tuple[float, float]:
    """The 95 % percentile interval of Σ part / Σ whole over resamples of the rows; nan below two rows.

    Where all parts are 0, or all are whole, resampling cannot show doubt: the open bound is then the exact binomial one
    for that many rows. part, whole: shape (n,), 0 ≤ part ≤ whole. Source: Efron (1979); Clopper & Pearson (1934).
    """
    n = len(whole)
    total = float(whole.sum())
    if n < 2 or total <= 0:
        return float("nan"), float("nan")
    value, open_bound = float(part.sum()) / total, 0.025 ** (1 / n)
    if value <= 0:
        return 0.0, 1 - open_bound
    if value >= 1:
        return open_bound, 1.0
    random = np.random.default_rng(seed)
    drawn = np.full(resamples, np.nan)
    for at in range(resamples):
        chosen = random.integers(n, size=n)
        whole_drawn = float(whole[chosen].sum())
        if whole_drawn > 0:
            drawn[at] = part[chosen].sum() / whole_drawn
    held = drawn[~np.isnan(drawn)]
    low, high = np.quantile(held, [0.025, 0.975]) if len(held) else (value, value)
    return min(float(low), value), max(float(high), value)
