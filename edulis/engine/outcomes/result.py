"""What the room of outcomes gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes(Answer):
    """What changed since the baseline, for whom, and whether it was the members' joint work.

    `round` is the later round, `baseline` the earlier; without a baseline only `goals` of the round are told.
    `goals`: goal (empty: all), n, before, served_before, paired, after, served_after, change. `changes`: indicator,
    scale, n, before, after, and figures. `spread`: indicator, side, took_part, n, won, lost, lowest, low, middle, high,
    highest. `groups`: indicator, scale, trait, group, n, change, lost, and figures of the difference from the rest.
    `attrition`: trait, group, asked, gone, share, gap. `effects`: indicator, against (others, comparison), scale, model
    (did, lagged), treated, others, figures, p_placebo, smallest. `balance`: indicator, against, treated, others, gap.
    `events`: indicator, against, scale, round, before, treated, others, figures. Figures are value, error, low, high,
    p, p_holm, detectable (with 80 % power), clusters, by (place, household), method (robust, wild, none).
    `deflator`: prices of the baseline over those of the round, 1 divided by what prices rose; empty: not known.
    """

    question: ClassVar[Text] = Text("Did it change, for whom, and was it us?")
    method: ClassVar[Text] = Text(
        "Pairs of the same enterprises in two rounds; those who took part beside the others and beside a comparison "
        "cluster; errors by place or household, by a wild bootstrap where these are few; corrected for several "
        "questions."
    )
    source: ClassVar[str] = "Card & Krueger 1994; Cameron, Gelbach & Miller 2008; Holm 1979; Fisher 1935"
    units: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "served_before": "share",
            "served_after": "share",
            "won": "share",
            "lost": "share",
            "gap": "standard deviations",
        }
    )
    main: ClassVar[str] = "goals"

    baseline: str = ""
    deflator: float | None = None
    goals: pl.DataFrame = field(default_factory=pl.DataFrame)
    changes: pl.DataFrame = field(default_factory=pl.DataFrame)
    spread: pl.DataFrame = field(default_factory=pl.DataFrame)
    groups: pl.DataFrame = field(default_factory=pl.DataFrame)
    attrition: pl.DataFrame = field(default_factory=pl.DataFrame)
    effects: pl.DataFrame = field(default_factory=pl.DataFrame)
    balance: pl.DataFrame = field(default_factory=pl.DataFrame)
    events: pl.DataFrame = field(default_factory=pl.DataFrame)
