"""What the diagnosis gives back: conditions for collective efficiency, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.finding import Finding
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis(Answer):
    """The conditions for collective efficiency in one round, each a finding of its own; no score sums them up.

    A condition without data is there too, with no value and the reason in its title.
    `evidence`: one row for each condition, of the network's as well where they are conditions: part (markets, trust,
    trap, services, technology, grounding, reliance, rules), code, title, value, low, high, unit, sign, n, missing,
    answered, width, direct, confidence, records, source, method, question (see `trail.reliance_on` for confidence).
    `trail`: code, record, columns, rows. `services`: what is offered and missing, with reach, price, users' share, end.
    `rules`: burden and benefit by whom they touch. `market_tests`: who meets what a market asks.
    `carriers`: who could carry joint work on techniques, whom they reach and whom least.
    """

    question: ClassVar[Text] = Text("Are the conditions there for gaining from working side by side?")
    method: ClassVar[Text] = Text(
        "Each condition is judged on its own figures, with stated bounds for what helps and what hinders; no score "
        "sums "
        "them up."
    )
    source: ClassVar[str] = "Schmitz 1995; Sandee & Weijland 1989; Altenburg & Meyer-Stamer 1999; Bell & Albu 1999"
    main: ClassVar[str] = "evidence"
    units: ClassVar[Mapping[str, str]] = {
        "value": "see unit",
        "low": "see unit",
        "high": "see unit",
        "answered": "share",
        "width": "share of the figure's range",
        "burden": "money a year, whole units",
        "benefit": "money a year, whole units",
        "days": "days a year",
        "burden_each": "money a year for one enterprise and rule",
        "benefit_each": "money a year for one enterprise and rule",
        "days_each": "days a year for one enterprise and rule",
        "price": "money, whole units",
        "user_share": "share",
        "reach": "enterprises; in carriers share of local enterprises",
        "reach_share": "share of local enterprises",
    }

    evidence: pl.DataFrame = field(default_factory=pl.DataFrame)
    trail: pl.DataFrame = field(default_factory=pl.DataFrame)
    services: pl.DataFrame = field(default_factory=pl.DataFrame)
    rules: pl.DataFrame = field(default_factory=pl.DataFrame)
    market_tests: pl.DataFrame = field(default_factory=pl.DataFrame)
    carriers: pl.DataFrame = field(default_factory=pl.DataFrame)

    @property
    def conditions(self) -> tuple[Finding, ...]:
        """The findings: one for each condition."""
        return self.findings
