"""Leverage: what one small step sets off across the cluster, per unit of its members' own money."""

from __future__ import annotations

from edulis.engine.leverage.assumptions import LeverageAssumptions
from edulis.engine.leverage.reading import NEEDS, read_leverage, weigh_proposals
from edulis.engine.leverage.result import Leverage

__all__ = ["NEEDS", "Leverage", "LeverageAssumptions", "read_leverage", "weigh_proposals"]
