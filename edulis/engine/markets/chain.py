"""Absorbing Markov chains: where what moves through a chain ends, after how many steps, and what can never leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edulis.engine.network.structure import Floats, Ints, Sparse

Mask = NDArray[np.bool_]
_EXACT = 1e-13  # relative error that is believed to be rounding
_PATIENCE = 400  # sweeps after which a direct solution is cheaper


@dataclass(frozen=True, slots=True)
class Exposure:
    """Of each state: growth of the markets of known growth it ends in (nan: none), its share, and the band with all.

    `low` and `high` take every other end to grow by the worst and the best; all have shape (states,).
    """

    growth: Floats
    known: Floats
    low: Floats
    high: Floats


def chain(
    source: Ints, target: Ints, worth: Floats, ends: tuple[Ints, Ints, Floats], n: int, markets: int
) -> tuple[Sparse, Sparse]:
    """Shares of each state's worth that move on and that end: Q (n × n) and R (n × markets), rows of both sum to 1.

    `source`, `target`, `worth`: moves between states; `ends`: state, market, worth. A state that nothing leaves has
    empty rows. Raises ValueError for a worth that is not positive. Source: Kemeny & Snell (1960).
    """
    from scipy.sparse import csr_array, diags_array

    state, market, ended = ends
    if np.any(~(worth > 0)) or np.any(~(ended > 0)):
        raise ValueError("what moves must be worth more than nothing")
    whole = np.bincount(source, worth, n) + np.bincount(state, ended, n)
    per = diags_array(1.0 / np.where(whole > 0, whole, 1.0))
    q = csr_array((worth, (source, target)), shape=(n, n))
    r = csr_array((ended, (state, market)), shape=(n, markets))
    return (per @ q).tocsr(), (per @ r).tocsr()


def trapped(q: Sparse, r: Sparse) -> Mask:
    """Which states no end can be reached from: closed classes, and states that lead into nothing else; shape (n,).

    q: n × n, r: n × markets, as `chain` gives them.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    n = q.shape[0]
    leaves = np.flatnonzero(np.asarray(r.sum(axis=1)).ravel() > 0)
    coo = q.tocoo()
    back = csr_array(
        (
            np.ones(coo.nnz + leaves.size),
            (np.concatenate([coo.col, np.full(leaves.size, n)]), np.concatenate([coo.row, leaves])),
        ),
        shape=(n + 1, n + 1),
    )
    reached = np.zeros(n + 1, bool)
    reached[breadth_first_order(back, n, return_predecessors=False)] = True
    return ~reached[:n]


def absorb(q: Sparse, right: Floats) -> Floats:
    """(I − Q)⁻¹ B for a chain that leaks from every state; q: n × n, right: n × k.

    Sweeps x ← B + Q x while they converge fast (few steps to the end, as in value chains), else a sparse LU. The error
    is bounded by the largest residual times the largest expected number of steps, ‖(I − Q)⁻¹‖ = max (I − Q)⁻¹ 1.
    Raises ArithmeticError where some state never leaks. Source: Kemeny & Snell (1960); Golub & Van Loan (1996).
    """
    n = q.shape[0]
    if n == 0:
        return right.copy()
    wanted = np.column_stack([right, np.ones(n)])
    size = max(float(np.abs(right).max(initial=0.0)), 1e-300)
    x, before = wanted, np.inf
    for sweep in range(_PATIENCE):
        after = wanted + q @ x
        change = np.abs(after - x).max(axis=0)
        x = after
        worst = max(float(change[:-1].max(initial=0.0)) / size, float(change[-1]))
        if worst * float(x[:, -1].max()) <= _EXACT:
            return np.asarray(x[:, :-1], dtype=float)
        if sweep == 63 and worst > 0.09 * before:  # too slow for the sweeps that are left
            break
        if sweep == 31:
            before = worst
    return _direct(q, right)


def _direct(q: Sparse, right: Floats) -> Floats:
    from scipy.sparse import eye_array
    from scipy.sparse.linalg import splu

    try:
        solved = splu((eye_array(q.shape[0]) - q).tocsc()).solve(np.ascontiguousarray(right))
    except RuntimeError as reason:
        raise ArithmeticError("some state of the chain never ends") from reason
    if not np.isfinite(solved).all():
        raise ArithmeticError("some state of the chain never ends")
    return np.asarray(solved, dtype=float)


def exposure(absorbed: Floats, growth: Floats, *, worst: float, best: float) -> Exposure:
    """Growth that reaches each state from the markets it ends in: E = (I − Q)⁻¹ R g.

    absorbed: (I − Q)⁻¹ R, states × markets, rows sum to 1; growth: of each market, share per year, nan where unknown.
    Of the markets of known growth the weighted mean is told, so it lies within their range; `low` and `high` hold all.
    """
    told = np.isfinite(growth)
    known = absorbed[:, told].sum(axis=1)
    weighted = absorbed[:, told] @ growth[told]
    unknown = absorbed[:, ~told].sum(axis=1)
    mean = np.full(len(known), np.nan)
    held = known > 1e-12
    mean[held] = weighted[held] / known[held]
    if told.any():  # rounding must not lead out of the markets' range
        mean[held] = np.clip(mean[held], growth[told].min(), growth[told].max())
    return Exposure(mean, known, weighted + worst * unknown, weighted + best * unknown)
