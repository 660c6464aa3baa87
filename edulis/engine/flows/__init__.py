"""Flows: true quantities from reports that disagree, with their errors and the reports to talk over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.result import NEEDS, Flows, GlobalTest

if TYPE_CHECKING:
    from edulis.engine.flows.reconciliation import reconcile

__all__ = ["NEEDS", "Assumptions", "Flows", "GlobalTest", "reconcile"]


def __getattr__(name: str) -> Any:
    """`reconcile` where it is asked for: most rooms only take flows, and its compiled kernels load for seconds."""
    if name == "reconcile":
        from edulis.engine.flows.reconciliation import reconcile

        return reconcile
    raise AttributeError(name)
