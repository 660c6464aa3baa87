"""Ties that are not trades: kin, help, information, loans, membership."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import RELATION


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two households or enterprises that is not a trade."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    kind: str = column.one_of(RELATION, "Kind of tie", key=True, ask="What ties them: kin, help, talk, credit, trust?")
    one: str = column.link("enterprise|household", "From", key=True, ask="Who names the tie?")
    other: str = column.link("enterprise|household", "To", key=True, ask="With whom?")
    strength: float | None = column.number("Strength", "1 to 5", low=0, high=5, ask="How strong is it, from 1 to 5?")
    since: int | None = column.count("Since the year", low=1800, high=2200, ask="Since which year?")


@dataclass(frozen=True, slots=True)
class Loan:
    """Money or goods lent."""

    code: str = column.code("Loan code", key=True)
    round: str = column.link("round", "Round", required=True, ask="In which round was this seen?")
    month: dt.date = column.month("Month", required=True, ask="In which month was it lent?")
    lender: str = column.link("enterprise|household|institution", "Lender", required=True, ask="Who lent?")
    borrower: str = column.link("enterprise|household", "Borrower", required=True, ask="Who borrowed?")
    amount: int = column.money("Amount", required=True, low=0, ask="How much?")
    product: str | None = column.link("product", "Goods, if it was not money", ask="Which goods, if it was not money?")
    term_months: int | None = column.count("Term in months", likely=120, ask="For how many months?")
    monthly_rate: float | None = column.number(
        "Interest per month", "%", low=0, high=100, ask="How much interest a month?"
    )
    purpose: str | None = column.text("What for", ask="What was it for?")
    repaid: str | None = column.one_of(
        (("open", "Not yet due"), ("late", "Overdue"), ("paid", "Paid back"), ("lost", "Given up as lost")),
        "Paid back",
        ask="Has it been paid back?",
    )


@dataclass(frozen=True, slots=True)
class Institution:
    """A union, association, group, fund, office or agency."""

    code: str = column.code("Institution code", key=True)
    name: str = column.text("Name of the institution", required=True, ask="What is it called?")
    kind: str = column.one_of(
        (
            ("union", "Union or mass organisation"),
            ("association", "Trade association or cooperative"),
            ("savings", "Savings or credit group"),
            ("group", "Informal group"),
            ("commune", "Commune or other authority"),
            ("fund", "Credit fund or bank"),
            ("extension", "Extension service"),
            ("research", "Research body"),
            ("ngo", "Non-governmental organisation"),
        ),
        "Kind of institution",
        required=True,
        ask="What kind of group or office is it?",
    )
    place: str | None = column.place("Place", ask="Where is it?")
    local: bool | None = column.yes_no("Of the place", ask="Is it of this place, or from elsewhere?")
    founded: int | None = column.count("Year founded", low=1800, high=2200, ask="In which year did it begin?")


@dataclass(frozen=True, slots=True)
class Membership:
    """Who belongs to which institution."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    member: str = column.link("enterprise|household", "Member", key=True, ask="Who belongs to it?")
    institution: str = column.link("institution", "Institution", key=True, ask="To which group or office?")
    role: str | None = column.text("Office held", ask="Which office do they hold in it?")
    since: int | None = column.count("Since the year", low=1800, high=2200, ask="Since which year?")


@dataclass(frozen=True, slots=True)
class Service:
    """What an institution or service enterprise offers, or what is missing."""

    code: str = column.code("Service code", key=True)
    name: str = column.text("Name of the service", required=True, ask="Which service is it?")
    provider: str | None = column.link("institution|enterprise", "Provider", ask="Who offers it?")
    kind: str = column.one_of(
        (
            ("credit", "Credit"),
            ("repair", "Equipment and repair"),
            ("training", "Training and advice"),
            ("information", "Market information"),
            ("quality", "Quality testing"),
            ("transport", "Transport"),
            ("waste", "Waste and water"),
            ("health", "Animal and human health"),
            ("representation", "Speaking for members"),
        ),
        "Kind of service",
        required=True,
        ask="What kind of service is it?",
    )
    missing: bool | None = column.yes_no("Wanted but not there", ask="Is this a service that people miss?")
    reach: int | None = column.count("Enterprises served", ask="How many enterprises use it?")
    price: int | None = column.money("Price to the user", low=0, ask="What does it cost the user?")
    user_share: float | None = column.number(
        "Share of the cost that users pay", "share", low=0, high=1, ask="Which share of its cost do the users pay?"
    )
    begins: dt.date | None = column.month("Offered from", ask="From which month is it offered?")
    ends: dt.date | None = column.month("Offered until", ask="Until which month is it offered?")
    policy: str | None = column.text(
        "Rule or policy that helps or hinders", ask="Which rule or policy helps it or stands in its way?"
    )
    policy_effect: str | None = column.one_of(
        (("helps", "Helps"), ("hinders", "Hinders"), ("mixed", "Some of both")),
        "What that rule does",
        ask="Does that rule help, or stand in the way?",
    )
