"""Networks side by side on the same ties: ours, networkx, and igraph where it is there.

`python bench/network.py` (10⁵ ties, 256 pivots); `--ties 1000000` for the large one. Betweenness: networkx runs 1 pivot
in 16. Rivals: the weighted one-mode projection of sellers on doors, the nearest that networkx has; `--hub` adds one
trader from whom every fifth buys, which the peer projects in full and we do by rule. News: shortest ways from five
sources, and the joint choice of five, for which the peers have nothing but centrality.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import time
from collections.abc import Callable

import networkx
import numpy as np

from edulis.engine.network import (
    adjacency,
    arrival,
    betweenness,
    diffusion_centrality,
    rivalry,
    seeds,
    undirected,
)


def timed(work: Callable[[], object], *, times: int = 3) -> float:
    """The least CPU time of a few runs, in seconds."""
    taken = []
    for _ in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def told(name: str, seconds: float, ours: float, note: str = "") -> None:
    print(f"  {name:<10}{seconds:9.3f}   {seconds / ours:7.1f} ×   {note}")


def measure_betweenness(matrix: object, plain: networkx.Graph, pivots: int) -> None:
    betweenness(matrix, pivots=1)  # compiling, once
    ours = timed(lambda: betweenness(matrix, pivots=pivots))
    print(f"betweenness, {pivots} pivots")
    told("edulis", ours, ours)
    if importlib.util.find_spec("igraph"):
        import igraph

        graph = igraph.Graph(plain.number_of_nodes(), list(plain.edges))
        told("igraph", timed(lambda: graph.betweenness(sources=list(range(pivots)))), ours)
    some = max(pivots // 16, 1)
    slow = timed(lambda: networkx.betweenness_centrality(plain, k=some, seed=1), times=1) * pivots / some
    told("networkx", slow, ours, f"(measured with {some} pivots)")


def measure_rivalry(ties: int, *, hub: bool, peer: bool) -> None:
    random = np.random.default_rng(1)
    sellers, doors = ties // 5, ties // 10
    one, door = random.integers(sellers, size=ties), random.integers(doors, size=ties)
    if hub:
        door[random.random(ties) < 0.2] = 0
    amount = random.integers(1, 100, size=ties).astype(float)
    rivalry(one[:9], door[:9], amount[:9], sellers)
    ours = timed(lambda: rivalry(one, door, amount, sellers))
    found = rivalry(one, door, amount, sellers)
    crowd = int(found.crowd.max()) + 1
    print(f"rivals, {sellers:,} sellers, {doors:,} doors, at the fullest {crowd:,}: {len(found.one):,} pairs")
    told("edulis", ours, ours)
    if peer:
        from networkx.algorithms import bipartite

        graph = networkx.Graph()
        graph.add_weighted_edges_from(zip(one.tolist(), (door + sellers).tolist(), amount.tolist(), strict=True))
        here = set(one.tolist())
        told("networkx", timed(lambda: bipartite.weighted_projected_graph(graph, here), times=1), ours)


def measure_news(matrix: object, plain: networkx.Graph) -> None:
    n = plain.number_of_nodes()
    everybody = np.arange(n)
    central = np.argsort(-diffusion_centrality(matrix), kind="stable")[:5]
    arrival(matrix, central, tales=2)
    seeds(matrix, 1, central=central, candidates=everybody, targets=everybody[:100], sketches=100)
    ours = timed(lambda: diffusion_centrality(matrix))
    print("diffusion centrality, 10 rounds")
    told("edulis", ours, ours)
    told("networkx", timed(lambda: networkx.katz_centrality(plain, alpha=0.01, max_iter=1000), times=1), ours, "(Katz)")
    ours = timed(lambda: arrival(matrix, central, q=0.1, tales=1))
    print("steps from five sources, and one tale of news")
    told("edulis", ours, ours)
    theirs = timed(lambda: networkx.multi_source_dijkstra_path_length(plain, set(central.tolist())), times=1)
    told("networkx", theirs, ours)
    if importlib.util.find_spec("igraph"):
        import igraph

        graph = igraph.Graph(n, list(plain.edges))
        told("igraph", timed(lambda: graph.distances(source=central.tolist())), ours)
    ours = timed(lambda: seeds(matrix, 5, central=central, candidates=everybody, targets=everybody), times=1)
    print("five chosen together, from sketches")
    told("edulis", ours, ours)
    ours = timed(lambda: arrival(matrix, central), times=1)
    print("who hears late, 400 tales")
    told("edulis", ours, ours)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ties", type=int, default=100_000)
    parser.add_argument("--pivots", type=int, default=256)
    parser.add_argument("--hub", action="store_true", help="one trader from whom every fifth buys")
    parser.add_argument(
        "--ours", action="store_true", help="without the peer's projection, which grows with the square"
    )
    chosen = parser.parse_args()
    random = np.random.default_rng(0)
    nodes = chosen.ties // 5
    matrix = undirected(adjacency(*random.integers(nodes, size=(2, chosen.ties)), nodes))
    plain = networkx.from_scipy_sparse_array(matrix)
    print(f"{nodes:,} nodes, {matrix.nnz // 2:,} ties; CPU seconds, least of 3; × ours")
    measure_betweenness(matrix, plain, chosen.pivots)
    measure_rivalry(chosen.ties, hub=chosen.hub, peer=not chosen.ours)
    measure_news(matrix, plain)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB, peers included")


if __name__ == "__main__":
    main()
