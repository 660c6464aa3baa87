"""Structural paths: over which chains of accounts an effect travels, the strongest first."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, csr_array

from edulis.engine.economy.matrix import Floats, Mask, Sparse
from edulis.engine.economy.solving import TOLERANCE, adjoint, outputs


@dataclass(frozen=True, slots=True)
class Path:
    """One elementary path: no account is passed twice; what runs in circles along it is in its multiplier."""

    accounts: tuple[int, ...]  # from the shock to where it is counted
    direct: float  # product of the shares along the path
    multiplier: float  # by how much circles along the path enlarge it
    total: float  # direct × multiplier × weight of its end


@dataclass(frozen=True, slots=True)
class Paths:
    """The strongest paths, strongest first; `effect` is the whole effect, `told` the share of it that they carry."""

    paths: tuple[Path, ...]
    effect: float

    @property
    def told(self) -> float:
        """Σ total / effect; 1 where there is no effect."""
        return sum(path.total for path in self.paths) / self.effect if self.effect > 0 else 1.0


def strongest_paths(
    shares: Sparse,
    origin: int,
    weight: Floats,
    *,
    share: float = 0.9,
    most: int = 50,
    patience: int = 2_000,
    tolerance: float = TOLERANCE,
) -> Paths:
    """The elementary paths that carry `share` of the effect of one unit of demand at `origin`, at most `most` of them.

    The effect is λ_o = Σ_j v_j L_jo. For a path o = k₀ … k_m = j its total influence is
    `v_j · Π a(k_{s+1}, k_s) · Π_s L^(k₀…k_{s−1})_{k_s k_s}`, where L^(S) is the inverse with the accounts S taken out;
    the last product is the path multiplier Δ_p / Δ. All paths together carry λ_o. Best first: an unfinished path that
    has come to k is followed in the order of its bound, what it has carried so far × λ_k, which no continuation can
    exceed, and a finished one is told when no bound is larger.
    shares: A, n × n. weight: v ≥ 0, (n,): 1 at the accounts where the effect is counted. `patience`: how many
    unfinished paths are followed at most; `Paths.told` says what was reached. Raises ValueError for negative weights.
    Source: Defourny & Thorbecke (1984); Lantner (1974); Crama, Defourny & Gazon (1984).
    """
    matrix, v = csr_array(shares), np.asarray(weight, np.float64)
    if (v < 0).any():
        raise ValueError("weights of accounts must not be negative")
    n = matrix.shape[0]
    turned, columns = csr_array(matrix.T), csc_array(matrix)
    bound = adjoint(matrix, v, tolerance=tolerance)
    effect = float(bound[origin])
    found: list[tuple[float, tuple[int, ...], float, float]] = []
    ready: list[Path] = []
    carried = 0.0
    waiting: list[tuple[float, tuple[int, ...], float, float]] = [(-effect, (int(origin),), 1.0, 1.0)]
    for _ in range(patience):
        least = -waiting[0][0] if waiting else 0.0
        while found and -found[0][0] >= least and len(ready) < most and carried < share * effect:
            total, accounts, direct, multiplier = heapq.heappop(found)
            ready.append(Path(accounts, direct, multiplier, -total))
            carried -= total
        if not waiting or len(ready) >= most or carried >= share * effect or least <= 1e-12 * effect:
            break
        _, accounts, direct, multiplier = heapq.heappop(waiting)
        end = accounts[-1]
        alive = np.ones(n, np.bool_)
        alive[list(accounts[:-1])] = False
        multiplier *= _own(turned, end, alive, tolerance)
        if v[end] > 0:
            heapq.heappush(found, (-direct * multiplier * float(v[end]), accounts, direct, multiplier))
        for at in range(columns.indptr[end], columns.indptr[end + 1]):
            to = int(columns.indices[at])
            if alive[to] and to != end and bound[to] > 0:
                on = direct * float(columns.data[at])
                heapq.heappush(waiting, (-on * multiplier * float(bound[to]), (*accounts, to), on, multiplier))
    while found and len(ready) < most and carried < share * effect:
        total, accounts, direct, multiplier = heapq.heappop(found)
        ready.append(Path(accounts, direct, multiplier, -total))
        carried -= total
    return Paths(tuple(sorted(ready, key=lambda path: (-path.total, path.accounts))), effect)


def _own(turned: Sparse, account: int, alive: Mask, tolerance: float) -> float:
    """L_kk without the accounts that are not alive."""
    one = np.zeros(turned.shape[0])
    one[account] = 1.0
    return float(outputs(turned, one, tolerance=tolerance, alive=alive)[account])
