"""Households, which stay, and what is seen of them in one round."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import ANSWER, GENDER


@dataclass(frozen=True, slots=True)
class Household:
    """A household of the place."""

    code: str = column.code("Household code", key=True)
    name: str | None = column.text("Name of the household", personal=True, ask="What is the household called?")
    place: str | None = column.place("Place", ask="Where does the household live?")
    group: str | None = column.one_of(
        (("local", "Living here"), ("hired", "Hired workers from elsewhere"), ("city", "City consumers")),
        "Household group",
    )


@dataclass(frozen=True, slots=True)
class HouseholdRound:
    """A household as seen in one round."""

    round: str = column.link("round", "Round", key=True)
    household: str = column.link("household", "Household", key=True)
    people: int | None = column.count("People", likely=20, ask="How many people eat from one pot?")
    workers: int | None = column.count("People of working age", likely=12, ask="How many of them are of working age?")
    head: str | None = column.one_of(
        GENDER, "Headed by", ask="Is the household headed by a woman, a man, or both together?"
    )
    poor: bool | None = column.yes_no("On the commune's list of poor households")
    land: float | None = column.number(
        "Farm land", "m²", low=0, likely=100_000, ask="How much land does the household farm?"
    )
    answer: str | None = column.one_of(ANSWER, "Answer", ask="Did the household answer?")


@dataclass(frozen=True, slots=True)
class Successor:
    """A household that split from, or merged into, another."""

    before: str = column.link("household", "Household before", key=True)
    after: str = column.link("household", "Household after", key=True)
    month: dt.date | None = column.month("Month of the change")


@dataclass(frozen=True, slots=True)
class Income:
    """What a household earned from one source in one month."""

    round: str = column.link("round", "Round", key=True)
    month: dt.date = column.month("Month", key=True)
    household: str = column.link("household", "Household", key=True)
    source: str = column.one_of(
        (
            ("crops", "Crops"),
            ("livestock", "Pigs and other livestock"),
            ("processing", "Processing"),
            ("trade", "Trade"),
            ("service", "Services for others"),
            ("wages", "Wages"),
            ("remittance", "Money from family elsewhere"),
            ("transfer", "Pensions and support"),
            ("other", "Other"),
        ),
        "Source of income",
        key=True,
        ask="What did the household live from this month?",
    )
    amount: int = column.money("Amount earned after costs", required=True, ask="How much was left after costs?")
    control: str | None = column.one_of(GENDER, "Controlled by", ask="Who decides what this money is used for?")
    urban: bool | None = column.yes_no(
        "From urban or peri-urban agriculture", ask="Does it come from farming or food work in or near the city?"
    )
