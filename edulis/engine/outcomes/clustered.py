"""Least squares with errors that hold within places: cluster-robust, and a wild bootstrap where places are few."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ENOUGH = 40  # clusters from which the cluster-robust t is taken as it is (Cameron & Miller 2015)
LEAST = 5  # fewer clusters: no interval is told
FEW_SIGNS = 12  # below so many clusters ±1 has too few different draws: Webb's six points instead
DRAWS = 1999
LEVEL = 0.05
_WEBB = np.sqrt(np.array([1.5, 1.0, 0.5]))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with what is known of its error.

    value, error (cluster-robust, CR1), low and high (95 %), p (two-sided), n, clusters, method: robust, wild, or none
    where there are too few clusters (error, bounds and p are nan then).
    """

    value: float
    error: float
    low: float
    high: float
    p: float
    n: int
    clusters: int
    method: str

    @property
    def detectable(self) -> float:
        """What would have been shown in 80 of 100 cases: (t₀.₉₇₅ + t₀.₈) · error, df = clusters − 1. Bloom (1995)."""
        if not math.isfinite(self.error):
            return math.nan
        from scipy.stats import t

        df = self.clusters - 1
        return float((t.ppf(0.975, df) + t.ppf(0.8, df)) * self.error)


def regress(y: Floats, x: Floats, groups: Ints, which: int = -1, *, seed: int = 0, draws: int = DRAWS) -> Estimate:
    """One coefficient of y on x with errors clustered by group; nan where x cannot be told apart or nothing varies.

    y: (n,); x: (n, k), with its constant; groups: (n,) numbers. From 40 groups on: CR1 and t with G − 1 degrees of
    freedom. Below: restricted wild cluster bootstrap-t, ±1 or Webb's six points, interval by inverting the test.
    Least squares and CR1 by statsmodels. Source: Liang & Zeger (1986); Cameron, Gelbach & Miller (2008); Webb (2014).
    """
    groups = np.unique(groups, return_inverse=True)[1].astype(np.int64)
    n, clusters = len(y), int(groups.max(initial=-1)) + 1
    which = which % x.shape[1]
    if n <= x.shape[1] or np.linalg.matrix_rank(x) < x.shape[1]:
        return Estimate(math.nan, math.nan, math.nan, math.nan, math.nan, n, clusters, "none")
    from statsmodels.regression.linear_model import OLS

    plain = OLS(y, x).fit()
    value = float(plain.params[which])
    residual = np.asarray(plain.resid)
    if clusters < LEAST or float(np.abs(residual).max()) <= 1e-12 * max(float(np.abs(y).max()), 1e-300):
        return Estimate(value, math.nan, math.nan, math.nan, math.nan, n, clusters, "none")
    fit = plain.get_robustcov_results("cluster", groups=groups, use_t=True)
    error = float(fit.bse[which])
    if not error > 0:
        return Estimate(value, math.nan, math.nan, math.nan, math.nan, n, clusters, "none")
    if clusters >= ENOUGH:
        low, high = (float(end) for end in fit.conf_int()[which])
        return Estimate(value, error, low, high, float(fit.pvalues[which]), n, clusters, "robust")
    wild = _Wild.of(y, x, groups, which, value, error, seed, draws)
    return Estimate(value, error, *wild.interval(), wild.p(0.0), n, clusters, "wild")


@dataclass(frozen=True, slots=True)
class _Wild:
    """The restricted wild cluster bootstrap of one coefficient, ready for any hypothesis b (all is linear in b).

    Under b the residuals are u − b e, with u those of y and e those of the column on the other columns. For cluster
    weights w: numerator w · s, cluster scores S w with S = diag(s) − H; s and S are the parts for u and e.
    """

    weights: Floats
    top: tuple[Floats, Floats]  # w · s for u and e, each (draws,)
    scores: tuple[Floats, Floats, Floats]  # |S w|² for u, u · e and e, each (draws,): |S w|² is quadratic in b
    correction: float
    value: float
    error: float

    @classmethod
    def of(cls, y: Floats, x: Floats, groups: Ints, which: int, value: float, error: float, seed: int, draws: int
           ) -> _Wild:  # fmt: skip
        n, k = x.shape
        clusters = int(groups.max()) + 1
        inverse = np.linalg.pinv(x.T @ x)
        lever = x @ inverse[:, which]  # β = lever · y
        others = np.delete(x, which, axis=1)
        restricted = [each - others @ np.linalg.lstsq(others, each, rcond=None)[0] if k > 1 else each for each in
                      (y, x[:, which])]  # fmt: skip
        random = np.random.default_rng(seed)
        if clusters < FEW_SIGNS:
            weights = random.choice(np.concatenate([_WEBB, -_WEBB]), size=(draws, clusters))
        else:
            weights = random.choice(np.array([-1.0, 1.0]), size=(draws, clusters))
        lever_x = _summed(lever[:, None] * x, groups, clusters)
        top, scores = [], []
        for each in restricted:
            s = _summed((lever * each)[:, None], groups, clusters)[:, 0]
            cross = lever_x @ inverse @ _summed(x * each[:, None], groups, clusters).T
            top.append(weights @ s)
            scores.append(weights @ (np.diag(s) - cross).T)
        correction = clusters / (clusters - 1) * (n - 1) / (n - k)
        squares = ((scores[0] ** 2).sum(axis=1), (scores[0] * scores[1]).sum(axis=1), (scores[1] ** 2).sum(axis=1))
        return cls(weights, (top[0], top[1]), squares, correction, value, error)

    def p(self, b: float) -> float:
        """Two-sided p of the hypothesis that the coefficient is b: (1 + draws at least as far) / (1 + draws)."""
        top = self.top[0] - b * self.top[1]
        one, both, other = self.scores
        spread = np.sqrt(self.correction * np.maximum(one - 2 * b * both + b * b * other, 0.0))
        with np.errstate(divide="ignore", invalid="ignore"):
            drawn = np.abs(top / spread)
        seen = abs(self.value - b) / self.error
        far = np.count_nonzero(np.nan_to_num(drawn, nan=0.0) >= seen * (1 - 1e-9))
        return (1 + far) / (1 + len(drawn))

    def interval(self) -> tuple[float, float]:
        """All b that are not rejected at 5 %, their outer ends; nan on a side on which none is rejected."""
        return self._end(-1.0), self._end(1.0)

    def _end(self, side: float) -> float:
        inside, step = 0.0, 2.0
        while self.p(self.value + side * step * self.error) > LEVEL:
            inside, step = step, step * 2
            if step > 1e4:
                return math.nan
        outside = step
        for _ in range(24):
            middle = (inside + outside) / 2
            if self.p(self.value + side * middle * self.error) > LEVEL:
                inside = middle
            else:
                outside = middle
        return self.value + side * outside * self.error


def _summed(rows: Floats, groups: Ints, clusters: int) -> Floats:
    total = np.zeros((clusters, rows.shape[1]))
    np.add.at(total, groups, rows)
    return total


def holm(p: Floats) -> Floats:
    """The p values of several questions at once, corrected step by step; nan stays nan. Source: Holm (1979)."""
    adjusted = np.full(len(p), math.nan)
    known = np.flatnonzero(np.isfinite(p))
    order = known[np.argsort(p[known], kind="stable")]
    steps = np.minimum(p[order] * np.arange(len(order), 0, -1), 1.0)
    adjusted[order] = np.maximum.accumulate(steps)
    return adjusted
