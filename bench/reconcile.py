"""Reconciliation against what a user would pick instead: cvxpy with Clarabel, flows not negative, in one run.

    python bench/reconcile.py                       small: 1,000 and 10,000 trades
    python bench/reconcile.py --scale 1000 10000 100000 1000000 --peer-limit 100000
    python bench/reconcile.py --kind plane --errors probed --scale 100000 --peer-limit 100000

Each line: CPU seconds of our full answer (estimates, non-negativity, the standard error of every trade, all tests; the
least of some repeats) and of the peer's (estimates only), their ratio, peak memory so far, the largest balance
residual, how many flows are held at zero, the error of the standard errors, and by how much the two answers differ.
Each enterprise has one measured outside flow. In a "ring" neighbours on a ring trade: little fills up when balances are
eliminated. In a "plane" neighbours in two directions do, as in villages on a map: a factor fills up, and it is there
that the peer tires. In a "random" network anybody trades with anybody: a factor fills up wholly, which no order helps.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np
from scipy.sparse import csc_array

from edulis.engine.flows.gross import judge_reports
from edulis.engine.flows.solve import Errors, Solution, solve
from edulis.engine.flows.system import System, make_system


def village(trades: int, kind: str = "ring", seed: int = 0) -> System:
    """A local network of that many trades, three in five told by both sides, errors of 20 %, fixed by the reports."""
    chance = np.random.default_rng(seed)
    nodes = max(trades // 5, 4)
    inner = trades - nodes
    seller = chance.integers(0, nodes, inner)
    if kind == "ring":
        buyer = (seller + chance.geometric(0.12, inner) * chance.choice([-1, 1], inner)) % nodes
    elif kind == "random":
        buyer = (seller + chance.integers(1, nodes, inner)) % nodes
    else:
        side = int(np.ceil(np.sqrt(nodes)))
        east, north = (chance.geometric(0.4, inner) * chance.choice([-1, 1], inner) for _ in range(2))
        buyer = ((seller + east) % side + (seller // side + north) % side * side) % nodes
    buyer = np.where(buyer == seller, (buyer + 1) % nodes, buyer)
    amount = chance.lognormal(4.6, 1.0, inner)
    net = np.bincount(buyer, amount, nodes) - np.bincount(seller, amount, nodes)
    column = np.arange(inner)
    rows = np.concatenate([seller, buyer, np.arange(nodes)])
    columns = np.concatenate([column, column, inner + np.arange(nodes)])
    signs = np.concatenate([-np.ones(inner), np.ones(inner), np.where(net > 0, -1.0, 1.0)])
    truth = np.concatenate([amount, np.abs(net)])
    told = np.concatenate([np.arange(trades), chance.permutation(trades)[: 3 * trades // 5]])
    values = truth[told] * np.exp(chance.normal(0, 0.2, told.size))
    values = np.maximum(values + chance.normal(0, 10.0, told.size), 0.0)  # small flows may be pushed to zero
    balances = csc_array((signs, (rows, columns)), shape=(nodes, trades))
    return make_system(balances, told, values, 0.2 * values + 10.0)


def ours(system: System, errors: Errors | None, repeats: int) -> tuple[float, Solution]:
    """Least CPU seconds of the full answer, and the answer."""
    least = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        found = solve(system, errors=errors)
        judge_reports(system, found)
        least = min(least, time.process_time() - start)
    return least, found


def peer(system: System) -> tuple[float, np.ndarray]:
    """CPU seconds and flows of cvxpy with Clarabel on the same merged reports."""
    import cvxpy

    from edulis.engine.flows.system import merge

    merged = merge(system, system.sigma)
    start = time.process_time()
    x = cvxpy.Variable(system.unknowns)
    gap = cvxpy.multiply(1 / np.sqrt(merged.variance), x - merged.mean)
    problem = cvxpy.Problem(cvxpy.Minimize(cvxpy.sum_squares(gap)), [system.balances @ x == system.rhs, x >= 0])
    problem.solve(solver=cvxpy.CLARABEL)
    return time.process_time() - start, np.asarray(x.value)


def memory() -> float:
    """Peak resident memory of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, nargs="+", default=[1_000, 10_000], help="numbers of trades")
    parser.add_argument("--peer-limit", type=int, default=10_000, help="above that many trades the peer is left out")
    parser.add_argument("--kind", choices=["ring", "plane", "random"], default="ring", help="which network")
    parser.add_argument("--errors", choices=["exact", "probed"], help="how standard errors are made; by itself exact")
    parser.add_argument("--repeats", type=int, default=3)
    chosen = parser.parse_args()
    ours(village(500, chosen.kind), chosen.errors, 1)  # compile once
    heading = ("trades", "ours s", "peer s", "ratio", "MB", "residual", "at zero", "errors", "differs")
    print(" ".join(f"{word:>9}" for word in heading))
    for trades in chosen.scale:
        system = village(trades, chosen.kind)
        took, found = ours(system, chosen.errors, chosen.repeats)
        used, apart = memory(), float("nan")
        line = f"{trades:>9} {took:>9.3f}"
        if trades <= chosen.peer_limit:
            theirs, other = peer(system)
            apart = float(np.max(np.abs(found.flows - other)) / np.max(np.abs(found.flows)))
            line += f" {theirs:>9.2f} {theirs / took:>9.0f}"
        else:
            line += f" {'-':>9} {'-':>9}"
        held = int(found.at_zero.sum())
        line += f" {used:>9.0f} {found.residual:>9.1e} {held:>9} {found.errors_off:>9.1%} {apart:>9.1e}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
