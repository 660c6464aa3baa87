"""Weighted least squares under balances: estimates, their errors, and what the data cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csc_array
from scipy.sparse.csgraph import connected_components
from scipy.special import chdtrc

from edulis.engine.flows.closing import CLOSE, Closer
from edulis.engine.flows.factor import Factor, factorise
from edulis.engine.flows.inverse import inverse_forms
from edulis.engine.flows.normal import fill
from edulis.engine.flows.plan import Plan, make_plan, observable
from edulis.engine.flows.probe import probed_forms
from edulis.engine.flows.system import Floats, Mask, Merged, System, least_levels, merge, standard_deviations

Errors = Literal["exact", "apart", "probed", "none"]
_WIDE = 1e5  # variance of what was not measured, against the largest measured variance beside it
_NARROWER = 0.1, 15  # where a width costs the digits in which a balance closes, it is made so much narrower, so often
_WIDER = 16.0  # a second width from which the effect of the first is told
_FAINT = 1e-4  # an unmeasured flow known this much better than its prior has its error worked out apart
_BY_HAND = 1_000  # at most so many
_SETTLED = 1e-4  # change of a standard deviation below which reweighting has settled
_SETTLED_ROUGHLY = 0.02  # the same while gross errors are looked for
_STRAY = 1e-3  # share of reports that may still move then
_ROUGH = 1e-6, 1e-3  # what balances may be off, and flows below zero in sd, before the last round
_ROUGHEST = 1e-4, 1e-2  # the same while gross errors are looked for
_SHUT = 1e-9, 100.0  # a balance this share of its throughput off, or so many times what it may be, is not closed
_OPEN = 1e-4  # the same of a solution: then its balances do not close
_ZERO = 1e-11  # a flow this share of its own error below zero counts as negative


@dataclass(frozen=True, slots=True)
class Solution:
    """Reconciled flows of a system; lengths n unknowns, K reports, m balances.

    `flows` (n,), `error` (n,) their standard deviations (∞ where not observable; bounds at zero are left out of
    account, which makes them wide rather than narrow), `observable` (n,), `at_zero` (n,) flows held at their bound,
    `sigma` (K,) the sd of each report at the fitted flows, `merged` the reports drawn together.
    `gap` (m,) is what the flows leave open of each balance that does not close, came in less went out; else 0.
    `multipliers` (m,) of the balances and `leak` (m,), the z of the hypothesis that this one balance does not close.
    """

    flows: Floats
    error: Floats
    observable: Mask
    at_zero: Mask
    sigma: Floats
    soft_sigma: Floats
    merged: Merged
    multipliers: Floats
    leak: Floats
    gap: Floats
    objective: float
    rank: int  # independent balances
    freedom: int
    p: float  # of the global test; nan where bounds are active
    residual: (
        float  # largest |A x − b| over the throughput of its balance, fitted or reported (at least 1/1000 of the mean)
    )
    steps: int  # of conjugate gradients
    rounds: int  # of reweighting
    settled: bool  # whether bounds and weights stopped changing
    errors: Errors
    errors_off: float  # relative rms error of the standard errors, measured; 0 where they are exact


def solve(
    system: System,
    *,
    plan: Plan | None = None,
    errors: Errors | None = None,
    robust: float | None = None,
    rounds: int = 8,
    start: Solution | None = None,
    between: bool = False,
    rough: bool = False,
    refuse: bool = True,
) -> Solution:
    """Reconcile: the flows that lie closest to all reports while every balance closes.

    `min Σ ((x − y)/σ)² + Σ ((S x − r)/τ)²` subject to `A x = b`, `x ≥ 0`; equality solution
    `x = m + W Aᵀ (A W Aᵀ)⁻¹ (b − A m)`, covariance `W − W Aᵀ (A W Aᵀ)⁻¹ A W` (Kuehn & Davidson 1961; Narasimhan &
    Jordache 2000). Relative errors are taken from the fitted flows, in at most `rounds` rounds. Bounds by a
    primal-dual active set (Hintermüller, Ito & Kunisch 2003) with single exchanges where it would cycle (Júdice &
    Pires 1994). Unmeasured flows have no prior: a wide one is moved to its own result until it does not matter
    (proximal point method, Rockafellar 1976).
    `robust` is Huber's constant (1.345 is usual): reports further off than that many σ count linearly. `errors` is
    "exact" (selected inverse), "apart" (the same with stocks cut between months), "probed", or "none"; by itself exact
    wherever a factor fits. `start` is a solution of a nearly equal system on the same balances, to begin from.
    `between` takes errors from the mean of report and fit, for the search of gross errors; `rough` leaves balances open
    by a ten-thousandth and flows below zero by a hundredth of their sd. Raises ValueError where the balances cannot all
    close with flows that are not negative; unless it shall `refuse`, `gap` of the solution says which, and by how much.
    """
    plan = plan or make_plan(system)
    floor = least_levels(system)
    state = _State(system, plan, floor, between, start)
    changing = bool(np.any(system.relative) or np.any(system.soft_relative) or robust is not None)
    used, moving = 0, True
    while moving and used < rounds:
        before = state.sigma
        state.fit(*(_ROUGHEST if rough else _ROUGH))
        used += 1
        if changing and used < rounds:
            state.reweigh(robust)
        settled = _SETTLED_ROUGHLY if rough or between else _SETTLED
        moving = changing and not _settled(state.sigma, before, settled, _STRAY if rough or between else 0.0)
    if not rough:
        state.fit(CLOSE, _ZERO, closely=True)
    found = state.solution(used, errors)
    if refuse and not rough and found.residual > _OPEN:
        raise ValueError("the balances cannot all close with flows that are not negative")
    return found


class _State:
    """What changes from round to round."""

    def __init__(self, system: System, plan: Plan, floor: Floats, between: bool, start: Solution | None) -> None:
        self.system, self.plan, self.floor, self.between = system, plan, floor, between
        size = plan.columns.unknowns
        self.signed = np.zeros(size, np.bool_)
        self.signed[: system.unknowns] = ~system.free
        self.fixed = np.zeros(size, np.bool_)
        self.x = np.zeros(size)
        self.nu = np.zeros(plan.columns.balances)
        self.steps, self.settled = 0, True
        self.closer = Closer(plan)
        self.column = np.repeat(np.arange(size), np.diff(plan.columns.indptr))
        self.narrow = np.ones(size)
        self.weight: Floats = np.zeros(size)
        if start is None:  # errors at the level of the reports themselves
            level = merge(system, np.maximum(self._errors(np.zeros(system.unknowns))[0], 1e-150)).mean
        else:
            level = start.flows
            self.x[: system.unknowns] = start.flows
            self.nu[: system.rows] = start.multipliers
            self.fixed[: system.unknowns] = start.at_zero
        self.sigma, self.soft_sigma = self._errors(level)
        self._draw()

    def _errors(self, level: Floats) -> tuple[Floats, Floats]:
        return standard_deviations(self.system, level, self.floor, self.between)

    def _draw(self) -> None:
        """Merge the reports and set centre and variance of every unknown, deviations of soft rows included."""
        self.merged = merge(self.system, self.sigma)
        self.mean = np.concatenate([self.merged.mean, np.zeros(self.system.links)])
        variance = np.concatenate([self.merged.variance, self.soft_sigma**2])
        self.unknown = np.isinf(variance)
        if self.unknown.any():
            variance[self.unknown] = (self.narrow * _wide(self.plan, variance, self.unknown))[self.unknown]
        self.variance = variance

    def reweigh(self, robust: float | None) -> None:
        """Take the errors from the fitted flows."""
        n = self.system.unknowns
        self.sigma, self.soft_sigma = self._errors(self.x[:n])
        if robust is not None:
            off = np.abs(self.system.values - self.x[self.system.measured]) / (robust * self.sigma)
            self.sigma = self.sigma * np.sqrt(np.maximum(off, 1.0))
        self._draw()

    def fit(self, close: float, zero: float, closely: bool = False) -> None:
        """Solve with the present weights, and with narrower ones of what was not measured while balances stay open.

        Balances may be off by `close` of their throughput, flows below zero by `zero` sd. A width taken from a balance
        that is known badly leaves no digit for one that is known well: beside one that did not close it gives way.
        """
        self._fit(close, zero, closely)
        columns, least = self.plan.columns, max(_SHUT[0], _SHUT[1] * close)
        for _ in range(_NARROWER[1] if self.unknown.any() else 0):
            amiss = self._off()[1] > least
            beside = np.bincount(self.column, amiss[columns.rows], minlength=self.x.size) > 0
            if not (beside & self.unknown).any():
                return
            self.narrow[beside] *= _NARROWER[0]
            self._draw()
            self._fit(close, zero, closely)

    def _fit(self, close: float, zero: float, closely: bool) -> None:
        """Solve with the present weights; move the centre of what was not measured until it stays."""
        scale = np.sqrt(self.variance)
        if self.unknown.any():
            self.mean[self.unknown] = self.x[self.unknown]
        least = np.inf
        for _ in range(40):
            self._bounded(scale, close, zero, closely)
            if not (closely and self.unknown.any()):
                return
            moved = float(np.max(np.abs(self.x - self.mean)[self.unknown] / scale[self.unknown]))
            self.mean[self.unknown] = self.x[self.unknown]
            if moved <= 1e-12 or moved > 0.5 * least:  # settled, or as near as rounding lets it come
                return
            least = moved

    def _wrong(self, close: float, zero: float, scale: Floats) -> Mask:
        """Solve with the present bounds; which flows are on the wrong side of theirs."""
        self.weight = np.where(self.fixed, 0.0, self.variance) if self.fixed.any() else self.variance
        centre = np.where(self.fixed, 0.0, self.mean)
        self.nu, steps = self.closer.multipliers(self.weight, centre, self.nu, close)
        self.steps += steps
        wanted = self.mean + self.variance * self.plan.columns.transposed(self.nu)  # without its bound
        self.x = np.where(self.fixed, 0.0, wanted)
        return np.where(self.fixed, wanted > zero * scale, self.signed & (wanted < -zero * scale))

    def _bounded(self, scale: Floats, close: float, zero: float, closely: bool) -> None:
        """The active set: exchange all flows on the wrong side, or one at a time where that does not lead on."""
        best, patience = self.fixed.size + 1, 10
        for _ in range(500):
            wrong = self._wrong(close, zero, scale)
            bad = int(np.count_nonzero(wrong))
            if bad == 0:
                if closely:
                    self._polish(self.weight)
                self.x[self.signed & (self.x < 0)] = 0.0
                return
            patience = 10 if bad < best else patience - 1
            best = min(best, bad)
            self.fixed = self.fixed ^ wrong if patience > 0 else _exchange_last(self.fixed, wrong)
        self.settled = False

    def _polish(self, weight: Floats) -> None:
        """Close what rounding left open: very wide variances times multipliers lose digits, a correction does not."""
        for _ in range(3):
            none = np.zeros_like(self.nu)
            more, steps = self.closer.multipliers(weight, self.x, none)
            if not np.any(more):
                return
            self.steps += steps
            self.nu = self.nu + more
            self.x = self.x + weight * self.plan.columns.transposed(more)

    def _off(self) -> tuple[Floats, Floats]:
        """What each balance is off (m + s,), came in less went out, and the share of its throughput that this is."""
        plan = self.plan
        reported = plan.columns.gross(np.where(self.unknown, 0.0, self.mean))
        through = np.maximum(plan.columns.gross(self.x) + np.abs(plan.right), reported)
        through = np.maximum(through, 1e-3 * float(np.mean(through)) if through.size else 0.0)
        off = plan.columns.times(self.x) - plan.right
        return off, np.divide(np.abs(off), through, out=np.zeros_like(off), where=through > 0)

    def _left(self, forms: Floats, variance: Floats) -> Floats:
        """What is left of each flow's variance (n,), its own prior taken out where it was not measured."""
        n = self.system.unknowns
        left = variance[:n] * np.maximum(1.0 - variance[:n] * forms[:n], 0.0)
        return np.where(self.unknown[:n], left / np.maximum(1.0 - left / variance[:n], 1e-6), left)

    def _without_prior(self, left: Floats, factor: Factor, seen: Mask) -> Floats:
        """The variances (n,) that they would be if the priors of unmeasured flows were infinitely wide.

        Precisions fall nearly as a straight line in one over that width, `1/p = 1/s + α/V + O(V⁻²)`: two widths tell s.
        Where little of a width is left, digits cancel, and what measured flows bring to the flow is added up instead.
        """
        n = self.system.unknowns
        times = _WIDER if np.all(self.narrow == 1.0) else 1.0 / _WIDER  # no wider where that would cost digits
        wider = np.where(self.unknown, times * self.variance, self.variance)
        second = factorise(
            self.plan.symbolic, fill(self.plan.pattern, self.plan.columns, wider), dead=self.plan.dependent
        )
        more = self._left(inverse_forms(second, self.plan.columns)[0], wider)
        left = left.copy()
        faint = self.unknown[:n] & seen & (left < _FAINT * self.variance[:n])
        for j in np.flatnonzero(faint)[:_BY_HAND]:
            left[j] = self._carried(factor, self.variance, int(j))
            more[j] = self._carried(second, wider, int(j))
        with np.errstate(divide="ignore", invalid="ignore"):
            limit = (times - 1.0) / (times / more - 1.0 / left)
        return np.where(np.isfinite(limit) & (limit >= left), limit, left)

    def _carried(self, factor: Factor, variance: Floats, j: int) -> float:
        """Variance of an unmeasured flow as what the measured ones bring to it: Σ (∂x_j/∂m_k)² v_k, free of cancelling.

        With `g = v_j H⁻¹ a_j` the flow answers a change of m_k by −a_kᵀ g.
        """
        columns = self.plan.columns
        unit = np.zeros(columns.unknowns)
        unit[j] = variance[j]
        right = columns.times(unit)
        g = factor.solve(right)
        normal = fill(self.plan.pattern, columns, variance)
        for _ in range(2):
            g += factor.solve(right - normal.times(g))
        share = columns.transposed(g)
        return float(np.sum(np.where(self.unknown, 0.0, share**2 * variance)))

    def solution(self, rounds: int, errors: Errors | None) -> Solution:
        """Errors, tests and residual of what was found."""
        system, plan, n, m = self.system, self.plan, self.system.unknowns, self.system.rows
        off, open_share = self._off()
        gap = np.where(open_share > _OPEN, off, 0.0)[:m]
        seen, loose = observable(plan, self.unknown)
        kind: Errors = errors or ("exact" if plan.bearable else "probed")
        error, leak, share = np.full(n, np.nan), np.full(m, np.nan), 0.0
        if kind != "none":
            if kind == "exact":
                factor = self.closer.factor(self.variance)
                forms, diagonal = inverse_forms(factor, plan.columns)
            elif kind == "apart":
                forms, diagonal = plan.forms_apart(self.variance)
            else:
                forms, diagonal, share = probed_forms(plan, self.variance)
            left = self._left(forms, self.variance)
            if kind == "exact" and bool((self.unknown[:n] & seen).any()):
                left = self._without_prior(left, factor, seen)
            error = np.where(seen, np.sqrt(left), np.inf)
            spread = np.sqrt(np.maximum(diagonal[:m], 0.0))
            leak = np.divide(self.nu[:m], spread, out=np.zeros(m), where=spread > 0)
        rank = plan.rank
        known = ~self.unknown
        objective = self.merged.within + float(np.sum((self.x - self.mean)[known] ** 2 / self.variance[known]))
        held = self.fixed[:n]
        freedom = system.reports + system.links + rank - (plan.columns.unknowns - loose)
        open_law = freedom > 0 and not held.any()
        return Solution(
            flows=self.x[:n], error=error, observable=seen, at_zero=held, sigma=self.sigma,
            soft_sigma=self.soft_sigma, merged=self.merged, multipliers=self.nu[:m], leak=leak, gap=gap,
            objective=objective, rank=rank - system.links, freedom=freedom,
            p=float(chdtrc(freedom, objective)) if open_law else float("nan"),
            residual=float(open_share.max(initial=0.0)), steps=self.steps, rounds=rounds, settled=self.settled,
            errors=kind, errors_off=share,
        )  # fmt: skip


