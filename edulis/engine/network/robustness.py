"""Robustness: what still holds together when somebody leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from edulis.engine.network.structure import Sparse, components


@dataclass(frozen=True, slots=True)
class Loss:
    """What breaks when one node leaves: share of the others' connected pairs that are cut, and parts left behind."""

    cut: float  # 0: nobody loses anybody; nan where nobody was connected
    parts: int  # pieces into which its component falls, isolated ones included


def without(matrix: Sparse, node: int) -> Loss:
    """What breaks when the node leaves: 1 − (connected pairs of the others after / before).

    matrix: n × n sparse. Source: Albert, Jeong & Barabási (2000), for a single node.
    """
    others = np.delete(np.arange(matrix.shape[0]), node)
    before = components(matrix)
    after = components(matrix[others][:, others])

    def pairs(label: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
        size = np.bincount(label).astype(float)
        return float((size * (size - 1) / 2).sum())

    connected = pairs(before[others])
    parts = len(np.unique(after[before[others] == before[node]]))
    return Loss(1 - pairs(after) / connected if connected else float("nan"), parts)
