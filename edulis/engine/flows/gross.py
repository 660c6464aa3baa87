"""Gross errors: which reports are too far off, found one after the other, and which errors could never be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr, ndtri

from edulis.engine.flows.plan import Plan, make_plan
from edulis.engine.flows.solve import Errors, Solution, solve
from edulis.engine.flows.system import Floats, Mask, Merged, System, least_levels, standard_deviations

_POWER = float(ndtri(0.8))
_FAR = 30.0  # times its error, and a report that was left out hardly weighs
_SMALL = 12_000  # balances up to which reports are left out altogether
_ADJUSTABLE = 3e-5  # share of a report's variance that must be adjustable for a test to mean anything


@dataclass(frozen=True, slots=True)
class ReportTests:
    """Test of each report (K,): standardised adjustment `z`, two-sided `p`, `q` (Benjamini & Hochberg 1995).

    `z²` is also the fall of the objective when the report is taken out (generalised likelihood ratio). nan where the
    report is not redundant: no other report or balance speaks of that flow. `detectable` (K,) is the smallest error, in
    the unit of the flow, that is found with 80 % power at the flagging level; ∞ where none can be found.
    """

    z: Floats
    p: Floats
    q: Floats
    detectable: Floats

    @property
    def redundant(self) -> Mask:
        """Which reports something else speaks about."""
        return np.isfinite(self.z)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A solution without the reports that are hard to believe: `kept` (K,) marks the reports it rests on.

    `first` draws all of them together.
    """

    solution: Solution
    first: Merged
    kept: Mask
    tests: ReportTests
    rounds: int


def pair_tests(first: Floats, second: Floats, sd_first: Floats, sd_second: Floats) -> tuple[Floats, Floats]:
    """Give z and two-sided p of two reports of one flow: `z = (y₁ − y₂) / √(σ₁² + σ₂²)`; arrays of one shape."""
    z = (np.asarray(first) - second) / np.hypot(sd_first, sd_second)
    return z, 2.0 * ndtr(-np.abs(z))


