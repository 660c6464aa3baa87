"""Seasons and livelihoods beside the pandas code that a researcher would write for them, on the same tables.

    python bench/livelihoods.py                              10,000 and 100,000 rows
    python bench/livelihoods.py --rows 10000 100000 1000000

A made-up year of incomes (two in five rows), hours (one in five) and trades (two in five). Each side runs in a process
of its own: CPU and elapsed seconds, least of three, and the memory that its first run adds to what was held before it,
tables and libraries included. The peer has the core of the answers only: months by household and trade, cash, three
indices of seasonality, portfolios, Simpson and Shannon, poverty by groups, control, a day's return. Ours is
`read_seasons` and `read_livelihoods` in full: also prices, hours that were not told, slack weeks, margins by technique,
intervals and findings. That the two agree is checked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import read_livelihoods
from edulis.engine.seasons import read_seasons

MONTHS = [dt.date(2002 + (8 + k) // 12, (8 + k) % 12 + 1, 1) for k in range(12)]
KINDS = ("starch", "noodles", "pigs", "crop_farm", "trader")
SOURCE = ("processing", "processing", "livestock", "crops", "trade")
LINE = 160_000.0


def village(rows: int, seed: int = 0) -> Cluster:
    """A year of that many rows: households with an enterprise each, two sources of income and ten trades a month."""
    chance = np.random.default_rng(seed)
    homes = max(rows // 60, 20)
    home, month = np.repeat(np.arange(homes), 12), np.tile(np.array(MONTHS, "datetime64[D]"), homes)
    kind = home % len(KINDS)
    enterprise, household = np.char.add("e", home.astype(str)), np.char.add("h", home.astype(str))
    season = 1 + 0.8 * np.cos(2 * np.pi * np.arange(12) / 12)
    hours = np.round(150 * chance.lognormal(0, 0.3, homes * 12) * np.tile(season, homes), 1)
    earned = np.round(np.tile(season, homes) * chance.lognormal(13.5, 0.8, homes * 12)).astype(np.int64)
    sides = np.repeat(np.arange(homes * 12), 2)
    told = np.round(chance.lognormal(6, 0.6, sides.size), 1)
    other = chance.integers(0, homes, sides.size)
    names = np.char.add("e", np.arange(homes).astype(str))
    homes_named = np.char.add("h", np.arange(homes).astype(str))
    tables = {
        "cluster": {"code": ["v"], "title": ["v"], "currency": ["VND"]},
        "round": {"code": ["r"], "first_month": [MONTHS[0]], "last_month": [MONTHS[-1]]},
        "household": {"code": homes_named},
        "household_round": {"round": ["r"] * homes, "household": homes_named, "answer": ["answered"] * homes,
                            "people": chance.integers(1, 8, homes), "workers": chance.integers(1, 4, homes)},
        "enterprise": {"code": names, "household": homes_named, "local": [True] * homes,
                       "kind": np.array(KINDS)[np.arange(homes) % len(KINDS)]},
        "product": {"code": ["p"], "name": ["p"], "stage": ["final"], "unit": ["kg"], "price": [1000.0]},
        "income": {"round": ["r"] * (2 * homes * 12), "month": np.concatenate([month, month]),
                   "household": np.concatenate([household, household]),
                   "source": np.concatenate([np.array(SOURCE)[kind], np.full(homes * 12, "wages")]),
                   "amount": np.concatenate([earned, earned // 4]),
                   "control": chance.choice(["women", "men", "both"], 2 * homes * 12)},
        "labour": {"round": ["r"] * (homes * 12), "month": month, "enterprise": enterprise,
                   "skill": ["unskilled"] * (homes * 12), "family_hours": hours, "hired_hours": hours / 4,
                   "women_hours": hours / 2, "wages": np.round(hours * 600).astype(np.int64)},
        "trade": {"round": ["r"] * sides.size, "month": month[sides], "seller": enterprise[sides],
                  "buyer": np.char.add("e", other.astype(str)), "product": ["p"] * sides.size,
                  "reporter": ["seller"] * sides.size, "quantity": told,
                  "value": np.round(told * 1000).astype(np.int64)},
        "reference": {"code": ["line"], "kind": ["poverty_line"], "value": [LINE], "month": [MONTHS[0]]},
    }  # fmt: skip
    frames = {name: pl.DataFrame(table) for name, table in tables.items()}
    frames["trade"] = frames["trade"].unique(["month", "seller", "buyer"], maintain_order=True)
    return Cluster.of(frames)


def ours(cluster: Cluster) -> dict[str, float]:
    """Both rooms in full."""
    year, lives = read_seasons(cluster), read_livelihoods(cluster)
    whole = lives.groups.filter(pl.col("dimension") == "all").to_dicts()[0]
    starch = year.indices.filter((pl.col("measure") == "labour") & (pl.col("who") == "starch")).to_dicts()[0]
    per_day = lives.returns.filter(pl.col("kind") == "starch")["per_day"][0]
    return {
        "headcount": whole["headcount"], "gap": whole["gap"], "per_head": whole["per_head"],
        "seasonality": starch["seasonality"], "gini": starch["gini"], "per_day": per_day,
        "simpson": float(lives.households["simpson"].mean()),  # type: ignore[arg-type]
    }  # fmt: skip


def peer_tables(cluster: Cluster) -> dict[str, Any]:
    """The same tables as pandas has them."""
    import pandas as pd

    wanted = ("enterprise", "household_round", "income", "labour", "trade")
    return {
        name: pd.DataFrame({column: cluster[name][column].to_list() for column in cluster[name].columns
                            if cluster[name][column].null_count() < cluster[name].height})
        for name in wanted
    }  # fmt: skip


def peer(tables: dict[str, Any]) -> dict[str, float]:
    """What a researcher would write with pandas."""
    import pandas as pd

    enterprise = tables["enterprise"].rename(columns={"code": "enterprise"})
    labour = tables["labour"].merge(enterprise[["enterprise", "kind", "household"]], on="enterprise")
    labour["hours"] = labour["family_hours"] + labour["hired_hours"]
    trade = tables["trade"]
    sales = trade.groupby(["seller", "month"])["value"].sum().rename_axis(["enterprise", "month"])
    purchases = trade.groupby(["buyer", "month"])["value"].sum().rename_axis(["enterprise", "month"])
    wages = labour.groupby(["enterprise", "month"])["wages"].sum()
    cash = pd.concat({"sales": sales, "purchases": purchases, "wages": wages}, axis=1).fillna(0).reset_index()
    cash["cash"] = cash["sales"] - cash["purchases"] - cash["wages"]
    cash = cash.merge(enterprise[["enterprise", "kind", "household"]], on="enterprise")
    seasonal = {}
    for level in ("household", "kind"):
        for measure, table in (("hours", labour), ("sales", cash), ("purchases", cash), ("cash", cash)):
            wide = table.pivot_table(index=level, columns="month", values=measure, aggfunc="sum").fillna(0)
            seasonal[level, measure] = _indices(wide)
    income = tables["income"]
    homes = tables["household_round"].set_index("household")
    portfolio = income.pivot_table(index="household", columns="source", values="amount", aggfunc="sum").fillna(0)
    share = portfolio.div(portfolio.sum(axis=1), axis=0)
    simpson = 1 - (share**2).sum(axis=1)
    shannon = -(share * np.log(share.where(share > 0, 1))).sum(axis=1)
    homes["per_head"] = portfolio.sum(axis=1) / income.groupby("household")["month"].nunique() / homes["people"]
    homes["simpson"], homes["effective"] = simpson, np.exp(shannon)
    homes["kind"] = enterprise.set_index("household")["kind"]
    homes["gap"] = ((LINE - homes["per_head"]) / LINE).clip(lower=0)
    homes["poor"], homes["gap2"] = (homes["per_head"] < LINE).astype(float), homes["gap"] ** 2
    for name in ("poor", "gap", "gap2", "per_head"):
        homes["w_" + name] = homes[name] * homes["people"]
    weighed = ["w_poor", "w_gap", "w_gap2", "w_per_head"]
    by_kind = homes.groupby("kind")[[*weighed, "people"]].sum()
    by_kind = by_kind[weighed].div(by_kind["people"], axis=0)
    income.groupby(["source", "control"])["amount"].sum().unstack().pipe(lambda t: t.div(t.sum(axis=1), axis=0))
    days = labour.groupby("kind")["family_hours"].sum() / 8
    per_day = cash.groupby("kind")["cash"].sum() / days
    whole = homes[weighed].sum() / homes["people"].sum()
    starch = seasonal["kind", "hours"].loc["starch"]
    return {
        "headcount": whole["w_poor"], "gap": whole["w_gap"], "per_head": whole["w_per_head"],
        "seasonality": starch["wl"], "gini": starch["gini"], "per_day": per_day["starch"],
        "simpson": homes["simpson"].mean(),
    }  # fmt: skip


def _indices(wide: Any) -> Any:
    import pandas as pd

    total = wide.sum(axis=1)
    wl = wide.sub(total / 12, axis=0).abs().sum(axis=1) / total
    angle = np.array([2 * np.pi * (month.month - 1) / 12 for month in wide.columns])
    x, y = wide.mul(np.cos(angle)).sum(axis=1), wide.mul(np.sin(angle)).sum(axis=1)
    ranked = pd.DataFrame(np.sort(wide.to_numpy(), axis=1), index=wide.index)
    gini = 2 * ranked.mul(np.arange(1, 13)).sum(axis=1) / (12 * total) - 13 / 12
    return pd.DataFrame({"wl": wl, "month": np.arctan2(y, x), "length": np.hypot(x, y) / total, "gini": gini})


def measure(side: str, rows: int) -> dict[str, Any]:
    """One side in this process: the least seconds of three runs, added memory, and the figures."""
    cluster = village(rows)
    held: Any = cluster if side == "ours" else peer_tables(cluster)
    work: Callable[[Any], dict[str, float]] = ours if side == "ours" else peer
    if side == "ours":
        ours(village(600))  # loads what is loaded once
    else:
        peer(peer_tables(village(600)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, wall, peak, found = [], [], 0, {}
    for run in range(3):
        tick, tock = time.process_time(), time.perf_counter()
        found = work(held)
        cpu.append(time.process_time() - tick)
        wall.append(time.perf_counter() - tock)
        peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss if run == 0 else peak
    return {"cpu": min(cpu), "wall": min(wall), "memory": max(peak - before, 0) / 1024, "found": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--side", choices=("ours", "peer"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        print(json.dumps(measure(chosen.side, chosen.rows[0])))
        return
    print("    rows   CPU s ours    peer  ratio   elapsed ours    peer  ratio   memory MB ours   peer  differ by")
    for rows in chosen.rows:
        told = {}
        for side in ("ours", "peer"):
            command = [sys.executable, __file__, "--side", side, "--rows", str(rows)]
            told[side] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        one, two = told["ours"], told["peer"]
        apart = max(abs(one["found"][key] - value) / abs(value) for key, value in two["found"].items())
        print(
            f"{rows:>8,} {one['cpu']:12.2f} {two['cpu']:7.2f} {two['cpu'] / one['cpu']:6.1f} {one['wall']:14.2f} "
            f"{two['wall']:7.2f} {two['wall'] / one['wall']:6.1f} {one['memory']:16.0f} {two['memory']:6.0f} "
            f"{apart:10.0e}"
        )


if __name__ == "__main__":
    main()
