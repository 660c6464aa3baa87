"""Standard errors where a factor does not fit: probes on the balances, with their own error measured."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from edulis.engine.flows.normal import Normal, fill
from edulis.engine.flows.plan import Plan
from edulis.engine.flows.system import Floats

_LANES = 8  # systems solved side by side: a vector register of numbers for each entry of H that is read
_PROBES = 8 * _LANES
_CHECKED = 4 * _LANES  # unknowns solved to the end to measure the error of the probes
_STEPS = 4_000
_CLOSE, _CLOSER = 1e-3, 1e-5  # of probes and of checks, in the norm of the scaled residual


def probed_forms(plan: Plan, variance: Floats, seed: int = 0) -> tuple[Floats, Floats, float]:
    """a_jᵀ H⁻¹ a_j (n,), the diagonal of H⁻¹ (m,), and the relative rms error of the standard errors they give.

    `a_jᵀ H⁻¹ a_j ≈ mean over probes of (a_jᵀ H⁻¹ z)(a_jᵀ z)` with z of random signs, on the balances (Hutchinson 1990),
    with the part of the diagonal of H, which is known, taken out: only `H⁻¹ − D⁻¹` is probed. The error is measured on
    a sample of unknowns, each solved to the end.
    """
    columns = plan.columns
    normal = fill(plan.pattern, columns, variance)
    chance = np.random.default_rng(seed)
    live = normal.diagonal > 0
    inverse = np.divide(1.0, normal.diagonal, out=np.zeros_like(normal.diagonal), where=live)
    tail, diagonal = np.zeros(columns.unknowns), np.zeros(columns.balances)
    for _ in range(0, _PROBES, _LANES):
        signs = np.where(chance.integers(0, 2, (columns.balances, _LANES)) == 1, 1.0, -1.0)
        answer = solve_beside(normal, signs, _CLOSE) - inverse[:, None] * signs
        _add_products(columns.indptr, columns.rows, columns.data, answer, signs, 1.0 / _PROBES, tail, diagonal)
    squared = np.add.reduceat(
        np.append(columns.data**2 * inverse[columns.rows], 0.0), np.minimum(columns.indptr[:-1], columns.rows.size)
    )
    squared[np.diff(columns.indptr) == 0] = 0.0
    forms = np.clip(squared + tail, 0.0, np.divide(1.0, variance, out=np.zeros_like(variance), where=variance > 0))
    return forms, np.maximum(inverse + diagonal, 0.0), _error(plan, normal, variance, forms, chance)


def _error(plan: Plan, normal: Normal, variance: Floats, forms: Floats, chance: np.random.Generator) -> float:
    """The relative rms error of the standard errors that these forms give, on a sample of flows."""
    columns = plan.columns
    touched = np.flatnonzero((np.diff(columns.indptr) > 0)[: plan.unknowns])
    sample = chance.choice(touched, size=min(_CHECKED, touched.size), replace=False)
    off = []
    for part in np.split(sample, range(_LANES, sample.size, _LANES)):
        right = np.zeros((columns.balances, _LANES))
        for lane, j in enumerate(part):
            place = slice(columns.indptr[j], columns.indptr[j + 1])
            right[columns.rows[place], lane] = columns.data[place]
        exact = np.einsum("il,il->l", right, solve_beside(normal, right, _CLOSER))[: part.size]
        left, guess = 1.0 - variance[part] * exact, 1.0 - variance[part] * forms[part]
        off.append(np.sqrt(np.maximum(guess, 0.0) / np.maximum(left, 1e-12)) - 1.0)
    return float(np.sqrt(np.mean(np.square(np.concatenate(off))))) if sample.size else 0.0


def solve_beside(normal: Normal, right: Floats, close: float) -> Floats:
    """H X = `right` (m, 8), eight right sides at once by conjugate gradients scaled by the diagonal of H.

    Reading H is what a step costs, and it is read once for all. Stops when every side's scaled residual has fallen by
    `close`.
    """
    p = normal.pattern
    return np.asarray(_beside(p.indptr, p.indices, normal.off, normal.diagonal, right, close * close, _STEPS))


@njit(cache=True, nogil=True)
def _beside(indptr: Any, indices: Any, off: Any, diagonal: Any, right: Any, close: float, limit: int) -> Any:
    m = diagonal.size
    x, r, p, q = np.zeros((m, _LANES)), right.copy(), np.zeros((m, _LANES)), np.empty((m, _LANES))
    rho, first, alpha, beta = np.zeros(_LANES), np.zeros(_LANES), np.zeros(_LANES), np.zeros(_LANES)
    for i in range(m):
        scale = 1.0 / diagonal[i] if diagonal[i] > 0.0 else 0.0
        for lane in range(_LANES):
            p[i, lane] = scale * r[i, lane]
            rho[lane] += r[i, lane] * p[i, lane]
    first[:] = rho
    for _ in range(limit):
        if not np.any(rho > close * first):
            break
        alpha[:] = 0.0
        for i in range(m):
            for lane in range(_LANES):
                q[i, lane] = diagonal[i] * p[i, lane]
            for k in range(indptr[i], indptr[i + 1]):
                j = indices[k]
                for lane in range(_LANES):
                    q[i, lane] += off[k] * p[j, lane]
            for lane in range(_LANES):
                alpha[lane] += p[i, lane] * q[i, lane]
        for lane in range(_LANES):
            alpha[lane] = rho[lane] / alpha[lane] if alpha[lane] > 0.0 else 0.0
            beta[lane], rho[lane] = rho[lane], 0.0
        for i in range(m):
            scale = 1.0 / diagonal[i] if diagonal[i] > 0.0 else 0.0
            for lane in range(_LANES):
                x[i, lane] += alpha[lane] * p[i, lane]
                r[i, lane] -= alpha[lane] * q[i, lane]
                rho[lane] += scale * r[i, lane] * r[i, lane]
        for lane in range(_LANES):
            beta[lane] = rho[lane] / beta[lane] if beta[lane] > 0.0 and alpha[lane] > 0.0 else 0.0
            if alpha[lane] == 0.0:
                rho[lane] = 0.0
        for i in range(m):
            scale = 1.0 / diagonal[i] if diagonal[i] > 0.0 else 0.0
            for lane in range(_LANES):
                p[i, lane] = scale * r[i, lane] + beta[lane] * p[i, lane]
    return x


@njit(cache=True, nogil=True)
def _add_products(
    indptr: Any, rows: Any, data: Any, answer: Any, signs: Any, share: float, tail: Any, diagonal: Any
) -> None:
    """Add `share` · Σ over lanes of (a_jᵀ answer)(a_jᵀ signs) to `tail`, and answer · signs to `diagonal`."""
    one, other = np.zeros(_LANES), np.zeros(_LANES)
    for j in range(indptr.size - 1):
        one[:] = 0.0
        other[:] = 0.0
        for k in range(indptr[j], indptr[j + 1]):
            for lane in range(_LANES):
                one[lane] += data[k] * answer[rows[k], lane]
                other[lane] += data[k] * signs[rows[k], lane]
        for lane in range(_LANES):
            tail[j] += share * one[lane] * other[lane]
    for i in range(diagonal.size):
        for lane in range(_LANES):
            diagonal[i] += share * answer[i, lane] * signs[i, lane]
