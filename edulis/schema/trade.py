"""What moves between enterprises: reported deliveries, stocks, own use and loss."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import REPORTER, TERMS


@dataclass(frozen=True, slots=True)
class Trade:
    """A delivery as one side reported it: seller, buyer, product, month."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    month: dt.date | None = column.month("Month", key=True, required=False, ask="In which month was it delivered?")
    seller: str = column.link("enterprise", "Seller", key=True, ask="Who sold?")
    buyer: str = column.link("enterprise", "Buyer", key=True, ask="Who bought?")
    product: str = column.link("product", "Product", key=True, ask="What was sold?")
    grade: str | None = column.text("Grade", key=True, required=False, ask="Which grade or quality was it?")
    terms: str | None = column.one_of(
        TERMS, "Terms", key=True, required=False, ask="Was it paid at once, later, or in kind?"
    )
    reporter: str = column.one_of(
        REPORTER, "Reported by", key=True, ask="Who tells us: the seller, the buyer, or somebody else?"
    )
    quantity: float | None = column.quantity("Quantity", ask="How much was delivered in the month?")
    unit: str | None = column.link("unit", "Local unit, if not the base unit", ask="In which local measure is that?")
    value: int | None = column.money("Value", low=0, ask="How much money was that altogether?")
    relative_error: float | None = column.number(
        "Relative error of the report", "share", low=0, high=2, ask="By which share may this figure be wrong?"
    )
    lots: int | None = column.count("Deliveries", likely=500, ask="In how many deliveries did it come?")


@dataclass(frozen=True, slots=True)
class Stock:
    """What an enterprise held at a month's end."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    month: dt.date = column.month("Month", key=True, ask="For which month?")
    enterprise: str = column.link("enterprise", "Enterprise", key=True, ask="Which enterprise is it?")
    product: str = column.link("product", "Product", key=True, ask="Which product is it?")
    quantity: float | None = column.quantity("Quantity at the month's end", ask="How much was left over?")
    relative_error: float | None = column.number(
        "Relative error of the report", "share", low=0, high=2, ask="By which share may this figure be wrong?"
    )


@dataclass(frozen=True, slots=True)
class Use:
    """What an enterprise used itself, or lost, in one month."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    month: dt.date = column.month("Month", key=True, ask="For which month?")
    enterprise: str = column.link("enterprise", "Enterprise", key=True, ask="Which enterprise is it?")
    product: str = column.link("product", "Product", key=True, ask="Which product is it?")
    kind: str = column.one_of(
        (("own", "Own use"), ("loss", "Loss")), "Kind of use", key=True, ask="Was it used at home, or lost?"
    )
    quantity: float | None = column.quantity("Quantity", ask="How much was used at home, or lost?")
    relative_error: float | None = column.number(
        "Relative error of the report", "share", low=0, high=2, ask="By which share may this figure be wrong?"
    )
