"""What goes with taking new things up sooner, told one by one; it goes with it, which is not yet a cause."""

from __future__ import annotations

import polars as pl

from edulis.engine.finding import Finding
from edulis.schema import Text

SOURCE = "Prentice & Gloeckler 1978; Allison 1982; Liang & Zeger 1986"
CODES = {
    "craft": "innovation.craft",
    "neighbours": "innovation.exposure",
    "growth": "innovation.growth",
    "cooperation": "innovation.cooperation",
    "membership": "innovation.membership",
    "women": "innovation.women",
    "size": "innovation.size",
}


def _title(name: str, ratio: float) -> Text:
    if name == "craft":
        return Text(
            "Where 10 in 100 more of the same trade have a new thing, {ratio:.2f} times as many take it up in a year.",
            ratio=ratio,
        )
    if name == "neighbours":
        return Text(
            "Where 10 in 100 more of those one talks with have a new thing, {ratio:.2f} times as many take it up in "
            "a year.",
            ratio=ratio,
        )
    if name == "growth":
        return Text(
            "Where one's markets grow by 10 points more a year, {ratio:.2f} times as many take a new thing up in a "
            "year.",
            ratio=ratio,
        )
    if name == "cooperation":
        return Text(
            "Of those who help one another or share equipment, {ratio:.2f} times as many take a new thing up in a "
            "year.",
            ratio=ratio,
        )
    if name == "membership":
        return Text(
            "With each group or union more that a household is in, {ratio:.2f} times as many take a new thing up in "
            "a year.",
            ratio=ratio,
        )
    if name == "women":
        return Text(
            "Of enterprises run by women, {ratio:.2f} times as many take a new thing up in a year.", ratio=ratio
        )
    return Text(
        "Where there are twice as many hands at work, {ratio:.2f} times as many take a new thing up in a year.",
        ratio=ratio,
    )


def _question(name: str) -> Text:
    if name in {"craft", "neighbours"}:
        return Text("Do you hear of new things where you talk, or do you see them at others' doors?")
    if name == "growth":
        return Text("Did buyers who wanted more bring the new thing, or did the new thing bring the buyers?")
    if name in {"cooperation", "membership"}:
        return Text("Do those who help each other dare more, or do those who dare find each other?")
    return Text("Who comes late to new things here, and what would make it easier for them?")


def ratio_findings(hazards: pl.DataFrame) -> list[Finding]:
    """One finding for each thing that was asked about; a single one that says why where nothing could be."""
    rows = hazards.filter(pl.col("link") == "cloglog")
    method = Text(
        "Chance of taking something up in a year for those who do not have it yet, with what was so when the year "
        "began; each new thing has its own level; errors by household. Ties, size and management are as told today, so "
        "this goes with it and need not cause it."
    )
    if rows.is_empty():
        return [
            Finding(
                code="innovation.hazard",
                title=Text("What goes with taking new things up sooner cannot be said: there are too few adoptions."),
                value=None,
                method=method,
                source=SOURCE,
                question=Text("What do those who come first to new things have that others have not?"),
            )
        ]
    return [
        Finding(
            code=CODES[row["covariate"]],
            title=_title(row["covariate"], row["ratio"]),
            value=row["ratio"],
            low=row["low"],
            high=row["high"],
            unit="times",
            n=row["adoptions"],
            method=method,
            source=SOURCE,
            question=_question(row["covariate"]),
            sign="helps" if row["low"] > 1 else "hinders" if row["high"] < 1 else "mixed",
            evidence={"p": row["p"], "households": row["actors"], "years": row["years"]},
        )
        for row in rows.iter_rows(named=True)
    ]
