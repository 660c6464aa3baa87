"""Gross errors: which reports are too far off, found one after the other, and which errors could never be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr, ndtri

from edulis.engine.flows.plan import Plan, make_plan
from edulis.engine.flows.solve import Errors, Solution, solve
from edulis.engine.flows.system import Floats, Mask, System, least_levels, standard_deviations

_POWER = float(ndtri(0.8))
_ADJUSTABLE = 1e-6  # share of a report's variance that must be adjustable for a test to mean anything


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

    `first` is the solution with all of them.
    """

    solution: Solution
    first: Solution
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


def judge_reports(system: System, solution: Solution, level: float = 0.05, kept: Mask | None = None) -> ReportTests:
    """Test every report against all that speaks about the same flow.

    Kept reports: `z = (y − x̂)/√(σ² − σ̂²)`; those left out (`kept` (K,) False): `z = (y − x̂)/√(σ² + σ̂²)`, which is
    the same number as before they were taken out. Source: Narasimhan & Jordache 2000, ch. 7.
    """
    kept = np.ones(system.reports, np.bool_) if kept is None else kept
    sigma = _sigma(system, solution, kept)
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
    limit: int = 25,
    errors: Errors | None = None,
    each: Callable[[int, int], None] | None = None,
) -> Cleaned:
    """Take out gross errors one neighbourhood at a time, so that one error is not laid on its neighbours.

    In each round the tests are made anew; of all reports flagged at false-discovery rate `level` only those leave that
    are the worst in their own neighbourhood (two balances wide), since the others may only have been pulled along
    (serial elimination: Rosenberg, Mah & Iordache 1987). Standard errors are made anew when no more are flagged, and
    the search goes on until none is. At the end reports that fit after all come back. `each(round,
    left out)` is called after each round.
    """
    plan = plan or make_plan(system)
    kept = np.ones(system.reports, np.bool_)
    solution = first = solve(system, plan=plan, errors=errors)
    done, fresh = 0, True
    while done < limit:
        tests = judge_reports(system, solution, level, kept)
        worst = _worst(system, plan, np.where(kept & (tests.q <= level), np.abs(tests.z), 0.0))
        if worst.any():
            done += 1
            kept, fresh = kept & ~worst, False
            update = solve(system.keep(kept), plan=plan, errors="none", start=solution)
            solution = replace(update, error=solution.error)  # a little too small: nobody is accused by that
            if each:
                each(done, int((~kept).sum()))
        elif fresh:
            break
        else:
            solution, fresh = solve(system.keep(kept), plan=plan, errors=errors, start=solution), True
    if not fresh:
        solution = solve(system.keep(kept), plan=plan, errors=errors, start=solution)
    tests = judge_reports(system, solution, level, kept)
    back = ~kept & (tests.q > level)
    if back.any():
        kept = kept | back
        solution = solve(system.keep(kept), plan=plan, errors=errors, start=solution)
        tests = judge_reports(system, solution, level, kept)
    return Cleaned(solution, first, kept, tests, done)


def _sigma(system: System, solution: Solution, kept: Mask) -> Floats:
    """The sd of all reports at the fitted flows, those that were left out included."""
    sigma = standard_deviations(system, solution.flows, least_levels(system))[0]
    sigma[kept] = solution.sigma
    return sigma


def _worst(system: System, plan: Plan, score: Floats) -> Mask:
    """Which reports (K,) have the largest score within two balances of themselves."""
    columns, n = plan.columns, plan.columns.unknowns
    unknown = np.zeros(n)
    np.maximum.at(unknown, system.measured, score)
    column = np.repeat(np.arange(n), np.diff(columns.indptr))
    around = unknown
    for _ in range(2):
        balance = np.zeros(columns.balances)
        np.maximum.at(balance, columns.rows, around[column])
        wider = around.copy()
        np.maximum.at(wider, column, balance[columns.rows])
        around = wider
    best = (score > 0) & (score >= around[system.measured])
    chosen = np.flatnonzero(best)
    _, first = np.unique(system.measured[chosen], return_index=True)  # of two equal reports of one flow, one
    out = np.zeros(score.size, np.bool_)
    out[chosen[first]] = True
    return out
