"""What is told of change: owners' goals first, then each indicator, those who lost, and those not seen again."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import polars as pl

from edulis.engine.finding import Finding, Sign
from edulis.engine.outcomes.changes import LEAST_GROUP, SERVED
from edulis.engine.outcomes.clustered import regress
from edulis.engine.outcomes.panel import MONEY, MORE_IS_BETTER, SCORES, Panel, groups_of
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text

PAIRS = "Card & Krueger 1994; Cameron, Gelbach & Miller 2008; Holm 1979"
APART = 0.25  # standard deviations from which those gone were not like those who stayed


def named(indicator: str) -> Text:
    """The indicator as a sentence names it."""
    return {
        "served": Text("how far the trade serves the owner's goal"),
        "own_view": Text("the owner's own view of the business"),
        "profit": Text("the profit of the year"),
        "labour_days": Text("the days of work"),
        "women_days": Text("women's days of work"),
        "trust": Text("trust in other enterprises here"),
    }[indicator]


def judged(indicator: str, low: float | None, high: float | None) -> Sign:
    """Helps or hinders where the whole interval is on one side and more is better; more work is some of both."""
    if low is None or high is None:
        return "unknown"
    if indicator not in MORE_IS_BETTER or low <= 0 <= high:
        return "mixed"
    return "helps" if low > 0 else "hinders"


def findings(panel: Panel, parts: Mapping[str, pl.DataFrame], seed: int) -> tuple[Finding, ...]:
    """All findings on change; with one round only, the owners' goals and that no change can be said."""
    if not panel.second:
        return (_served(panel, seed), _unchanged())
    changes = _told_changes(parts["changes"], panel)
    return (
        _served(panel, seed),
        *changes,
        _losers(parts["spread"]),
        _groups(parts["groups"]),
        _gone(parts["attrition"]),
    )


def _unchanged() -> Finding:
    return Finding(
        code="outcomes.change",
        title=Text("What changed cannot be said: there is no round marked as baseline with one after it."),
        value=None,
        method=Text("The same enterprises are asked the same in a baseline and in a later round."),
        source=PAIRS,
        question=Text("What should be asked again, and when, so that we see whether it got better?"),
    )


def _served(panel: Panel, seed: int) -> Finding:
    rows = panel.rows
    told = rows.filter((pl.col("side") == "here") & (pl.col("indicator") == "served")) if rows.width else rows
    pairs = told.filter(pl.col("after").is_not_null()) if panel.second and told.height else told
    method = Text(
        "Owners say from 1 to 5 whether the trade served the goal that they named themselves; 4 and 5 count as served. "
        "Errors by place or household."
    )
    question = Text("What would have to be otherwise for the trade to serve what you want from it?")
    if pairs.is_empty():
        title = Text("Whether the trade serves the owners' own goals cannot be said: too few were asked.")
        return Finding(code="outcomes.served", title=title, value=None, method=method, source=PAIRS, question=question)
    then = (pairs["before"] >= SERVED).cast(pl.Float64).to_numpy()
    now = (pairs["after"] >= SERVED).cast(pl.Float64).to_numpy() if panel.second else then
    groups, _ = groups_of(pairs)
    moved = now - then if panel.second else now
    fit = regress(moved, np.ones((len(now), 1)), groups, seed=seed)
    few = one_sided(int(now.sum()), len(now)) or one_sided(int(then.sum()), len(then))
    low, high = (None if math.isnan(end) else end for end in (fit.low, fit.high))
    title = (
        Text("Owners were asked whether the trade serves their own goals, but too few to say it in public.")
        if few
        else Text(
            "{now:.0%} of {n} owners say that the trade serves their own goal; at the baseline {then:.0%} of them did.",
            now=float(now.mean()),
            then=float(then.mean()),
            n=len(now),
        )
        if panel.second
        else Text(
            "{now:.0%} of {n} owners say that the trade serves their own goal.", now=float(now.mean()), n=len(now)
        )
    )
    return Finding(
        code="outcomes.served",
        title=title,
        value=float(moved.mean()),
        low=low,
        high=high,
        unit="share",
        n=len(now),
        missing=told.height - pairs.height,
        method=method,
        source=PAIRS,
        question=question,
        sign=judged("served", low, high) if panel.second else "unknown",
        evidence={"few": few},
    )


