"""A binary regression with errors that hold within households, by scoring on the normal equations.

Statsmodels, which the tests hold it against, takes a singular value decomposition of all rows at each step and several
before the first; with hundreds of thousands of person-years that was nine tenths of the room's time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Link = Literal["cloglog", "logit"]
STEPS, CLOSE = 100, 1e-12  # rounds of scoring; the change of the deviance at which they end, beside the deviance
_TINY = 1e-10  # probabilities stay this far from 0 and 1


def fit_binary(y: Floats, x: Floats, groups: Ints, link: Link = "cloglog") -> tuple[Floats, Floats] | None:
    """Coefficients β and their errors clustered by group, (k,) each; None where they do not converge or are not known.

    β maximises Σ y log μ + (1 − y) log(1 − μ) with log(−log(1 − μ)) = xβ, or log(μ/(1 − μ)); its variance is
    c · H⁻¹ (Σ_g s_g s_gᵀ) H⁻¹ with s_g the sum of scores of a group, H the observed information, and
    c = G/(G − 1) · (n − 1)/(n − k). y: (n,) 0 or 1; x: (n, k); groups: (n,) numbers from 0. Source: McCullagh & Nelder
    (1989); Liang & Zeger (1986).
    """
    n, k = x.shape
    clusters = int(groups.max(initial=-1)) + 1
    if n <= k or clusters < 2 or _rank(x) < k:
        return None
    beta = _scored(y, x, LINKS[link])
    if beta is None:
        return None
    mu, slope, bend = LINKS[link][1](x @ beta)
    spread = mu * (1 - mu)
    score = (y - mu) / spread * slope
    # −∂²/∂η² of y log μ + (1 − y) log(1 − μ).
    curve = slope**2 / spread * (1 + (y - mu) * (1 - 2 * mu) / spread) - (y - mu) / spread * bend
    try:
        bread = np.linalg.inv((x * curve[:, None]).T @ x)
    except np.linalg.LinAlgError:
        return None
    sums = np.column_stack([np.bincount(groups, score * x[:, at], clusters) for at in range(k)])
    half = sums @ bread
    scale = clusters / (clusters - 1) * (n - 1) / (n - k)
    return beta, np.sqrt(scale * (half**2).sum(axis=0))


def _rank(x: Floats) -> int:
    """The rank of x from its triangular factor, which has the same singular values."""
    values = np.linalg.svd(np.linalg.qr(x, mode="r"), compute_uv=False)
    return int((values > values.max(initial=0.0) * max(x.shape) * np.finfo(np.float64).eps).sum())


def _scored(y: Floats, x: Floats, link: _Link) -> Floats | None:
    to_eta, of_eta = link
    eta, before = to_eta((y + 0.5) / 2), np.inf
    for _ in range(STEPS):
        mu, slope, _ = of_eta(eta)
        weight = slope**2 / (mu * (1 - mu))
        weighed = x * weight[:, None]
        try:
            beta = np.asarray(np.linalg.solve(weighed.T @ x, weighed.T @ (eta + (y - mu) / slope)))
        except np.linalg.LinAlgError:
            return None
        eta = x @ beta
        mu, _, _ = of_eta(eta)
        deviance = -2 * float(np.log(np.where(y > 0, mu, 1 - mu)).sum())
        if not np.isfinite(deviance):
            return None
        if abs(before - deviance) <= CLOSE * (1 + deviance):
            return beta
        before = deviance
    return None


def _cloglog(eta: Floats) -> tuple[Floats, Floats, Floats]:
    """μ, dμ/dη and d²μ/dη²."""
    rate = np.exp(np.clip(eta, -700.0, 700.0))
    left = np.exp(-rate)
    slope = rate * left
    return np.clip(1 - left, _TINY, 1 - _TINY), np.maximum(slope, _TINY), slope * (1 - rate)


def _logit(eta: Floats) -> tuple[Floats, Floats, Floats]:
    """μ, dμ/dη and d²μ/dη²."""
    mu = np.clip(1 / (1 + np.exp(-np.clip(eta, -700.0, 700.0))), _TINY, 1 - _TINY)
    slope = mu * (1 - mu)
    return mu, slope, slope * (1 - 2 * mu)


_Link = tuple[Callable[[Floats], Floats], Callable[[Floats], tuple[Floats, Floats, Floats]]]
LINKS: dict[Link, _Link] = {
    "cloglog": (lambda mu: np.log(-np.log1p(-mu)), _cloglog),
    "logit": (lambda mu: np.log(mu / (1 - mu)), _logit),
}
