"""Multipliers against what a user would pick instead, in one run on one village: pymrio's dense inverse, a sparse LU.

    python bench/economy.py                                   2,000 enterprises, then 10,000 and 100,000 trades
    python bench/economy.py --scale 10000 100000 1000000      the growth table of docs/economy.md
    python bench/economy.py --pymrio 0                         without the dense inverse

First 2,000 enterprises: output multipliers of all of them. Then for each number of trades: CPU seconds (least of a few
runs) of output, income and jobs multipliers of all accounts in one go, of the check that nothing is closed and the
bounds of the spectral radius, of 100 demand scenarios; the same scenarios by sparse LU; peak memory so far. The network
is a "village": neighbours on a ring trade, each enterprise pays 70 % of what it takes in to others.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from edulis.engine.economy.leaks import refuse, spectral_radius
from edulis.engine.economy.matrix import column_shares, sparse
from edulis.engine.economy.solving import adjoint, outputs


def village(trades: int, enterprises: int | None = None, seed: int = 0) -> Any:
    """Shares of a local network of that many trades: n × n, column sums of 0.7 at most."""
    chance = np.random.default_rng(seed)
    n = enterprises or max(trades // 5, 4)
    seller = chance.integers(0, n, trades, dtype=np.int32)
    away = chance.geometric(0.12, trades).astype(np.int32)
    away *= chance.choice(np.array([-1, 1], np.int32), trades)
    buyer = (seller + away) % np.int32(n)
    flows = sparse(seller, buyer, chance.lognormal(4.6, 1.0, trades), n)
    paid = np.asarray(flows.sum(axis=0)).ravel()
    return column_shares(flows, np.where(paid > 0, paid / 0.7, 1.0))


def timed(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU time of a few runs, in seconds."""
    taken = []
    for _ in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def memory() -> float:
    """Peak resident memory of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(trades: int) -> tuple[Any, list[float]]:
    """Shares, and seconds of three indicators, of the checks, and of 100 scenarios."""
    shares = village(trades)
    n = shares.shape[0]
    chance = np.random.default_rng(1)
    weights = np.column_stack([np.ones(n), chance.random(n), chance.random(n)])
    times = 5 if trades <= 100_000 else 2
    took = [timed(lambda: adjoint(shares, weights), times)]
    print(f"{trades:>9} {n:>9} {took[0]:>9.4f} {memory():>9.0f}", end="", flush=True)
    took.append(timed(lambda: (refuse(shares), spectral_radius(shares)), times))
    print(f" {took[1]:>9.4f}", end="", flush=True)
    demands = chance.random((n, 100))
    took.append(timed(lambda: outputs(shares, demands), 2 if trades <= 100_000 else 1))
    print(f" {took[2]:>9.3f} {memory():>9.0f}", end="", flush=True)
    return shares, took


def dense(enterprises: int, trades: int) -> None:
    """The inverse of pymrio and our adjoint on the same shares, for the output multipliers of all enterprises."""
    import pymrio

    shares = village(trades, enterprises)
    one = np.ones(shares.shape[0])
    mine = timed(lambda: adjoint(shares, one), 20)
    before = memory()
    full = shares.toarray()
    theirs = timed(lambda: pymrio.calc_L(full).sum(axis=0), 3)
    off = float(np.max(np.abs(pymrio.calc_L(full).sum(axis=0) - adjoint(shares, one))))
    print(f"{enterprises:,} enterprises, {trades:,} trades: ours {1000 * mine:.3f} ms, pymrio {1000 * theirs:.0f} ms")
    print(f"ratio {theirs / mine:,.0f} ×, pymrio's memory +{memory() - before:.0f} MB, answers differ by {off:.1e}")


def by_factor(shares: Any) -> float:
    """CPU seconds of 100 scenarios by a sparse LU of scipy."""
    from scipy.sparse import csc_array, eye_array
    from scipy.sparse.linalg import splu

    demands = np.random.default_rng(1).random((shares.shape[0], 100))
    system = csc_array(eye_array(shares.shape[0], format="csc") - csc_array(shares))
    return timed(lambda: splu(system).solve(demands), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, nargs="+", default=[10_000, 100_000], help="numbers of trades")
    parser.add_argument("--pymrio", type=int, default=2_000, help="enterprises of the dense inverse; 0 leaves it out")
    parser.add_argument("--peer-limit", type=int, default=100_000, help="above that many trades the LU is left out")
    chosen = parser.parse_args()
    small = csr_array(np.array([[0.0, 0.5], [0.4, 0.0]]))
    adjoint(small, np.ones(2))  # compile once
    outputs(small, np.ones((2, 2)))
    heading = ("trades", "n", "3 ind. s", "MB", "checks s", "100 sc. s", "MB", "LU s", "ratio")
    print(" ".join(f"{word:>9}" for word in heading))
    for trades in chosen.scale:
        shares, took = ours(trades)
        if trades <= chosen.peer_limit:
            theirs = by_factor(shares)
            print(f" {theirs:>9.2f} {theirs / took[2]:>9.1f}", flush=True)
        else:
            print(f" {'-':>9} {'-':>9}", flush=True)
    if chosen.pymrio:
        dense(chosen.pymrio, 5 * chosen.pymrio)


if __name__ == "__main__":
    main()
