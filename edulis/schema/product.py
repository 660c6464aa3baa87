"""Products, and the processes that turn one into another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import BASE_UNIT, PRODUCT_STAGE


@dataclass(frozen=True, slots=True)
class Product:
    """A good, by-product, waste, input or service."""

    code: str = column.code("Product code", key=True)
    name: str = column.text("Name of the product", required=True, ask="What is it called here?")
    stage: str = column.one_of(
        PRODUCT_STAGE, "Stage", required=True, ask="Is it bought in, made on the way, or sold at the end?"
    )
    unit: str = column.one_of(BASE_UNIT, "Base unit", required=True, ask="In which unit is it counted?")
    dry_matter: float | None = column.number(
        "Dry matter", "share", low=0, high=1, ask="Which share of it is not water?"
    )
    storable: bool | None = column.yes_no("Can be stored for a month", ask="Does it keep for a month?")
    price: float | None = column.number(
        "Usual price per base unit",
        low=0,
        high=1e12,
        ask="What does one unit usually cost, in whole money of the cluster?",
    )
    food_culture: str | None = column.text("Role in local food culture", ask="On which occasions is it eaten or given?")
    reputation: str | None = column.text("Reputation of its origin", ask="What is it known for, and as whose?")


@dataclass(frozen=True, slots=True)
class Process:
    """A technique by which a product is made or grown."""

    code: str = column.code("Process code", key=True)
    name: str = column.text("Name of the technique", required=True, ask="What is the technique called here?")
    product: str = column.link("product", "Main product", required=True, ask="What is made with it?")
    grown: bool | None = column.yes_no(
        "Grown on land", ask="Does the product grow on land, from sun and soil, rather than out of what is bought?"
    )
    labour: float | None = column.ratio(
        "Labour", "hours per unit", ask="How many hours of work does one unit of the product take?"
    )
    skilled: float | None = column.number(
        "Of which skilled", "share", low=0, high=1, ask="Which share of these hours needs skilled hands?"
    )
    water: float | None = column.ratio("Water", "m³ per unit", ask="How much water does one unit take?")
    electricity: float | None = column.ratio(
        "Electricity", "kWh per unit", ask="How much electricity does one unit take?"
    )
    cod: float | None = column.ratio(
        "Load on water, COD", "kg per unit", ask="How much oxygen does its waste water need (COD)?"
    )
    bod: float | None = column.ratio(
        "Load on water, BOD", "kg per unit", ask="How much oxygen do microbes need for its waste water (BOD)?"
    )
    solids: float | None = column.ratio(
        "Load on water, solids", "kg per unit", ask="How much dry stuff floats in its waste water?"
    )
    equipment: int | None = column.money("Cost of the equipment", low=0, ask="What does the equipment cost?")
    capacity: float | None = column.quantity(
        "Usual capacity", "units per month", ask="How much can one enterprise usually make in a month?"
    )
    batch: float | None = column.quantity("Smallest batch", ask="How much must be made at least for it to work?")
    skill: str | None = column.text("Skill needed", ask="What must one be able to do?")
    quality: str | None = column.text("Quality reached", ask="Which quality does it reach?")
    variety: str | None = column.text("Variety or breed", ask="Which variety or breed is it?")
    practice: str | None = column.text("Farm practice", ask="How is it grown or raised?")
    cycle_months: int | None = column.count(
        "Months from start to result", high=240, ask="How many months pass from the start to the first result?"
    )
    season_from: int | None = column.count(
        "First month of its season", low=1, high=12, ask="In which month of the year does its season begin (1 to 12)?"
    )
    season_to: int | None = column.count(
        "Last month of its season", low=1, high=12, ask="In which month of the year does its season end (1 to 12)?"
    )
    switching_cost: int | None = column.money(
        "Cost of changing to it", low=0, ask="What does it cost to change over to it?"
    )


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """An input, output, by-product or waste per unit of a process's main product."""

    process: str = column.link("process", "Process", key=True, ask="Which technique is it?")
    product: str = column.link("product", "Product", key=True, ask="What goes in or comes out?")
    direction: str = column.one_of(
        (("in", "Goes in"), ("out", "Comes out")), "Direction", key=True, ask="Does it go in, or come out?"
    )
    quantity: float = column.ratio(
        "Quantity per unit of the main product", required=True, ask="How much of it for one unit of the product?"
    )
    relative_error: float | None = column.number(
        "Relative error", "share", low=0, high=2, ask="By which share may this figure be wrong?"
    )
    reused: bool | None = column.yes_no("Waste: has a use here", ask="Does somebody here use it?")


@dataclass(frozen=True, slots=True)
class Activity:
    """One enterprise running one process in one month."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    month: dt.date = column.month("Month", key=True, ask="For which month?")
    enterprise: str = column.link("enterprise", "Enterprise", key=True, ask="Which enterprise is it?")
    process: str = column.link("process", "Process", key=True, ask="Which technique is it?")
    level: float | None = column.quantity("Main product made", ask="How much was made this month?")
    capacity: float | None = column.quantity("Could have made", ask="How much could have been made?")
    relative_error: float | None = column.number(
        "Relative error of the report", "share", low=0, high=2, ask="By which share may this figure be wrong?"
    )
