"""Growth exposure from a table of trades, side by side with what a researcher would write, in one run.

    python bench/markets.py                         10,000 trades
    python bench/markets.py --trades 10000 100000 1000000

Each way gets the same trades and gives each enterprise the growth that reaches it: ours from a cluster (products,
recipes, matching of last buyers, absorption by market, hands, bands); a dense inverse with pandas and NumPy; `spsolve`
with pandas and SciPy; and a walk along the chain with networkx and a loop. The peers take an enterprise as one state
and get the growth of each last buyer ready-made; where a chain ends without a market they count no growth. Each runs in
a process of its own: CPU seconds (least of the repeats) and peak memory above that of the imports. A peer that would
need more than `--memory` GB is left out, one that takes longer than `--limit` seconds is stopped.
"""

from __future__ import annotations

import argparse
import multiprocessing
import queue
import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.markets.assumptions import Assumptions
from edulis.engine.markets.exposure import growth_exposure

TIERS = 5  # makers of five products in a row; the last is sold to shops
SHOPS = 20


def cluster_of(trades: int, seed: int = 0) -> Cluster:
    """A cluster of five tiers of makers with a trader beside each; one enterprise for five trades; one sale in twenty
    goes on between traders of the same product, so that there are cycles.
    """
    chance = np.random.default_rng(seed)
    each = max(trades // (5 * TIERS), 4)
    rows: list[pl.DataFrame] = []
    share = trades // (TIERS + 1)
    for tier in range(TIERS):
        makers = chance.integers(each // 2, size=share)
        into = chance.integers(each // 2, size=share)
        through = chance.random(share) < 0.3  # to a trader of the same tier
        last = tier == TIERS - 1
        onward = np.char.add("s" if last else f"m{tier + 1}_", (into % SHOPS if last else into).astype(str))
        buyer = np.where(through, np.char.add(f"t{tier}_", into.astype(str)), onward)
        rows.append(_sales(chance, np.char.add(f"m{tier}_", makers.astype(str)), buyer, tier))
        some = share // TIERS
        seller = chance.integers(each // 2, size=some)
        to = chance.integers(each // 2, size=some)
        on = np.char.add("s" if last else f"m{tier + 1}_", (to % SHOPS if last else to).astype(str))
        between = chance.random(some) < 0.25
        rows.append(
            _sales(
                chance,
                np.char.add(f"t{tier}_", seller.astype(str)),
                np.where(between, np.char.add(f"t{tier}_", to.astype(str)), on),
                tier,
            )
        )
    table = pl.concat(rows).filter(pl.col("seller") != pl.col("buyer")).unique(["seller", "buyer", "product"])
    names = pl.concat([table["seller"], table["buyer"]]).unique().sort()
    shop = names.str.starts_with("s")
    kind = pl.DataFrame({"code": names}).with_columns(
        kind=pl.when(pl.col("code").str.starts_with("s")).then(pl.lit("retailer"))
        .when(pl.col("code").str.starts_with("t")).then(pl.lit("trader")).otherwise(pl.lit("starch")),
        local=~shop,
    )  # fmt: skip
    products = [f"p{tier}" for tier in range(TIERS)]
    shops = names.filter(shop).to_list()
    return Cluster.of(
        {
            "enterprise": kind,
            "product": pl.DataFrame({"code": products, "name": products, "stage": "half", "unit": "kg"}),
            "process": pl.DataFrame({"code": products[1:], "name": products[1:], "product": products[1:]}),
            "process_line": pl.DataFrame(
                {"process": products[1:], "product": products[:-1], "direction": "in", "quantity": 1.5}
            ),
            "market": pl.DataFrame(
                {"code": shops, "name": shops, "product": products[-1], "buyer": shops,
                 "growth": chance.uniform(0, 0.15, len(shops))}
            ),
            "trade": table,
        }
    )  # fmt: skip


def _sales(chance: np.random.Generator, seller: np.ndarray, buyer: np.ndarray, tier: int) -> pl.DataFrame:
    value = chance.lognormal(10, 1, len(seller)).astype(np.int64) + 1
    return pl.DataFrame(
        {"round": "r", "seller": seller, "buyer": buyer, "product": f"p{tier}", "reporter": "seller",
         "quantity": value / 10.0, "value": value}
    )  # fmt: skip


def ours(cluster: Cluster) -> dict[str, float]:
    # What came in and went nowhere is no question for the peers.
    table = growth_exposure(cluster, None, Assumptions(worst=0.0, slack=np.inf)).exposure.drop_nulls("low")
    return dict(table.select("enterprise", "low").iter_rows())


def _pandas(cluster: Cluster) -> tuple[Any, np.ndarray, list[str], np.ndarray]:
    import pandas as pd

    trade = pd.DataFrame(cluster["trade"].select("seller", "buyer", "value").to_dict(as_series=False))
    pairs = trade.groupby(["seller", "buyer"])["value"].sum().reset_index()
    pairs["share"] = pairs["value"] / pairs.groupby("seller")["value"].transform("sum")
    names = sorted(set(pairs["seller"]) | set(pairs["buyer"]))
    place = {name: number for number, name in enumerate(names)}
    growth = np.zeros(len(names))
    for shop, rate in cluster["market"].select("buyer", "growth").iter_rows():
        growth[place[shop]] = rate
    pairs["source"], pairs["target"] = pairs["seller"].map(place), pairs["buyer"].map(place)
    ends = ~np.isin(np.arange(len(names)), pairs["source"].unique())
    return pairs, growth, names, ends


def dense(cluster: Cluster) -> dict[str, float]:
    pairs, growth, names, ends = _pandas(cluster)
    shares = np.zeros((len(names), len(names)))
    shares[pairs["source"], pairs["target"]] = pairs["share"]
    inside = ~ends
    q, r = shares[np.ix_(inside, inside)], shares[np.ix_(inside, ends)]
    told = np.linalg.inv(np.eye(len(q)) - q) @ (r @ growth[ends])
    return dict(zip(np.array(names)[inside].tolist(), told.tolist(), strict=True))


def spsolve(cluster: Cluster) -> dict[str, float]:
    from scipy.sparse import csr_matrix, identity
    from scipy.sparse.linalg import spsolve as solve

    pairs, growth, names, ends = _pandas(cluster)
    n = len(names)
    shares = csr_matrix((pairs["share"], (pairs["source"], pairs["target"])), shape=(n, n))
    inside = np.flatnonzero(~ends)
    told = solve((identity(len(inside)) - shares[inside][:, inside]).tocsc(), shares[inside] @ growth)
    return dict(zip(np.array(names)[inside].tolist(), told.tolist(), strict=True))


def walk(cluster: Cluster) -> dict[str, float]:
    import networkx as nx

    pairs, growth, names, _ = _pandas(cluster)
    graph = nx.DiGraph()
    for row in pairs.itertuples():
        graph.add_edge(row.seller, row.buyer, share=row.share)
    last = {name: growth[number] for number, name in enumerate(names)}
    held = {name: (last[name] if graph.out_degree(name) == 0 else 0.0) for name in graph}
    for _ in range(500):
        new = {
            name: sum(tie["share"] * held[to] for to, tie in graph[name].items())
            if graph.out_degree(name)
            else last[name]
            for name in graph
        }
        change = max(abs(new[name] - held[name]) for name in graph)
        held = new
        if change < 1e-13:
            break
    return {name: value for name, value in held.items() if graph.out_degree(name)}


WAYS: dict[str, Callable[[Cluster], dict[str, float]]] = {
    "edulis": ours, "dense inverse": dense, "spsolve": spsolve, "networkx": walk
}  # fmt: skip


def _measured(way: str, trades: int, repeats: int, answer: Any) -> None:
    cluster = cluster_of(trades)
    WAYS[way](cluster_of(100))  # imports and compiling, once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken, told = [], {}
    for _ in range(repeats):
        begin = time.process_time()
        told = WAYS[way](cluster)
        taken.append(time.process_time() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    answer.put((min(taken), peak / 1024, told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trades", type=int, nargs="+", default=[10_000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--memory", type=float, default=2.0, help="GB that a dense matrix may take")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds after which a peer is stopped")
    chosen = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    print(f"{'trades':>10} {'enterprises':>12} {'way':<14} {'CPU s':>9} {'MB':>8} {'ratio':>8} {'differs by':>11}")
    for trades in chosen.trades:
        n = cluster_of(trades)["enterprise"].height
        mine: tuple[float, float, dict[str, float]] | None = None
        for way in WAYS:
            needed = 3 * 8 * n**2 / 1e9 if way == "dense inverse" else 0.0
            if needed > chosen.memory:
                print(f"{trades:>10,} {n:>12,} {way:<14} would need {needed:,.0f} GB")
                continue
            answer = context.Queue()
            worker = context.Process(target=_measured, args=(way, trades, chosen.repeats, answer))
            worker.start()
            try:
                taken, memory, told = answer.get(timeout=chosen.limit)
            except queue.Empty:
                worker.terminate()
                print(f"{trades:>10,} {n:>12,} {way:<14} stopped after {chosen.limit:,.0f} s")
                continue
            worker.join()
            mine = mine or (taken, memory, told)
            differs = max(abs(told[name] - value) for name, value in mine[2].items())
            ratio = taken / mine[0]
            print(f"{trades:>10,} {n:>12,} {way:<14} {taken:>9.3f} {memory:>8.0f} {ratio:>7.1f}x {differs:>11.1e}")


if __name__ == "__main__":
    main()
