"""What the year says, as findings with a question each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import Unit, enough
from edulis.engine.finding import Finding
from edulis.engine.seasons.result import Seasons
from edulis.engine.telling import hush
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

_KINDS = dict(ENTERPRISE_KIND)
UNITS: dict[str, Unit] = {f"seasons.{name}": "enterprises" for name in ("labour", "cash", "raw", "weeks")}


def tell(answer: Seasons, known: Cluster) -> Seasons:
    """The same answer with its findings."""
    tellers = answer.profiles.filter(pl.col("level") == "kind").group_by("who").agg(pl.col("n").max())
    sizes = dict(tellers.iter_rows())
    findings = [
        _labour(answer),
        _cash(answer, sizes, known),
        _raw(answer),
        _weeks(answer),
        *_apart(answer, sizes),
    ]
    return replace(answer, findings=tuple(hush(findings, UNITS)))


def _months(rows: pl.DataFrame) -> tuple[Text, ...]:
    return tuple(Text("{month:month}", month=month) for month in rows["month"].sort().to_list())


def _whole(answer: Seasons, measure: str) -> pl.DataFrame:
    return answer.profiles.filter((pl.col("measure") == measure) & (pl.col("level") == "cluster"))


def _named(answer: Seasons, measure: str, what: str) -> pl.DataFrame:
    table = answer.months
    return table.filter((pl.col("measure") == measure) & (pl.col("level") == "cluster") & (pl.col("what") == what))


def _counts(rows: pl.DataFrame) -> dict[str, Any]:
    """How many told of the best known month, and how many did not."""
    if rows.is_empty():
        return {"n": 0, "missing": 0}
    n, missing = rows.select(pl.col("n").max(), pl.col("missing").min()).row(0)
    return {"n": n, "missing": missing}


def _labour(answer: Seasons) -> Finding:
    rows, peaks = _whole(answer, "labour"), _named(answer, "labour", "peak")
    seen = rows.drop_nulls("amount")
    total = float(seen["amount"].sum())
    share = float(peaks["amount"].sum()) / total if total > 0 else None
    index = answer.indices.filter((pl.col("measure") == "labour") & (pl.col("level") == "cluster"))
    if share is None:
        title = Text("When people work most cannot be said: no hours of work and no amounts made are known by month.")
    elif peaks.is_empty():
        title = Text("Work is spread evenly: no month stands out among {n}.", n=seen.height)
    else:
        title = Text(
            "Work is heaviest in {months}: {share:.0%} of the hours fall into {n} of {total} months.",
            months=_months(peaks), share=share, n=peaks.height, total=seen.height,
        )  # fmt: skip
    return Finding(
        code="seasons.labour",
        title=title,
        value=share,
        unit="share",
        **_counts(rows),
        method=Text(
            "Hours told; where only what was made was told, from hours by recipe; peaks from 1.25 mean months."
        ),
        source="Walsh & Lawler 1981",
        question=Text("Who carries this load, and what would make it lighter?"),
        evidence={"seasonality": index["seasonality"][0], "gini": index["gini"][0]} if index.height else {},
    )


def _cash(answer: Seasons, sizes: dict[str, int], known: Cluster) -> Finding:
    rows, gaps = _whole(answer, "cash"), _named(answer, "cash", "gap")
    trades = answer.months.filter((pl.col("measure") == "cash") & (pl.col("level") == "kind"))
    usual = trades.group_by("who").agg(months=pl.len()).sort(["months", "who"], descending=[True, False])
    told = [row for row in usual.to_dicts() if enough(sizes.get(row["who"], 0), "enterprises")]
    seen = rows.drop_nulls("amount")
    evidence: dict[str, Any] = {"by_kind": {row["who"]: row["months"] for row in usual.to_dicts()}}
    if seen.is_empty():
        title = Text("When money is short cannot be said: sales and purchases are not known by month.")
    elif gaps.height and told:
        title = Text(
            "More money goes out than comes in in {months}; the most such months ({n}) has: {kind}.",
            months=_months(gaps), n=told[0]["months"], kind=Text(_KINDS[told[0]["who"]]),
        )  # fmt: skip
    elif told:
        title = Text(
            "All together always take in more than they pay out, but not each trade; the most short months ({n}) has: "
            "{kind}.",
            n=told[0]["months"],
            kind=Text(_KINDS[told[0]["who"]]),
        )
    elif gaps.height:
        title = Text("More money goes out than comes in in {months}.", months=_months(gaps))
    elif usual.height:
        title = Text("All together always take in more than they pay out, but not each trade.")
    else:
        title = Text("No trade pays out more than it takes in, in any month that is known.")
    return Finding(
        code="seasons.cash",
        title=title,
        value=float(gaps.height) if seen.height else None,
        unit="months",
        **_counts(rows),
        method=Text(
            "Sales less purchases and told wages by month; goods sold on credit count when they are delivered."
        ),
        source="Chayanov 1925",
        question=Text("How do people come through the short months, and what does that cost them?"),
        evidence=evidence,
    )


def _raw(answer: Seasons) -> Finding:
    rows, gaps = _whole(answer, "raw"), _named(answer, "raw", "gap")
    peaks = _named(answer, "raw", "peak")
    seen = rows.drop_nulls("amount")
    total = float(seen["amount"].sum())
    share = float(peaks["amount"].sum()) / total if total > 0 else None
    few = not enough(_counts(rows)["n"], "enterprises")
    if share is None:
        title = Text("When raw material is short cannot be said: nobody told of buying any by month.")
    elif few:
        title = Text("Raw material is bought by so few that its months cannot be told.")
    elif gaps.height:
        title = Text(
            "Raw material is short in {months}; {share:.0%} of the year's comes in {n} months.",
            months=_months(gaps), share=share, n=peaks.height,
        )  # fmt: skip
    else:
        title = Text(
            "Raw material comes in every month; {share:.0%} of it in the {n} best.", share=share, n=peaks.height
        )
    return Finding(
        code="seasons.raw",
        title=title,
        value=share,
        unit="share",
        **_counts(rows),
        method=Text("Raw material bought by those who work it up; short is below a quarter of the mean month."),
        source="Walsh & Lawler 1981",
        question=Text("What could be kept, brought from elsewhere, or made instead in those months?"),
        evidence={"few": few, "gaps": gaps["month"].to_list()},
    )


def _weeks(answer: Seasons) -> Finding:
    best = answer.weeks.head(1).to_dicts()
    slack = answer.weeks.filter("slack")
    if not best:
        title = Text("Which weeks are free cannot be said: no hours of work are known by month.")
    elif slack.height:
        title = Text(
            "{n} of {total} weeks are slack for the larger part of the trades and no peak for any; the week from "
            "{day} disturbs least.",
            n=slack.height, total=answer.weeks.height, day=best[0]["week"],
        )  # fmt: skip
    else:
        title = Text(
            "No week is slack for most trades at once; the week from {day} disturbs least, at {load:.0%} of full work.",
            day=best[0]["week"],
            load=best[0]["disturbance"],
        )
    return Finding(
        code="seasons.weeks",
        title=title,
        value=float(slack.height) if best else None,
        unit="weeks",
        n=best[0]["enterprises"] if best else 0,
        missing=best[0]["missing"] if best else 0,
        method=Text(
            "Load of each trade by week, with festivals and field work, weighed by its enterprises; slack is demand in "
            "the lower quartile without a peak of a main activity."
        ),
        source="Walsh & Lawler 1981",
        question=Text("Would these weeks suit you, and whom would they not suit?"),
        evidence={"weeks": [row["week"] for row in answer.weeks.head(5).to_dicts()]},
    )


def _apart(answer: Seasons, sizes: dict[str, int]) -> list[Finding]:
    """The two trades whose years fit each other least: one is slack while the other is at its peak."""
    told = [kind for kind, n in sizes.items() if enough(n, "enterprises")]
    rows = answer.slack.filter(pl.col("kind").is_in(told))
    pairs = (
        rows.filter("slack")
        .join(rows.filter("peak"), on="month_of_year", suffix="_other")
        .group_by("kind", "kind_other")
        .agg(months=pl.len())
        .sort(["months", "kind", "kind_other"], descending=[True, False, False])
    )
    if pairs.is_empty():
        return []
    one, other, months = pairs.row(0)
    return [
        Finding(
            code="seasons.apart",
            title=Text(
                "In {n} months of the year one trade is slack while another is at its peak: {one}, beside {other}.",
                n=months, one=Text(_KINDS[one]), other=Text(_KINDS[other]),
            ),
            value=float(months),
            unit="months",
            n=sizes[one] + sizes[other],
            method=Text("Slack and peak months of each trade, compared two by two."),
            source="Walsh & Lawler 1981",
            question=Text("When could these two meet, and could one lend the other a hand?"),
        )
    ]  # fmt: skip
