"""What a reading of livelihoods gives back, and the least it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.livelihoods.poverty import Line
from edulis.engine.need import Need
from edulis.schema import Text

NEEDS: tuple[Need, ...] = (
    Need("income", Text("what households live from"), ("month", "amount")),
    Need("household_round", Text("how much there is for each head"), ("people",)),
    Need("reference", Text("who is poor, and against which line"), ("value",), where=(("kind", ("poverty_line",)),)),
    Need("income", Text("who decides over which income"), ("control",)),
    Need("income", Text("what comes from farming and food work near the city"), ("urban",)),
    Need("labour", Text("what a day of work brings"), ("family_hours",)),
    Need("activity", Text("what each technique leaves"), ("level",)),
    Need("trade", Text("at which prices people buy and sell"), ("quantity",)),
    Need("household_round", Text("how much of their food people grow"), ("own_food",)),
    Need("market", Text("how the markets of town and village grow"), ("income_growth",)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Livelihoods(Answer):
    """What households of one round live from.

    `households`: one row for each, as `portfolio.households`, with own, wages, elsewhere (money) beside it. `sources`:
    dimension, part, source, amount, share, households. `groups`: as `groups.group_table`. `control`: as
    `control.control_table`. `returns`: a day's return of each trade in cash, `margins`: what each technique leaves, as
    `returns.cash_returns` and `margins.process_margins`. `outside`: hired workers and the city. `urban`: the shares
    from urban and peri-urban agriculture. `settings`: enterprises by setting. `line`: the poverty line used, if any.
    """

    question: ClassVar[Text] = Text("What do households live from, who decides over it, and how does it hang on us?")
    method: ClassVar[Text] = Text(
        "Incomes told, per head and month told; budgets at told prices; poverty weighed by people; months that were "
        "not told are shown as a range, not as nothing."
    )
    source: ClassVar[str] = "Foster, Greer & Thorbecke 1984; Simpson 1949; Hill 1973; Ellis 2000; Upton 1996"
    units: ClassVar[Mapping[str, str]] = {
        "per_head": "money per head and month",
        "per_head_low": "money per head and month",
        "per_day": "money per day of the family's own work",
        "net_per_day": "money per day of the family's own work",
        "amount": "money of the round",
        "gross_output": "money of the round",
        "value_added": "money of the round",
        "gross_margin": "money of the round",
        "net_income": "money of the round",
        "margin_per_unit": "money per unit of the product",
        "family_days": "days of work",
        "hired_days": "days of work",
        "share": "share",
        "headcount": "share of people",
        "gap": "share of the line",
        "growth": "share per year",
        "sales": "money of the round; by setting money of one seller a month",
        "food": "kg",
    }
    main: ClassVar[str] = "groups"

    households: pl.DataFrame = field(default_factory=pl.DataFrame)
    sources: pl.DataFrame = field(default_factory=pl.DataFrame)
    groups: pl.DataFrame = field(default_factory=pl.DataFrame)
    control: pl.DataFrame = field(default_factory=pl.DataFrame)
    returns: pl.DataFrame = field(default_factory=pl.DataFrame)
    margins: pl.DataFrame = field(default_factory=pl.DataFrame)
    outside: pl.DataFrame = field(default_factory=pl.DataFrame)
    urban: pl.DataFrame = field(default_factory=pl.DataFrame)
    settings: pl.DataFrame = field(default_factory=pl.DataFrame)
    line: Line | None = None
