"""Solving x = A x + f and its adjoint without an inverse: sweeps that pass demand on until nothing is left."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from scipy.sparse import csr_array

from edulis.engine.economy.matrix import Floats, Mask, Sparse

TOLERANCE = 1e-11  # of the largest entry of the right side
_SWEEPS = 20_000
_BLOCK = 16  # right sides at a time: their rows stay within the cache


def outputs(shares: Sparse, demand: Floats, *, tolerance: float = TOLERANCE, alive: Mask | None = None) -> Floats:
    """What every account receives in the end, x = (I − A)⁻¹ f, for many demands f at once.

    shares: A, n × n, entries ≥ 0, spectral radius below 1. demand: f, shape (n,) or (n, k), in money. alive (n,): the
    others are taken out of the matrix, their x is 0. Gauss–Seidel sweeps, which cannot but converge for
    such a matrix, until what is left of f is below `tolerance` times its largest entry.
    Raises ArithmeticError where they do not come to an end. Source: Leontief (1936); Varga (1962, theorem 3.29).
    """
    return _solve(csr_array(shares), demand, tolerance, alive)


def adjoint(shares: Sparse, weight: Floats, *, tolerance: float = TOLERANCE, alive: Mask | None = None) -> Floats:
    """What one unit of demand at each account adds up to, λ = (I − Aᵀ)⁻¹ v, for many weights v at once.

    One solution gives the multipliers of all n accounts: `λ_j = Σ_i v_i L_ij` with L the Leontief inverse, which is
    never made. shares: A, n × n. weight: v, shape (n,) or (n, k), per unit received by an account: 1 for output, the
    household accounts for income, hours for jobs. alive: as for `outputs`.
    Raises ArithmeticError where the sweeps do not come to an end. Source: Miller & Blair (2022, ch. 6).
    """
    return _solve(csr_array(csr_array(shares).T), weight, tolerance, alive)


def _solve(matrix: Sparse, right: Floats, tolerance: float, alive: Mask | None) -> Floats:
    """Solve x = M x + f, block of columns by block."""
    n = matrix.shape[0]
    f = np.asarray(right, np.float64)
    if f.shape[0] != n:
        raise ValueError(f"{n} accounts, but a right side of {f.shape[0]}")
    if not np.isfinite(f).all():
        raise ValueError("the right side holds what is not a number")
    if f.size == 0:
        return np.zeros(f.shape)
    columns = f.reshape(n, -1)
    living = np.ones(n, np.bool_) if alive is None else np.asarray(alive, np.bool_)
    solution = np.empty_like(columns)
    indptr, indices = matrix.indptr.astype(np.int32, copy=False), matrix.indices.astype(np.int32, copy=False)
    for first in range(0, columns.shape[1], _BLOCK):
        block = np.ascontiguousarray(columns[:, first : first + _BLOCK])
        if block.shape[1] == 1:
            found, good = _sweep_one(indptr, indices, matrix.data, block[:, 0].copy(), living, tolerance, _SWEEPS)
            solution[:, first] = found
        else:
            found, good = _sweep(indptr, indices, matrix.data, block, living, tolerance, _SWEEPS)
            solution[:, first : first + _BLOCK] = found
        if not good:
            raise ArithmeticError("demand does not die out: the spectral radius is 1 or more")
    return solution.reshape(f.shape)


@njit(cache=True, nogil=True)
def _sweep_one(indptr: Any, indices: Any, data: Any, right: Any, alive: Any, tolerance: float, patience: int) -> Any:
    n = right.size
    x = np.zeros(n)
    most, heaviest = 0.0, 0.0
    for i in range(n):
        most = max(most, abs(right[i]))
        total = 0.0
        for at in range(indptr[i], indptr[i + 1]):
            total += data[at]
        heaviest = max(heaviest, total)
    for turn in range(patience):
        moved = 0.0
        for step in range(n):
            i = n - 1 - step if turn == 1 else step  # once back: a chain told against the order takes two turns
            if not alive[i]:
                continue
            total, own = right[i], 0.0
            for at in range(indptr[i], indptr[i + 1]):
                j = indices[at]
                if j == i:
                    own += data[at]
                else:
                    total += data[at] * x[j]
            if own >= 1.0:
                return x, False
            new = total / (1.0 - own)
            moved = max(moved, abs(new - x[i]))
            x[i] = new
        if not moved < 1e300:
            return x, False
        if moved * max(heaviest, 1.0) <= tolerance * most:
            return x, True
    return x, False


@njit(cache=True, nogil=True)
def _sweep(indptr: Any, indices: Any, data: Any, right: Any, alive: Any, tolerance: float, patience: int) -> Any:
    n, k = right.shape
    x = np.zeros((n, k))
    heaviest = 0.0
    most = np.zeros(k)
    for i in range(n):
        total = 0.0
        for at in range(indptr[i], indptr[i + 1]):
            total += data[at]
        heaviest = max(heaviest, total)
        for c in range(k):
            most[c] = max(most[c], abs(right[i, c]))
    row = np.empty(k)
    moved = np.empty(k)
    for turn in range(patience):
        for c in range(k):
            moved[c] = 0.0
        for step in range(n):
            i = n - 1 - step if turn == 1 else step  # once back: a chain told against the order takes two turns
            if not alive[i]:
                continue
            own = 0.0
            for c in range(k):
                row[c] = right[i, c]
            for at in range(indptr[i], indptr[i + 1]):
                j, share = indices[at], data[at]
                if j == i:
                    own += share
                else:
                    for c in range(k):
                        row[c] += share * x[j, c]
            if own >= 1.0:
                return x, False
            scale = 1.0 / (1.0 - own)
            for c in range(k):
                new = row[c] * scale
                moved[c] = max(moved[c], abs(new - x[i, c]))
                x[i, c] = new
        good = True
        for c in range(k):
            if not moved[c] < 1e300:
                return x, False
            if moved[c] * max(heaviest, 1.0) > tolerance * most[c]:
                good = False
        if good:
            return x, True
    return x, False
