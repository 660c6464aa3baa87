"""Rules and policies that help enterprises or stand in their way."""

from __future__ import annotations

from dataclasses import dataclass

from edulis.schema import column
from edulis.schema.words import ENTERPRISE_KIND, GENDER


@dataclass(frozen=True, slots=True)
class Rule:
    """A law, tax, licence, policy or custom, and what it does to whom."""

    code: str = column.code("Rule code", key=True)
    name: str = column.text("Name of the rule", required=True, ask="Which rule or policy is it?")
    kind: str = column.one_of(
        (
            ("tax", "Tax or fee"),
            ("licence", "Licence or paper"),
            ("food", "Food safety"),
            ("environment", "Environment"),
            ("land", "Land"),
            ("credit", "Credit"),
            ("market", "Markets and prices"),
            ("transport", "Transport"),
            ("labour", "Labour"),
            ("support", "Support programme"),
            ("custom", "Custom of the village"),
        ),
        "Kind of rule",
        required=True,
        ask="What kind of rule is it?",
    )
    institution: str | None = column.link("institution", "Made or applied by", ask="Who makes or applies it?")
    effect: str | None = column.one_of(
        (("helps", "Helps"), ("hinders", "Hinders"), ("mixed", "Some of both")),
        "What it does",
        ask="Does it help, or stand in the way?",
    )
    sector: str | None = column.one_of(
        ENTERPRISE_KIND, "Kind of enterprise", ask="Which kind of enterprise does it touch, if not all?"
    )
    gender: str | None = column.one_of(GENDER, "Whose work it touches", ask="Whose work does it touch most?")
    size: str | None = column.one_of(
        (("small", "Small ones"), ("large", "Large ones")), "Which size it touches", ask="Small or large ones most?"
    )
    touched: int | None = column.count("Enterprises touched", likely=10_000, ask="How many enterprises does it touch?")
    burden: int | None = column.money("Burden on one a year", low=0, ask="What does it cost one of them in a year?")
    burden_days: float | None = column.number(
        "Days lost a year", "days", low=0, high=366, ask="How many days does it take one of them in a year?"
    )
    benefit: int | None = column.money("Benefit to one a year", low=0, ask="What does it bring one of them in a year?")
    told: str | None = column.text("How people tell it", ask="How do people tell it?")
