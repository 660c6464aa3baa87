"""How a system is solved: its balances and soft links as one matrix, worked out once and used for all numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import block_array, csc_array, eye_array

from edulis.engine.flows.apart import Apart, cut_apart
from edulis.engine.flows.factor import Factor, Symbolic, analyse, factorise
from edulis.engine.flows.normal import Columns, Normal, Pattern, conjugate_gradients, fill, make_columns, make_pattern
from edulis.engine.flows.system import Floats, Integers, Mask, System

_PATIENCE = 2_000  # steps of conjugate gradients before a factor is asked for
_TIRELESS = 20_000  # the same where a factor would not fit
_GUIDED = 40  # steps with a factor at hand before it is made anew
_IDLE = 6  # steps without halving the worst balance after which rounding is taken to be the limit
_NEARLY = 30.0  # times the tolerance that is then good enough: a last correction follows
_WORK = 4e11  # multiplications of a factor that are still bearable (about a minute)
CLOSE = 1e-11  # what a balance may be off, as a share of its throughput


@dataclass(frozen=True)
class Plan:
    """The matrix `[A 0; S −I]` of balances and soft rows over flows and deviations of soft rows, with its pattern.

    A soft row `S x = r ± τ` is a balance `S x − e = r` with an unknown e that was measured as 0 ± τ.
    """

    columns: Columns
    pattern: Pattern
    right: Floats
    unknowns: int  # flows; the deviations come after them
    rows: int  # balances; the soft rows come after them
    carried: Mask | None = None  # (n,) flows that tie one month to the next: stocks

    @cached_property
    def symbolic(self) -> Symbolic:
        """Order and pattern of the factor."""
        return analyse(self.pattern)

    @property
    def bearable(self) -> bool:
        """Whether a factor fits into a machine and a minute."""
        return self.symbolic.work <= _WORK

    @cached_property
    def dependent(self) -> Mask:
        """Which balances follow from the others, (m + s,): none where each has a flow of its own."""
        lone = self.columns.rows[self.columns.indptr[:-1][np.diff(self.columns.indptr) == 1]]
        if np.unique(lone).size == self.columns.balances:
            return np.zeros(self.columns.balances, np.bool_)
        return self._plain().dependent

    @property
    def rank(self) -> int:
        """How many balances and soft rows are independent."""
        return int(np.count_nonzero(~self.dependent))

    def _plain(self) -> Factor:
        """The factor with all weights alike, in which dependence shows."""
        scale = np.zeros(self.columns.unknowns)
        np.add.at(scale, np.repeat(np.arange(scale.size), np.diff(self.columns.indptr)), self.columns.data**2)
        equal = np.divide(1.0, scale, out=np.zeros_like(scale), where=scale > 0)
        return factorise(self.symbolic, fill(self.pattern, self.columns, equal), equal=True)

    def factor(self, weight: Floats) -> Factor:
        """L D Lᵀ of A diag(weight) Aᵀ."""
        return factorise(self.symbolic, fill(self.pattern, self.columns, weight), dead=self.dependent)

    @cached_property
    def _apart(self) -> Apart:
        """The same matrix with every carried flow cut in two."""
        return cut_apart(self.columns, self.carried)

    def forms_apart(self, weight: Floats) -> tuple[Floats, Floats]:
        """a_jᵀ H⁻¹ a_j (n + s,) and the diagonal of H⁻¹, nearly, at a fiftieth of the work: see `cut_apart`."""
        apart = self._apart
        cut = apart.weigh(weight)
        factor = factorise(apart.symbolic, fill(apart.pattern, apart.columns, cut), dead=self.dependent)
        forms, diagonal = factor.inverse_forms(apart.columns)
        return apart.join(forms, cut, weight), diagonal

    def multipliers(
        self, weight: Floats, centre: Floats, start: Floats, helper: Factor | None, close: float = CLOSE
    ) -> tuple[Floats, int, Factor | None]:
        """ν with `A (centre + W Aᵀ ν) = b`, by conjugate gradients or, where they tire, a factor.

        `helper` is the factor of nearly the same matrix, if there is one: it scales the gradients, and is made anew
        where it does not lead there in few steps. Balances may be off by `close` of their throughput.
        Returns ν, the steps taken, and the helper for the next time.
        """
        normal = fill(self.pattern, self.columns, weight)
        right = self.right - self.columns.times(centre)
        through = self.columns.gross(centre) + np.abs(self.right)
        least = 1e-3 * float(np.mean(through)) if through.size else 0.0
        floor = close * np.maximum(np.maximum(through, np.abs(right)), max(least, 1e-300))
        steps = 0
        if helper is None:
            start, steps, good = conjugate_gradients(normal, right, start, floor, _PATIENCE)
            if not good and not self.bearable:
                start, steps, good = conjugate_gradients(normal, right, start, floor, _TIRELESS)
            if good or not self.bearable:
                return start, steps, None
        else:
            start, steps, good = _guided(normal, helper, right, start, floor)
            if good:
                return start, steps, helper
        helper = factorise(self.symbolic, normal, dead=self.dependent)
        start, more, _ = _guided(normal, helper, right, start, floor)
        return start, steps + more, helper


def _guided(normal: Normal, helper: Factor, right: Floats, start: Floats, floor: Floats) -> tuple[Floats, int, bool]:
    """Solve H ν = right by conjugate gradients scaled by the factor of a matrix near H."""
    solution = start.copy()
    rest = right - normal.times(solution)
    rest[normal.diagonal == 0.0] = 0.0
    scaled = helper.solve(rest)
    direction, rho = scaled.copy(), float(rest @ scaled)
    least, idle = np.inf, 0
    for step in range(_GUIDED):
        worst = float(np.max(np.abs(rest) / floor, initial=0.0))
        idle = 0 if worst < 0.5 * least else idle + 1
        least = min(least, worst)
        if worst <= 1.0 or idle > _IDLE:
            return solution, step, worst <= _NEARLY
        pushed = normal.times(direction)
        curvature = float(direction @ pushed)
        if not curvature > 0.0:
            return solution, step, worst <= _NEARLY
        solution += rho / curvature * direction
        rest -= rho / curvature * pushed
        scaled = helper.solve(rest)
        fresh = float(rest @ scaled)
        direction, rho = scaled + fresh / rho * direction, fresh
    return solution, _GUIDED, False


def make_plan(system: System, carried: Mask | None = None) -> Plan:
    """Join balances and soft rows of a system into one matrix and find the pattern of its normal matrix.

    `carried` (n,) marks flows that leave one month's balance and come into the next, for `Plan.forms_apart`.
    """
    matrix = system.balances
    if system.links:
        links = system.links
        matrix = csc_array(block_array([[matrix, None], [system.soft, -eye_array(links, format="csc")]], format="csc"))
    columns = make_columns(matrix)
    right = np.concatenate([system.rhs, system.soft_rhs])
    return Plan(columns, make_pattern(columns), right, system.unknowns, system.rows, carried)


def observable(plan: Plan, unknown: Mask) -> tuple[Mask, int]:
    """Which flows (n,) are determined by what was measured, and the number of free directions that remain.

    The unmeasured flows u obey `A_U u = known`; u_j is determined if and only if every z with `A_U z = 0` has z_j = 0,
    that is if row j of the projection `P = I − A_Uᵀ (A_U A_Uᵀ)⁺ A_U` vanishes (Crowe 1989). P is applied to two vectors
    without pattern: an entry that vanishes for both vanishes in P. `unknown` (n + s,) marks what was not measured.
    """
    seen = np.ones(plan.unknowns, np.bool_)
    if not unknown.any():
        return seen, 0
    open_columns = np.flatnonzero(unknown)
    part = _only(plan.columns, open_columns)
    pattern = make_pattern(part)
    factor = factorise(analyse(pattern), fill(pattern, part, np.ones(part.unknowns)), equal=True)
    step = np.arange(open_columns.size)
    left = np.zeros(open_columns.size)
    for irrational in (0.6180339887498949, 0.4142135623730951):
        probe = 0.5 + np.mod(step * irrational, 1.0)
        left = np.maximum(left, np.abs(probe - part.transposed(factor.solve(part.times(probe)))))
    loose = open_columns[left > 1e-7]
    seen[loose[loose < plan.unknowns]] = False
    return seen, open_columns.size - factor.rank


def _only(columns: Columns, wanted: Integers) -> Columns:
    """Some of the columns, with the rows they touch numbered anew."""
    length = np.diff(columns.indptr)[wanted]
    indptr = np.zeros(wanted.size + 1, np.int64)
    np.cumsum(length, out=indptr[1:])
    place = np.repeat(columns.indptr[wanted] - indptr[:-1], length) + np.arange(int(indptr[-1]))
    touched, rows = np.unique(columns.rows[place], return_inverse=True)
    return Columns(indptr, rows.astype(np.int32), columns.data[place], max(int(touched.size), 1))
