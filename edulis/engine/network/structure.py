"""The shape of one layer: degree, strength, density, reciprocity, transitivity, components, assortativity."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Sparse = Any  # a scipy.sparse.csr_array, n × n, entry (i, j) = weight of the tie from i to j


def adjacency(source: Ints, target: Ints, n: int, weight: Floats | None = None) -> Sparse:
    """The n × n adjacency matrix of ties from source to target; repeated ties add up, ties to oneself fall away.

    source, target: node numbers, shape (m,). weight: shape (m,), 1 where not given.
    """
    weight = np.ones(len(source)) if weight is None else weight
    kept = source != target
    matrix = csr_array(coo_array((weight[kept], (source[kept], target[kept])), shape=(n, n)))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


def undirected(matrix: Sparse) -> Sparse:
    """The 0/1 matrix of ties regardless of direction: A ∨ Aᵀ without the diagonal."""
    both = coo_array(matrix + matrix.T)
    return binary(adjacency(both.row.astype(np.int64), both.col.astype(np.int64), matrix.shape[0]))


def binary(matrix: Sparse) -> Sparse:
    """The same ties, each of weight 1."""
    ones = csr_array(matrix, copy=True)
    ones.data = np.ones(len(ones.data))
    return ones


def degree(matrix: Sparse) -> Ints:
    """Number of distinct partners of each node, whatever the direction: k_i = Σ_j (A ∨ Aᵀ)_ij; shape (n,)."""
    partners: Ints = np.diff(undirected(matrix).indptr).astype(np.int64)
    return partners


def strength(matrix: Sparse) -> Floats:
    """Weight of all ties of each node, given and received: s_i = Σ_j (w_ij + w_ji); shape (n,), unit of the weights.

    Source: Barrat, Barthélemy, Pastor-Satorras & Vespignani (2004).
    """
    both: Floats = np.asarray(matrix.sum(axis=1)).ravel() + np.asarray(matrix.sum(axis=0)).ravel()
    return both


def density(matrix: Sparse) -> float:
    """Share of the possible directed ties that are there: m / (n (n − 1)); nan below two nodes."""
    n = matrix.shape[0]
    return float(matrix.nnz / (n * (n - 1))) if n > 1 else float("nan")


def reciprocity(matrix: Sparse) -> float:
    """Share of directed ties that are returned: r = Σ_{i≠j} a_ij a_ji / Σ_{i≠j} a_ij; nan without ties.

    Source: Wasserman & Faust (1994).
    """
    ones = binary(matrix)
    return float(ones.multiply(ones.T).sum() / ones.nnz) if ones.nnz else float("nan")


def reciprocity_corrected(matrix: Sparse) -> float:
    """Reciprocity beyond what density alone would give: ρ = (r − ā) / (1 − ā), ā the density; nan where ā is 0 or 1.

    ρ > 0 means that ties are returned more often than by chance, ρ < 0 less often.
    Source: Garlaschelli & Loffredo (2004).
    """
    mean = density(matrix)
    return (reciprocity(matrix) - mean) / (1 - mean) if 0 < mean < 1 else float("nan")


@njit(cache=True, nogil=True)
def _two_steps(indptr: Any, indices: Any, left: Any, right: Any) -> Any:
    """For each stored entry (i, j) of a matrix, Σ_q left_iq · right_qj over the stored q; memory of one row."""
    n = len(indptr) - 1
    total = np.zeros(len(indices))
    here = np.full(n, -1, dtype=np.int64)  # where (i, j) is stored, or -1
    for i in range(n):
        for at in range(indptr[i], indptr[i + 1]):
            here[indices[at]] = at
        for at in range(indptr[i], indptr[i + 1]):
            q = indices[at]
            for onward in range(indptr[q], indptr[q + 1]):
                slot = here[indices[onward]]
                if slot >= 0:
                    total[slot] += left[at] * right[onward]
        for at in range(indptr[i], indptr[i + 1]):
            here[indices[at]] = -1
    return total


def two_steps(pattern: Sparse, left: Floats, right: Floats) -> Floats:
    """(L R)_ij for each stored entry (i, j) of the pattern, where L and R have that same pattern; shape (nnz,)."""
    total: Floats = _two_steps(pattern.indptr, pattern.indices, left, right)
    return total


def transitivity(matrix: Sparse) -> float:
    """Share of connected triples that close: 3 · triangles / Σ_i k_i (k_i − 1) / 2; nan without any.

    Directions are left out. Source: Newman, Strogatz & Watts (2001).
    """
    ties = undirected(matrix)
    partners = np.diff(ties.indptr).astype(float)
    triples = float((partners * (partners - 1)).sum())
    return float(two_steps(ties, ties.data, ties.data).sum() / triples) if triples else float("nan")


def components(matrix: Sparse) -> Ints:
    """The weakly connected component of each node, numbered from 0, largest first; shape (n,)."""
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(matrix, directed=True, connection="weak")
    size = np.bincount(label)
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.argsort(-size, kind="stable")] = np.arange(len(size))
    return rank[label] if len(label) else np.zeros(0, dtype=np.int64)


def degree_assortativity(matrix: Sparse) -> float:
    """Correlation of the degrees at both ends of a tie, directions left out; nan where all degrees are equal.

    Source: Newman (2002).
    """
    ties = undirected(matrix)
    partners = np.diff(ties.indptr).astype(float)
    one, other = np.repeat(partners, np.diff(ties.indptr)), partners[ties.indices]
    spread = one.var() if len(one) else 0.0
    return float(((one - one.mean()) * (other - other.mean())).mean() / spread) if spread else float("nan")


def kind_assortativity(matrix: Sparse, kind: Ints) -> float:
    """How far ties stay within kinds: (Σ e_kk − Σ a_k b_k) / (1 − Σ a_k b_k); nan for one kind only.

    e: the mixing matrix. kind: the number of each node's kind, shape (n,). 1: only within kinds; 0: as by chance.
    Source: Newman (2003).
    """
    ties = undirected(matrix)
    if not ties.nnz:
        return float("nan")
    kinds = int(kind.max()) + 1
    pair = np.repeat(kind, np.diff(ties.indptr)) * kinds + kind[ties.indices]
    mixing = np.bincount(pair, minlength=kinds * kinds).reshape(kinds, kinds) / ties.nnz
    by_chance = float(mixing.sum(axis=0) @ mixing.sum(axis=1))
    return float((np.trace(mixing) - by_chance) / (1 - by_chance)) if by_chance < 1 else float("nan")
