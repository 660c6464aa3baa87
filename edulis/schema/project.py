"""What members weigh when they choose a market or a project, and the small projects that are proposed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a member gives on one point of view when markets or projects are compared."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this asked?")
    who: str = column.link("enterprise|household", "Who weighs", key=True, ask="Who gave these points?")
    criterion: str = column.one_of(
        (
            ("margin", "What is left to us"),
            ("growth", "Growth of the market"),
            ("quality", "Quality we can reach"),
            ("lot", "Lots we can fill together"),
            ("payment", "Quick and sure payment"),
            ("distance", "Nearness"),
            ("spread", "How many of us can take part"),
            ("own_say", "Our own say"),
            ("clean", "Clean water and air"),
        ),
        "Point of view",
        key=True,
        ask="Which point of view is it?",
    )
    points: float = column.number(
        "Points", required=True, low=0, high=100, ask="How many of 100 points, or how many seeds, did they lay on it?"
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A small project that somebody proposes: what it costs, who pays, and what it is to change."""

    code: str = column.code("Proposal code", key=True)
    name: str = column.text("Name of the proposal", required=True, ask="What is to be done?")
    kind: str = column.one_of(
        (
            ("equipment", "Shared equipment"),
            ("trial", "Trial"),
            ("visit", "Study visit"),
            ("testing", "Testing of quality"),
            ("waste", "Waste and water"),
            ("purchase", "Joint purchase"),
            ("sale", "Joint sale"),
            ("training", "Apprenticeship or training"),
        ),
        "Kind of project",
        required=True,
        ask="What kind of project is it?",
    )
    proposed_by: str | None = column.link(
        "enterprise|household|institution", "Proposed by", ask="Whose proposal is it?"
    )
    place: str | None = column.place("Place", ask="Where is it to be?")
    first_month: dt.date | None = column.month("First month", ask="In which month can it begin?")
    users: int | None = column.count("Enterprises that begin with it", likely=500, ask="How many begin with it?")
    user_kind: str | None = column.link("process", "Technique of its users", ask="Which technique do its users run?")
    own_cash: int | None = column.money("Own money", low=0, ask="How much money do its members give?")
    own_days: float | None = column.number(
        "Own days of work", "days", low=0, high=1e6, likely=5_000, ask="How many days of work do they give?"
    )
    own_materials: int | None = column.money(
        "Own materials, at local price", low=0, ask="What are the materials worth that they give?"
    )
    outside_money: int | None = column.money(
        "Money from outside", low=0, ask="How much comes from elsewhere, for facilitation and documentation only?"
    )
    yearly_cost: int | None = column.money("Cost of running it a year", low=0, ask="What does it cost to run a year?")
    process: str | None = column.link("process", "Technique it brings", ask="Which technique do its users change to?")
    product: str | None = column.link("product", "Product it concerns", ask="Which product does it concern?")
    market: str | None = column.link("market", "Market it opens", ask="Which market does it open?")
    price_gain: float | None = column.number(
        "Better price", "share", low=-1, high=5, ask="By which share is the price of that product to rise?"
    )
    cost_saving: float | None = column.number(
        "Saving", "share", low=-1, high=1, ask="Which share of the bought inputs is to be saved?"
    )
    loss_saving: float | None = column.number(
        "Less loss", "share", low=-1, high=1, ask="Which share of the product is no longer lost?"
    )
    volume_gain: float | None = column.number(
        "More output", "share", low=-1, high=5, ask="By which share is their output to grow?"
    )
    waste_saving: float | None = column.number(
        "Less load on water", "share", low=-1, high=1, ask="Which share of the load on water is to go?"
    )
    uncertainty: float | None = column.number(
        "How wrong these shares may be", "share", low=0, high=2, ask="By which share may these expectations be wrong?"
    )
    expects: str | None = column.text("What its members expect", ask="What do its members expect of it?")
