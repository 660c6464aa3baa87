"""What the economy's reading gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import Books
from edulis.engine.economy.effects import Effect, effect_of_demand, effect_of_price, effect_of_technique
from edulis.engine.economy.matrix import Matrix
from edulis.engine.economy.summary import banded
from edulis.schema import Text


def _none() -> pl.DataFrame:
    return pl.DataFrame()


@dataclass(frozen=True, slots=True, kw_only=True)
class Economy(Answer):
    """Who earns what when an outside market buys one unit more, where it leaks, and what stops it.

    `matrix` is the social accounting matrix of a year. `kinds`: kind ("all" for all together), enterprises, demand
    (what outside buyers spend there in a year), and per unit of it output, income, neighbours, hours, women, poor, each
    with _low and _high. `groups`: dimension, value, households, income (a year), gain (per unit of outside demand),
    low, high, share. `leaks`: to, share, low, high. `multipliers`, one row for each endogenous account. `paths`:
    origin, chain, direct, multiplier, total, share (of the income effect; by kinds, not by enterprises). `parts`: role,
    injection, transfer, open_loop, closed_loop. `bottlenecks`: kind, what, month, available, used, worth, one_percent.
    `prices`: shock, fixed, nominal, real, with _low and _high. `accounts`: the matrix's, with received and paid.
    `beside`: own use and losses, with their value at local prices. `radius`: bounds of the spectral radius.
    """

    question: ClassVar[Text] = Text(
        "If an outside market buys one unit more: who earns what, where does it leak, what stops it?"
    )
    method: ClassVar[Text] = Text(
        "Social accounting matrix of the enterprises from reconciled deliveries, multipliers by its adjoint; a linear "
        "programme for bottlenecks; a small village model for prices"
    )
    source: ClassVar[str] = "Pyatt & Round 1979; Defourny & Thorbecke 1984; Miller & Blair 2022; Taylor & Filipski 2014"
    units: ClassVar[Mapping[str, str]] = {
        "demand": "money a year", "output": "money per money of outside demand",
        "income": "money per money of outside demand; in groups money a year",
        "neighbours": "money per money of outside demand", "hours": "hours per money of outside demand",
        "women": "share of listed households' gain", "poor": "share of listed households' gain",
        "gain": "money per money of outside demand", "share": "share", "received": "money a year",
        "paid": "money a year", "worth": "money per unit more", "one_percent": "money", "value": "money a year",
        "fixed": "money per money of shock", "nominal": "money per money of shock", "real": "money per money of shock",
    }  # fmt: skip
    main: ClassVar[str] = "kinds"

    matrix: Matrix
    books: Books
    beliefs: Assumptions
    seed: int = 0
    draws: int = 0
    radius: tuple[float, float] = (0.0, 0.0)
    served: float | None = None
    kinds: pl.DataFrame = field(default_factory=_none)
    groups: pl.DataFrame = field(default_factory=_none)
    leaks: pl.DataFrame = field(default_factory=_none)
    multipliers: pl.DataFrame = field(default_factory=_none)
    paths: pl.DataFrame = field(default_factory=_none)
    parts: pl.DataFrame = field(default_factory=_none)
    bottlenecks: pl.DataFrame = field(default_factory=_none)
    prices: pl.DataFrame = field(default_factory=_none)
    accounts: pl.DataFrame = field(default_factory=_none)
    beside: pl.DataFrame = field(default_factory=_none)

    def of_demand(self, change: Mapping[str, float]) -> Effect:
        """The effect of a changed outside demand, money a year by account; see `effect_of_demand`."""
        return effect_of_demand(self.matrix, change)

    def of_technique(self, account: str, change: Mapping[str, float]) -> Effect:
        """The effect of a changed column of shares; see `effect_of_technique`."""
        return effect_of_technique(self.matrix, account, change)

    def of_price(self, gain: Mapping[str, float], *, inside_too: bool = False) -> Effect:
        """The effect of changed prices of sellers; see `effect_of_price`."""
        return effect_of_price(self.matrix, gain, inside_too=inside_too)

    def band(self, answer: Callable[[Matrix], Mapping[str, float]], *, draws: int | None = None) -> pl.DataFrame:
        """name, value, low, high of any figures that a function works out from the matrix; see `banded`."""
        return banded(self.books, self.beliefs, answer, draws=self.draws if draws is None else draws, seed=self.seed)
