"""What the room of innovation gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Innovation(Answer):
    """How fast new things come in and spread, from whom, and what goes with taking them up sooner.

    `innovations`: innovation, kind, origin, joint, seen, potential (adopters: local enterprises of the kinds that took
    it up, that existed since and answered), adopters, undated, given_up, years_10, years_50, years_90 with _low and
    _high (from first seen until that share had it, Kaplan–Meier; empty: not reached), half_early and half_late
    (years_50 with the undated put first, or last), itself, copied, jointly, unknown (adoptions by what they may be
    credited to), cost (median), costed (how many told it).
    `curves`: innovation, year, adopters, using, potential, share, undated. `survival`: innovation, years, at_risk,
    taken, surviving, low, high. `fits`: innovation, model, parameter, value, low, high, aic, adopters, told.
    `hazards`: link, covariate, ratio, low, high, p, adoptions, years, actors. `sources`: innovation, origin, adoptions,
    share. `paths`: innovation, enterprise, teacher, inside, steps, credit. `speed`: years, things, rate, low, high,
    adoptions, per_enterprise.
    """

    question: ClassVar[Text] = Text("How fast do new things come in here, from whom, and what goes with it?")
    method: ClassVar[Text] = Text(
        "Adoption histories as told today: waiting times with late comers and those who have not yet, S-curves, and "
        "yearly chances of taking something up with errors by household."
    )
    source: ClassVar[str] = "Kaplan & Meier 1958; Bass 1969; Prentice & Gloeckler 1978; Rogers 2003"
    units: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "seen": "calendar year",
            "years_10": "years",
            "years_50": "years",
            "years_90": "years",
            "half_early": "years",
            "half_late": "years",
            "cost": "minor units",
            "rate": "new things a year",
            "per_enterprise": "adoptions an enterprise and year",
            "share": "share",
            "surviving": "share",
            "ratio": "times",
        }
    )
    main: ClassVar[str] = "innovations"

    innovations: pl.DataFrame = field(default_factory=pl.DataFrame)
    curves: pl.DataFrame = field(default_factory=pl.DataFrame)
    survival: pl.DataFrame = field(default_factory=pl.DataFrame)
    fits: pl.DataFrame = field(default_factory=pl.DataFrame)
    hazards: pl.DataFrame = field(default_factory=pl.DataFrame)
    sources: pl.DataFrame = field(default_factory=pl.DataFrame)
    paths: pl.DataFrame = field(default_factory=pl.DataFrame)
    speed: pl.DataFrame = field(default_factory=pl.DataFrame)
