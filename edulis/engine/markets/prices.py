"""Prices as they were told: how they differ between sellers, where they go, and what they leave over the inputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.network.structure import Floats
from edulis.engine.resample import interval
from edulis.engine.told import told_prices

MONTHS = 6  # fewer say nothing of a trend
SELLERS = 3  # fewer say nothing of how prices differ
_KEYS = ["product", "grade"]


@dataclass(frozen=True, slots=True)
class Trend:
    """Slope of the logarithm of prices, per year, with its 95 % interval (nan: cannot be said) and the sellers."""

    slope: float
    low: float
    high: float
    sellers: int


def sellers_prices(cluster: Cluster) -> pl.DataFrame:
    """What each seller got, slips left out: month, product, seller, grade, quantity, value, price per base unit."""
    told = told_prices(cluster).filter(~pl.col("slip"))
    sums = told.group_by("month", "product", "seller", "grade").agg(pl.col("quantity", "value").sum())
    return sums.with_columns(price=pl.col("value") / pl.col("quantity")).sort("month", "product", "seller", "grade")


def price_cells(prices: pl.DataFrame) -> pl.DataFrame:
    """Coefficient of variation of prices between sellers: month, product, grade, sellers, spread.

    Only where three sellers or more told a price of one product and grade in one month.
    """
    cells = prices.group_by("month", *_KEYS).agg(
        pl.len().alias("sellers"), spread=pl.col("price").std() / pl.col("price").mean()
    )
    return cells.filter(pl.col("sellers") >= SELLERS).sort("month", *_KEYS)


def price_trend(prices: pl.DataFrame, *, seed: int, resamples: int) -> Trend | None:
    """Slope of log price over years within each product and grade, over sellers drawn again and again.

    slope = Σ (t − t̄_g)(ln p − ln p̄_g) / Σ (t − t̄_g)². None where no product and grade has prices in six months from two
    sellers. Source: Efron (1979).
    """
    long = prices.filter(pl.col("month").n_unique().over(_KEYS) >= MONTHS)
    sellers = sorted(long["seller"].unique().to_list())
    if len(sellers) < 2:
        return None
    who = long["seller"].replace_strict({c: i for i, c in enumerate(sellers)}, return_dtype=pl.Int64).to_numpy()
    group = long.select(pl.struct(_KEYS).rank("dense").cast(pl.Int64) - 1).to_series().to_numpy()
    time = long.select(pl.col("month").dt.year() + (pl.col("month").dt.month() - 1) / 12).to_series().to_numpy()
    logged = np.log(long["price"].to_numpy())

    def slope(times: Floats) -> float:
        weight = times[who]
        whole = np.bincount(group, weights=weight)
        inside = np.maximum(whole, 1e-300)
        t = time - (np.bincount(group, weights=weight * time) / inside)[group]
        y = logged - (np.bincount(group, weights=weight * logged) / inside)[group]
        down = float((weight * t * t).sum())
        return float((weight * t * y).sum() / down) if down > 0 else float("nan")

    low, high = interval(len(sellers), slope, seed=seed, resamples=resamples)
    return Trend(slope(np.ones(len(sellers))), low, high, len(sellers))


def margins(cluster: Cluster, prices: pl.DataFrame) -> pl.DataFrame:
    """What a technique leaves over its priced inputs, month by month: process, product, month, price, cost, margin.

    cost = Σ recipe × price of the input; margin = (price − cost) / price. Months in which fewer inputs have a price
    than in the best are left out, and so are techniques without a bought input. By-products are not counted as income.
    """
    price = prices.group_by("month", "product").agg(price=pl.col("value").sum() / pl.col("quantity").sum())
    process = cluster["process"].select(pl.col("code").alias("process"), "product")
    lines = cluster["process_line"].filter(pl.col("direction") == "in")
    inputs = lines.join(price, on="product").with_columns(cost=pl.col("quantity") * pl.col("price"))
    counted = inputs.group_by("process", "month").agg(pl.col("cost").sum(), priced=pl.len())
    table = process.join(price, on="product").join(counted, on=["process", "month"])
    all_priced = pl.col("priced") == pl.col("priced").max().over("process")
    table = table.filter(all_priced).with_columns(margin=(pl.col("price") - pl.col("cost")) / pl.col("price"))
    return table.sort("process", "month").select("process", "product", "month", "price", "cost", "margin")


def margin_change(table: pl.DataFrame) -> pl.DataFrame:
    """Change of the margin from the first half of the months to the second: process, product, change.

    Only techniques with six months or more.
    """
    long = table.filter(pl.col("month").n_unique().over("process") >= MONTHS)
    late = pl.col("month").rank("dense").over("process") > pl.col("month").n_unique().over("process") / 2
    halves = long.with_columns(late=late).group_by("process", "product")
    change = pl.col("margin").filter("late").mean() - pl.col("margin").filter(~pl.col("late")).mean()
    return halves.agg(change=change).sort("process")
