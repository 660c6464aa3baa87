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
    """The finding as the report says it; most are said as the engine says them.

    In public a figure that would show a few people, or one enterprise's own, is told in words only.
    """
    public = material.edition == "public"
    if public and finding.evidence.get("few"):
        return finding.public()
    if finding.code in FLOWS and finding.value is not None:
        return FLOWS[finding.code](material, finding)
    if finding.code == "network.gap" and finding.value:
        return _gap(material, finding)
    return finding.public() if public else finding


def _turnover(material: Material, finding: Finding) -> Finding:
    """Without an interval: it would hold only if no error were common to all."""
    value = finding.value or 0.0
    error = (finding.high - finding.low) / 3.92 if finding.high is not None and finding.low is not None else None
    title = Text("Goods worth about {money} changed hands", money=material.money(value, error))
    return replace(finding, title=title, low=None, high=None)


def _open(material: Material, finding: Finding) -> Finding:
    if material.edition == "annex":
        return finding
    n = int(finding.value or finding.n)
    title = (
        Text("One balance does not close by the reports alone")
        if n == 1
        else Text("{n} balances do not close by the reports alone", n=n)
    )
    return replace(finding, title=title, value=float(n), low=None, high=None, evidence={})


def _suspects(_: Material, finding: Finding) -> Finding:
    if finding.value == 0:
        return replace(finding, title=Text("No report stands out from the others."))
    if finding.value == 1:
        return replace(finding, title=Text("One of {told} reports is worth talking over", told=finding.n))
    return finding


def _apart(_: Material, finding: Finding) -> Finding:
    if (finding.value or 0.0) >= 0.005:
        return finding
    return replace(finding, title=Text("Half or more of the deliveries that both sides told agree to the last figure"))


def _blind(_: Material, finding: Finding) -> Finding:
    """What would go unnoticed is known: it is not missing."""
    if finding.value == 0:
        title = Text("In every report an error of half the amount would be noticed")
    elif finding.value == 1:
        title = Text("Of no report would an error of half the amount be noticed")
    else:
        title = finding.title
    return replace(finding, title=title, missing=0)


FLOWS = {
    "flows.turnover": _turnover,
    "flows.open": _open,
    "flows.suspects": _suspects,
    "flows.two_sides": _apart,
    "flows.detectability": _blind,
}


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
