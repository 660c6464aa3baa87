"""Environment: what goes into the water, residues and who could use them, what treatment would cost."""

from __future__ import annotations

from edulis.engine.environment.assumptions import Assumptions
from edulis.engine.environment.reading import NEEDS, read_environment
from edulis.engine.environment.result import Environment

__all__ = ["NEEDS", "Assumptions", "Environment", "read_environment"]
