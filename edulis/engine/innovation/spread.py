"""The S-curve of an innovation (Bass), fitted to who took it up when and who has not yet."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST_ADOPTERS = 12  # with fewer, three parameters follow single households
LEAST_YEARS = 4  # dates in fewer different years have no shape
FLAT = 25.0  # an interval whose high end is this many times its low end says nothing
UNTOLD = (math.nan, math.nan, math.nan)
MODELS = ("bass", "constant")


def bass(t: Floats, p: float, q: float) -> Floats:
    """F(t) = (1 − e^{−(p+q)t}) / (1 + (q/p) e^{−(p+q)t}), the share of those who ever will. Source: Bass (1969).

    t: years since first seen; p, q: a year.
    """
    gone = np.exp(-(p + q) * np.maximum(t, 0.0))
    return np.asarray((1 - gone) / (1 + q / p * gone))


def bass_peak(p: float, q: float) -> float:
    """When most take it up in a year: t* = ln(q/p) / (p + q), or 0 where q ≤ p. Source: Bass (1969)."""
    return max(math.log(q / p) / (p + q), 0.0)


def bass_between(low: float, high: float, p: float, q: float) -> float:
    """Years between two shares of those who ever will, with F⁻¹(f) = ln((1 + f q/p) / (1 − f)) / (p + q)."""
    at = [math.log((1 + share * q / p) / (1 - share)) / (p + q) for share in (low, high)]
    return at[1] - at[0]


@dataclass(frozen=True, slots=True)
class Curve:
    """A fitted spread: how likely one who ever will takes it up in a year, h = p + q · share / ceiling.

    `values`, `low`, `high`: p, q (a year) and the ceiling with 95 % intervals (Wald on log and logit scales); q is 0 in
    the model `constant`. `told`: all, shape (the ceiling cannot be told and is taken as 1), or the reason why nothing
    is told (few, flat). `aic`: Akaike's; lower is better, comparable between models of the same people.
    """

    model: str
    values: tuple[float, float, float]
    low: tuple[float, float, float]
    high: tuple[float, float, float]
    aic: float
    adopters: int
    told: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Who took it up between which times, in years since first seen, and the share that had it all along.

    entry, early, late, taken: shape (n,); takers took it up between early and late, others had not at `early`.
    at, share: shape (k,), the share of potential adopters that had it at these times, in between by straight lines.
    """

    entry: Floats
    early: Floats
    late: Floats
    taken: NDArray[np.bool_]
    at: Floats
    share: Floats

    @property
    def cells(self) -> tuple[Floats, Floats]:
        """The different people and how many are alike: entry, early, late, taken; then A at each of the three times.

        A(t) = ∫₀ᵗ share(u) du, by the trapezium rule. Shapes (cells, 7) and (cells,).
        """
        table = np.column_stack([self.entry, self.early, np.where(self.taken, self.late, self.early), self.taken])
        cells, count = np.unique(np.round(table, 6), axis=0, return_counts=True)
        grid = np.unique(np.concatenate([self.at, np.round(table[:, :3].ravel(), 6), [0.0]]))
        share = np.interp(grid, self.at, self.share)
        area = np.concatenate([[0.0], np.cumsum(np.diff(grid) * (share[1:] + share[:-1]) / 2)])
        return np.column_stack([cells, np.interp(cells[:, :3], grid, area)]), count.astype(float)


def fit_curve(model: str, spread: Spread) -> Curve:
    """The spread of greatest likelihood, for dates known to within an interval and people who come later.

    L = Π over takers c (G(early) − G(late)) · Π over the others (1 − c + c G(early)), with c the ceiling,
    G(t) = exp(−Λ(t) + Λ(entry)) and Λ(t) = p t + (q/c) ∫₀ᵗ share: one who comes later is as likely as the first to be
    among those who ever will, and looks at the share that has it then. `model`: bass, or constant with q = 0.
    Source: Bass (1969) for the hazard; Turnbull (1976) for the likelihood; Srinivasan & Mason (1986) for the errors.
    """
    adopters = int(spread.taken.sum())
    years = len(np.unique(np.floor(spread.early[spread.taken]))) if adopters else 0
    if adopters < LEAST_ADOPTERS or years < LEAST_YEARS:
        return Curve(model, UNTOLD, UNTOLD, UNTOLD, math.nan, adopters, "few")
    free = 1 if model == "constant" else 2
    whole, told = _maximised(spread, free, free_ceiling=True), "all"
    if whole is None or whole[1][2] > FLAT * whole[0][2] or whole[3][2] > 0.999:
        whole, told = _maximised(spread, free, free_ceiling=False), "shape"
    if whole is None or any(high > FLAT * low for low, high in zip(whole[0][:free], whole[1][:free], strict=True)):
        return Curve(model, UNTOLD, UNTOLD, UNTOLD, math.nan, adopters, "flat")
    low, high, loss, values = whole
    return Curve(model, values, low, high, 2 * loss + 2 * (free + (told == "all")), adopters, told)


