"""Diffusion: how far news that starts at somebody travels."""

from __future__ import annotations

import numpy as np

from edulis.engine.network.structure import Floats, Sparse

ROUNDS = 10  # a season has about as many occasions to hear and to pass on; 5 to 10 are usual


def first_eigenvalue(matrix: Sparse) -> float:
    """The largest eigenvalue λ₁ of a symmetric matrix; 0 without ties."""
    if not matrix.nnz:
        return 0.0
    if matrix.shape[0] <= 300:
        return float(np.linalg.eigvalsh(matrix.toarray())[-1])
    from scipy.sparse.linalg import eigsh

    start = np.ones(matrix.shape[0])  # a fixed start: the same answer each time
    return float(eigsh(matrix, k=1, which="LA", v0=start, return_eigenvectors=False)[0])


def diffusion_centrality(matrix: Sparse, *, q: float | None = None, rounds: int = ROUNDS) -> Floats:
    """Expected number of times that others hear news from each node: DC = Σ_{t=1..T} (q A)ᵗ · 1.

    matrix: n × n sparse, symmetric, ties along which people talk. q: chance that a tie passes the news on in one round,
    1/λ₁ where not given. Gives shape (n,). Source: Banerjee, Chandrasekhar, Duflo & Jackson (2013).
    """
    total = np.zeros(matrix.shape[0])
    if q is None:
        largest = first_eigenvalue(matrix)
        if largest <= 0:
            return total
        q = 1 / largest
    step = np.ones(matrix.shape[0])
    for _ in range(rounds):
        step = q * (matrix @ step)
        total += step
    return total
