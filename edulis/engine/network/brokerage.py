"""Brokerage: standing between two who have no tie of their own, and between which kinds (Gould & Fernandez)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from scipy.sparse import csr_array

from edulis.engine.network.structure import Ints, Sparse, binary

ROLES = ("coordinator", "gatekeeper", "representative", "consultant", "liaison")


def brokerage(matrix: Sparse, kind: Ints) -> Ints:
    """Number of open ways i → j → k (no tie i → k) in which j stands, by role; shape (n, 5) in the order of `ROLES`.

    Coordinator: all three of a kind. Gatekeeper: j and k of a kind, i of another. Representative: i and j of a kind.
    Consultant: i and k of a kind, j of another. Liaison: three kinds. matrix: n × n sparse, directed; kind: the number
    of each node's kind, shape (n,). Source: Gould & Fernandez (1989).
    """
    ones = binary(matrix)
    n = ones.shape[0]
    if n == 0:
        return np.zeros((0, 5), dtype=np.int64)
    member = csr_array((np.ones(n), (np.arange(n), kind)), shape=(n, int(kind.max()) + 1))
    received, given = csr_array(ones.T @ member), csr_array(ones @ member)
    before, after = np.diff(ones.T.tocsr().indptr), np.diff(ones.indptr)
    own = member.multiply(received).sum(axis=1), member.multiply(given).sum(axis=1)
    same_before, same_after = (np.asarray(each).ravel() for each in own)
    matched = np.asarray(received.multiply(given).sum(axis=1)).ravel()  # i and k of a kind, any kind
    coordinator = same_before * same_after
    consultant = matched - coordinator
    ways = np.stack(
        [
            coordinator,
            (before - same_before) * same_after,
            same_before * (after - same_after),
            consultant,
            (before - same_before) * (after - same_after) - consultant,
        ],
        axis=1,
    ).astype(np.int64)
    returned = ones.multiply(ones.T).tocoo()  # i → j → i leads nowhere
    to_own_kind = kind[returned.row] == kind[returned.col]
    ways[:, 0] -= np.bincount(returned.row[to_own_kind], minlength=n)
    ways[:, 3] -= np.bincount(returned.row[~to_own_kind], minlength=n)
    closed: Ints = _closed(ones.indptr, ones.indices, kind)
    return ways - closed


@njit(cache=True, nogil=True)
def _closed(indptr: Any, indices: Any, kind: Any) -> Any:
    """Ways i → j → k that are closed by a tie i → k, by j and role."""
    n = len(indptr) - 1
    count = np.zeros((n, 5), dtype=np.int64)
    tied = np.zeros(n, dtype=np.bool_)
    for i in range(n):
        for at in range(indptr[i], indptr[i + 1]):
            tied[indices[at]] = True
        for at in range(indptr[i], indptr[i + 1]):
            j = indices[at]
            for onward in range(indptr[j], indptr[j + 1]):
                k = indices[onward]
                if tied[k] and k != i:
                    if kind[i] == kind[j]:
                        role = 0 if kind[j] == kind[k] else 2
                    elif kind[j] == kind[k]:
                        role = 1
                    else:
                        role = 3 if kind[i] == kind[k] else 4
                    count[j, role] += 1
        for at in range(indptr[i], indptr[i + 1]):
            tied[indices[at]] = False
    return count
