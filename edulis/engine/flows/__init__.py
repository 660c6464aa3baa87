"""Flows: true quantities from reports that disagree, with their errors and the reports to talk over."""

from __future__ import annotations

from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.reconciliation import reconcile
from edulis.engine.flows.result import NEEDS, Flows, GlobalTest

__all__ = ["NEEDS", "Assumptions", "Flows", "GlobalTest", "reconcile"]
