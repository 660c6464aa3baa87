"""What one unit would leave: prices and recipes with their spread, drawn together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.cluster import Cluster
from edulis.engine.told import told_prices
from edulis.schema import Process, ProcessLine

Floats = NDArray[np.float64]
SPREAD = 0.15  # log sd of a price that nobody told but the list of products (0.1 to 0.3)
_ROBUST = 1.4826


@dataclass(frozen=True, slots=True)
class Prospect:
    """Money for one unit of the product: income, cost and margin (income − cost), each with draws, shape (draws,).

    `unpriced` are products without any price: an input of which makes the margin unknown, a by-product of which
    counts as nothing. `told` are those whose price people told.
    """

    income: float
    cost: float
    incomes: Floats
    costs: Floats
    unpriced: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def margin(self) -> float:
        """Income less cost."""
        return self.income - self.cost

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the margin."""
        low, high = np.quantile(self.incomes - self.costs, [0.025, 0.975])
        return float(low), float(high)


def prices(cluster: Cluster) -> pl.DataFrame:
    """product, price (median told, else the usual one), spread (robust log sd of told prices, else 0.15), told."""
    told = told_prices(cluster).filter(~pl.col("slip")).with_columns(pl.col("price") / cluster.minor_units)
    found = told.with_columns(log=pl.col("price").log()).group_by("product").agg(
        told=pl.len().cast(pl.Int64),
        median=pl.col("price").median(),
        sd=(pl.col("log") - pl.col("log").median()).abs().median() * _ROBUST,
    )  # fmt: skip
    rows = cluster["product"].select("price", product="code").join(found, on="product", how="left")
    enough = pl.col("told") >= 3
    return rows.select(
        "product",
        price=pl.coalesce("median", "price"),
        spread=pl.when(enough).then("sd").otherwise(SPREAD),
        told=pl.col("told").fill_null(0),
    ).sort("product")


def prospect(
    table: pl.DataFrame,
    process: Process,
    lines: tuple[ProcessLine, ...],
    *,
    price: float | None,
    used: Mapping[str, float],
    draws: int,
    seed: int,
) -> Prospect:
    """What one unit would bring and cost; prices vary log-normally, recipes by their relative errors.

    table: as `prices`; price: of the main product, where another than people told is expected; used: the share of each
    by-product that finds a use here now, all of one that nobody makes yet.
    """
    random = np.random.default_rng(seed)
    known = {row["product"]: row for row in table.to_dicts()}
    income = cost = 0.0
    incomes, costs = np.zeros(draws), np.zeros(draws)
    unpriced, told = [], []
    own = ProcessLine(process=process.code, product=process.product, direction="out", quantity=1.0)
    others = sorted(
        (line for line in lines if line.direction == "in" or line.product != process.product),
        key=lambda line: (line.product, line.direction),
    )
    for line in (own, *others):
        row = known.get(line.product)
        value = price if line is own and price is not None else row["price"] if row else None
        if value is None:
            unpriced.append(line.product)
            continue
        spread = row["spread"] if row else SPREAD
        if row and row["told"]:
            told.append(line.product)
        drawn = value * np.exp(spread * random.standard_normal(draws))
        usable = used.get(line.product, 1.0) if line is not own and line.direction == "out" else 1.0
        amount = usable * line.quantity
        moved = np.maximum(1 + (line.relative_error or 0.0) * random.standard_normal(draws), 0.0)
        if line.direction == "out":
            income, incomes = income + amount * value, incomes + drawn * amount * moved
        else:
            cost, costs = cost + amount * value, costs + drawn * amount * moved
    return Prospect(income, cost, incomes, costs, tuple(unpriced), tuple(told))
