"""Diagnosis: whether the conditions for collective efficiency are there, each with its evidence."""

from __future__ import annotations

from edulis.engine.diagnosis.reading import NEEDS, diagnose
from edulis.engine.diagnosis.result import Diagnosis

__all__ = ["NEEDS", "Diagnosis", "diagnose"]
