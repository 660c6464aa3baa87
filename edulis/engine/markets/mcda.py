"""Comparing options on several points of view: fixed scales, an additive value, dominance, TOPSIS, PROMETHEE II."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edulis.engine.markets.assumptions import Scale
from edulis.engine.network.structure import Floats

Mask = NDArray[np.bool_]


def on_scale(values: Floats, scale: Scale) -> Floats:
    """Values between 0 (at the scale's worst or beyond) and 1 (at its best or beyond); nan stays nan.

    v = (x − worst) / (best − worst), or the same in logarithms; flat outside. The bounds do not depend on the options,
    so an option more never turns the order of the others. Source: Keeney & Raiffa (1976); Belton & Gear (1983).
    """
    worst, best = scale.worst, scale.best
    x = np.asarray(values, float)
    if scale.logarithmic:
        x, worst, best = np.log(np.maximum(x, 1e-12)), np.log(worst), np.log(best)
    return np.asarray(np.clip((x - worst) / (best - worst), 0.0, 1.0), dtype=float)


def additive(values: Floats, weights: Floats) -> Floats:
    """Σ w_c v_c of each option; values: options × criteria on 0 to 1. Source: Keeney & Raiffa (1976)."""
    return np.asarray(values @ weights, dtype=float)


def dominated(low: Floats, high: Floats) -> Mask:
    """Which options another one beats whatever the weights: at least as good everywhere, better somewhere.

    low, high: options × criteria on 0 to 1, equal where a value is known; where it is not, the other option must be as
    good as the best this one could be.
    """
    as_good = (low[:, None, :] >= high[None, :, :] - 1e-12).all(axis=2)
    better = (low[:, None, :] > high[None, :, :] + 1e-12).any(axis=2)
    return np.asarray((as_good & better).any(axis=0), dtype=bool)


def topsis(matrix: Floats, weights: Floats, benefit: Sequence[bool]) -> Floats:
    """Closeness to the ideal: d⁻ / (d⁺ + d⁻) after vector normalisation r_ij = x_ij / √Σ_i x_ij².

    matrix: options × criteria; benefit: whether more is better; distances are Euclidean on weighted r to the best and
    the worst seen. Where all options are alike each gets ½. An option more can turn the order: it is a cross-check
    here. Source: Hwang & Yoon (1981).
    """
    norm = np.sqrt((matrix**2).sum(axis=0))
    weighted = matrix / np.where(norm > 0, norm, 1.0) * weights
    sign = np.where(np.asarray(benefit, bool), 1.0, -1.0)
    best = (weighted * sign).max(axis=0, initial=-np.inf) * sign
    worst = (weighted * sign).min(axis=0, initial=np.inf) * sign
    far = np.sqrt(((weighted - best) ** 2).sum(axis=1))
    near = np.sqrt(((weighted - worst) ** 2).sum(axis=1))
    whole = far + near
    return np.where(whole > 0, near / np.where(whole > 0, whole, 1.0), 0.5)


def promethee(values: Floats, weights: Floats, preference: float = 0.0) -> Floats:
    """Net flow φ = φ⁺ − φ⁻ of PROMETHEE II; values: options × criteria, more is better.

    P_c(d) = min(d⁺ / p, 1), with p = 0 the usual criterion 1[d > 0]; φ is the mean over the other options of
    Σ w_c (P_c(a, b) − P_c(b, a)), so it sums to 0. Source: Brans & Vincke (1985).
    """
    n = len(values)
    if n < 2:
        return np.zeros(n)
    ahead = np.maximum(values[:, None, :] - values[None, :, :], 0.0)
    prefers = (ahead > 0).astype(float) if preference <= 0 else np.minimum(ahead / preference, 1.0)
    pi = prefers @ weights
    return np.asarray((pi.sum(axis=1) - pi.sum(axis=0)) / (n - 1), dtype=float)


def ranks(scores: Floats) -> NDArray[np.int64]:
    """Ranks from 1 for the highest score; equal scores (to 1e-12) share the better rank."""
    return np.asarray((scores[None, :] > scores[:, None] + 1e-12).sum(axis=1) + 1, dtype=np.int64)
