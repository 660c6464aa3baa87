"""Innovation: how fast new things come in and spread, from whom, and what goes with it."""

from __future__ import annotations

from edulis.engine.innovation.reading import NEEDS, read_innovation
from edulis.engine.innovation.result import Innovation

__all__ = ["NEEDS", "Innovation", "read_innovation"]
