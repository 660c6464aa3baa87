"""The check: everything in a cluster that cannot be, or is hard to believe, each with its place and what to do."""

from __future__ import annotations

from edulis.engine.check.checking import check
from edulis.engine.check.fault import SHOWN, Origin

__all__ = ["SHOWN", "Origin", "check"]
