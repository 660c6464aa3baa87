"""Seasons: when people work, earn and lack, and the weeks in which joint work disturbs least."""

from __future__ import annotations

from edulis.engine.seasons.assumptions import SeasonAssumptions
from edulis.engine.seasons.cycle import Earliest, earliest_result, in_season
from edulis.engine.seasons.hours import month_span, worked_hours
from edulis.engine.seasons.indices import circular_month, gini, seasonal_peak, walsh_lawler
from edulis.engine.seasons.profiles import ledger, locals_of
from edulis.engine.seasons.reading import read_seasons, slack_weeks
from edulis.engine.seasons.result import NEEDS, Seasons

__all__ = [
    "NEEDS",
    "Earliest",
    "SeasonAssumptions",
    "Seasons",
    "circular_month",
    "earliest_result",
    "gini",
    "in_season",
    "ledger",
    "locals_of",
    "month_span",
    "read_seasons",
    "seasonal_peak",
    "slack_weeks",
    "walsh_lawler",
    "worked_hours",
]
