"""Gross errors: which reports are too far off, found one after the other, and which errors could never be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr, ndtri

from edulis.engine.flows.astray import Astray, Found, arrange, choose, weigh
from edulis.engine.flows.plan import Plan, make_plan
from edulis.engine.flows.solve import Errors, Solution, solve
from edulis.engine.flows.system import Floats, Mask, Merged, System, least_levels, standard_deviations

_POWER = float(ndtri(0.8))
_FAR = 100.0, 20.0  # times its error, and a report that was left out hardly weighs: of what is in one balance, in more
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

    `first` draws all of them together. `flagged` (K,) are those of the others that are still hard to believe beside
    the final estimates. `margin` (K,): by how much (log posterior odds) each was likelier wrong than any other report
    of the same flow when it left; ∞ where something outside the balances speaks against it, −∞ where nothing does and
    there is no other report. `found`: which were told for another month or partner.
    """

    solution: Solution
    first: Merged
    kept: Mask
    tests: ReportTests
    rounds: int
    margin: Floats
    flagged: Mask
    found: Found
    idle: int  # reports that take part in the solution without any weight


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
        order = known[np.argsort(p[known])]  # of equal p all get the same q
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
    limit: int = 20,
    errors: Errors | None = None,
    odds: Floats | None = None,
    scale: Floats | None = None,
    ruled_out: Mask | None = None,
    carried: Mask | None = None,
    astray: Astray | None = None,
    unreported: float = 0.03,
    each: Callable[[int, int], None] | None = None,
) -> Cleaned:
    """Take out gross errors one neighbourhood at a time, so that one error is not laid on its neighbours.

    In each round the tests are made anew; of all reports flagged at false-discovery rate `level` only those leave that
    explain most in their own neighbourhood (two balances wide), since the others may only have been pulled along
    (serial elimination: Rosenberg, Mah & Iordache 1987). At the end reports that fit after all, or that nothing else
    speaks about, come back. `odds`, `scale` (K,) see `_explained`; `ruled_out` (K,) marks reports that something
    outside the balances speaks against: they leave first and do not come back. `carried` (n,) marks stocks: a large
    system searches with them cut (`Plan.forms_apart`). `astray` are reports that may be of another delivery: they are
    looked at before and after the search. `each(round, left out)` is called after each round.
    """
    plan = plan or make_plan(system, carried)
    ruled_out = np.zeros(system.reports, np.bool_) if ruled_out is None else ruled_out
    odds = np.zeros(system.reports) if odds is None else odds
    scale = np.full(system.reports, np.nan) if scale is None else scale
    large = plan.rows > _SMALL
    search: Errors | None = "apart" if large and plan.carried is not None else errors
    kept, margin = ~ruled_out, np.full(system.reports, np.inf)
    solution = solve(_softened(system, kept), plan=plan, errors=search, between=True, rough=True, rounds=4)
    first, done, told = solution.merged, 0, system
    asked = _Asked(astray, unreported, told)
    system, kept = asked.ask(solution, kept)
    if asked.found.moved.any() or asked.found.open.any():
        solution = solve(
            _softened(system, kept), plan=plan, errors=search, start=solution, between=True, rough=True, rounds=2
        )
    for again in (True, False):  # with the errors of all reports, then with those that the cleaned ones leave
        before = kept
        while done < limit:
            tests = judge_reports(system, solution, level, kept, True)
            flagged = kept & (tests.q <= level)
            score = np.where(flagged, _explained(system, solution, tests, odds, scale), -np.inf)
            worst = _worst(system, plan, np.where(score > 0.0, score, -np.inf))
            if not worst.any():
                break
            margin[worst] = score[worst] - _beside(system, score)[worst]
            done, kept = done + 1, kept & ~worst
            update = solve(
                _softened(system, kept), plan=plan, errors="apart" if large and search == "apart" else "none",
                start=solution, between=True, rough=True, rounds=2,
            )  # fmt: skip
            solution = update if update.errors != "none" else replace(update, error=solution.error)
            if each:
                each(done, int((~kept).sum()))
        if not again or large or np.array_equal(before, kept):
            break
        solution = solve(system.keep(kept), plan=plan, errors=errors, start=solution, rounds=8, refuse=False)
    system, kept = asked.ask(solution, kept)
    lone = np.bincount(told.measured, minlength=told.unknowns)[told.measured] == 1
    margin[lone & ~ruled_out] = -np.inf  # balances alone speak against what one person alone told
    margin[asked.found.cause > 0] = np.where(asked.found.moved, np.inf, -np.inf)[asked.found.cause > 0]
    end = _finish(system, plan, solution, kept, ruled_out | asked.found.open, level, errors)
    return asked.tell(end, first, ruled_out, margin, done, level)


