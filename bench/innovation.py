"""Adoption histories beside the pandas and statsmodels code that a researcher would write for them, on the same tables.

    python bench/innovation.py                              10,000 and 100,000 person-years
    python bench/innovation.py --years 10000 100000 1000000

Ten new things spread in ten years among made-up makers who talk with four others each. Each side runs in a process of
its own: CPU seconds, least of two, and the memory that its first run adds. The peer is the core: person-years by
`repeat`, shares of the trade and of talking partners by merges, one complementary log-log fit with errors by household
(statsmodels), Kaplan–Meier of each thing. Ours is `read_innovation` in full: also the logit fit beside it, Bass curves
by maximum likelihood with their intervals, paths from teacher to learner, speed, heaped dates and findings. That the
hazard ratios agree is checked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import time
import warnings
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.innovation import read_innovation

THINGS, FIRST, LAST, FRIENDS = 10, 1993, 2002, 4


def village(years: int, seed: int = 0) -> Cluster:
    """Makers in so many person-years: each takes a thing up with 3 % a year, more where many have it."""
    chance = np.random.default_rng(seed)
    n = max(years // (THINGS * 8), 40)
    friend = chance.integers(0, n, (n, FRIENDS))
    helps = chance.random(n) < 0.4
    codes, homes = np.char.add("e", np.arange(n).astype(str)), np.char.add("h", np.arange(n).astype(str))
    taken: list[tuple[str, str, dt.date]] = []
    for thing in range(THINGS):
        when = np.full(n, np.inf)
        for year in range(FIRST, LAST + 1):
            had = when < year
            rate = 0.03 + 0.25 * had.mean() + 0.1 * had[friend].mean(axis=1) + 0.01 * helps
            new = ~had & (chance.random(n) < rate)
            when[new] = year
            months = chance.integers(1, 13, int(new.sum()))
            taken += [
                (f"thing{thing}", codes[at], dt.date(year, int(m), 1))
                for at, m in zip(np.flatnonzero(new), months, strict=True)
            ]
    tie = {"one": np.repeat(homes, FRIENDS), "other": homes[friend.ravel()]}
    talk = pl.DataFrame(tie).filter(pl.col("one") != pl.col("other")).unique(["one", "other"], maintain_order=True)
    mates = pl.DataFrame({"one": homes[helps], "other": np.roll(homes[helps], 1)})
    relation = pl.concat(
        [talk.with_columns(kind=pl.lit("information")), mates.with_columns(kind=pl.lit("help"))]
    ).with_columns(round=pl.lit("r"))
    return Cluster.of(
        {
            "round": pl.DataFrame(
                {"code": ["r"], "first_month": [dt.date(LAST, 1, 1)], "last_month": [dt.date(LAST, 12, 1)]}
            ),
            "household": pl.DataFrame({"code": homes}),
            "enterprise": pl.DataFrame(
                {"code": codes, "household": homes, "kind": ["starch"] * n, "local": [True] * n, "founded": [1980] * n}
            ),
            "innovation": pl.DataFrame(
                {
                    "code": [f"thing{k}" for k in range(THINGS)],
                    "kind": ["process"] * THINGS,
                    "first_seen": [dt.date(FIRST, 1, 1)] * THINGS,
                }
            ),
            "adoption": pl.DataFrame(taken, schema=["innovation", "enterprise", "month"], orient="row"),
            "relation": relation,
        }
    )


def ours(cluster: Cluster) -> dict[str, float]:
    """The room in full."""
    found = read_innovation(cluster)
    rows = found.hazards.filter(pl.col("link") == "cloglog")
    return dict(zip(rows["covariate"], rows["ratio"], strict=True)) | {"years": float(rows["years"][0])}


def peer_tables(cluster: Cluster) -> dict[str, Any]:
    """The same tables as pandas has them."""
    import pandas as pd

    columns = {
        "enterprise": ["code", "household"], "adoption": ["innovation", "enterprise", "month"],
        "relation": ["kind", "one", "other"],
    }  # fmt: skip
    return {name: pd.DataFrame({c: cluster[name][c].to_list() for c in names}) for name, names in columns.items()}


def peer(tables: dict[str, Any]) -> dict[str, float]:
    """What a researcher would write with pandas and statsmodels."""
    import pandas as pd
    from statsmodels.duration.survfunc import SurvfuncRight
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM

    enterprise = tables["enterprise"].rename(columns={"code": "enterprise"})
    adoption = tables["adoption"].assign(taken=pd.to_datetime(tables["adoption"]["month"]).dt.year)
    things = adoption["innovation"].drop_duplicates().sort_values()
    spans = enterprise.merge(things.to_frame(), how="cross")
    spans = spans.merge(adoption[["innovation", "enterprise", "taken"]], how="left")
    last = spans["taken"].fillna(LAST).astype(int)
    rows = spans.loc[spans.index.repeat(last - FIRST + 1)]
    rows["year"] = FIRST + rows.groupby(level=0).cumcount()
    rows["took"] = (rows["year"] == rows["taken"]).astype(float)
    taken = spans.groupby(["innovation", "taken"]).size().rename("new").reset_index()
    grid = things.to_frame().merge(pd.DataFrame({"year": np.arange(FIRST, LAST + 1)}), how="cross")
    before = grid.merge(taken, on="innovation")
    before = before[before["taken"] < before["year"]].groupby(["innovation", "year"])["new"].sum() / len(enterprise)
    rows = rows.merge(before.rename("craft").reset_index(), on=["innovation", "year"], how="left")
    rows["craft"] = rows["craft"].fillna(0.0)
    relation = tables["relation"]
    told = relation[relation["kind"] == "information"][["one", "other"]]
    talk = pd.concat([told, told.rename(columns={"one": "other", "other": "one"})]).drop_duplicates()
    had = spans[["innovation", "household", "taken"]].rename(columns={"household": "other", "taken": "theirs"})
    friends = rows[["innovation", "household", "year"]].merge(talk, left_on="household", right_on="one")
    friends = friends.merge(had, on=["innovation", "other"])
    friends["neighbours"] = (friends["theirs"] < friends["year"]).astype(float)
    share = friends.groupby(["innovation", "household", "year"])["neighbours"].mean().reset_index()
    rows = rows.merge(share, on=["innovation", "household", "year"], how="left").fillna({"neighbours": 0.0})
    helping = relation[relation["kind"] == "help"]
    rows["cooperation"] = rows["household"].isin({*helping["one"], *helping["other"]}).astype(float)
    design = pd.get_dummies(rows["innovation"], dtype=float)
    design.insert(0, "since", np.log(rows["year"] - FIRST + 1))
    design["craft"], design["neighbours"] = rows["craft"] * 10, rows["neighbours"] * 10
    design["cooperation"] = rows["cooperation"]
    family = families.Binomial(link=families.links.CLogLog())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = GLM(rows["took"], design, family=family).fit(
            cov_type="cluster", cov_kwds={"groups": pd.factorize(rows["household"])[0]}
        )
    for _, group in spans.groupby("innovation"):
        SurvfuncRight(group["taken"].fillna(LAST + 1) - FIRST, group["taken"].notna().astype(float))
    ratios = np.exp(fit.params[["craft", "neighbours", "cooperation"]])
    return {**ratios.to_dict(), "years": float(len(rows))}


def measure(side: str, years: int) -> dict[str, Any]:
    """One side in this process: the least seconds of two runs, added memory, and the figures."""
    cluster = village(years)
    held: Any = cluster if side == "ours" else peer_tables(cluster)
    work: Any = ours if side == "ours" else peer
    work(village(2000) if side == "ours" else peer_tables(village(2000)))  # loads what is loaded once
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
    parser.add_argument("--years", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--side", choices=("ours", "peer"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        print(json.dumps(measure(chosen.side, chosen.years[0])))
        return
    print("person-years   CPU s ours    peer  ratio   memory MB ours   peer  differ by")
    for years in chosen.years:
        told = {}
        for side in ("ours", "peer"):
            command = [sys.executable, __file__, "--side", side, "--years", str(years)]
            told[side] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        one, two = told["ours"], told["peer"]
        apart = max(abs(one["found"][key] - value) / abs(value) for key, value in two["found"].items())
        print(
            f"{two['found']['years']:>12,.0f} {one['cpu']:12.2f} {two['cpu']:7.2f} {two['cpu'] / one['cpu']:6.1f} "
            f"{one['memory']:16.0f} {two['memory']:6.0f} {apart:10.0e}"
        )


if __name__ == "__main__":
    main()
