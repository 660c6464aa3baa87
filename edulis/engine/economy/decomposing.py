"""Where a multiplier comes from: within a kind of account, across to the others, and round the whole circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from edulis.engine.economy.matrix import Floats, Sparse
from edulis.engine.economy.solving import TOLERANCE, outputs


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The four additive parts of x = M f, each of the shape of f: `total` is their sum."""

    injection: Floats  # f itself
    transfer: Floats  # (M₁ − I) f: among accounts of the same kind
    open_loop: Floats  # (M₂ − I) M₁ f: over to other kinds, once
    closed_loop: Floats  # (M₃ − I) M₂ M₁ f: round the whole circle and back again

    @property
    def total(self) -> Floats:
        """M f."""
        return self.injection + self.transfer + self.open_loop + self.closed_loop


def decompose(
    shares: Sparse, blocks: Sequence[int] | Sequence[str], demand: Floats, *, tolerance: float = TOLERANCE
) -> Decomposition:
    """Split M f into transfer, open-loop and closed-loop effects (Stone's additive form of M = M₃ M₂ M₁).

    With Ã the payments within blocks and A* = (I − Ã)⁻¹ (A − Ã): M₁ = (I − Ã)⁻¹, M₂ = I + A* + … + A*^(k−1),
    M₃ = (I − A*^k)⁻¹, where k is the number of blocks. shares: A, n × n. blocks: to which block (enterprises, factors,
    households) each account belongs, (n,). demand: f, (n,) or (n, c), money. Where the blocks pay each other in one
    circle, A*^k leads back to each block and the third part is what goes round at least once; no inverse is made.
    Raises ValueError for a wrong number of blocks. Source: Pyatt & Round (1979); Stone (1985).
    """
    matrix = csr_array(shares)
    label = np.unique(np.asarray(blocks, dtype=object).astype(str), return_inverse=True)[1]
    if label.size != matrix.shape[0]:
        raise ValueError(f"{matrix.shape[0]} accounts, but {label.size} blocks")
    coo = matrix.tocoo()
    same = label[coo.row] == label[coo.col]
    within = csr_array((coo.data[same], (coo.row[same], coo.col[same])), shape=matrix.shape)
    across = csr_array((coo.data[~same], (coo.row[~same], coo.col[~same])), shape=matrix.shape)
    f = np.asarray(demand, np.float64)
    first = outputs(within, f, tolerance=tolerance)
    once, step = first.copy(), first
    for _ in range(int(label.max(initial=0))):
        step = outputs(within, across @ step, tolerance=tolerance)
        once = once + step
    whole = outputs(matrix, f, tolerance=tolerance)
    return Decomposition(f, first - f, once - first, whole - once)
