"""Livelihoods: what households live from, who decides over it, how poor they are, and what their work brings."""

from __future__ import annotations

from edulis.engine.livelihoods.appraisal import APPRAISAL_NEEDS, Appraisal
from edulis.engine.livelihoods.appraising import appraise
from edulis.engine.livelihoods.assumptions import LivelihoodAssumptions
from edulis.engine.livelihoods.budget import Budget, budget
from edulis.engine.livelihoods.diversification import (
    effective_shannon,
    herfindahl,
    inverse_simpson,
    shannon,
    shares,
    simpson,
)
from edulis.engine.livelihoods.poverty import Line, fgt, poverty_line
from edulis.engine.livelihoods.reading import read_livelihoods
from edulis.engine.livelihoods.result import NEEDS, Livelihoods

__all__ = [
    "APPRAISAL_NEEDS",
    "NEEDS",
    "Appraisal",
    "Budget",
    "Line",
    "LivelihoodAssumptions",
    "Livelihoods",
    "appraise",
    "budget",
    "effective_shannon",
    "fgt",
    "herfindahl",
    "inverse_simpson",
    "poverty_line",
    "read_livelihoods",
    "shannon",
    "shares",
    "simpson",
]
