"""What the reading of markets gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Markets(Answer):
    """Markets of one round: tables by enterprise, end, product, market and point of view.

    `exposure` (main), `reach`, `ends`, `rules`, `trapped`: see `exposure.Reached`. `saturation`: see
    `saturation.saturation`. `quality`, `gaps`, `lots`, `partners`: see `quality.Quality`. `options`, `criteria`,
    `weights`, `central`, `places`: see `ranking.Ranking`. Tables name enterprises and are for the circle.
    """

    question: ClassVar[Text] = Text("Which markets grow, who is reached by that, and which could be tried together?")
    method: ClassVar[Text] = Text(
        "Value is followed from hand to hand to the markets where it ends (an absorbing Markov chain); own tests are "
        "compared with what buyers ask for; markets are ordered by an additive value on fixed scales with the members' "
        "own weights, cross-checked by TOPSIS and PROMETHEE II, and by the share of all weights that put each first."
    )
    source: ClassVar[str] = (
        "Kemeny & Snell 1960; Antràs et al. 2012; Keeney & Raiffa 1976; Hwang & Yoon 1981; Brans & Vincke 1985; "
        "Lahdelma & Salminen 2001"
    )
    units: ClassVar[Mapping[str, str]] = {
        "sales": "money of the round, or ties",
        "worth": "money of the round, or ties",
        "growth": "share per year",
        "low": "share per year, of exposure; units of the property, of gaps; 0 to 1, of options",
        "high": "share per year, of exposure; units of the property, of gaps; 0 to 1, of options",
        "known": "share",
        "share": "share",
        "hands": "sales",
        "sellers_per_buyer": "sellers per buyer",
        "concentration": "Herfindahl index",
        "spread": "coefficient of variation",
        "trend": "share per year",
        "trend_low": "share per year",
        "trend_high": "share per year",
        "margin": "share of the price",
        "after_labour": "share of the price",
        "squeeze": "share of the price",
        "passing": "share of tested enterprises; number of enterprises, of lots",
        "volume_passing": "share of tested volume",
        "gap": "units of the property",
        "shortfall": "units of the property",
        "gap_deviations": "standard deviations between enterprises",
        "minimum_lot": "base units",
        "volume": "base units a month",
        "likely_volume": "base units a month",
        "months_filled": "share of months",
        "value": "0 to 1",
        "topsis": "0 to 1",
        "promethee": "−1 to 1",
        "weight": "share",
        "first": "share of all weights",
        "firm": "share of draws of members",
        "members": "share of members",
    }
    main: ClassVar[str] = "exposure"

    exposure: pl.DataFrame
    reach: pl.DataFrame
    ends: pl.DataFrame
    rules: pl.DataFrame
    trapped: pl.DataFrame
    saturation: pl.DataFrame
    quality: pl.DataFrame
    gaps: pl.DataFrame
    lots: pl.DataFrame
    partners: pl.DataFrame
    options: pl.DataFrame
    criteria: pl.DataFrame
    weights: pl.DataFrame
    central: pl.DataFrame
    places: pl.DataFrame
