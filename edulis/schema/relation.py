"""Ties that are not trades: kin, help, information, loans, membership."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import RELATION


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two households or enterprises that is not a trade."""

    round: str = column.link("round", "Round", key=True)
    kind: str = column.one_of(RELATION, "Kind of tie", key=True, ask="What ties them: kin, help, talk, credit, trust?")
    one: str = column.link("enterprise|household", "From", key=True, ask="Who names the tie?")
    other: str = column.link("enterprise|household", "To", key=True, ask="With whom?")
    strength: float | None = column.number("Strength", "1 to 5", low=0, high=5, ask="How strong is it, from 1 to 5?")


@dataclass(frozen=True, slots=True)
class Loan:
    """Money or goods lent."""

    code: str = column.code("Loan code", key=True)
    round: str = column.link("round", "Round", required=True)
    month: dt.date = column.month("Month", required=True)
    lender: str = column.link("enterprise|household|institution", "Lender", required=True, ask="Who lent?")
    borrower: str = column.link("enterprise|household", "Borrower", required=True, ask="Who borrowed?")
    amount: int = column.money("Amount", required=True, low=0, ask="How much?")
    term_months: int | None = column.count("Term in months", likely=120)
    monthly_rate: float | None = column.number("Interest per month", "%", low=0, high=100)
    purpose: str | None = column.text("What for")


@dataclass(frozen=True, slots=True)
class Institution:
    """A union, association, group, fund, office or agency."""

    code: str = column.code("Institution code", key=True)
    name: str = column.text("Name of the institution", required=True)
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
    )
    place: str | None = column.place("Place")
    local: bool | None = column.yes_no("Of the place")


@dataclass(frozen=True, slots=True)
class Membership:
    """Who belongs to which institution."""

    round: str = column.link("round", "Round", key=True)
    member: str = column.link("enterprise|household", "Member", key=True)
    institution: str = column.link("institution", "Institution", key=True)
    role: str | None = column.text("Office held")


@dataclass(frozen=True, slots=True)
class Service:
    """What an institution or service enterprise offers, or what is missing."""

    code: str = column.code("Service code", key=True)
    name: str = column.text("Name of the service", required=True)
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
    )
    missing: bool | None = column.yes_no("Wanted but not there", ask="Is this a service that people miss?")
    reach: int | None = column.count("Enterprises served")
    price: int | None = column.money("Price to the user", low=0)
    user_share: float | None = column.number("Share of the cost that users pay", "share", low=0, high=1)
    ends: dt.date | None = column.month("Offered until")
    policy: str | None = column.text("Rule or policy that helps or hinders")
