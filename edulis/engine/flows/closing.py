"""Closing the balances: multipliers by a factor where one is cheap, by conjugate gradients elsewhere."""

from __future__ import annotations

import numpy as np

from edulis.engine.flows.factor import Factor, factorise
from edulis.engine.flows.normal import Normal, conjugate_gradients, dot, fill
from edulis.engine.flows.plan import Plan
from edulis.engine.flows.system import Floats

_PATIENCE = 2_000  # steps of conjugate gradients before a factor is asked for
_TIRELESS = 20_000  # the same where a factor would not fit
_GUIDED = 40  # steps with a factor at hand before it is made anew
_GUIDED_LIGHTLY = 12  # the same where a factor costs little
_IDLE = 6  # steps without halving the worst balance after which rounding is taken to be the limit
_NEARLY = 30.0  # times the tolerance that is then good enough: a last correction follows
CLOSE = 1e-11  # what a balance may be off, as a share of its throughput


class Closer:
    """Solves for the multipliers of one plan, and keeps H and a factor of nearly the same H from turn to turn."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._weight: Floats | None = None
        self._normal: Normal | None = None
        self._helper: Factor | None = None
        self._made_for: Floats | None = None

    def multipliers(self, weight: Floats, centre: Floats, start: Floats, close: float = CLOSE) -> tuple[Floats, int]:
        """ν with `A (centre + W Aᵀ ν) = b`, balances off by at most `close` of their throughput, and the steps taken.

        By conjugate gradients; where they tire, or a factor costs less, the factor of nearly the same matrix scales
        them, and is made anew where it does not lead there in few steps.
        """
        plan, normal = self.plan, self._matrix(weight)
        right = plan.right - plan.columns.times(centre)
        through = plan.columns.gross(centre) + np.abs(plan.right)
        least = 1e-3 * float(np.mean(through)) if through.size else 0.0
        floor = close * np.maximum(np.maximum(through, np.abs(right)), max(least, 1e-300))
        steps = 0
        if self._helper is None and not plan.light:
            start, steps, good = conjugate_gradients(normal, right, start, floor, _PATIENCE)
            if not good and not plan.bearable:
                start, steps, good = conjugate_gradients(normal, right, start, floor, _TIRELESS)
            if good or not plan.bearable:
                return start, steps
        if self._helper is not None:
            limit = _GUIDED_LIGHTLY if plan.light else _GUIDED
            start, steps, good = _guided(normal, self._helper, right, start, floor, limit)
            if good:
                return start, steps
        self._helper = self.factor(weight)
        start, more, _ = _guided(normal, self._helper, right, start, floor, _GUIDED)
        return start, steps + more

    def factor(self, weight: Floats) -> Factor:
        """L D Lᵀ of A diag(weight) Aᵀ; the one at hand if it is of these weights."""
        same = self._made_for is not None and np.array_equal(self._made_for, weight)
        if not (same and self._helper):
            self._made_for = weight
            self._helper = factorise(self.plan.symbolic, self._matrix(weight), dead=self.plan.dependent)
        return self._helper

    def _matrix(self, weight: Floats) -> Normal:
        """H at these weights."""
        if self._normal is None or self._weight is not weight:
            self._weight, self._normal = weight, fill(self.plan.pattern, self.plan.columns, weight)
        return self._normal


def _guided(
    normal: Normal, helper: Factor, right: Floats, start: Floats, floor: Floats, limit: int
) -> tuple[Floats, int, bool]:
    """Solve H ν = right by conjugate gradients scaled by the factor of a matrix near H."""
    solution = start.copy()
    rest = right - normal.times(solution)
    rest[normal.diagonal == 0.0] = 0.0
    least, idle, step, rho = np.inf, 0, 0, 0.0
    direction = np.zeros_like(rest)
    while True:
        worst = float(np.max(np.abs(rest) / floor, initial=0.0))
        idle = 0 if worst < 0.5 * least else idle + 1
        least = min(least, worst)
        if worst <= 1.0 or idle > _IDLE or step == limit:
            return solution, step, worst <= (_NEARLY if step < limit else 1.0)
        scaled = helper.solve(rest)
        fresh = float(dot(rest, scaled))
        direction = scaled + fresh / rho * direction if step else scaled
        rho = fresh
        pushed = normal.times(direction)
        curvature = float(dot(direction, pushed))
        if not curvature > 0.0:
            return solution, step, worst <= _NEARLY
        solution += rho / curvature * direction
        rest -= rho / curvature * pushed
        step += 1
