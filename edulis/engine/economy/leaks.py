"""Whether a matrix of shares can be solved: no column above 1, no closed set of accounts, a spectral radius below 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from edulis.engine.economy.matrix import Floats, Ints, Sparse

_ROUNDING = 1e-9  # a column sum above 1 by less than this is 1
_STEPS = 150  # bounds are right after any number of steps, only wider
_CLOSE = 1e-7


class Refused(ValueError):
    """Shares that no multiplier can be worked out for, with the accounts that are to blame (their numbers)."""

    def __init__(self, message: str, accounts: Ints) -> None:
        super().__init__(message)
        self.accounts = accounts


def leaks(shares: Sparse) -> Floats:
    """1 − column sum, shape (n,): which share of its receipts an account pays to nobody among these accounts."""
    return 1.0 - np.asarray(shares.sum(axis=0), dtype=np.float64).ravel()


def overdrawn(shares: Sparse) -> Ints:
    """The accounts that pay more than they receive: columns with a sum above 1. A sum of exactly 1 is legal."""
    return np.flatnonzero(leaks(shares) < -_ROUNDING)


def closed(shares: Sparse) -> Ints:
    """The accounts from which no money ever leaks away, however often it is passed on.

    j can leak where its own column sum is below 1, or where it pays to one that can; found by walking back from all
    that leak. A set that remains would multiply a demand without end.
    """
    n = shares.shape[0]
    leaking = np.flatnonzero(leaks(shares) > _ROUNDING)
    if leaking.size == 0:
        return np.arange(n)
    pattern = csr_array(shares)  # row i holds those who pay to i
    indptr = np.concatenate([pattern.indptr, [pattern.indptr[-1] + leaking.size]])
    indices = np.concatenate([pattern.indices, leaking.astype(pattern.indices.dtype)])
    graph = csr_array((np.ones(indices.size, np.int8), indices, indptr), shape=(n + 1, n + 1))
    reached = breadth_first_order(graph, n, directed=True, return_predecessors=False)
    left = np.ones(n + 1, np.bool_)
    left[reached] = False
    return np.flatnonzero(left[:n])


def refuse(shares: Sparse, names: Sequence[str] | None = None) -> None:
    """Raise Refused, a ValueError that names the accounts, for a column above 1 or a closed set.

    shares: A, n × n, entries ≥ 0. names: n names, else their numbers.
    """
    matrix = csr_array(shares)
    if matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"shares must be square, not {matrix.shape}")
    if not np.isfinite(matrix.data).all() or (matrix.data < 0).any():
        raise ValueError("a share is negative or not a number")
    for found, why in (
        (overdrawn(matrix), "pays more than it receives"),
        (closed(matrix), "is in a closed set from which nothing leaks"),
    ):
        if found.size:
            named = [str(names[i]) if names is not None else str(i) for i in found[:5]]
            more = f" and {found.size - 5} more" if found.size > 5 else ""
            raise Refused(f"{', '.join(named)}{more} {why}", found)


def spectral_radius(shares: Sparse) -> tuple[float, float]:
    """Bounds of the largest eigenvalue of A ≥ 0: how much of a demand is passed on in one round, in the long run.

    It is the largest over strongly connected parts; in each, `min_i (Bx)_i/x_i − s ≤ ρ ≤ max_i (Bx)_i/x_i − s` with
    B = A + s I for every x > 0, and x is drawn together by powers. shares: n × n. A demand dies out where ρ < 1.
    Source: Collatz (1942); Wielandt (1950); Varga (1962).
    """
    matrix = csr_array(shares)
    n = matrix.shape[0]
    if n == 0:
        return 0.0, 0.0
    count, part = connected_components(matrix, directed=True, connection="strong")
    own = matrix.diagonal()
    alone = np.bincount(part, minlength=count)[part] == 1
    low = high = float(np.max(own[alone], initial=0.0))
    inside = np.flatnonzero(~alone)
    if inside.size == 0:
        return low, high
    matrix, part = matrix[inside][:, inside].tocoo(), part[inside]
    kept = part[matrix.row] == part[matrix.col]
    block = csr_array((matrix.data[kept], (matrix.row[kept], matrix.col[kept])), shape=matrix.shape)
    groups = np.unique(part, return_inverse=True)[1]
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    vector, shift = np.ones(inside.size), 0.25
    below = above = np.zeros(starts.size)
    for _ in range(_STEPS):
        pushed = block @ vector + shift * vector
        ratio = (pushed / vector)[order]
        below, above = np.minimum.reduceat(ratio, starts), np.maximum.reduceat(ratio, starts)
        if above.max() - below.max() <= _CLOSE:
            break
        vector = pushed / np.maximum.reduceat(pushed[order], starts)[groups]
        vector = np.maximum(vector, 1e-280)
    return max(low, float(below.max()) - shift), max(high, float(above.max()) - shift)
