"""Structural holes: how far somebody's partners already know one another (Burt)."""

from __future__ import annotations

import numpy as np

from edulis.engine.network.structure import Floats, Sparse, adjacency, two_steps


def _mutual(matrix: Sparse) -> tuple[Sparse, Floats]:
    """z_ij = w_ij + w_ji, and the row of each stored entry."""
    both = (matrix + matrix.T).tocoo()
    mutual = adjacency(both.row.astype(np.int64), both.col.astype(np.int64), matrix.shape[0], both.data)
    mutual.sort_indices()
    return mutual, np.repeat(np.arange(mutual.shape[0]), np.diff(mutual.indptr))


def constraint(matrix: Sparse) -> Floats:
    """How dependent a node is on few partners who know one another: c_i = Σ_j (p_ij + Σ_q p_iq p_qj)².

    p_ij = (w_ij + w_ji) / Σ_k (w_ik + w_ki); j runs over i's partners, q ≠ i, j. matrix: n × n sparse, weights ≥ 0.
    Gives shape (n,); nan where isolated. Source: Burt (1992).
    """
    mutual, row = _mutual(matrix)
    n = mutual.shape[0]
    total = np.asarray(mutual.sum(axis=1)).ravel()
    share = mutual.data / total[row]
    indirect = two_steps(mutual, share, share)
    value = np.bincount(row, weights=(share + indirect) ** 2, minlength=n)
    return np.where(np.diff(mutual.indptr) > 0, value, np.nan)


def effective_size(matrix: Sparse) -> Floats:
    """Partners that are not redundant: e_i = Σ_j (1 − Σ_q p_iq m_jq), m_jq = z_jq / max_k z_jk, z = w + wᵀ.

    Unweighted it is k − 2t/k with t the ties among the k partners. Gives shape (n,); nan where isolated.
    Source: Burt (1992); Borgatti (1997).
    """
    mutual, row = _mutual(matrix)
    n = mutual.shape[0]
    partners = np.diff(mutual.indptr)
    share = mutual.data / np.asarray(mutual.sum(axis=1)).ravel()[row]
    largest = mutual.max(axis=1).toarray().ravel() if n else np.zeros(0)
    # m_jq seen from q: the pattern is symmetric, so the entry (q, j) is z_qj / largest of j.
    redundant = two_steps(mutual, share, mutual.data / largest[mutual.indices])
    value = partners - np.bincount(row, weights=redundant, minlength=n)
    return np.where(partners > 0, value, np.nan)
