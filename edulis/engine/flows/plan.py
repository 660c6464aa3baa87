"""How a system is solved: its balances and soft links as one matrix, worked out once and used for all numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import block_array, csc_array, eye_array

from edulis.engine.flows.apart import Apart, cut_apart
from edulis.engine.flows.factor import Factor, factorise
from edulis.engine.flows.inverse import inverse_forms
from edulis.engine.flows.normal import Columns, Pattern, fill, make_columns, make_pattern
from edulis.engine.flows.order import Order, Symbolic, analyse, by_degree
from edulis.engine.flows.system import Floats, Integers, Mask, System

_WORK = 4e11  # multiplications of a factor that are still bearable (about 20 seconds)
_ROOM = 1.2e8  # numbers in a factor and beside it that a machine still has room for (about 1 GB)
_LIGHT = 1e4  # multiplications of a factor for each entry of H below which it costs less than gradients


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
    def _quick(self) -> Order:
        """The order by degree, which is quickly found."""
        return by_degree(self.pattern)

    @cached_property
    def symbolic(self) -> Symbolic:
        """Order and pattern of the factor."""
        return analyse(self.pattern, self._quick)

    @property
    def bearable(self) -> bool:
        """Whether a factor fits into a machine, and some seconds."""
        return self.symbolic.work <= _WORK and self.symbolic.room <= _ROOM

    @property
    def light(self) -> bool:
        """Whether a factor costs no more than a solution by gradients."""
        return self._quick.work <= _LIGHT * max(self.pattern.indices.size, 1)

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
        forms, diagonal = inverse_forms(factor, apart.columns)
        return apart.join(forms, cut, weight), diagonal


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
