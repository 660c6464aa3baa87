"""What an appraisal gives back: something that nobody here does yet, looked at before anybody begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.need import Need
from edulis.schema import Text

APPRAISAL_NEEDS: tuple[Need, ...] = (
    Need("product", Text("what it would bring and cost"), ("price",)),
    Need("labour", Text("who has spare hands in which month"), ("family_hours",)),
    Need("household_round", Text("who has hands and land for it"), ("workers", "land")),
    Need("enterprise_round", Text("who has the money to begin"), ("capital",)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal(Answer):
    """One activity looked at for one household that would begin with it.

    `months`: month_of_year (from the first), hours (of work), spare (median spare hours of the households of which they
    are known), slack and peak (share of local enterprises whose trade is slack, or at its peak), cash (money of the
    first year). `who`: household, kind, land, hands, money, skill, could (yes, no, or empty: not known). Single
    figures: `level` (units a month, or a harvest), `margin` (money per unit of the product, own work not taken off) and
    `per_day` (money per day of work), each with the bounds of its 95 % range, `needed` (money), `back` (month in which
    it is back, counted from 1; none within ten years), `slack_share` and `peak_share` (of its hours, by the trades'
    months), `doing` (local enterprises that do it already), `skilled` (those with the skill), `unpriced` (products
    whose price nobody knows).
    """

    question: ClassVar[Text] = Text("What would this new activity ask for, what would it leave, and who could begin?")
    method: ClassVar[Text] = Text(
        "Recipe at told prices, drawn with their spread; work by month beside spare hours and slack; the deepest point "
        "of the sum of cash is what is needed."
    )
    source: ClassVar[str] = "Upton 1996; Gittinger 1982"
    units: ClassVar[Mapping[str, str]] = {
        "hours": "hours", "spare": "hours", "cash": "money", "slack": "share", "peak": "share"
    }  # fmt: skip
    main: ClassVar[str] = "months"

    process: str = ""
    months: pl.DataFrame = field(default_factory=pl.DataFrame)
    who: pl.DataFrame = field(default_factory=pl.DataFrame)
    level: float | None = None
    margin: float | None = None
    margin_low: float | None = None
    margin_high: float | None = None
    per_day: float | None = None
    per_day_low: float | None = None
    per_day_high: float | None = None
    needed: float | None = None
    back: int | None = None
    slack_share: float | None = None
    peak_share: float | None = None
    doing: int = 0
    skilled: int = 0
    unpriced: tuple[str, ...] = ()
