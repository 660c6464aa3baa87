"""A small made-up village for the tests: a hidden truth in which every balance closes, and what a survey saw of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster

MONTHS = [dt.date(2002 + (8 + k) // 12, (8 + k) % 12 + 1, 1) for k in range(12)]
YIELD = 0.378  # wet starch per root
RESIDUE = 0.5
NOODLE = 0.48  # noodles per wet starch


@dataclass(frozen=True, slots=True)
class Village:
    """The cluster as surveyed, and what is true: trades with `truth`, reports with `planted`."""

    cluster: Cluster
    trades: pl.DataFrame
    reports: pl.DataFrame


def grow(
    seed: int = 1,
    *,
    starch: int = 30,
    noodles: int = 15,
    traders: int = 5,
    months: int = 12,
    error: float = 0.12,
    stated: bool = False,
    gross: float = 0.01,
    forgotten: float = 0.05,
    refused: float = 0.0,
) -> Village:
    """Starch makers buy roots, sell starch to noodle makers and traders and residue to pig raisers outside.

    `error` is the log-normal sd of reports, `gross` the share that is wrong by 3 to 10 times either way, `forgotten`
    the share of reports that are missing (never both sides between members).
    """
    chance = np.random.default_rng(seed)
    makers = [f"starch{i}" for i in range(starch)]
    cooks = [f"noodles{i}" for i in range(noodles)]
    middle = [f"trader{i}" for i in range(traders)]
    rows: list[tuple[dt.date, str, str, str, float]] = []
    activity: list[tuple[dt.date, str, str, float]] = []
    stock: list[tuple[dt.date, str, str, float]] = []
    need = {cook: chance.lognormal(8, 0.5) for cook in cooks}
    held = dict.fromkeys(makers, 0.0)
    for month in MONTHS[:months]:
        wanted = dict.fromkeys(makers, 0.0)
        for cook in cooks:
            made = need[cook] * chance.lognormal(0, 0.2)
            activity.append((month, cook, "noodles", made))
            rows.append((month, cook, "city", "noodles", made))
            bought = made / NOODLE * chance.lognormal(0, 0.01)
            parts = chance.dirichlet(np.ones(3)) * bought
            for seller, part in zip(chance.choice(makers, 3, replace=False), parts, strict=True):
                wanted[str(seller)] += part
                rows.append((month, str(seller), cook, "wet_starch", part))
        for trader in middle:
            total = 0.0
            for seller in chance.choice(makers, 4, replace=False):
                part = chance.lognormal(7, 0.5)
                wanted[str(seller)] += part
                total += part
                rows.append((month, str(seller), trader, "wet_starch", part))
            rows.append((month, trader, "south", "wet_starch", total))
        for maker in makers:
            after = chance.uniform(0, 0.6) * wanted[maker] if wanted[maker] else held[maker]
            made = max(wanted[maker] + after - held[maker], 0.0)
            after = held[maker] + made - wanted[maker]
            held[maker] = after
            stock.append((month, maker, "wet_starch", after))
            if made == 0:
                continue
            activity.append((month, maker, "starch", made))
            roots = made / YIELD * chance.lognormal(0, 0.02)
            share = chance.uniform(0.2, 0.8)
            rows.append((month, "hills", maker, "root", share * roots))
            rows.append((month, "hills2", maker, "root", (1 - share) * roots))
            rows.append((month, maker, "pigs", "residue", made / YIELD * RESIDUE * chance.lognormal(0, 0.02)))
    trades = pl.DataFrame(rows, schema=["month", "seller", "buyer", "product", "truth"], orient="row")
    trades = trades.group_by("month", "seller", "buyer", "product", maintain_order=True).agg(pl.col("truth").sum())
    members = makers + cooks + middle
    silent = set(chance.choice(members, int(refused * len(members)), replace=False).tolist()) if refused else set()
    reports = _survey(trades, set(members) - silent, chance, error, gross, forgotten)
    return Village(_tables(trades, reports, activity, stock, members, silent, stated, error, chance), trades, reports)


def _survey(
    trades: pl.DataFrame, telling: set[str], chance: np.random.Generator, error: float, gross: float, forgotten: float
) -> pl.DataFrame:
    told = []
    for side in ("seller", "buyer"):
        part = trades.filter(pl.col(side).is_in(telling)).with_columns(reporter=pl.lit(side))
        told.append(part)
    frame = pl.concat(told)
    lost = chance.random(frame.height) < forgotten
    frame = frame.with_columns(lost=pl.Series(lost))
    keys = ["month", "seller", "buyer", "product"]
    sides = pl.len().over(keys)
    first = pl.col("reporter").cum_count().over(keys) == 1
    frame = frame.filter(~(pl.col("lost") & (sides == 2) & first))
    wrong = chance.random(frame.height) < gross
    by = np.where(chance.random(frame.height) < 0.5, 1.0, -1.0) * np.log(chance.uniform(3, 10, frame.height))
    factor = np.exp(chance.normal(0, error, frame.height) + np.where(wrong, by, 0.0))
    return frame.drop("lost").with_columns(quantity=pl.col("truth") * pl.Series(factor), planted=pl.Series(wrong))


def _tables(trades, reports, activity, stock, members, silent, stated, error, chance):
    outside = ["hills", "hills2", "city", "south", "pigs"]
    kind = {"s": "starch", "n": "noodles", "t": "trader"}
    price = {"root": 500.0, "wet_starch": 1250.0, "residue": 50.0, "noodles": 8000.0}
    stages = {"root": "raw", "wet_starch": "half", "residue": "by_product", "noodles": "final"}
    relative = error if stated else None
    made = pl.DataFrame(activity, schema=["month", "enterprise", "process", "level"], orient="row")
    kept = pl.DataFrame(stock, schema=["month", "enterprise", "product", "quantity"], orient="row")
    made = made.filter(~pl.col("enterprise").is_in(silent)).with_columns(
        pl.col("level") * pl.Series(chance.lognormal(0, 0.1, made.filter(~pl.col("enterprise").is_in(silent)).height))
    )
    kept = kept.filter(~pl.col("enterprise").is_in(silent))
    kept = kept.with_columns(pl.col("quantity") * pl.Series(chance.lognormal(0, 0.15, kept.height)))
    frames = {
        "cluster": pl.DataFrame({"code": ["v"], "title": ["Village"], "currency": ["VND"]}),
        "round": pl.DataFrame({"code": ["r1"], "first_month": [MONTHS[0]], "last_month": [MONTHS[-1]]}),
        "enterprise": pl.DataFrame(
            {
                "code": members + outside,
                "kind": [kind[m[0]] for m in members] + ["supplier", "supplier", "retailer", "factory", "pigs"],
                "local": [True] * len(members) + [False] * 5,
            }
        ),
        "enterprise_round": pl.DataFrame(
            {
                "round": ["r1"] * len(members),
                "enterprise": members,
                "answer": ["refused" if m in silent else "answered" for m in members],
            }
        ),
        "product": pl.DataFrame(
            {
                "code": list(price),
                "name": list(price),
                "stage": [stages[p] for p in price],
                "unit": ["kg"] * 4,
                "storable": [p == "wet_starch" for p in price],
                "price": list(price.values()),
            }
        ),
        "process": pl.DataFrame(
            {"code": ["starch", "noodles"], "name": ["Starch", "Noodles"], "product": ["wet_starch", "noodles"]}
        ),
        "process_line": pl.DataFrame(
            {
                "process": ["starch", "starch", "noodles"],
                "product": ["root", "residue", "wet_starch"],
                "direction": ["in", "out", "in"],
                "quantity": [1 / YIELD, RESIDUE / YIELD, 1 / NOODLE],
                "relative_error": [0.02, 0.02, 0.01],
            }
        ),
        "activity": made.with_columns(round=pl.lit("r1"), relative_error=pl.lit(0.1)),
        "stock": kept.with_columns(round=pl.lit("r1"), relative_error=pl.lit(0.15)),
        "trade": reports.select("month", "seller", "buyer", "product", "reporter", "quantity").with_columns(
            round=pl.lit("r1"),
            relative_error=pl.lit(relative, pl.Float64),
            value=(pl.col("quantity") * pl.col("product").replace_strict(price)).round().cast(pl.Int64),
        ),
    }
    return Cluster.of(frames)
