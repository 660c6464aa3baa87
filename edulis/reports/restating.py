"""Findings said for a meeting: rounded, and with kinds that its reader may see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from edulis.engine.finding import Finding
from edulis.reports.amounts import share
from edulis.schema import Text

if TYPE_CHECKING:
    from edulis.reports.material import Material


def restated(material: Material, finding: Finding) -> Finding:
    """The finding as the report says it; most are said as the engine says them."""
    if finding.code == "flows.turnover" and finding.value is not None:
        return _turnover(material, finding)
    if finding.code == "flows.open" and material.edition == "public":
        title = Text("{n} balances do not close by the reports alone", n=finding.n)
        return replace(finding, title=title, value=float(finding.n), low=None, high=None, evidence={})
    if finding.code == "network.gap" and finding.value:
        return _gap(material, finding)
    return finding


def _turnover(material: Material, finding: Finding) -> Finding:
    value = finding.value or 0.0
    error = (finding.high - finding.low) / 3.92 if finding.high is not None and finding.low is not None else None
    title = Text("Goods worth about {money} changed hands", money=material.money(value, error))
    return replace(finding, title=title)


def _gap(material: Material, finding: Finding) -> Finding:
    """The surest wide gap among the pairs of kinds that may be shown."""
    rows = widest_first(material)
    if not rows and material.edition == "public":
        title = Text("Too few of each kind trade with each other to say in public where talk is missing")
        return replace(finding, title=title, value=None, low=None, high=None, n=0, sign="unknown", evidence={})
    if not rows:
        return finding
    first = rows[0]
    title = Text(
        "{pair}: {share} of their trade goes on without talk",
        pair=material.pair(first["one"], first["other"]),
        share=share(first["gap"], material.language),
    )
    return replace(
        finding, title=title, value=first["gap"], low=first["low"], high=first["high"], n=first["enterprises"],
        evidence={"one": first["one"], "other": first["other"]},
    )  # fmt: skip


def widest_first(material: Material) -> list[dict[str, Any]]:
    """Gaps in talk between named kinds, those that are surely wide first."""
    rows = [row for row in material.gaps.to_dicts() if "unknown" not in (row["one"], row["other"])]
    return sorted(rows, key=lambda row: (-row["low"], -row["gap"], -row["value"], row["one"], row["other"]))