class _Asked:
    """Asks of the reports that may be astray, and keeps what was found."""

    def __init__(self, astray: Astray | None, unreported: float, told: System) -> None:
        self.astray, self.unreported, self.told = astray, unreported, told
        self.found = Found.nothing(told.reports)
        self.stays = np.full(told.reports, -1)

    def ask(self, solution: Solution, kept: Mask) -> tuple[System, Mask]:
        """The system and the reports kept once those told astray are where they belong."""
        if self.astray is not None and self.astray.moved.size:
            odds = weigh(self.astray, self.told.values, solution, self.unreported)
            self.found = choose(self.astray, odds, self.found, kept)
            chosen = self.astray.to == self.found.meant[self.astray.moved]
            self.stays[self.astray.moved[chosen]] = self.astray.stays[chosen]
        return arrange(self.told, self.found, self.stays), kept & ~self.found.open

    def tell(
        self, end: tuple[Solution, Mask], first: Merged, ruled_out: Mask, margin: Floats, done: int, level: float
    ) -> Cleaned:
        """Tests of all reports as they were told."""
        solution, kept = end
        found, idle = self.found, solution.sigma.size - int(kept.sum())
        levels = least_levels(self.told)
        sigma = standard_deviations(self.told, solution.flows, levels, True)[0]
        as_told = sigma[found.moved]
        sigma[kept] = solution.sigma if solution.sigma.size == int(kept.sum()) else solution.sigma[kept]
        sigma[found.moved] = as_told
        at = self.stays[found.moved]  # merged with the report that was moved there
        sigma[at] = standard_deviations(self.told, solution.flows, levels)[0][at]
        kept = kept & ~found.moved
        tests = judge_reports(self.told, replace(solution, sigma=sigma), level, kept, True)
        flagged = ~kept & (ruled_out | (found.cause > 0) | (tests.q <= level)) & ~(found.open & (found.cause == 0))
        return Cleaned(solution, first, kept, tests, done, margin, flagged, found, idle)


def _finish(
    system: System, plan: Plan, solution: Solution, kept: Mask, out: Mask, level: float, errors: Errors | None
) -> tuple[Solution, Mask]:
    """Final estimates without the reports left out; those that fit after all come back, but for those `out` (K,)."""
    large = plan.rows > _SMALL
    if large:  # a factor is dear: who comes back is told from the search
        tests = judge_reports(system, solution, level, kept, True)
        kept = kept | (~out & ~kept & ~(tests.q <= level))
    rounds = 4 if large else 8
    solution = solve(
        _without(system, kept, plan), plan=plan, errors=errors, start=solution, rounds=rounds, refuse=False
    )
    if not large:
        tests = judge_reports(system, solution, level, kept, True)
        back = ~kept & ~out & ~(tests.q <= level)
        if back.any():
            kept = kept | back
            solution = solve(
                _without(system, kept, plan), plan=plan, errors=errors, start=solution, rounds=rounds, refuse=False
            )
    return solution, kept


def _without(system: System, kept: Mask, plan: Plan) -> System:
    """The system without some reports; in a large one they stay with a wide error, which is quicker."""
    return system.keep(kept) if plan.rows <= _SMALL else _softened(system, kept)


def _softened(system: System, kept: Mask) -> System:
    """The system with the errors of the reports left out made much wider: nearly as if they were not there.

    A rest must be able to take a whole delivery; what ties balances to each other must not be so loose that gradients
    tire.
    """
    ties = np.diff(system.balances.indptr)[system.measured] > 1
    factor = np.where(kept, 1.0, np.where(ties, _FAR[1], _FAR[0]))
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
    path = np.divide(
        fitted, np.maximum(fitted - without, 1e-300), out=np.ones_like(fitted), where=(without < 0) & ~free
    )
    gain = 0.5 * np.nan_to_num(tests.z) ** 2 * (1.0 - (1.0 - np.clip(path, 0.0, 1.0)) ** 2)
    tiny = np.maximum(1e-9 * np.abs(system.values), 1e-300)
    ratio = np.abs(np.log(np.maximum(np.abs(system.values), tiny) / np.maximum(np.abs(without), tiny)))
    small = np.maximum(np.log(3.0) - ratio, 0.0) / 0.4
    with np.errstate(invalid="ignore"):
        missing = np.log1p(np.abs(without) / scale) / 0.7
    return gain + odds - 0.5 * np.where(np.isfinite(scale), missing, small) ** 2


def _beside(system: System, score: Floats) -> Floats:
    """The largest score of the other reports of the same flow (K,); −∞ where there is none."""
    order = np.lexsort((-score, system.measured))
    flow = system.measured[order]
    start = np.flatnonzero(np.append(True, flow[1:] != flow[:-1]))
    best, second = np.full(system.unknowns, -np.inf), np.full(system.unknowns, -np.inf)
    best[flow[start]] = score[order[start]]
    more = start + 1
    more = more[more < np.append(start[1:], flow.size)]
    second[flow[more]] = score[order[more]]
    top = np.zeros(score.size, np.bool_)
    top[order[start]] = True
    return np.where(top, second[system.measured], best[system.measured])


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
