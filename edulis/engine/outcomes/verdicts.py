"""What is told on whether it was the joint work: the difference, the design, trends before, and what could be seen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import polars as pl

from edulis.engine.finding import Finding
from edulis.engine.outcomes.changes import with_holm
from edulis.engine.outcomes.findings import APART, as_share, best_scale, judged, named
from edulis.engine.outcomes.panel import SCORES, Panel
from edulis.engine.telling import a_few
from edulis.schema import Text

SOURCE = "Card & Krueger 1994; Cameron, Gelbach & Miller 2008; Fisher 1935"
ALPHA = 0.05
BESIDE = ("served", "profit", "women_days")  # what is told beside a comparison cluster


def verdicts(panel: Panel, parts: Mapping[str, pl.DataFrame]) -> tuple[Finding, ...]:
    """Effects among members, beside the comparison cluster, and what the design can and cannot tell."""
    effects = parts["effects"].filter(pl.col("model") == "did")
    inside, beside = (effects.filter(pl.col("against") == name) for name in ("others", "comparison"))
    told = [
        _effect(inside, parts["effects"], name) for name in inside["indicator"].unique(maintain_order=True).to_list()
    ]
    told += [
        _beside(beside, name) for name in beside["indicator"].unique(maintain_order=True).to_list() if name in BESIDE
    ]
    if not told:
        told = [_nobody()]
    return (*told, _design(panel, parts["balance"]), _trends(parts["events"]), _power(inside, beside))


def _nobody() -> Finding:
    return Finding(
        code="outcomes.effect",
        title=Text(
            "Whether it was the joint work cannot be told: it needs owners who took part and others who did not, both "
            "seen twice."
        ),
        value=None,
        method=_how(),
        source=SOURCE,
        question=Text("Who could be asked beside us, to see what would have come anyway?"),
    )


def _how() -> Text:
    return Text(
        "Change of those who took part minus change of the others, in pairs; interval by place or household, by wild "
        "bootstrap where these are few; corrected over indicators; beside it the same with the part given to others by "
        "chance. It is the effect only if both would have moved alike otherwise."
    )


def _effect(inside: pl.DataFrame, effects: pl.DataFrame, indicator: str) -> Finding:
    row: dict[str, Any] = best_scale(inside, indicator) or {}
    value, low, high, unit = as_share(row)
    few = a_few(row["treated"]) or a_few(row["others"])
    blind = row["smallest"] is not None and row["smallest"] > ALPHA
    clear = low is not None and not blind and row["p_holm"] is not None and row["p_holm"] < ALPHA
    lagged = effects.filter(
        (pl.col("against") == "others")
        & (pl.col("model") == "lagged")
        & (pl.col("indicator") == indicator)
        & (pl.col("scale") == row["scale"])
    )["value"].to_list()
    return Finding(
        code=f"outcomes.effect.{indicator}",
        title=_effect_said(named(indicator), row, (value, low, high, unit), few=few, blind=blind, clear=clear),
        value=value,
        low=low,
        high=high,
        unit="share" if unit == "share" else ("1 to 5" if indicator in SCORES else ""),
        n=row["treated"] + row["others"],
        method=_how(),
        source=SOURCE,
        question=Text("Would {what} have changed in the same way without the joint work?", what=named(indicator)),
        sign=judged(indicator, low, high) if clear else "unknown",
        evidence={
            key: row[key] for key in ("p", "p_holm", "p_placebo", "smallest", "by", "method", "treated", "others")
        }
        | {"few": few, "lagged": lagged[0] if lagged else None, "scale": row["scale"]},
    )


def _effect_said(
    what: Text,
    row: Mapping[str, Any],
    figures: tuple[float, float | None, float | None, str],
    *,
    few: bool,
    blind: bool,
    clear: bool,
) -> Text:
    value, low, high, unit = figures
    if few:
        return Text("Too few took part, or too few did not, to say in public what it did to {what}.", what=what)
    if blind:
        return Text(
            "Whether taking part changed {what} cannot be told: had the part fallen to others, at least one in {ways} "
            "ways would look like this.",
            what=what,
            ways=round(1 / row["smallest"]),
        )
    if low is None or high is None:
        return Text("Whether taking part changed {what} cannot be told: too few places or households.", what=what)
    if clear and unit == "share":
        return Text(
            "For those who took part, {what} changed by {value:+.0%} beside the others.", what=what, value=value
        )
    if clear:
        return Text(
            "For those who took part, {what} changed by {value:+,.2f} beside the others.", what=what, value=value
        )
    if low > 0 or high < 0:
        return _hinted(what, value, unit)
    if unit == "share":
        return Text(
            "Whether taking part changed {what} cannot be told from chance: it may be {low:+.0%}, it may be "
            "{high:+.0%}.",
            what=what,
            low=low,
            high=high,
        )
    return Text(
        "Whether taking part changed {what} cannot be told from chance: it may be {low:+,.2f}, it may be {high:+,.2f}.",
        what=what,
        low=low,
        high=high,
    )


def _hinted(what: Text, value: float, unit: str) -> Text:
    """Apart from nothing by itself, but not as one of several questions."""
    if unit == "share":
        return Text(
            "For those who took part, {what} changed by {value:+.0%} beside the others; as one of several questions "
            "asked at once, that may be chance.",
            what=what,
            value=value,
        )
    return Text(
        "For those who took part, {what} changed by {value:+,.2f} beside the others; as one of several questions "
        "asked at once, that may be chance.",
        what=what,
        value=value,
    )


def _beside(beside: pl.DataFrame, indicator: str) -> Finding:
    """One cluster beside one: what befell one of them alone cannot be told apart from what its members did."""
    row: dict[str, Any] = best_scale(beside, indicator) or {}
    value, low, high, unit = as_share(row)
    few = a_few(row["treated"]) or a_few(row["others"])
    title = (
        Text("Too few were seen twice, here or there, to compare {what} in public.", what=named(indicator))
        if few
        else Text(
            "Here {what} changed by {value:+.0%} beside the comparison cluster; with one cluster beside one that "
            "cannot be told from what befell one of them.",
            what=named(indicator),
            value=value,
        )
        if unit == "share"
        else Text(
            "Here {what} changed by {value:+,.2f} beside the comparison cluster; with one cluster beside one that "
            "cannot be told from what befell one of them.",
            what=named(indicator),
            value=value,
        )
    )
    return Finding(
        code=f"outcomes.beside.{indicator}",
        title=title,
        value=value,
        low=low,
        high=high,
        unit="share" if unit == "share" else ("1 to 5" if indicator in SCORES else ""),
        n=row["treated"] + row["others"],
        method=Text(
            "Change here minus change in the comparison cluster; the interval is of places within both and holds "
            "nothing of what befell a whole cluster: with two clusters no p can be smaller than 1/2."
        ),
        source="Card & Krueger 1994; Donald & Lang 2007",
        question=Text("What else befell us, or them, in these years?"),
        evidence={key: row[key] for key in ("p", "smallest", "treated", "others", "by", "method")} | {"few": few},
    )


def _design(panel: Panel, balance: pl.DataFrame) -> Finding:
    here = panel.rows.filter((pl.col("side") == "here") & pl.col("after").is_not_null()).unique("enterprise")
    treated, others = int(here["took_part"].sum()), int((~here["took_part"]).sum())
    known = balance.filter(pl.col("against") == "others").drop_nulls("gap")
    apart = known.filter(pl.col("gap").abs() > APART)
    few = a_few(treated) or a_few(others)
    widest = float(known["gap"].abs().max()) if known.height else None  # type: ignore[arg-type]
    return Finding(
        code="outcomes.design",
        title=Text(
            "Nobody here is noted to have taken part in joint work, or everybody did: there is nobody to compare."
        )
        if not treated or not others
        else Text("A few took part, or a few did not: a comparison would be of single people.")
        if few
        else Text(
            "{treated} owners took part by their own choice and {others} did not; {copied} of these copied it. Before, "
            "the two differed clearly in {apart} of {asked} things.",
            treated=treated,
            others=others,
            copied=panel.copied if not a_few(panel.copied) else Text("a few"),
            apart=apart.height,
            asked=known.height,
        ),
        value=widest if treated and others else None,
        unit="standard deviations",
        n=treated + others,
        method=Text(
            "Baseline means of those who took part and of the others, in standard deviations; apart from a quarter on. "
            "People choose to take part: no comparison of this kind proves a cause."
        ),
        source="Imbens & Rubin 2015; Heckman, Smith & Clements 1997",
        question=Text("Why did some join and others not, and would they have done as well alone?"),
        sign="unknown",
        evidence={"few": few, "apart": dict(apart.select("indicator", "gap").iter_rows()), "copied": panel.copied},
    )


def _trends(events: pl.DataFrame) -> Finding:
    """Whether both sides moved alike before the baseline, at its widest, corrected over all that was looked at."""
    before = events.filter(pl.col("before"))
    rows = with_holm(before.drop("p_holm").to_dicts(), ("against",)) if before.height else []
    known = [row for row in rows if row["p_holm"] is not None]
    apart = [row for row in known if float(str(row["p_holm"])) < ALPHA]
    return Finding(
        code="outcomes.trends",
        title=Text(
            "Whether both sides moved alike before cannot be tested: no round with outcomes lies before the baseline. "
            "That they would have moved alike is a belief."
        )
        if not known
        else Text(
            "Before the baseline both sides did not move alike in {apart} of {n} comparisons: what came after cannot "
            "be laid to the joint work.",
            apart=len(apart),
            n=len(known),
        )
        if apart
        else Text(
            "Before the baseline both sides moved alike as far as {n} comparisons can see, which is not far.",
            n=len(known),
        ),
        value=float(len(apart)) if known else None,
        n=len(known),
        method=Text("Differences of changes between earlier rounds and the baseline, corrected for all of them."),
        source="Angrist & Pischke 2009; Roth 2022",
        question=Text("Were those who joined already on their way up, or down?"),
        sign="unknown" if not known else "hinders" if apart else "mixed",
    )


def _power(inside: pl.DataFrame, beside: pl.DataFrame) -> Finding:
    told = inside if inside.height else beside
    row = next((row for name in ("profit", "served", "own_view") if (row := best_scale(told, name))), None)
    seen = None if row is None else row["detectable"]
    known = float(seen) if isinstance(seen, float) and math.isfinite(seen) else None
    share = row is not None and row["scale"] == "log"
    what = named(str(row["indicator"])) if row is not None else Text("the profit of the year")
    return Finding(
        code="outcomes.power",
        title=Text(
            "What this comparison could have shown cannot be said: there is none, or too few places or households."
        )
        if known is None
        else Text(
            "This comparison would have shown a difference of {least:.0%} or more in {what} in 80 of 100 cases; "
            "smaller ones it mostly misses.",
            least=math.expm1(known),
            what=what,
        )
        if share
        else Text(
            "This comparison would have shown a difference of {least:,.2f} or more in {what} in 80 of 100 cases; "
            "smaller ones it mostly misses.",
            least=known,
            what=what,
        ),
        value=None if known is None else math.expm1(known) if share else known,
        unit="share" if share else "",
        n=0 if row is None else int(str(row["treated"])) + int(str(row["others"])),
        method=Text("(t of 0.975 + t of 0.8) times the error, degrees of freedom one less than places or households."),
        source="Bloom 1995",
        question=Text("Is a difference of that size worth asking for, or should more be asked, or longer?"),
    )
