"""Standard errors where a factor does not fit: probes on the balances, with their own error measured."""

from __future__ import annotations

import numpy as np

from edulis.engine.flows.normal import conjugate_gradients, fill
from edulis.engine.flows.plan import Plan
from edulis.engine.flows.system import Floats

_PROBES = 32
_CHECKED = 48  # unknowns solved exactly to measure the error of the probes
_STEPS = 2_000


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
    for _ in range(_PROBES):
        signs = np.where(chance.integers(0, 2, columns.balances) == 1, 1.0, -1.0)
        floor = np.full(columns.balances, 1e-6)
        answer = conjugate_gradients(normal, signs, np.zeros(columns.balances), floor, _STEPS)[0] - inverse * signs
        tail += columns.transposed(answer) * columns.transposed(signs) / _PROBES
        diagonal += answer * signs / _PROBES
    squared = np.add.reduceat(
        np.append(columns.data**2 * inverse[columns.rows], 0.0), np.minimum(columns.indptr[:-1], columns.rows.size)
    )
    squared[np.diff(columns.indptr) == 0] = 0.0
    forms = np.clip(squared + tail, 0.0, np.divide(1.0, variance, out=np.zeros_like(variance), where=variance > 0))
    touched = np.flatnonzero((np.diff(columns.indptr) > 0)[: plan.unknowns])
    sample = chance.choice(touched, size=min(_CHECKED, touched.size), replace=False)
    off = []
    for j in sample:
        unit = np.zeros(columns.unknowns)
        unit[j] = 1.0
        right = columns.times(unit)
        floor = np.full(columns.balances, 1e-9 * float(np.abs(right).max()))
        answer = conjugate_gradients(normal, right, np.zeros(columns.balances), floor, 10 * _STEPS)[0]
        exact = max(1.0 - variance[j] * float(right @ answer), 1e-12)
        off.append(np.sqrt(max(1.0 - variance[j] * forms[j], 0.0) / exact) - 1.0)
    return forms, np.maximum(inverse + diagonal, 0.0), float(np.sqrt(np.mean(np.square(off)))) if off else 0.0