def best_scale(rows: pl.DataFrame, indicator: str) -> dict[str, object] | None:
    """The row of an indicator in the scale that is told: in shares where that can be, else as it is."""
    mine = rows.filter(pl.col("indicator") == indicator).sort("scale", descending=False)
    ordered = sorted(mine.to_dicts(), key=lambda row: row["scale"] != "log")
    return ordered[0] if ordered else None


def as_share(row: Mapping[str, object]) -> tuple[float, float | None, float | None, str]:
    """Value and bounds as they are told: changes in logs as shares of what was before."""
    held = [row[name] for name in ("value", "low", "high")]
    if row["scale"] != "log":
        return float(held[0]), _float(held[1]), _float(held[2]), "units"  # type: ignore[arg-type]
    shares = [None if each is None else math.expm1(float(each)) for each in held]  # type: ignore[arg-type]
    return float(shares[0] or 0.0), shares[1], shares[2], "share"


def _float(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]


def _told_changes(changes: pl.DataFrame, panel: Panel) -> list[Finding]:
    told = []
    for indicator in changes["indicator"].unique(maintain_order=True).to_list():
        row = best_scale(changes, indicator)
        if row is None or indicator == "served":
            continue
        value, low, high, unit = as_share(row)
        few = a_few(row["n"])  # type: ignore[arg-type]
        nominal = indicator in MONEY and panel.deflator is None
        title = (
            Text("Too few owners told {what} twice to say in public how it changed.", what=named(indicator))
            if few
            else Text(
                "Since the baseline {what} changed by {value:+.0%} on average, in money of the day: prices may have "
                "risen.",
                what=named(indicator),
                value=value,
            )
            if nominal and unit == "share"
            else Text(
                "Since the baseline {what} changed by {value:+.0%} on average, the rise of prices taken out.",
                what=named(indicator),
                value=value,
            )
            if indicator in MONEY and unit == "share"
            else Text(
                "Since the baseline {what} changed by {value:+.0%} on average.", what=named(indicator), value=value
            )
            if unit == "share"
            else Text(
                "Since the baseline {what} moved by {value:+.2f} on the scale from 1 to 5.",
                what=named(indicator),
                value=value,
            )
            if indicator in SCORES
            else Text(
                "Since the baseline {what} changed by {value:+,.0f} on average.", what=named(indicator), value=value
            )
        )
        told.append(
            Finding(
                code=f"outcomes.{indicator}",
                title=title,
                value=value,
                low=low,
                high=high,
                unit="share" if unit == "share" else ("1 to 5" if indicator in SCORES else ""),
                n=row["n"],  # type: ignore[arg-type]
                missing=panel.rows.filter(
                    (pl.col("side") == "here") & (pl.col("indicator") == indicator) & pl.col("after").is_null()
                ).height,
                method=Text(
                    "Mean change of those seen in both rounds (of the logarithm for amounts); errors by place or "
                    "household. It says that it changed, not why."
                ),
                source=PAIRS,
                question=Text("What do you think has changed {what}?", what=named(indicator)),
                sign=judged(indicator, low, high),
                evidence={"few": few, "p": row["p"], "p_holm": row["p_holm"], "method": row["method"]},
            )
        )
    return told


def _losers(spread: pl.DataFrame) -> Finding:
    """Who has a tenth less profit, or a step less of their own view where no profit is told."""
    indicator = "profit" if spread.filter(pl.col("indicator") == "profit").height else "own_view"
    here = spread.filter((pl.col("indicator") == indicator) & (pl.col("side") == "here"))
    n = int(here["n"].sum() or 0)
    lost = float((here["lost"] * here["n"]).sum()) if n else 0.0
    part = {flag: here.filter(pl.col("took_part") == flag) for flag in (True, False)}
    few = a_few(n) or one_sided(round(lost), n)
    split = all(
        rows.height and not one_sided(round(rows["lost"][0] * rows["n"][0]), rows["n"][0]) for rows in part.values()
    )
    share = {flag: float(rows["lost"][0]) if rows.height else 0.0 for flag, rows in part.items()}
    title = (
        Text("Who lost cannot be said: nobody told profit or own view twice.")
        if not n
        else Text("Some lost since the baseline, or some won, but too few to say it in public.")
        if few
        else Text(
            "{lost:.0%} of {n} owners lost clearly since the baseline: {joined:.0%} of those who took part in joint "
            "work, {others:.0%} of the others.",
            lost=lost / n,
            n=n,
            joined=share[True],
            others=share[False],
        )
        if split
        else Text("{lost:.0%} of {n} owners lost clearly since the baseline.", lost=lost / n, n=n)
    )
    return Finding(
        code="outcomes.losers",
        title=title,
        value=lost / n if n else None,
        unit="share",
        n=n,
        method=Text(
            "Owners whose profit is lower by a tenth or more, prices taken out where known, else whose own view fell "
            "by a step. Chance alone makes some lose: compare with those who took no part."
        ),
        source="Heckman, Smith & Clements 1997",
        question=Text("Who has less than before, is it because of what we did, and what do we owe them?"),
        sign="unknown" if not n else "hinders" if split and share[True] > share[False] else "mixed",
        evidence={"few": few, "took_part": share[True], "others": share[False]},
    )