def _settled(now: Floats, before: Floats, change: float, stray: float) -> bool:
    """Whether all but a share `stray` of the errors changed by no more than `change` of themselves."""
    return int(np.count_nonzero(np.abs(now - before) > change * before)) <= stray * now.size


def _wide(plan: Plan, variance: Floats, unknown: Mask) -> Floats:
    """A variance for unmeasured unknowns (n + s,) that is wide against all that is measured around them.

    Around: the measured flows of all balances that unmeasured flows join together. Wider than that would cost digits.
    """
    columns, m = plan.columns, plan.columns.balances
    column = np.repeat(np.arange(unknown.size), np.diff(columns.indptr))
    square, loose = columns.data**2, unknown[column]
    level = np.zeros(m)
    np.add.at(level, columns.rows[~loose], square[~loose] * variance[column[~loose]])
    joins = csc_array(
        (np.ones(int(loose.sum())), (columns.rows[loose], m + column[loose])), shape=(m + unknown.size,) * 2
    )
    part = connected_components(joins, directed=False)[1]
    widest = np.zeros(m + unknown.size)
    np.maximum.at(widest, part[:m], level)
    least = np.full(unknown.size, np.inf)
    np.minimum.at(least, column, square)
    out = widest[part[m:]] / np.where(np.isfinite(least), least, 1.0)
    out[out == 0.0] = float(np.max(variance[~unknown], initial=0.0)) or 1.0
    return np.asarray(_WIDE * out, dtype=np.float64)


def _exchange_last(fixed: Mask, wrong: Mask) -> Mask:
    """Exchange the last flow on the wrong side only (Murty's rule ends where exchanging all would cycle)."""
    out = fixed.copy()
    last = int(np.flatnonzero(wrong)[-1])
    out[last] = not out[last]
    return out
