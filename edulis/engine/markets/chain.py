"""Absorbing Markov chains: where what moves through a chain ends, after how many steps, and what can never leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from edulis.engine.network.structure import Floats, Ints, Sparse

Mask = NDArray[np.bool_]
_EXACT = 1e-11  # error that is let stand
_REST = 1e-13  # error at which a cycle has come to rest
_PATIENCE = 1000  # turns of a cycle after which a direct solution is cheaper
_PASSES = 4


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

    From the end of the chain upwards, each cycle solved by Gauss–Seidel before what leads into it: a chain without
    cycles is solved in one pass, and value chains have few. What cycles so long that this would not end goes to a
    sparse LU, whose fill grows fast with the size of such cycles. The error is bounded by what one pass more changes,
    times the largest expected number of steps, ‖(I − Q)⁻¹‖ = max (I − Q)⁻¹ 1.
    Raises ArithmeticError where some state never leaks. Source: Kemeny & Snell (1960); Golub & Van Loan (1996).
    """
    n = q.shape[0]
    if n == 0 or not right.shape[1]:
        return right.copy()
    size = max(float(np.abs(right).max()), 1e-300)
    wanted = np.ascontiguousarray(np.column_stack([right / size, np.ones(n)]))
    order, bounds = _upwards(q)
    x = wanted.copy()
    for _ in range(_PASSES):
        change, slow = _climb(q.indptr, q.indices, q.data, order, bounds, wanted, x)
        steps = float(x[:, -1].max())
        if slow:
            break
        if change * steps <= _EXACT:
            return np.asarray(x[:, :-1] * size, dtype=float)
    return _direct(q, right)


def _upwards(q: Sparse) -> tuple[Ints, Ints]:
    """The states from the end of the chain upwards, and where each set that cycles together begins in that order.

    Strong components come numbered with what they lead to first (Pearce 2005); no result hangs on that, only speed.
    """
    from scipy.sparse.csgraph import connected_components

    count, label = connected_components(q, connection="strong")
    sizes = np.bincount(label, minlength=count)
    order = np.asarray(np.argsort(label, kind="stable"), dtype=np.int64)
    return order, np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


@njit(cache=True)
def _climb(
    begin: Any, column: Any, share: Any, order: Any, bounds: Any, wanted: Any, x: Any
) -> Any:  # pragma: no cover - compiled
    """One pass x_i ← (b_i + Σ_{j≠i} q_ij x_j) / (1 − q_ii) in place, cycles until they rest.

    Gives the largest change of a first visit, the last column's relative to its value, and whether some cycle does not
    come to rest.
    """
    k = x.shape[1]
    new = np.empty(k)
    largest, slow = 0.0, False
    for part in range(len(bounds) - 1):
        low, high = bounds[part], bounds[part + 1]
        for turn in range(_PATIENCE):
            change, steps = 0.0, 0.0
            for i in order[low:high]:
                new[:] = wanted[i]
                own = 0.0
                for at in range(begin[i], begin[i + 1]):
                    j = column[at]
                    if j == i:
                        own += share[at]
                    else:
                        for c in range(k):
                            new[c] += share[at] * x[j, c]
                left = max(1.0 - own, 1e-300)
                for c in range(k - 1):
                    change = max(change, abs(new[c] / left - x[i, c]))
                    x[i, c] = new[c] / left
                change = max(change, abs(new[k - 1] / left - x[i, k - 1]) * left / new[k - 1])
                x[i, k - 1] = new[k - 1] / left
                steps = max(steps, x[i, k - 1])
            if turn == 0:
                largest = max(largest, change)
            if high - low == 1 or change * steps <= _REST:
                break
        else:
            slow = True
    return largest, slow


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
