"""What livelihoods say of work: what a day brings in each trade and technique, and how settings compare."""

from __future__ import annotations

from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.livelihoods.result import Livelihoods
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND, SETTING

_KINDS, _SETTINGS = dict(ENTERPRISE_KIND), dict(SETTING)


def work_findings(answer: Livelihoods, known: Cluster) -> list[Finding]:
    """Findings on returns to work, margins, and settings."""
    currency = str(known.about["currency"] or "")
    return [_returns(answer, currency), _margins(answer, known, currency), _settings(answer)]


def _told(rows: pl.DataFrame, by: str) -> list[dict[str, Any]]:
    """The rows that rest on enough enterprises, best first."""
    known = rows.drop_nulls(by).filter(pl.col("enterprises") >= 3)
    name = "kind" if "kind" in rows.columns else "process"
    told = known.sort([by, name], descending=[True, False]).to_dicts()
    return [row for row in told if enough(row["enterprises"], "enterprises")]


def _wage(answer: Livelihoods) -> float | None:
    """What a hired day is paid, over all trades; nothing where few enterprises stand behind it."""
    paid = answer.returns.filter((pl.col("hired_days") > 0) & (pl.col("wages") > 0))
    days = float(paid["hired_days"].sum())
    some = enough(int(paid["enterprises"].sum()), "enterprises")
    return float(paid["wages"].sum()) / days if days > 0 and some else None


def _returns(answer: Livelihoods, currency: str) -> Finding:
    rows, wage = _told(answer.returns, "per_day"), _wage(answer)
    best, least = (rows[0], rows[-1]) if rows else ({}, {})
    return Finding(
        code="livelihoods.returns",
        title=Text("What a day of own work brings cannot be said: sales and hours are not both known.")
        if not rows
        else Text(
            "A day of the family's own work brings most as {best} ({high:,.0f} {currency}) and least as {least} "
            "({low:,.0f}).",
            best=Text(_KINDS[best["kind"]]), least=Text(_KINDS[least["kind"]]),
            high=best["per_day"], low=least["per_day"], currency=currency,
        )
        if wage is None
        else Text(
            "A day of the family's own work brings most as {best} ({high:,.0f} {currency}) and least as {least} "
            "({low:,.0f}); a hired day is paid {wage:,.0f}.",
            best=Text(_KINDS[best["kind"]]), least=Text(_KINDS[least["kind"]]),
            high=best["per_day"], low=least["per_day"], currency=currency, wage=wage,
        ),
        value=best.get("per_day"),
        low=best.get("per_day_low"),
        high=best.get("per_day_high"),
        unit=currency,
        n=int(sum(row["enterprises"] for row in rows)),
        missing=int(answer.returns["missing"].sum()),
        method=Text("Sales less purchases and wages over days of own work; the range is that of the middle half."),
        source="Upton 1996",
        question=Text("Why do not more people do what brings most: money, skill, space, or something else?"),
        evidence={"by_kind": {row["kind"]: row["per_day"] for row in rows}, "wage": wage},
    )  # fmt: skip


def _margins(answer: Livelihoods, known: Cluster, currency: str) -> Finding:
    rows = _told(answer.margins, "per_day")
    names = dict(known["process"].select("code", "name").iter_rows())
    best, least = (rows[0], rows[-1]) if rows else ({}, {})
    return Finding(
        code="livelihoods.margins",
        title=Text("What each technique leaves cannot be said: amounts made, prices and hours are not all known.")
        if not rows
        else Text(
            "Per day of own work the technique “{best}” leaves most, {high:,.0f} {currency}, and “{least}” least, "
            "{low:,.0f}, of {n} techniques.",
            best=names[best["process"]], least=names[least["process"]],
            high=best["per_day"], low=least["per_day"], currency=currency, n=len(rows),
        ),
        value=best.get("per_day"),
        low=best.get("per_day_low"),
        high=best.get("per_day_high"),
        unit=currency,
        n=int(sum(row["enterprises"] for row in rows)),
        missing=int(answer.margins["missing"].sum()),
        method=Text(
            "Output and by-products used, less inputs of the recipe at told prices and wages, over days of own work; "
            "the range is that of the middle half."
        ),
        source="Upton 1996",
        question=Text("Which costs are not in this, and who could change from one technique to the other?"),
        evidence={"by_process": {row["process"]: row["per_day"] for row in rows}},
    )  # fmt: skip


def _settings(answer: Livelihoods) -> Finding:
    rows = [row for row in answer.settings.filter(pl.col("growth").is_not_null()).to_dicts()
            if enough(row["sellers"], "enterprises")]  # fmt: skip
    rows = sorted(rows, key=lambda row: (-row["growth"], row["setting"], row["local"]))
    best = rows[0] if rows else {}
    local = next((row for row in rows if row["local"]), None)
    shown = local or best
    return Finding(
        code="livelihoods.settings",
        title=Text("How the markets of town and village grow cannot be said: no market's income growth was told.")
        if not rows
        else Text(
            "The markets of enterprises here ({setting}) grow by {growth:.1%} a year in people and income together; "
            "that is known for {known:.0%} of their sales.",
            setting=Text(_SETTINGS[shown["setting"]]), growth=shown["growth"], known=shown["known"],
        )
        if local
        else Text(
            "Enterprises whose markets grow most are of this setting: {setting} ({growth:.1%} a year in people and "
            "income together).",
            setting=Text(_SETTINGS[shown["setting"]]), growth=shown["growth"],
        ),
        value=shown.get("growth"),
        unit="share per year",
        n=int(shown.get("sellers", 0)),
        missing=0,
        method=Text("Growth of people and of income per head in the markets sold to, weighed by the value of sales."),
        source="Tacoli 1998",
        question=Text("Are you nearer to the markets that grow, or to those that stand still?"),
        evidence={"by_setting": [(row["setting"], row["local"], row["growth"]) for row in rows]},
    )  # fmt: skip
