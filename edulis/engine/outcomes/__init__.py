"""Outcomes: did it change, for whom, and was it us."""

from __future__ import annotations

from edulis.engine.outcomes.reading import NEEDS, measure_outcomes
from edulis.engine.outcomes.result import Outcomes
from edulis.engine.outcomes.standing import fading, self_reliance

__all__ = ["NEEDS", "Outcomes", "fading", "measure_outcomes", "self_reliance"]
