"""What small projects set off, beside a plain chain of pandas and NumPy, on the same trades.

    python bench/leverage.py                                10,000 and 100,000 trades
    python bench/leverage.py --trades 10000 100000 1000000

Eight made-up proposals of 20 users each among makers on a ring, for a better price. Each side runs in a process of its
own: CPU seconds, once, and the memory that it adds. The peer is the core: trades to a matrix of shares by pandas,
income multipliers by a sparse solve (`spsolve`), gains of users times multipliers, and the same again in 100 worlds
with all trades drawn anew. Ours is `read_economy` without draws and `read_leverage` with 100: also households by gender
and poverty, copying along talk over five years, who loses, on what each figure hangs most, findings. That the users'
direct gains agree is checked where no trader stands between: what goes to a trader here gets a better price only as far
as he sells it on, which the peer does not know.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import time
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.leverage import read_leverage

KINDS, DRAWS, USERS, GAIN = ("crop_farm", "starch", "noodles", "trader", "pigs"), 100, 20, 0.1
PRODUCT = ("roots", "starch", "noodles", "noodles", "pigs")


def village(trades: int, seed: int = 0) -> Cluster:
    """Enterprises on a ring of five kinds; each sells to three neighbours and twice to a factory from elsewhere."""
    chance = np.random.default_rng(seed)
    n = max(trades // 5, 200)
    at = np.arange(n)
    codes = np.char.add("e", at.astype(str))
    kind = at % len(KINDS)
    seller = np.repeat(at, 5)
    buyer = (seller + np.tile([1, 6, 11, 0, 0], n)) % n
    out = np.tile([False, False, False, True, True], n)
    value = np.round(1e6 * chance.lognormal(0, 0.5, seller.size) * np.where(out, 2.5, 1.0)).astype(np.int64)
    names = np.char.add("h", at.astype(str))
    goods = np.array(PRODUCT)[kind]
    made = pl.DataFrame(
        {"enterprise": codes, "process": np.char.add("make_", goods), "level": np.full(n, 1000.0)}
    ).with_columns(round=pl.lit("r"), month=pl.lit(dt.date(2002, 6, 1)))
    products = sorted(set(PRODUCT))
    return Cluster.of(
        {
            "cluster": pl.DataFrame({"code": ["v"], "title": ["v"], "currency": ["VND"]}),
            "round": pl.DataFrame(
                {"code": ["r"], "first_month": [dt.date(2002, 1, 1)], "last_month": [dt.date(2002, 12, 1)]}
            ),
            "household": pl.DataFrame({"code": names}),
            "enterprise": pl.DataFrame(
                {"code": [*codes, "x"], "household": [*names, None], "kind": [*np.array(KINDS)[kind], "factory"],
                 "local": [True] * n + [False]}
            ),
            "product": pl.DataFrame(
                {"code": products, "name": products, "stage": ["final"] * len(products), "unit": ["kg"] * len(products)}
            ),
            "process": pl.DataFrame(
                {"code": [f"make_{one}" for one in products], "product": products, "labour": [0.1] * len(products)}
            ),
            "activity": made,
            "labour": made.select("round", "month", "enterprise", skill=pl.lit("unskilled"),
                                  family_hours=pl.lit(100.0), hired_hours=pl.lit(50.0), women_hours=pl.lit(75.0),
                                  wages=pl.lit(150_000)),
            "trade": pl.DataFrame(
                {"seller": codes[seller], "buyer": np.where(out, "x", codes[buyer]), "product": goods[seller],
                 "quantity": value / 1000, "value": value}
            ).group_by("seller", "buyer", "product", maintain_order=True).sum().with_columns(
                round=pl.lit("r"), month=pl.lit(dt.date(2002, 6, 1)), reporter=pl.lit("seller")),
            "relation": pl.DataFrame({"one": names, "other": np.roll(names, 5)}).with_columns(
                round=pl.lit("r"), kind=pl.lit("information")),
            "proposal": pl.DataFrame(
                [{"code": f"p{k}", "name": f"p{k}", "kind": "trial", "users": USERS, "own_cash": 10_000_000,
                  "user_kind": f"make_{products[k % 4]}", "product": products[k % 4], "price_gain": GAIN + k / 100,
                  "uncertainty": 0.3, "proposed_by": "e0"} for k in range(8)]
            ),
        }
    )  # fmt: skip


def ours(cluster: Cluster) -> dict[str, float]:
    """Economy and leverage in full."""
    economy = read_economy(cluster, draws=0)
    rows = read_leverage(cluster, economy, draws=DRAWS).proposals
    return dict(zip(rows["proposal"], rows["direct"], strict=True))


def peer_tables(cluster: Cluster) -> dict[str, Any]:
    """The same tables as pandas has them."""
    import pandas as pd

    columns = {
        "enterprise": ["code", "local"], "trade": ["seller", "buyer", "product", "value"],
        "activity": ["enterprise", "process"], "proposal": ["code", "user_kind", "product", "users", "price_gain"],
    }  # fmt: skip
    return {name: pd.DataFrame({c: cluster[name][c].to_list() for c in names}) for name, names in columns.items()}


def peer(tables: dict[str, Any]) -> dict[str, float]:
    """What a researcher would write with pandas, NumPy and SciPy."""
    from scipy.sparse import csr_matrix, identity
    from scipy.sparse.linalg import spsolve

    here = tables["enterprise"][tables["enterprise"]["local"]]["code"].reset_index(drop=True)
    number = {code: at for at, code in enumerate(here)}
    trade, activity = tables["trade"], tables["activity"]
    seller, buyer = trade["seller"].map(number).to_numpy(), trade["buyer"].map(number).fillna(-1).astype(int).to_numpy()
    inside, n = buyer >= 0, len(here)

    def multipliers(value: np.ndarray) -> np.ndarray:
        received = np.bincount(seller, value, n)
        flows = csr_matrix((value[inside], (seller[inside], buyer[inside])), shape=(n, n))
        shares = flows.multiply(1 / np.maximum(received, 1)[None, :]).tocsc()
        kept = np.maximum(1 - np.asarray(shares.sum(axis=0)).ravel(), 0)
        return np.asarray(spsolve((identity(n, format="csc") - shares.T).tocsc(), kept))

    value = trade["value"].to_numpy(float)
    gains, told = {}, {}
    for row in tables["proposal"].itertuples():
        makers = activity[activity["process"] == row.user_kind]["enterprise"].map(number).to_numpy()
        sales = trade[(trade["product"] == row.product)].groupby("seller")["value"].sum()
        each = sales.reindex(here[makers]).fillna(0).to_numpy() * row.price_gain * row.users / len(makers)
        gains[row.code], told[row.code] = (makers, each), float(each.sum())
    chance = np.random.default_rng(0)
    worlds = [multipliers(value)] + [
        multipliers(value * np.exp(0.2 * chance.standard_normal(value.size))) for _ in range(DRAWS)
    ]
    for makers, each in gains.values():
        np.quantile([float(world[makers] @ each) for world in worlds], [0.025, 0.975])
    return told


def measure(side: str, trades: int) -> dict[str, Any]:
    """One side in this process: its seconds, added memory, and the figures."""
    cluster = village(trades)
    held: Any = cluster if side == "ours" else peer_tables(cluster)
    work: Any = ours if side == "ours" else peer
    work(village(1000) if side == "ours" else peer_tables(village(1000)))  # loads what is loaded once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tick = time.process_time()
    found = work(held)
    took = time.process_time() - tick
    return {"cpu": took, "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, "found": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trades", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--side", choices=("ours", "peer"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        print(json.dumps(measure(chosen.side, chosen.trades[0])))
        return
    print("  trades   CPU s ours    peer  ratio   memory MB ours   peer  differ by")
    for trades in chosen.trades:
        told = {}
        for side in ("ours", "peer"):
            command = [sys.executable, __file__, "--side", side, "--trades", str(trades)]
            told[side] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        one, two = told["ours"], told["peer"]
        plain = ("p1", "p3", "p5", "p7")  # pigs and starch, which go to no trader
        apart = max(abs(one["found"][key] - two["found"][key]) / two["found"][key] for key in plain)
        print(
            f"{trades:>8,} {one['cpu']:12.2f} {two['cpu']:7.2f} {two['cpu'] / one['cpu']:6.1f} "
            f"{one['memory']:16.0f} {two['memory']:6.0f} {apart:10.0e}"
        )


if __name__ == "__main__":
    main()
