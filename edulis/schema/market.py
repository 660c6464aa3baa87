"""Demand that can be served, what it asks for, and what is new in the cluster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import INNOVATION_KIND, ORIGIN, QUALITY


@dataclass(frozen=True, slots=True)
class Market:
    """A demand that can be served."""

    code: str = column.code("Market code", key=True)
    name: str = column.text("Name of the market", required=True, ask="What do you call this market?")
    product: str = column.link("product", "Product", required=True, ask="Which product does it want?")
    place: str | None = column.place("Place", ask="Where is it?")
    buyer: str | None = column.link("enterprise", "Buyer, if it is one", ask="Is it one buyer? Which?")
    reach: str | None = column.one_of(
        (
            ("village", "Village"),
            ("district", "District"),
            ("city", "City"),
            ("national", "Whole country"),
            ("export", "Abroad"),
        ),
        "Reach",
        ask="How far away are the people who eat or use it?",
    )
    size: float | None = column.quantity("Size", "base units per year", ask="How much does it buy in a year?")
    growth: float | None = column.number(
        "Growth", "share per year", low=-1, high=3, ask="By which share does it grow in a year?"
    )
    population_growth: float | None = column.number(
        "Growth of its population", "share per year", low=-1, high=1, ask="By which share do its people grow in a year?"
    )
    income_growth: float | None = column.number(
        "Growth of income per head", "share per year", low=-1, high=1, ask="By which share do incomes grow in a year?"
    )
    price: float | None = column.number(
        "Price per base unit", low=0, high=1e12, ask="What does it pay for one unit, in whole money of the cluster?"
    )
    minimum_lot: float | None = column.quantity("Smallest lot", ask="How much does it want at least in one delivery?")
    payment_days: int | None = column.count("Days until payment", likely=180, ask="After how many days does it pay?")
    income_elasticity: float | None = column.number(
        "Income elasticity", low=-5, high=10, ask="If incomes grow by 1 %, by how many % does the demand grow?"
    )
    price_elasticity: float | None = column.number(
        "Price elasticity", low=-20, high=5, ask="If the price grows by 1 %, by how many % does the demand change?"
    )
    distance: float | None = column.number("Distance", "km", low=0, high=20_000, ask="How far is it by road?")
    contact: str | None = column.text("Contact", personal=True, ask="Whom can one call?")
    source: str | None = column.text("Where the information is from", ask="Who told you?")


@dataclass(frozen=True, slots=True)
class QualityFloor:
    """What a market asks of a product at least, or at most."""

    market: str = column.link("market", "Market", key=True, ask="Which market is it?")
    property: str = column.one_of(QUALITY, "Property", key=True, ask="What is measured?")
    low: float | None = column.number("At least", ask="How much must it be at least?")
    high: float | None = column.number("At most", ask="How much may it be at most?")


@dataclass(frozen=True, slots=True)
class Innovation:
    """Something new in the cluster."""

    code: str = column.code("Innovation code", key=True)
    name: str = column.text("Name of the innovation", required=True, ask="What is the new thing called?")
    kind: str = column.one_of(
        INNOVATION_KIND, "Kind", required=True, ask="Is it a new product, technique, market, input or way to organise?"
    )
    origin: str | None = column.one_of(ORIGIN, "Where it came from", ask="Who brought it, or thought of it?")
    first_seen: dt.date | None = column.month("First seen here", ask="In which month was it first seen here?")
    process: str | None = column.link("process", "Technique it brought", ask="Which technique did it bring?")
    product: str | None = column.link("product", "Product it brought", ask="Which product did it bring?")
    market: str | None = column.link("market", "Market it opened", ask="Which market did it open?")
    joint: bool | None = column.yes_no(
        "Came through a joint project", ask="Did it come through a joint project of the members?"
    )
    story: str | None = column.text("How it came", ask="How did it come about?")


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who took an innovation up, when, and from whom."""

    innovation: str = column.link("innovation", "Innovation", key=True, ask="Which new thing is it?")
    enterprise: str = column.link("enterprise", "Enterprise", key=True, ask="Who took it up?")
    month: dt.date | None = column.month("Month taken up", ask="When did you begin with it?")
    learned_from: str | None = column.link(
        "enterprise|household|institution", "Learned from", ask="From whom did you learn it?"
    )
    origin: str | None = column.one_of(ORIGIN, "How it reached them", ask="Which way did it reach you?")
    joint: bool | None = column.yes_no(
        "Taken up within a joint project", ask="Did you take it up within a joint project?"
    )
    cost: int | None = column.money("Cost of taking it up", low=0, ask="What did it cost you to begin?")
    effect: str | None = column.text("What it changed, good and bad", ask="What did it change for you, good and bad?")
    given_up: dt.date | None = column.month("Month given up", ask="When did you stop, if you did?")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A dated festival, crop stage or slack time."""

    code: str = column.code("Calendar code", key=True)
    name: str = column.text("Name", required=True, ask="What is it called?")
    kind: str = column.one_of(
        (
            ("festival", "Festival"),
            ("crop", "Crop stage"),
            ("season", "Processing season"),
            ("slack", "Slack time"),
            ("weather", "Weather"),
        ),
        "Kind",
        required=True,
        ask="What kind of time is it?",
    )
    first_day: dt.date = column.day("First day", required=True, ask="On which day does it begin?")
    last_day: dt.date = column.day("Last day", required=True, ask="On which day does it end?")
    lunar: bool | None = column.yes_no("Follows the lunar calendar", ask="Does it follow the lunar calendar?")
    place: str | None = column.place("Place", ask="For which place does it hold, if not for all?")
    process: str | None = column.link("process", "Technique", ask="For which technique does it hold, if not for all?")