Triple = tuple[float, float, float]


def _maximised(spread: Spread, free: int, *, free_ceiling: bool) -> tuple[Triple, Triple, float, Triple] | None:
    """Low, high, loss and values; None where the curvature is no minimum, or says nothing."""
    from scipy.optimize import minimize
    from scipy.special import expit, logit

    cells, weight = spread.cells
    taken = cells[:, 3] > 0

    def loss(theta: Floats) -> float:
        rates = [math.exp(min(max(float(each), -14.0), 4.0)) for each in theta[:free]]
        p, q, c = rates[0], rates[1] if free == 2 else 0.0, float(expit(theta[free])) if free_ceiling else 1.0
        total = p * cells[:, :3] + q / max(c, 1e-9) * cells[:, 4:]
        since = np.exp(total[:, :1] - total)
        chance = np.where(taken, c * (since[:, 1] - since[:, 2]), 1 - c + c * since[:, 1])
        return float(-(weight * np.log(np.clip(chance, 1e-12, None))).sum())

    guess = np.array([math.log(0.02), math.log(0.4)][:free] + [float(logit(0.8))] * free_ceiling)
    best = minimize(loss, guess, method="Nelder-Mead", options={"maxiter": 2000, "xatol": 1e-6, "fatol": 1e-8})
    hessian = _hessian(loss, best.x)
    eigen = np.linalg.eigvalsh(hessian)
    if not np.isfinite(hessian).all() or eigen.min() <= 1e-6 * max(eigen.max(), 1.0):
        return None
    error = 1.959963984540054 * np.sqrt(np.diag(np.linalg.inv(hessian)))
    if (error > 20).any():
        return None

    def plain(theta: Floats) -> Triple:
        rates = [math.exp(float(each)) for each in theta[:free]]
        return rates[0], rates[1] if free == 2 else 0.0, float(expit(theta[free])) if free_ceiling else 1.0

    return plain(best.x - error), plain(best.x + error), float(best.fun), plain(best.x)


def _hessian(loss: Callable[[Floats], float], at: Floats, step: float = 1e-3) -> Floats:
    """Second differences, k × k."""
    k = len(at)
    h = np.eye(k) * step
    return np.array(
        [
            [
                (loss(at + h[i] + h[j]) - loss(at + h[i] - h[j]) - loss(at - h[i] + h[j]) + loss(at - h[i] - h[j]))
                / (4 * step * step)
                for j in range(k)
            ]
            for i in range(k)
        ]
    )


def curve_rows(people: pl.DataFrame, curves: pl.DataFrame, year_only: tuple[int, ...], end: float) -> pl.DataFrame:
    """innovation, model, parameter, value, low, high, aic, adopters, told; from `Histories.people` and `curve_steps`.

    Dates known to the month lie within that month, dates known to the year within that year.
    """
    rows: list[dict[str, object]] = []
    for (code,), each in people.filter(~pl.col("undated")).group_by("innovation", maintain_order=True):
        steps = curves.filter(pl.col("innovation") == code)
        spread = _spread(each, steps, year_only, end)
        for model in MODELS:
            curve = fit_curve(model, spread)
            for number, name in enumerate(("p", "q", "ceiling")):
                figures = {"value": curve.values, "low": curve.low, "high": curve.high}
                rows.append(
                    {"innovation": code, "model": model, "parameter": name, "aic": curve.aic}
                    | {key: held[number] for key, held in figures.items()}
                    | {"adopters": curve.adopters, "told": curve.told}
                )
    schema = {"innovation": pl.String, "model": pl.String, "parameter": pl.String, "value": pl.Float64}
    schema |= {"low": pl.Float64, "high": pl.Float64, "aic": pl.Float64, "adopters": pl.Int64, "told": pl.String}
    return pl.DataFrame(rows, schema=schema).with_columns(pl.col("value", "low", "high", "aic").fill_nan(None))


def _spread(rows: pl.DataFrame, steps: pl.DataFrame, year_only: tuple[int, ...], end: float) -> Spread:
    start = rows["start"].to_numpy()
    taken = rows["taken"].is_not_null().to_numpy()
    last = rows["taken"].fill_null(rows["left"]).to_numpy()
    year = np.floor(last)
    vague = taken & np.isin(year, year_only) & (np.abs(last - year - 0.5 - 1 / 24) < 1e-6)
    early = np.where(vague, year, np.where(taken, last - 1 / 24, last)) - start
    late = np.where(vague, year + 1, last + 1 / 24) - start
    entry = np.clip(rows["entry"].to_numpy() - start, 0.0, None)
    early = np.maximum(early, np.minimum(entry, late - 1 / 24))
    at = np.concatenate([[0.0], np.minimum(steps["year"].to_numpy() + 1.0, end) - float(start[0])])
    share = np.concatenate([[0.0], steps["share"].fill_null(0.0).to_numpy()])
    early = np.maximum(early, 0.0)
    return Spread(np.minimum(entry, early), early, late, taken, at, share)
