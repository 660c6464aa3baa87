"""What the cluster as a whole is: its name, its money, its rounds and the sources of its figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import CONFIDENCE, ENTERPRISE_KIND


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cluster itself, one row."""

    code: str = column.code("Cluster code", key=True)
    title: str = column.text("Name of the cluster", required=True, ask="What do you call this group of enterprises?")
    currency: str = column.code("Currency", required=True, ask="In which money are amounts given (for instance VND)?")
    minor_digits: int | None = column.count(
        "Digits of the minor unit", high=4, ask="How many digits follow the point in this money (đồng 0, dollar 2)?"
    )
    country: str | None = column.code("Country", ask="In which country does it lie (two letters, for instance VN)?")
    language: str | None = column.one_of(
        (("en", "English"), ("vi", "Vietnamese")), "Language", ask="Which language do most members read?"
    )
    illustrative: bool | None = column.yes_no(
        "Made up for illustration", ask="Are these figures made up, not real people's?"
    )
    note: str | None = column.text(
        "What readers should know", ask="What should a reader know before using these figures?"
    )


@dataclass(frozen=True, slots=True)
class Round:
    """A round of survey: the months it asks about."""

    code: str = column.code("Round code", key=True)
    title: str | None = column.text("Name of the round", ask="What do you call this round?")
    first_month: dt.date = column.month(
        "First month", required=True, ask="Which is the first month that was asked about?"
    )
    last_month: dt.date = column.month("Last month", required=True, ask="Which is the last month that was asked about?")
    baseline: bool | None = column.yes_no("Baseline", ask="Is this the round that later ones are compared with?")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from and how far it can be trusted."""

    code: str = column.code("Source code", key=True)
    parameter: str = column.text("What the figure is", required=True, ask="Which figure is this?")
    value: float | None = column.number("Value used", ask="Which value was used?")
    low: float | None = column.number("Lowest value thought possible", ask="How low could it be?")
    high: float | None = column.number("Highest value thought possible", ask="How high could it be?")
    unit: str | None = column.text("Unit", ask="In which unit is it?")
    fact: str | None = column.text(
        "Row of the table of cited figures", ask="Which row of the cited figures is it from?"
    )
    confidence: str = column.one_of(CONFIDENCE, "Confidence", required=True, ask="How was the figure come by?")
    note: str | None = column.text("How it was used, what is assumed", ask="How was it used, and what is assumed?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure from outside to compare with: regional totals, reference prices, the poverty line."""

    code: str = column.code("Reference code", key=True)
    kind: str = column.one_of(
        (
            ("region_total", "Regional total"),
            ("national_total", "National total"),
            ("price", "Reference price"),
            ("poverty_line", "Poverty line"),
            ("income", "Income per head"),
            ("population", "Population"),
            ("price_index", "Price index"),
        ),
        "Kind",
        required=True,
        ask="What kind of figure is it?",
    )
    region: str | None = column.text("Region", ask="Which region does the figure speak of?")
    sector: str | None = column.one_of(
        ENTERPRISE_KIND, "Kind of enterprise", ask="Which kind of enterprise does it count, if it is such a total?"
    )
    product: str | None = column.link("product", "Product", ask="Which product does it speak of?")
    month: dt.date | None = column.month(
        "Month or first month of the year", ask="For which month or year (then its first month) does it hold?"
    )
    value: float = column.number("Value", required=True, ask="What is the figure?")
    unit: str | None = column.text("Unit", ask="In which unit is it?")
    source: str | None = column.text("Source", ask="Where was the figure read?")
