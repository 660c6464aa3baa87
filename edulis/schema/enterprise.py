"""Enterprises, which stay, and what is seen of them in one round."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import ANSWER, CONCERN, ENTERPRISE_KIND, GENDER, QUALITY


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A household enterprise, firm, farm, trader, service or end user."""

    code: str = column.code("Enterprise code", key=True)
    name: str | None = column.text("Name of the enterprise", personal=True, ask="What is the enterprise called?")
    household: str | None = column.link("household", "Household", ask="Which household runs it?")
    kind: str = column.one_of(ENTERPRISE_KIND, "Kind of enterprise", required=True, ask="What is its main work?")
    place: str | None = column.place("Place", ask="Where does it work?")
    local: bool | None = column.yes_no("Of the cluster", ask="Does it belong to the cluster, or is it from elsewhere?")
    founded: int | None = column.count("Year founded", low=1800, high=2200, ask="In which year did it begin?")
    ended: int | None = column.count("Year ended", low=1800, high=2200, ask="In which year did it stop, if it did?")


@dataclass(frozen=True, slots=True)
class EnterpriseRound:
    """An enterprise as seen in one round."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    enterprise: str = column.link("enterprise", "Enterprise", key=True, ask="Which enterprise is it?")
    answer: str | None = column.one_of(ANSWER, "Answer", ask="Did the enterprise answer?")
    consent: bool | None = column.yes_no(
        "Consents to the use of its figures", ask="May these figures be used as explained?"
    )
    visited: dt.date | None = column.day("Day of the visit", ask="On which day was it visited?")
    managed_by: str | None = column.one_of(GENDER, "Managed by", ask="Who runs the daily work?")
    family_workers: int | None = column.count("Family workers", likely=30, ask="How many of the family work in it?")
    hired_workers: int | None = column.count(
        "Hired workers", likely=500, ask="How many are hired in the busiest month?"
    )
    women_workers: int | None = column.count(
        "Women among all workers", likely=500, ask="How many of all who work in it are women?"
    )
    apprentices: int | None = column.count("Apprentices", likely=50, ask="How many are learning the trade in it?")
    capital: int | None = column.money("Working capital", low=0, ask="How much money is tied up in one batch?")
    equipment: int | None = column.money("Value of the equipment", low=0, ask="What would its equipment fetch today?")
    goal: str | None = column.text("Owner's long-term goal", ask="Where should this enterprise be in five years?")
    goal_kind: str | None = column.one_of(
        (
            ("grow", "Grow"),
            ("quality", "Better quality"),
            ("secure", "A secure income"),
            ("ease", "Lighter work"),
            ("clean", "Cleaner work"),
            ("children", "A trade for the children"),
            ("leave", "Leave this trade"),
        ),
        "Kind of goal",
        ask="Which of these comes closest to the owner's goal?",
    )
    concern: str | None = column.one_of(CONCERN, "Kind of concern", ask="What troubles it most?")
    concern_told: str | None = column.text("The concern in the owner's words", ask="How does the owner tell it?")


@dataclass(frozen=True, slots=True)
class Labour:
    """Hours worked in an enterprise in one month."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    month: dt.date = column.month("Month", key=True, ask="For which month?")
    enterprise: str = column.link("enterprise", "Enterprise", key=True, ask="Which enterprise is it?")
    skill: str = column.one_of(
        (("unskilled", "Unskilled"), ("skilled", "Skilled"), ("manager", "Management and trade")),
        "Skill",
        key=True,
        ask="Is it work that anyone can do, skilled work, or running the business?",
    )
    family_hours: float | None = column.number(
        "Family hours",
        "hours",
        low=0,
        high=1e9,
        likely=6_000,
        ask="How many hours did the family work in it this month?",
    )
    hired_hours: float | None = column.number(
        "Hired hours",
        "hours",
        low=0,
        high=1e9,
        likely=100_000,
        ask="How many hours did hired people work in it this month?",
    )
    women_hours: float | None = column.number(
        "Of which women's hours",
        "hours",
        low=0,
        high=1e9,
        likely=100_000,
        ask="How many of these hours did women work?",
    )
    wages: int | None = column.money("Wages paid", low=0, ask="How much was paid in wages this month?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An indicator of an enterprise in one round."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    enterprise: str = column.link("enterprise", "Enterprise", key=True, ask="Which enterprise is it?")
    indicator: str = column.one_of(
        (
            ("served", "Did it serve the owner's goal? (1 not at all to 5 fully)"),
            ("profit", "Profit of the year"),
            ("labour_days", "Days of work of the year"),
            ("women_days", "Women's days of work of the year"),
            ("trust", "Trust in other enterprises here (1 to 5)"),
            ("own_view", "Own view of the business (1 to 5)"),
        ),
        "Indicator",
        key=True,
        ask="Which of these is told here?",
    )
    value: float = column.number("Value", required=True, ask="What is the figure?")
    note: str | None = column.text("In the owner's words", ask="How does the owner tell it?")


@dataclass(frozen=True, slots=True)
class QualityTest:
    """A measured property of a product of an enterprise."""

    round: str = column.link("round", "Round", key=True, ask="In which round was this seen?")
    enterprise: str = column.link("enterprise", "Enterprise", key=True, ask="Which enterprise is it?")
    product: str = column.link("product", "Product", key=True, ask="Which product was tested?")
    property: str = column.one_of(QUALITY, "Property", key=True, ask="What was measured?")
    day: dt.date = column.day("Day of the test", key=True, ask="On which day was it tested?")
    value: float = column.number("Value", required=True, ask="What is the figure?")
    method: str | None = column.text("How it was measured", ask="How was it measured?")
