"""Several layers over the same nodes: how evenly people take part, and how far the layers repeat one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from edulis.engine.network.structure import Floats, Sparse, degree, undirected


def participation(layers: Sequence[Sparse]) -> Floats:
    """How evenly a node's ties spread over M layers: P_i = M/(M − 1) · (1 − Σ_α (k_iα / o_i)²), o_i = Σ_α k_iα.

    layers: M matrices, each n × n. Gives shape (n,): 0 all in one layer, 1 evenly in all; nan without any tie or with
    one layer only. Source: Battiston, Nicosia & Latora (2014).
    """
    if not layers:
        return np.zeros(0)
    ties = np.stack([degree(layer) for layer in layers]).astype(float)
    total = ties.sum(axis=0)
    m = len(layers)
    if m < 2:
        return np.full(ties.shape[1], np.nan)
    share = np.divide(ties, total, out=np.full_like(ties, np.nan), where=total > 0)
    spread: Floats = m / (m - 1) * (1 - (share**2).sum(axis=0))
    return spread


def edge_overlap(layer: Sparse, other: Sparse) -> float:
    """Share of a layer's ties that the other layer has too: |E_α ∩ E_β| / |E_α|, directions left out; nan without ties.

    Source: Battiston, Nicosia & Latora (2014).
    """
    one, two = undirected(layer), undirected(other)
    return float(one.multiply(two).sum() / one.nnz) if one.nnz else float("nan")


def layer_correlation(layer: Sparse, other: Sparse) -> float:
    """Correlation of presence of ties over all pairs: (p₁₁ − p₁ p₂) / √(p₁ (1 − p₁) p₂ (1 − p₂)).

    nan where one layer is empty or full. Source: Krackhardt (1987), the statistic of his quadratic assignment test.
    """
    one, two = undirected(layer), undirected(other)
    n = one.shape[0]
    if n < 2:
        return float("nan")
    pairs = n * (n - 1)
    p, q, both = one.nnz / pairs, two.nnz / pairs, float(one.multiply(two).sum()) / pairs
    spread = p * (1 - p) * q * (1 - q)
    return float((both - p * q) / spread**0.5) if spread > 0 else float("nan")
