"""What leverage gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.schema import Text

_MONEY = (
    "own_money", "outside_money", "direct", "others", "chain", "income", "women", "poor", "farms", "services",
    "neighbours",
    "imitation_3", "imitation_5", "total_3", "total_5", "first_3", "first_5", "own_3", "own_5", "amount", "low", "high",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage(Answer):
    """What each proposal sets off, in minor units of money.

    `proposals`, one row for each: proposal, kind, users, trade (enterprises that run the users' technique), talked (of
    those, how many talk with another of them), own_money (cash, days at the wage, materials, cost of changing over),
    outside_money (apart); a year, of what the first users do: direct (users' own gain after running costs), others
    (what it gives to and takes from others here at once), chain (what that sets off through the economy), income (all
    three), and of it women, poor, farms, services, neighbours (sellers here whom no
    record names); days, women_days (of work a year), cod (kg a year); and summed over
    3 and 5 years, discounted: own_h (users alone), first_h (all by the first users), imitation_h, followers_h
    (enterprises), total_h, per_own_h (total over own money); payback (years until users have their own money back),
    break_even (the share of what they expect that must come true for it to be back in 3 years; above 1: not even if
    all does), begin and result (months), with _low and _high; `saving_told` and `saving_recipe`: shares of inputs.
    `summary` has of these, for each proposal, what one would print: proposal, kind, users, own_money, a year's direct,
    others, chain and income, then total_3 and per_own_3 with their bands, payback, days, cod, begin and result.
    `parts`: proposal, part (direct, others, chain, imitation_3, imitation_5), amount, low, high, sign.
    `distribution`: proposal, dimension (kind: of enterprise, what is left to its owners; gender and poor: of
    households), value, amount a year, sign. `losers`: proposal, why, kind, enterprises, amount a year (below 0).
    `sensitivity`: proposal, what, at_low, at_high, swing (of per_own_3), largest first. `unknown`: proposal, what.
    """

    question: ClassVar[Text] = Text("What would one small step set off across the cluster, for what its members give?")
    method: ClassVar[Text] = Text(
        "What users expect, on their present sales and purchases; the matrix of the economy for what follows from it; "
        "copying along talk at the pace of earlier new things; bands from all that is uncertain."
    )
    source: ClassVar[str] = (
        "Pyatt & Round 1979; Haggblade, Hammer & Hazell 1991; Bass 1969; Valente 1996; Little & Mirrlees 1974"
    )
    main: ClassVar[str] = "summary"
    units: ClassVar[Mapping[str, str]] = MappingProxyType(
        dict.fromkeys(_MONEY, "minor units") | {
            "days": "days a year", "women_days": "days a year", "cod": "kg a year", "payback": "years",
            "break_even": "share", "per_own_3": "money per own money", "per_own_5": "money per own money",
            "followers_3": "enterprises", "followers_5": "enterprises", "at_low": "money per own money",
            "at_high": "money per own money", "swing": "money per own money", "saving_told": "share",
            "saving_recipe": "share",
        }
    )  # fmt: skip

    summary: pl.DataFrame = field(default_factory=pl.DataFrame)
    proposals: pl.DataFrame = field(default_factory=pl.DataFrame)
    parts: pl.DataFrame = field(default_factory=pl.DataFrame)
    distribution: pl.DataFrame = field(default_factory=pl.DataFrame)
    losers: pl.DataFrame = field(default_factory=pl.DataFrame)
    sensitivity: pl.DataFrame = field(default_factory=pl.DataFrame)
    unknown: pl.DataFrame = field(default_factory=pl.DataFrame)
