"""Multipliers summed up: by kind of enterprise, by group of households, by where money leaves; and their bands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.economy.assembling import assemble
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import Books
from edulis.engine.economy.effects import Multipliers, multipliers
from edulis.engine.economy.matrix import Floats, Matrix

ALL = "all"  # the row of all kinds together
MEASURES = ("output", "income", "neighbours", "hours", "women", "poor")


@dataclass(frozen=True, slots=True)
class Summary:
    """Per unit of outside demand: `kinds` kind → measure → value, `groups` (dimension, value) → income, `leaks`."""

    kinds: Mapping[str, Mapping[str, float]]
    groups: Mapping[tuple[str, str], float]
    leaks: Mapping[str, float]


def summarise(found: Multipliers) -> Summary:
    """Multipliers of enterprises, weighted by what each sells outside (by turnover's own multiplier where none does).

    `women` and `poor` are shares of what listed households gain: those where women control the money, those on the
    list of the poor. Source: Pyatt & Round (1979).
    """
    table = found.table
    firm = (table["role"] == "enterprise").to_numpy()
    kinds = table["kind"].to_numpy().astype(str)
    listed: Floats = sum((row for (name, _), row in found.groups.items() if name == "kind"), np.zeros(table.height))
    women = found.groups.get(("gender", "women"), np.zeros(table.height))
    poor = found.groups.get(("poor", "yes"), np.zeros(table.height))
    columns = {name: table[name].to_numpy() for name in ("output", "income", "neighbours", "hours")}
    told: dict[str, dict[str, float]] = {}
    for kind in (ALL, *np.unique(kinds[firm])):
        weight = np.where(firm & ((kinds == kind) | (kind == ALL)), found.demand, 0.0)
        if not weight.sum() > 0:
            continue
        weight = weight / weight.sum()
        row = {name: float(column @ weight) for name, column in columns.items()}
        gained = float(listed @ weight)
        row["women"] = float(women @ weight) / gained if gained > 0 else float("nan")
        row["poor"] = float(poor @ weight) / gained if gained > 0 else float("nan")
        told[str(kind)] = row
    demand = np.where(firm, found.demand, 0.0)
    weight = demand / demand.sum() if demand.sum() > 0 else demand
    return Summary(
        told,
        {key: float(row @ weight) for key, row in found.groups.items()},
        {to: float(row @ weight) for to, row in found.leaks.items()},
    )


def redrawn(books: Books, beliefs: Assumptions, draws: int, seed: int) -> list[tuple[Floats, Assumptions]]:
    """Values of deliveries and assumptions for each draw: values log-normal around their estimate with its error, no
    wider than the value itself; assumptions evenly from their ranges. Errors of different deliveries are taken as
    independent, though balances tie them: sums over an enterprise are then a little too uncertain.
    """
    random = np.random.default_rng(seed)
    value = books.pairs["value"].to_numpy().astype(np.float64)
    error = books.pairs["error"].to_numpy().astype(np.float64)
    relative = np.minimum(np.divide(error, value, out=np.zeros_like(value), where=value > 0), 1.0)
    spread = np.sqrt(np.log1p(relative**2))
    return [
        (value * np.exp(spread * random.standard_normal(value.size) - 0.5 * spread**2), beliefs.drawn(random))
        for _ in range(draws)
    ]


def banded(
    books: Books, beliefs: Assumptions, answer: Callable[[Matrix], Mapping[str, float]], *, draws: int, seed: int
) -> pl.DataFrame:
    """name, value, low, high: what `answer` says of the matrix, with the 95 % interval over draws.

    For any figure worked out from a matrix, such as `effect_of_demand(matrix, …).income`: values are drawn from the
    error of the reconciled deliveries and assumptions from their ranges. A draw without an answer is left out.
    Source: Bullard & Sebald (1988) for Monte Carlo on input–output tables.
    """
    value = dict(answer(assemble(books, beliefs).matrix))
    rows = []
    for values, drawn in redrawn(books, beliefs, draws, seed):
        try:
            one = answer(assemble(books, drawn, values).matrix)
        except (ValueError, ArithmeticError):
            continue
        rows.append([one.get(name, float("nan")) for name in value])
    low, high = interval(np.asarray(rows, np.float64).reshape(-1, len(value)))
    schema = {"name": pl.String, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame([list(value), list(value.values()), low.tolist(), high.tolist()], schema=schema)


def interval(drawn: Floats) -> tuple[Floats, Floats]:
    """The 95 % interval of each column over rows; nan below 10 draws."""
    low = np.full(drawn.shape[1], np.nan)
    high = low.copy()
    for at in range(drawn.shape[1]):
        held = drawn[np.isfinite(drawn[:, at]), at]
        if held.size >= 10:
            low[at], high[at] = np.quantile(held, [0.025, 0.975])
    return low, high


def flat(matrix: Matrix) -> dict[str, float]:
    """The summary of a matrix as one row of names: what `banded` is asked for by `read_economy`."""
    told = summarise(multipliers(matrix))
    row = {f"kind|{kind}|{name}": value for kind, found in told.kinds.items() for name, value in found.items()}
    row |= {f"group|{name}|{word}": value for (name, word), value in told.groups.items()}
    return row | {f"leak||{to}": value for to, value in told.leaks.items()}
