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
    name: str = column.text("Name of the market", required=True)
    product: str = column.link("product", "Product", required=True)
    place: str | None = column.place("Place")
    buyer: str | None = column.link("enterprise", "Buyer, if it is one", ask="Is it one buyer? Which?")
    reach: str | None = column.one_of(
        (
            ("village", "Village"),
            ("district", "District"),
            ("city", "City"),
            ("national", "Country"),
            ("export", "Abroad"),
        ),
        "Reach",
    )
    size: float | None = column.number("Size", "base units per year", low=0)
    growth: float | None = column.number("Growth", "share per year", low=-1, high=3)
    price: float | None = column.number("Price per base unit", low=0)
    income_elasticity: float | None = column.number("Income elasticity", low=-5, high=10)
    distance: float | None = column.number("Distance", "km", low=0, high=20_000)
    contact: str | None = column.text("Contact", personal=True)
    source: str | None = column.text("Where the information is from")


@dataclass(frozen=True, slots=True)
class QualityFloor:
    """What a market asks of a product at least, or at most."""

    market: str = column.link("market", "Market", key=True)
    property: str = column.one_of(QUALITY, "Property", key=True)
    low: float | None = column.number("At least")
    high: float | None = column.number("At most")


@dataclass(frozen=True, slots=True)
class Innovation:
    """Something new in the cluster."""

    code: str = column.code("Innovation code", key=True)
    name: str = column.text("Name of the innovation", required=True)
    kind: str = column.one_of(INNOVATION_KIND, "Kind", required=True)
    origin: str | None = column.one_of(ORIGIN, "Where it came from", ask="Who brought it, or thought of it?")
    process: str | None = column.link("process", "Technique it brought")
    story: str | None = column.text("How it came", ask="How did it come about?")


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who took an innovation up, when, and from whom."""

    innovation: str = column.link("innovation", "Innovation", key=True)
    enterprise: str = column.link("enterprise", "Enterprise", key=True)
    month: dt.date | None = column.month("Month taken up", ask="When did you begin with it?")
    learned_from: str | None = column.link("enterprise|household|institution", "Learned from", ask="From whom?")
    given_up: dt.date | None = column.month("Month given up")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A dated festival, crop stage or slack time."""

    code: str = column.code("Calendar code", key=True)
    name: str = column.text("Name", required=True)
    kind: str = column.one_of(
        (("festival", "Festival"), ("crop", "Crop stage"), ("season", "Processing season"), ("weather", "Weather")),
        "Kind",
        required=True,
    )
    first_day: dt.date = column.day("First day", required=True)
    last_day: dt.date = column.day("Last day", required=True)
    lunar: bool | None = column.yes_no("Follows the lunar calendar")
    place: str | None = column.place("Place")
