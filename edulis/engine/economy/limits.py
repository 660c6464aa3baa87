"""What cannot grow: accounts whose output is fixed, and a linear programme that names what stops the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from edulis.engine.economy.matrix import Floats, Mask, Sparse
from edulis.engine.economy.solving import TOLERANCE, outputs


def constrained(
    shares: Sparse, demand: Floats, fixed: Mask, output: Floats, *, tolerance: float = TOLERANCE
) -> tuple[Floats, Floats]:
    """Outputs and final uses where some accounts cannot make more: their output is given, their sales outside adjust.

    `x_U = (I − A_UU)⁻¹ (f_U + A_UC x̄_C)`, `f_C = x̄_C − A_CU x_U − A_CC x̄_C`. shares: A, n × n. demand: f, (n,) or
    (n, k); entries of fixed accounts are not used. fixed: (n,). output: x̄, (n,), used where fixed. Returns x and f of
    all accounts, of the shape of f. A final use below 0 says that the others need more of it than is made: it would
    have to be brought in. Source: Miller & Blair (2022, ch. 14); Lewis & Thorbecke (1992); Parikh & Thorbecke (1996).
    """
    matrix = csr_array(shares)
    held = np.asarray(fixed, np.bool_)
    f = np.asarray(demand, np.float64)
    given = np.where(held, np.asarray(output, np.float64), 0.0)
    given = given if f.ndim == 1 else given[:, None] * np.ones(f.shape[1])
    rows = held if f.ndim == 1 else held[:, None]
    pushed = np.where(rows, 0.0, f + matrix @ given)
    free = outputs(matrix, pushed, tolerance=tolerance, alive=~held)
    x = np.where(rows, given, free)
    return x, np.where(rows, x - matrix @ x, f)


@dataclass(frozen=True, slots=True)
class Programme:
    """What could be done and what limits it: maximise gain · y over 0 ≤ y ≤ most, with uses y ≤ limits."""

    gain: Floats  # (n,) money per unit of each activity
    most: Floats  # (n,) highest level, ∞ where there is none
    uses: Sparse  # (m, n) what one unit of an activity takes of each limited thing; negative where it gives
    limits: Floats  # (m,) how much of it there is
    names: tuple[str, ...]  # (m,)


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best levels, what they bring, and what one more unit of each limited thing would be worth."""

    levels: Floats
    total: float
    worth: pl.DataFrame  # limit, available, used, worth (money per unit more; 0 where some is left over)
    top: Floats  # (n,) what one unit more of each activity's own highest level would be worth


def best(programme: Programme) -> Optimum:
    """Solve the programme by HiGHS; its dual prices name the bottlenecks.

    worth_r = ∂ total / ∂ limit_r ≥ 0, right for small changes; where several prices hold, one of them is given.
    Raises ArithmeticError where nothing limits the gain, or where the limits contradict each other.
    Source: Dantzig (1963); Huangfu & Hall (2018).
    """
    from scipy.optimize import linprog

    n = programme.gain.size
    if n == 0:
        empty = pl.DataFrame(
            schema={"limit": pl.String, "available": pl.Float64, "used": pl.Float64, "worth": pl.Float64}
        )
        return Optimum(np.zeros(0), 0.0, empty, np.zeros(0))
    found = linprog(
        -programme.gain, A_ub=programme.uses, b_ub=programme.limits, bounds=_bounds(programme.most), method="highs"
    )
    if found.status != 0:
        raise ArithmeticError("nothing limits the gain" if found.status == 3 else "the limits contradict each other")
    worth = pl.DataFrame(
        {
            "limit": list(programme.names),
            "available": programme.limits,
            "used": np.asarray(programme.uses @ found.x, np.float64),
            "worth": np.maximum(-np.asarray(found.ineqlin.marginals, np.float64), 0.0),
        }
    )
    top = np.maximum(-np.asarray(found.upper.marginals, np.float64), 0.0)
    return Optimum(np.asarray(found.x, np.float64), float(-found.fun), worth, top)


def _bounds(most: Floats) -> Sequence[tuple[float, float | None]]:
    return [(0.0, None if np.isinf(high) else float(high)) for high in most]
