"""Analysis: all questions of the methodology in their order, each answered as far as the data go."""

from __future__ import annotations

from edulis.engine.analysis.analysing import Analysis, analyse
from edulis.engine.analysis.desk import Desk
from edulis.engine.analysis.questions import QUESTIONS, Question

__all__ = ["QUESTIONS", "Analysis", "Desk", "Question", "analyse"]
