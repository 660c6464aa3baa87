"""How many ways a household has to live from: indices of diversification over shares of income."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def shares(amounts: ArrayLike) -> Floats:
    """Shares of each line of amounts, shape (…, k); nan where all are 0. Raises ValueError for negative amounts."""
    x = np.atleast_1d(np.asarray(amounts, dtype=np.float64))
    if np.any(x < 0):
        raise ValueError("shares need amounts that are not negative")
    total = x.sum(axis=-1, keepdims=True)
    return np.where(total > 0, x / np.where(total > 0, total, 1.0), np.nan)


def herfindahl(amounts: ArrayLike) -> Floats:
    """Concentration Σ p²: 1 for one source, 1/n for n equal ones. amounts: shape (…, k). Source: Herfindahl (1950)."""
    return np.asarray((shares(amounts) ** 2).sum(axis=-1))


def simpson(amounts: ArrayLike) -> Floats:
    """Diversification 1 − Σ p²: 0 for one source, at most 1 − 1/n. amounts: shape (…, k). Source: Simpson (1949)."""
    return 1.0 - herfindahl(amounts)


def inverse_simpson(amounts: ArrayLike) -> Floats:
    """The effective number of sources 1/Σ p², from 1 to n. amounts: shape (…, k). Source: Hill (1973)."""
    return 1.0 / herfindahl(amounts)


def shannon(amounts: ArrayLike) -> Floats:
    """Entropy H = −Σ p ln p, from 0 to ln n. amounts: shape (…, k). Source: Shannon (1948)."""
    p = shares(amounts)
    return np.asarray(-(p * np.log(np.where(p > 0, p, 1.0))).sum(axis=-1)) + 0.0


def effective_shannon(amounts: ArrayLike) -> Floats:
    """The effective number of sources (Shannon) exp(H), from 1 to n. amounts: shape (…, k). Source: Hill (1973)."""
    return np.exp(shannon(amounts))