def benjamini_hochberg(p: Floats) -> Floats:
    """The false-discovery rate q at which each p (K,) would just be flagged: `q₍ᵢ₎ = min_{j ≥ i} p₍ⱼ₎ K / j`.

    nan (no test) stays nan and is not counted. Source: Benjamini & Hochberg 1995.
    """
    p = np.asarray(p, dtype=np.float64)
    q = np.full(p.shape, np.nan)
    known = np.flatnonzero(np.isfinite(p))
    if known.size:
        order = known[np.argsort(p[known], kind="stable")]
        raised = p[order] * known.size / np.arange(1, known.size + 1)
        q[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return q


def judge_reports(
    system: System, solution: Solution, level: float = 0.05, kept: Mask | None = None, between: bool = False
) -> ReportTests:
    """Test every report against all that speaks about the same flow.

    Kept reports: `z = (y − x̂)/√(σ² − σ̂²)`; those left out (`kept` (K,) False): `z = (y − x̂)/√(σ² + σ̂²)`, which is
    the same number as before they were taken out. Source: Narasimhan & Jordache 2000, ch. 7.
    """
    kept = np.ones(system.reports, np.bool_) if kept is None else kept
    sigma = standard_deviations(system, solution.flows, least_levels(system), between)[0]
    sigma[kept] = solution.sigma if solution.sigma.size == int(kept.sum()) else solution.sigma[kept]
    error = solution.error[system.measured]
    variance = np.where(kept, sigma**2 - error**2, sigma**2 + error**2)
    testable = np.isfinite(variance) & (variance > _ADJUSTABLE * sigma**2)
    spread = np.sqrt(np.where(testable, variance, 1.0))
    z = np.where(testable, (system.values - solution.flows[system.measured]) / spread, np.nan)
    p = 2.0 * ndtr(-np.abs(z))
    q = benjamini_hochberg(p)
    flagged = p[q <= level]
    cut = float(flagged.max()) if flagged.size else level / max(int(testable.sum()), 1)
    critical = float(-ndtri(max(cut, 1e-12) / 2))
    least = np.where(kept, sigma**2 / spread, spread)
    return ReportTests(z, p, q, np.where(testable, (critical + _POWER) * least, np.inf))


def clean(
    system: System,
    *,
    plan: Plan | None = None,
    level: float = 0.05,
    limit: int = 10,
    errors: Errors | None = None,
    odds: Floats | None = None,
    scale: Floats | None = None,
    each: Callable[[int, int], None] | None = None,
) -> Cleaned:
    """Take out gross errors one neighbourhood at a time, so that one error is not laid on its neighbours.

    In each round the tests are made anew; of all reports flagged at false-discovery rate `level` only those leave that
    explain most in their own neighbourhood (two balances wide), since the others may only have been pulled along
    (serial elimination: Rosenberg, Mah & Iordache 1987). Standard errors are made anew when no more are flagged, and
    the search goes on once more. At the end reports that fit after all, or that nothing else speaks about, come
    back. `odds`, `scale` (K,) see `_explained`. `each(round, left out)` is called after each round.
    """
    plan = plan or make_plan(system)
    kept = np.ones(system.reports, np.bool_)
    odds = np.zeros(system.reports) if odds is None else odds
    scale = np.full(system.reports, np.nan) if scale is None else scale
    solution = solve(system, plan=plan, errors=errors, between=True, rough=True, rounds=4)
    first, done, fitted = solution.merged, 0, False
    large = plan.rows > _SMALL
    rounds = 4 if large else 8
    for _ in range(1 if large else 2):  # with the errors of all reports, then with those that the cleaned ones leave
        before = kept
        while done < limit:
            tests = judge_reports(system, solution, level, kept, True)
            flagged = kept & (tests.q <= level)
            worst = _worst(system, plan, np.where(flagged, _explained(system, solution, tests, odds, scale), -np.inf))
            if not worst.any():
                break
            done, kept = done + 1, kept & ~worst
            update = solve(
                _softened(system, kept), plan=plan, errors="none", start=solution, between=True, rough=True, rounds=2
            )
            solution = replace(update, error=solution.error)  # a little too small: nobody is accused by that
            fitted = False
            if each:
                each(done, int((~kept).sum()))
        if np.array_equal(before, kept):
            break
        rest = _without(system, kept, plan)
        solution, fitted = solve(rest, plan=plan, errors=errors, start=solution, rounds=rounds), True
    if not fitted:
        solution = solve(_without(system, kept, plan), plan=plan, errors=errors, start=solution, rounds=rounds)
    tests = judge_reports(system, solution, level, kept, True)
    back = ~kept & ~(tests.q <= level)
    if back.any():
        kept = kept | back
        rest, error = _without(system, kept, plan), solution.error
        solution = solve(rest, plan=plan, errors="none" if large else errors, start=solution, rounds=rounds)
        solution = replace(solution, error=error) if large else solution
        tests = judge_reports(system, solution, level, kept, True)
    return Cleaned(solution, first, kept, tests, done)


def _without(system: System, kept: Mask, plan: Plan) -> System:
    """The system without some reports; in a large one they stay with thirty times their error, which is quicker.

    Such a report weighs a nine-hundredth of what it did, and moves a flow by less than a tenth of its error.
    """
    return system.keep(kept) if plan.rows <= _SMALL else _softened(system, kept, _FAR)


def _softened(system: System, kept: Mask, times: float = 10.0) -> System:
    """The system with the errors of the reports left out made `times` wider: nearly as if they were not there."""
    factor = np.where(kept, 1.0, times)
    return replace(system, sigma=system.sigma * factor, relative=system.relative * factor)


def _explained(system: System, solution: Solution, tests: ReportTests, odds: Floats, scale: Floats) -> Floats:
    """How well "this one report is wrong" explains what does not fit: a log posterior, one number for each report (K,).

    `½ z² (1 − (1 − f)²) + odds − ½ (d/s)²`: half the fall of the objective, f being the part of the correction that a
    flow can make before it reaches zero; the log prior odds of such an error; and how unusual its size would be.
    All reports of a balance that nothing else checks have the same z, and only sizes tell between them.
    Size of the error of a report: `d = max(ln 3 − |ln(y/x)|, 0)`, s = 0.4: gross errors are of a factor of three and
    more. Of a flow that was measured as zero (`scale` (K,) gives its balance's level, nan elsewhere):
    `d = ln(1 + |x|/scale)`, s = 0.7: a delivery nobody reported is seldom much larger than the others.
    """
    error, fitted = solution.error[system.measured], solution.flows[system.measured]
    sigma = standard_deviations(system, solution.flows, least_levels(system), True)[0]
    share = np.clip(error / sigma, 0.0, 1.0 - 1e-9) ** 2
    share = np.where(np.isfinite(share), share, 0.0)
    without = fitted - (system.values - fitted) * share / (1.0 - share)
    free = system.free[system.measured]
    path = np.where((without < 0) & ~free, fitted / np.maximum(fitted - without, 1e-300), 1.0)
    gain = 0.5 * np.nan_to_num(tests.z) ** 2 * (1.0 - (1.0 - np.clip(path, 0.0, 1.0)) ** 2)
    tiny = 1e-9 * np.maximum(np.abs(system.values), 1e-300)
    ratio = np.abs(np.log(np.maximum(np.abs(system.values), tiny) / np.maximum(np.abs(without), tiny)))
    small = np.maximum(np.log(3.0) - ratio, 0.0) / 0.4
    with np.errstate(invalid="ignore"):
        missing = np.log1p(np.abs(without) / scale) / 0.7
    return gain + odds - 0.5 * np.where(np.isfinite(scale), missing, small) ** 2


def _worst(system: System, plan: Plan, score: Floats) -> Mask:
    """Which reports (K,) have the largest score within two balances of themselves; −∞ is no score."""
    columns, n = plan.columns, plan.columns.unknowns
    unknown = np.full(n, -np.inf)
    np.maximum.at(unknown, system.measured, score)
    column = np.repeat(np.arange(n), np.diff(columns.indptr))
    around = unknown
    for _ in range(2):
        balance = np.full(columns.balances, -np.inf)
        np.maximum.at(balance, columns.rows, around[column])
        wider = around.copy()
        np.maximum.at(wider, column, balance[columns.rows])
        around = wider
    best = np.isfinite(score) & (score >= around[system.measured])
    chosen = np.flatnonzero(best)
    _, first = np.unique(system.measured[chosen], return_index=True)  # of two equal reports of one flow, one
    out = np.zeros(score.size, np.bool_)
    out[chosen[first]] = True
    return out
