"""Places: hamlets, villages, wards and towns, and local units of measure."""

from __future__ import annotations

from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import BASE_UNIT, SETTING


@dataclass(frozen=True, slots=True)
class Place:
    """A hamlet, village, ward or town."""

    code: str = column.code("Place code", key=True)
    name: str = column.text("Name of the place", required=True, ask="What is the place called?")
    within: str | None = column.place("Lies within", ask="Which larger place does it belong to?")
    setting: str | None = column.one_of(SETTING, "Setting", ask="Is it rural, at the edge of a city, or in a city?")
    local: bool | None = column.yes_no("Part of the cluster", ask="Do members of the cluster live here?")
    households: int | None = column.count("Households living there", ask="How many households live there?")
    population: int | None = column.count("People living there", ask="How many people live there?")
    latitude: float | None = column.number(
        "Latitude", "degrees", low=-90, high=90, ask="How far north does it lie (a map or phone shows it)?"
    )
    longitude: float | None = column.number(
        "Longitude", "degrees", low=-180, high=180, ask="How far east does it lie (a map or phone shows it)?"
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A local unit of measure and what it comes to."""

    code: str = column.code("Unit code", key=True)
    name: str = column.text("Name of the unit", required=True, ask="What do people call this measure?")
    place: str | None = column.place("Used in", ask="Where do people use it?")
    product: str | None = column.link("product", "Used for", ask="For which product do people use it?")
    base: str = column.one_of(
        BASE_UNIT, "Base unit", required=True, ask="Is it a weight, a volume, a time or a number?"
    )
    factor: float = column.number(
        "Base units in one", required=True, low=1e-9, high=1e9, likely=1e6, ask="How many base units make one of it?"
    )
