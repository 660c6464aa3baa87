"""What a reading of the seasons gives back, and the least it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.need import Need
from edulis.schema import Text

NEEDS: tuple[Need, ...] = (
    Need("labour", Text("when people work most and when they have time"), ("month", "family_hours")),
    Need("trade", Text("in which months money and goods come and go"), ("month", "quantity")),
    Need("income", Text("in which months households have money"), ("month", "amount")),
    Need("calendar", Text("which weeks festivals and field work take"), ("first_day", "last_day")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasons(Answer):
    """The year of one round.

    `profiles`: measure (labour, sales, purchases, wages, cash, raw, income), level (household, kind, cluster), who,
    month, amount, n, missing. `indices`: measure, level, who, seasonality (Walsh–Lawler), mean_month, resultant, gini,
    peak_month and low_month (of the year), months (known, of 12); empty where a month of the year is not known.
    `months`: the peaks and gaps of trades and of the cluster. `slack`: kind, month_of_year, demand, load, peak, slack.
    `trade_weeks`: week (Monday), kind, load, peak, slack, events. `weeks`, best first: week, last_day, disturbance,
    slack, rank, enterprises, missing, busy, free, events.
    """

    question: ClassVar[Text] = Text("When do people work, earn and lack, and which weeks are free for joint work?")
    method: ClassVar[Text] = Text(
        "Months by household, trade and cluster; who told other months only is counted in by a model of sizes and "
        "months; slack is low demand for labour without a peak of a main activity, trade by trade."
    )
    source: ClassVar[str] = "Walsh & Lawler 1981; Fisher 1993; Cleveland et al. 1990; Mack 1991"
    units: ClassVar[Mapping[str, str]] = {
        "amount": "hours (labour), money (sales, purchases, wages, cash, income), kg of dry matter or units (raw)",
        "seasonality": "0 to 1.8333",
        "mean_month": "month of the year, 1 to 13",
        "resultant": "0 to 1",
        "gini": "0 to 0.9167",
        "demand": "of the mean month",
        "load": "of the busiest month",
        "disturbance": "0 to 1",
    }
    main: ClassVar[str] = "profiles"

    profiles: pl.DataFrame = field(default_factory=pl.DataFrame)
    indices: pl.DataFrame = field(default_factory=pl.DataFrame)
    months: pl.DataFrame = field(default_factory=pl.DataFrame)
    slack: pl.DataFrame = field(default_factory=pl.DataFrame)
    trade_weeks: pl.DataFrame = field(default_factory=pl.DataFrame)
    weeks: pl.DataFrame = field(default_factory=pl.DataFrame)
