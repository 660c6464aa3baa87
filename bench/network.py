"""Betweenness side by side on the same graph: ours, networkx, and igraph where it is there.

`python bench/network.py` (10⁵ ties, 256 pivots); `--ties 1000000` for the large one; networkx runs 1 pivot in 16.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Callable

import networkx
import numpy as np

from edulis.engine.network import adjacency, betweenness, undirected


def timed(work: Callable[[], object], *, times: int = 3) -> float:
    """The least CPU time of a few runs, in seconds."""
    taken = []
    for _ in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ties", type=int, default=100_000)
    parser.add_argument("--pivots", type=int, default=256)
    chosen = parser.parse_args()
    random = np.random.default_rng(0)
    nodes = chosen.ties // 5
    matrix = undirected(adjacency(*random.integers(nodes, size=(2, chosen.ties)), nodes))
    betweenness(matrix, pivots=1)  # compiling, once
    ours = timed(lambda: betweenness(matrix, pivots=chosen.pivots))
    print(f"{nodes:,} nodes, {matrix.nnz // 2:,} ties, {chosen.pivots} pivots; CPU seconds, least of 3")
    print(f"edulis    {ours:8.3f}")
    if importlib.util.find_spec("igraph"):
        import igraph

        coo = matrix.tocoo()
        graph = igraph.Graph(nodes, [(a, b) for a, b in zip(coo.row.tolist(), coo.col.tolist(), strict=True) if a < b])
        theirs = timed(lambda: graph.betweenness(sources=list(range(chosen.pivots))))
        print(f"igraph    {theirs:8.3f}   {theirs / ours:6.1f} ×")
    plain = networkx.from_scipy_sparse_array(matrix)
    some = max(chosen.pivots // 16, 1)
    slow = timed(lambda: networkx.betweenness_centrality(plain, k=some, seed=1), times=1) * chosen.pivots / some
    print(f"networkx  {slow:8.3f}   {slow / ours:6.1f} ×   (measured with {some} pivots)")


if __name__ == "__main__":
    main()
