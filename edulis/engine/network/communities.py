"""Communities: groups with more ties inside than by chance, and whether the same groups come back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from edulis.engine.network.structure import Ints, Sparse, adjacency

STABLE = 0.7  # below this mean adjusted Rand index the groups differ too much from run to run to be talked of


@dataclass(frozen=True, slots=True)
class Communities:
    """The community of each node, numbered from 0, largest first, with how sharp and how stable they are."""

    label: Ints
    modularity: float
    stability: float  # mean adjusted Rand index over all pairs of runs; nan without ties


def modularity(matrix: Sparse, label: Ints) -> float:
    """Share of ties inside groups beyond chance: Q = Σ_c (w_cc / 2m − (k_c / 2m)²); nan without ties.

    matrix: n × n sparse, symmetric. label: the group of each node, shape (n,). Source: Newman & Girvan (2004).
    """
    total = float(matrix.sum())
    if not total:
        return float("nan")
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    inside = float(matrix.data[label[row] == label[matrix.indices]].sum())
    ends = np.bincount(label[row], weights=matrix.data)
    return inside / total - float(((ends / total) ** 2).sum())


def adjusted_rand(one: Ints, other: Ints) -> float:
    """Agreement of two groupings beyond chance: (Σ C(n_ij, 2) − E) / (½ (Σ C(a_i, 2) + Σ C(b_j, 2)) − E); 1 when equal.

    Source: Hubert & Arabie (1985).
    """
    n = len(one)
    together = np.bincount(np.unique(one.astype(np.int64) * (int(other.max()) + 1) + other, return_inverse=True)[1])
    both, left, right = (float((c * (c - 1.0) / 2).sum()) for c in (together, np.bincount(one), np.bincount(other)))
    by_chance = left * right / (n * (n - 1) / 2) if n > 1 else 0.0
    largest = (left + right) / 2
    return (both - by_chance) / (largest - by_chance) if largest != by_chance else 1.0


def communities(matrix: Sparse, *, seed: int = 0, runs: int = 20) -> Communities:
    """Groups of largest modularity (Louvain) that agree over seeded runs, with their stability.

    Each run starts from another order of the nodes. The consensus weights each tie by the share of runs that keep both
    ends together and is grouped again; of it and the runs the sharpest is kept. matrix: n × n sparse, symmetric.
    Source: Blondel, Guillaume, Lambiotte & Lefebvre (2008); Lancichinetti & Fortunato (2012).
    """
    n = matrix.shape[0]
    if not matrix.nnz:
        return Communities(np.arange(n), float("nan"), float("nan"))
    tried = [_louvain(matrix, seed * 1_000 + run) for run in range(runs)]
    row = np.repeat(np.arange(n), np.diff(matrix.indptr))
    together = np.mean([each[row] == each[matrix.indices] for each in tried], axis=0)
    agreed = csr_array(matrix, copy=True)
    agreed.data *= np.where(together > 0.5, together, 0)
    agreed.eliminate_zeros()
    candidates = [_louvain(agreed, seed), *tried] if agreed.nnz else tried
    best = max(candidates, key=lambda label: round(modularity(matrix, label), 12))
    held = np.diff(matrix.indptr) > 0  # nodes without ties are alone in every run and would flatter the agreement
    agreement = [adjusted_rand(a[held], b[held]) for i, a in enumerate(tried) for b in tried[:i]]
    return Communities(_largest_first(best), modularity(matrix, best), float(np.mean(agreement)) if agreement else 1.0)


def _louvain(matrix: Sparse, seed: int) -> Ints:
    from scipy.sparse import csr_matrix
    from sknetwork.clustering import Louvain

    # Not Leiden: the library's refinement draws from the C library's one global state, so no run could be repeated.
    n = matrix.shape[0]
    order = np.random.default_rng(seed).permutation(n)
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    coo = matrix.tocoo()
    mixed = adjacency(place[coo.row], place[coo.col], n, coo.data)
    method = Louvain(modularity="newman", random_state=seed % 2**31, tol_optimization=1e-6, tol_aggregation=1e-6)
    label = method.fit_predict(csr_matrix(mixed))
    return np.asarray(label, dtype=np.int64)[place]


def _largest_first(label: Ints) -> Ints:
    _, first, number = np.unique(label, return_index=True, return_inverse=True)
    size = np.bincount(number)
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    ranked: Ints = rank[number]
    return ranked
