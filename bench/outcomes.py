"""What changed and was it us, beside the pandas and statsmodels code that a researcher would write, on one panel.

    python bench/outcomes.py                                10,000 and 100,000 outcomes
    python bench/outcomes.py --rows 10000 100000 1000000

Six indicators of made-up owners in two rounds, in 30 places; a third took part. Each side runs in a process of its own:
CPU seconds, least of two, and the memory that its first run adds. The peer is the core: for each indicator the pairs by
`merge`, the mean change and the difference in differences with errors by place (statsmodels), the p of a restricted
wild cluster bootstrap by a loop of 1,999 draws over matrix products. Ours is `measure_outcomes` in full: also the
interval of the bootstrap by inverting the test, logarithms beside amounts, the lagged model, groups of owners, placebo
permutations, balance, who was not seen again, power and findings. That effects and errors agree is checked.
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
from edulis.engine.outcomes import measure_outcomes
from edulis.engine.outcomes.panel import INDICATORS, SCORES

PLACES, DRAWS = 30, 1999


def village(rows: int, seed: int = 0) -> Cluster:
    """Owners of six indicators in two rounds."""
    chance = np.random.default_rng(seed)
    n = max(rows // (2 * len(INDICATORS)), 120)
    codes = np.char.add("e", np.arange(n).astype(str))
    place = np.arange(n) % PLACES
    took = chance.random(n) < 0.33
    shock = chance.normal(0, 0.3, PLACES)
    parts = []
    for at, indicator in enumerate(INDICATORS):
        if indicator in SCORES:
            first = chance.integers(1, 6, n).astype(float)
            second = np.clip(first + chance.integers(-1, 2, n) + (took & (chance.random(n) < 0.3)), 1, 5)
        else:
            first = np.round(1e6 * chance.lognormal(0, 0.5, n) / (1 + at), 1)
            second = np.round(first * np.exp(chance.normal(0.05, 0.2, n) + 0.1 * took + shock[place] * 0.1), 1)
        for code, value in (("r0", first), ("r1", second)):
            parts.append(pl.DataFrame({"enterprise": codes, "value": value}).with_columns(
                round=pl.lit(code), indicator=pl.lit(indicator)))  # fmt: skip
    places = np.char.add("p", np.arange(PLACES).astype(str))
    return Cluster.of(
        {
            "round": pl.DataFrame(
                {"code": ["r0", "r1"], "first_month": [dt.date(2002, 1, 1), dt.date(2005, 1, 1)],
                 "last_month": [dt.date(2002, 12, 1), dt.date(2005, 12, 1)], "baseline": [True, False]}
            ),
            "place": pl.DataFrame({"code": places, "local": [True] * PLACES}),
            "household": pl.DataFrame({"code": np.char.add("h", codes), "place": places[place]}),
            "enterprise": pl.DataFrame(
                {"code": codes, "household": np.char.add("h", codes), "kind": ["starch"] * n, "place": places[place],
                 "local": [True] * n}
            ),
            "innovation": pl.DataFrame({"code": ["dryer"], "kind": ["process"], "joint": [True]}),
            "adoption": pl.DataFrame(
                {"innovation": ["dryer"] * int(took.sum()), "enterprise": codes[took],
                 "month": [dt.date(2003, 6, 1)] * int(took.sum()), "joint": [True] * int(took.sum())}
            ),
            "outcome": pl.concat(parts),
        }
    )  # fmt: skip


def ours(cluster: Cluster) -> dict[str, float]:
    """The room in full."""
    found = measure_outcomes(cluster)
    rows = found.effects.filter(
        (pl.col("model") == "did") & (pl.col("against") == "others") & (pl.col("scale") != "log")
    )
    told = {}
    for row in rows.iter_rows(named=True):
        told |= {f"{row['indicator']} effect": row["value"], f"{row['indicator']} error": row["error"]}
    return told


def peer_tables(cluster: Cluster) -> dict[str, Any]:
    """The same tables as pandas has them."""
    import pandas as pd

    columns = {
        "enterprise": ["code", "place"], "adoption": ["enterprise"],
        "outcome": ["round", "enterprise", "indicator", "value"],
    }  # fmt: skip
    return {name: pd.DataFrame({c: cluster[name][c].to_list() for c in names}) for name, names in columns.items()}


def peer(tables: dict[str, Any]) -> dict[str, float]:
    """What a researcher would write with pandas and statsmodels."""
    import pandas as pd
    from statsmodels.api import OLS

    outcome = tables["outcome"]
    enterprise = tables["enterprise"].rename(columns={"code": "enterprise"})
    enterprise["treated"] = enterprise["enterprise"].isin(tables["adoption"]["enterprise"]).astype(float)
    told = {}
    for indicator, rows in outcome.groupby("indicator"):
        before = rows[rows["round"] == "r0"][["enterprise", "value"]]
        after = rows[rows["round"] == "r1"][["enterprise", "value"]]
        pairs = before.merge(after, on="enterprise", suffixes=("_0", "_1")).merge(enterprise, on="enterprise")
        y = (pairs["value_1"] - pairs["value_0"]).to_numpy()
        groups = pd.factorize(pairs["place"])[0]
        x = np.column_stack([np.ones(len(y)), pairs["treated"]])
        fit = OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
        OLS(y, x[:, :1]).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)  # the mean change
        told |= {f"{indicator} effect": float(fit.params[1]), f"{indicator} error": float(fit.bse[1])}
        _wild(y, x, groups, float(fit.tvalues[1]))
    return told


def _wild(y: np.ndarray, x: np.ndarray, groups: np.ndarray, t: float) -> float:
    """The p of no effect by the restricted wild cluster bootstrap, draw by draw."""
    chance = np.random.default_rng(0)
    n, k, clusters = len(y), x.shape[1], int(groups.max()) + 1
    inverse, restricted = np.linalg.inv(x.T @ x), y - y.mean()
    far = 0
    for _ in range(DRAWS):
        drawn = y.mean() + restricted * chance.choice([-1.0, 1.0], clusters)[groups]
        beta = inverse @ (x.T @ drawn)
        score = x * (drawn - x @ beta)[:, None]
        sums = np.column_stack([np.bincount(groups, score[:, at], clusters) for at in range(k)])
        spread = clusters / (clusters - 1) * (n - 1) / (n - k) * inverse @ sums.T @ sums @ inverse
        far += abs(beta[1]) / np.sqrt(spread[1, 1]) >= abs(t)
    return (1 + far) / (1 + DRAWS)


def measure(side: str, rows: int) -> dict[str, Any]:
    """One side in this process: the least seconds of two runs, added memory, and the figures."""
    cluster = village(rows)
    held: Any = cluster if side == "ours" else peer_tables(cluster)
    work: Any = ours if side == "ours" else peer
    work(village(1500) if side == "ours" else peer_tables(village(1500)))  # loads what is loaded once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, peak, found = [], 0, {}
    for _ in range(2):
        tick = time.process_time()
        found = work(held)
        cpu.append(time.process_time() - tick)
        peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"cpu": min(cpu), "memory": max(peak - before, 0) / 1024, "found": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--side", choices=("ours", "peer"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        print(json.dumps(measure(chosen.side, chosen.rows[0])))
        return
    print("outcomes   CPU s ours    peer  ratio   memory MB ours   peer  differ by")
    for rows in chosen.rows:
        told = {}
        for side in ("ours", "peer"):
            command = [sys.executable, __file__, "--side", side, "--rows", str(rows)]
            told[side] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        one, two = told["ours"], told["peer"]
        apart = max(abs(one["found"][key] - value) / abs(value) for key, value in two["found"].items())
        print(
            f"{rows:>8,} {one['cpu']:12.2f} {two['cpu']:7.2f} {two['cpu'] / one['cpu']:6.1f} "
            f"{one['memory']:16.0f} {two['memory']:6.0f} {apart:10.0e}"
        )


if __name__ == "__main__":
    main()
