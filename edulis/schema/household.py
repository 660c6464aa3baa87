"""Households, which stay, what is seen of them in one round, and what they agree to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import ANSWER, GENDER, PURPOSE


@dataclass(frozen=True, slots=True)
class Household:
    """A household of the place."""

    code: str = column.code("Household code", key=True)
    name: str | None = column.text("Name of the household", personal=True, ask="What is the household called?")
    place: str | None = column.place("Place", ask="Where does the household live?")
    group: str | None = column.one_of(
        (("local", "Living here"), ("hired", "Hired workers from elsewhere"), ("city", "City consumers")),
        "Household group",
        ask="Does the household live here, come for work, or live in the city?",
    )
    since: int | None = column.count(
        "Here since the year", low=1800, high=2200, ask="Since which year has the household lived here?"
    )


@dataclass(frozen=True, slots=True)
class HouseholdRound:
    """A household as seen in one round."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    household: str = column.link("household", "Household", key=True, ask="Which household is it?")
    people: int | None = column.count("People", likely=20, ask="How many people eat from one pot?")
    workers: int | None = column.count("People of working age", likely=12, ask="How many of them are of working age?")
    women: int | None = column.count(
        "Women of working age", likely=10, ask="How many women are among those of working age?"
    )
    away: int | None = column.count("Working elsewhere", likely=10, ask="How many of the family work away from here?")
    head: str | None = column.one_of(
        GENDER, "Headed by", ask="Is the household headed by a woman, a man, or both together?"
    )
    schooling: float | None = column.number(
        "Schooling of the head", "years", low=0, high=30, ask="How many years did the head of the household learn?"
    )
    poor: bool | None = column.yes_no(
        "On the commune's list of poor households", ask="Is the household on the commune's list of poor households?"
    )
    land: float | None = column.number(
        "Farm land", "m²", low=0, high=1e10, likely=100_000, ask="How much land does the household farm?"
    )
    own_food: float | None = column.number(
        "Food from own fields and animals", "share", low=0, high=1, ask="Which share of its food does it grow itself?"
    )
    answer: str | None = column.one_of(ANSWER, "Answer", ask="Did the household answer?")


@dataclass(frozen=True, slots=True)
class Successor:
    """A household that split from, or merged into, another."""

    before: str = column.link("household", "Household before", key=True, ask="Which household was it before?")
    after: str = column.link("household", "Household after", key=True, ask="Which household is it now?")
    month: dt.date | None = column.month("Month of the change", ask="In which month did it change?")


@dataclass(frozen=True, slots=True)
class Consent:
    """What a household or enterprise agreed to, purpose by purpose."""

    who: str = column.link("enterprise|household", "Who", key=True, ask="Who was asked?")
    purpose: str = column.one_of(PURPOSE, "Purpose", key=True, ask="For what may their figures be used?")
    day: dt.date = column.day("Day asked", key=True, ask="On which day were they asked?")
    given: bool = column.yes_no("Agreed", required=True, ask="Did they agree?")
    until: dt.date | None = column.day("Holds until", ask="Until which day does it hold, if it ends?")
    withdrawn: dt.date | None = column.day("Taken back on", ask="On which day was it taken back?")


@dataclass(frozen=True, slots=True)
class Income:
    """What a household earned from one source in one month."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    month: dt.date = column.month("Month", key=True, ask="For which month?")
    household: str = column.link("household", "Household", key=True, ask="Which household is it?")
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


@dataclass(frozen=True, slots=True)
class Spending:
    """What a household, or households on average, spend on one thing."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    month: dt.date | None = column.month(
        "Month", key=True, required=False, ask="For which month? Leave it empty for the mean month of the year."
    )
    household: str | None = column.link(
        "household", "Household", key=True, required=False, ask="Which household? Leave it empty for all on average."
    )
    item: str = column.one_of(
        (
            ("food", "Food"),
            ("goods", "Goods for the house"),
            ("energy", "Fuel and electricity"),
            ("housing", "Building and repair"),
            ("school", "School"),
            ("health", "Health"),
            ("services", "Transport and other services"),
            ("feasts", "Feasts and gifts"),
            ("tax", "Taxes and fees"),
            ("saving", "Savings and paying back"),
        ),
        "On what",
        key=True,
        ask="What was it spent on?",
    )
    amount: int = column.money("Amount in the month", required=True, low=0, ask="How much in a month?")
    local: float | None = column.number(
        "Bought here", "share", low=0, high=1, ask="Which share of it was bought from people of the cluster?"
    )
