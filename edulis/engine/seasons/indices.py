"""How uneven a year is, and where its weight lies: published indices of seasonality over twelve months."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def _year(months: ArrayLike) -> Floats:
    x = np.asarray(months, dtype=np.float64)
    if x.shape[-1:] != (12,):
        raise ValueError("a year has twelve months")
    if np.any(x < 0):
        raise ValueError("months of an index of seasonality must not be negative")
    return x


def _over(part: Floats, whole: Floats) -> Floats:
    known = whole > 0
    return np.where(known, part / np.where(known, whole, 1.0), np.nan)


def walsh_lawler(months: ArrayLike) -> Floats:
    """The seasonality index SI = Σ |x_m − R/12| / R with R = Σ x_m: 0 where even, 11/6 where all falls in one month.

    months: shape (…, 12), ≥ 0, January first; gives shape (…), nan for a year of nothing or with a month not known.
    Raises ValueError for negative months or another length. Source: Walsh & Lawler (1981).
    """
    x = _year(months)
    total = x.sum(axis=-1)
    return _over(np.abs(x - total[..., None] / 12).sum(axis=-1), total)


def circular_month(months: ArrayLike) -> tuple[Floats, Floats]:
    """The mean month on the circle of the year, from 1 (January) up to 13, and the resultant length R of 0 to 1.

    R e^{iθ} = Σ x_m e^{iθ_m} / Σ x_m with θ_m = 2π (m − 1)/12. R is 1 where all falls in one month, 0 where the year
    is balanced; the mean month is then nan. months: shape (…, 12), ≥ 0. Raises ValueError as `walsh_lawler`. Source:
    Fisher (1993); Markham (1970).
    """
    x = _year(months)
    turn = np.exp(2j * np.pi * np.arange(12) / 12)
    total = x.sum(axis=-1)
    sums = (x * turn).sum(axis=-1)
    length = _over(np.abs(sums), total)
    month = 1 + 12 * (np.angle(sums) / (2 * np.pi) % 1.0)
    month = np.where(month >= 13 - 1e-9, 1.0, month)
    return np.where(length > 1e-9, month, np.nan), np.minimum(length, 1.0)


def gini(months: ArrayLike) -> Floats:
    """The Gini coefficient over months, 2 Σ i x_(i) / (n Σ x) − (n + 1)/n: 0 where even, 11/12 for one month of work.

    months: shape (…, 12), ≥ 0. Raises ValueError as `walsh_lawler`. Source: Rajah et al. (2014); Gini (1912).
    """
    x = np.sort(_year(months), axis=-1)
    rank = np.arange(1, 13)
    return _over(2 * (x * rank).sum(axis=-1), 12 * x.sum(axis=-1)) - 13 / 12


def seasonal_peak(series: ArrayLike, first_month: int) -> int:
    """The month of the year (1 to 12) in which the seasonal part of two years or more is highest.

    series: shape (T,), one value for each month in turn from calendar month `first_month`. Raises ValueError below 24
    months or with a gap: trend and season cannot then be told apart. Source: Cleveland et al. (1990), STL.
    """
    x = np.asarray(series, dtype=np.float64)
    if x.ndim != 1 or len(x) < 24 or not np.all(np.isfinite(x)):
        raise ValueError("season and trend are told apart only in two years without a gap")
    if np.ptp(x) == 0:
        raise ValueError("a series that never changes has no peak")
    from statsmodels.tsa.seasonal import STL

    seasonal = np.asarray(STL(x, period=12, robust=True).fit().seasonal)
    month = (np.arange(len(x)) + first_month - 1) % 12
    return int(np.argmax(np.bincount(month, seasonal, 12) / np.bincount(month, minlength=12))) + 1
