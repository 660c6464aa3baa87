"""Minimum-cost flow against what a user would pick instead: networkx and OR-tools, on the same arcs, in one run.

    python bench/matching.py                        small: 10,000 and 100,000 arcs
    python bench/matching.py --scale 10000 100000 1000000 --peer-limit 10000

Sources and users lie at random in a square; each may send to each, at a cost of the distance, or dump. Each line: CPU
seconds (the least of the repeats), the ratio to ours, how many arcs our programme ever looked at, and whether all find
the same cost. Each solver runs in a process of its own, so that its peak memory is its own (MB, with the arcs).
networkx is left out above the peer limit: it takes minutes there.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from typing import Any

import numpy as np

from edulis.engine.environment.mincost import min_cost_flow

DUMP = 5_000


def village(arcs: int, seed: int = 0) -> tuple[np.ndarray, ...]:
    """tail, head, capacity, cost, supply: sources, users, a sink; every source may reach every user."""
    chance = np.random.default_rng(seed)
    n = int(np.sqrt(arcs))
    had, wanted = chance.integers(50, 1000, n), chance.integers(50, 1000, n)
    here, there = chance.random((n, 2)), chance.random((n, 2))
    cost = (1000 * np.hypot(*(here[:, None] - there[None]).transpose(2, 0, 1))).astype(np.int64)
    one, other = np.divmod(np.arange(n * n), n)
    users = n + np.arange(n)
    tail, head = np.concatenate([one, users, np.arange(n)]), np.concatenate([n + other, np.full(2 * n, 2 * n)])
    capacity = np.concatenate([np.full(n * n, int(had.sum())), wanted, had])
    cost = np.concatenate([cost.ravel(), np.zeros(n, np.int64), np.full(n, DUMP)])
    return tail, head, capacity, cost, np.concatenate([had, np.zeros(n, np.int64), [-had.sum()]])


def ours(net: tuple[np.ndarray, ...]) -> tuple[float, int, int]:
    start = time.process_time()
    plan = min_cost_flow(*net, dump=2 * DUMP)
    return time.process_time() - start, plan.cost, plan.seen


def or_tools(net: tuple[np.ndarray, ...]) -> tuple[float, int, int]:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    tail, head, capacity, cost, supply = net
    start = time.process_time()
    solver = SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(tail.astype(np.int32), head.astype(np.int32), capacity, cost)
    solver.set_nodes_supplies(np.arange(supply.size), supply)
    solver.solve()
    return time.process_time() - start, int(solver.optimal_cost()), tail.size


def network_x(net: tuple[np.ndarray, ...]) -> tuple[float, int, int]:
    import networkx as nx

    tail, head, capacity, cost, supply = (part.tolist() for part in net)
    start = time.process_time()
    graph = nx.DiGraph()
    graph.add_nodes_from((node, {"demand": -amount}) for node, amount in enumerate(supply))
    graph.add_edges_from(
        (a, b, {"capacity": c, "weight": w}) for a, b, c, w in zip(tail, head, capacity, cost, strict=True)
    )
    cost_found, _ = nx.network_simplex(graph)
    return time.process_time() - start, int(cost_found), len(tail)


SOLVERS = {"ours": ours, "ortools": or_tools, "networkx": network_x}


def alone(name: str, arcs: int, repeats: int, out: Any) -> None:
    """Run one solver in this process, and say its least time, cost, arcs looked at and peak memory."""
    net = village(arcs)
    if name == "ours":
        ours(village(100))  # import once
    runs = [SOLVERS[name](net) for _ in range(repeats)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.put((min(run[0] for run in runs), runs[0][1], runs[0][2], peak))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, nargs="+", default=[10_000, 100_000], help="numbers of arcs")
    parser.add_argument("--peer-limit", type=int, default=10_000, help="above that many arcs networkx is left out")
    parser.add_argument("--repeats", type=int, default=3)
    chosen = parser.parse_args()
    spawn = multiprocessing.get_context("spawn")
    heading = ("arcs", "solver", "CPU s", "ratio", "seen", "MB", "same cost")
    print(" ".join(f"{word:>10}" for word in heading))
    for arcs in chosen.scale:
        first: tuple[float, int] | None = None
        for name in SOLVERS:
            if name == "networkx" and arcs > chosen.peer_limit:
                continue
            queue = spawn.Queue()
            process = spawn.Process(target=alone, args=(name, arcs, chosen.repeats, queue))
            process.start()
            took, cost, seen, peak = queue.get()
            process.join()
            first = first or (took, cost)
            line = f"{arcs:>10} {name:>10} {took:>10.3f} {took / first[0]:>10.2f} {seen:>10} {peak:>10.0f}"
            print(f"{line} {cost == first[1]!s:>10}", flush=True)


if __name__ == "__main__":
    main()