def _groups(groups: pl.DataFrame) -> Finding:
    worse = groups.filter(
        (pl.col("p_holm") < 0.05) & (pl.col("value") < 0) & pl.col("indicator").is_in(sorted(MORE_IS_BETTER))
    ).sort("p_holm", "indicator", "trait", "group")
    first = worse.to_dicts()[0] if worse.height else None
    return Finding(
        code="outcomes.groups",
        title=Text("Whether some kinds of owners fared worse cannot be said: no group has {n} owners.", n=LEAST_GROUP)
        if groups.is_empty()
        else Text("No group of owners clearly fared worse than the rest; {n} were compared.", n=_many(groups))
        if first is None
        else Text(
            "Of {n} groups of owners compared, {worse} fared clearly worse than the rest on some point.",
            n=_many(groups),
            worse=_many(worse),
        ),
        value=None if first is None else first["value"],
        low=None if first is None else first["low"],
        high=None if first is None else first["high"],
        n=0 if first is None else first["n"],
        method=Text(
            "Change of each group against the rest, by management, kind, size, poverty and goal; errors by place or "
            "household; corrected for all groups of an indicator."
        ),
        source=PAIRS,
        question=Text("Whom did it leave behind, and were they asked?"),
        sign="unknown" if groups.is_empty() else "hinders" if first else "mixed",
        evidence={"worse": worse.select("indicator", "trait", "group").rows()},
    )


def _many(groups: pl.DataFrame) -> int:
    return groups.select("trait", "group").unique().height


def _gone(attrition: pl.DataFrame) -> Finding:
    whole = attrition.filter(pl.col("trait") == "all").to_dicts()
    asked, gone = (whole[0]["asked"], whole[0]["gone"]) if whole else (0, 0)
    apart = attrition.drop_nulls("gap").filter(pl.col("gap").abs() > APART) if gone >= 5 else attrition.clear()
    few = one_sided(gone, asked)
    share = gone / asked if asked else None
    return Finding(
        code="outcomes.attrition",
        title=Text("Who is not seen again cannot be said.")
        if share is None
        else Text("All {n} owners of the baseline were seen again.", n=asked)
        if not gone
        else Text("Nearly all owners of the baseline were seen again, all but a few.")
        if few and share < 0.5
        else Text("Only a few owners of the baseline were seen again.")
        if few
        else Text(
            "{share:.0%} of {n} owners were not seen again, and they differed before: what changed may look better or "
            "worse than it was.",
            share=share,
            n=asked,
        )
        if apart.height
        else Text(
            "{share:.0%} of {n} owners were not seen again; before, they were much like the others.",
            share=share,
            n=asked,
        ),
        value=share,
        unit="share",
        n=asked,
        missing=gone,
        method=Text(
            "Owners of the baseline who told nothing in the later round; their baseline beside that of the others, "
            "apart from a quarter of a standard deviation on."
        ),
        source="Fitzgerald, Gottschalk & Moffitt 1998; Imbens & Rubin 2015",
        question=Text("Who is missing here, and who could say how they fare?"),
        sign="unknown" if share is None else "hinders" if apart.height or share > 0.2 else "mixed",
        evidence={"few": few, "apart": dict(apart.select("trait", "gap").iter_rows())},
    )
