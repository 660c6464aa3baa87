"""What an appraisal says, as findings with a question each."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.livelihoods.able import ABLE
from edulis.engine.livelihoods.appraisal import Appraisal
from edulis.engine.telling import one_sided
from edulis.schema import Process, Text


def tell(answer: Appraisal, new: Process, currency: str) -> Appraisal:
    """The same answer with its findings."""
    first = (_margin(answer, new, currency), _cash(answer, currency))
    return replace(answer, findings=(*first, _labour(answer), _skill(answer, new), _who(answer)))


def _margin(answer: Appraisal, new: Process, currency: str) -> Finding:
    n = answer.doing
    return Finding(
        code="appraisal.margin",
        title=Text("What “{name}” would leave cannot be said: prices are missing.", name=new.name)
        if answer.margin is None
        else Text(
            "“{name}” would leave {value:,.0f} {currency} for one unit ({low:,.0f} to {high:,.0f}), before own work.",
            name=new.name, value=answer.margin, currency=currency, low=answer.margin_low, high=answer.margin_high,
        )
        if answer.per_day is None
        else Text(
            "“{name}” would leave {value:,.0f} {currency} for a day of work ({low:,.0f} to {high:,.0f}).",
            name=new.name, value=answer.per_day, currency=currency,
            low=answer.per_day_low, high=answer.per_day_high,
        ),
        value=answer.margin if answer.per_day is None else answer.per_day,
        low=answer.margin_low if answer.per_day is None else answer.per_day_low,
        high=answer.margin_high if answer.per_day is None else answer.per_day_high,
        unit=currency,
        n=n,
        missing=len(answer.unpriced),
        method=Text("Product and by-products less inputs at told prices; the range draws prices and recipe together."),
        source="Upton 1996",
        question=Text("Would the price hold if more of you made it, and which costs are not in this?"),
        evidence={"unpriced": answer.unpriced, "margin": answer.margin},
    )  # fmt: skip


def _cash(answer: Appraisal, currency: str) -> Finding:
    return Finding(
        code="appraisal.cash",
        title=Text("How much money it takes cannot be said: prices or the usual amount are missing.")
        if answer.needed is None
        else Text("It takes {needed:,.0f} {currency}, which is not back within ten years.", needed=answer.needed,
                  currency=currency)
        if answer.back is None
        else Text("It takes {needed:,.0f} {currency}, which is back in month {back}.", needed=answer.needed,
                  currency=currency, back=answer.back),
        value=answer.needed,
        unit=currency,
        n=0 if answer.needed is None else 1,
        missing=0,
        method=Text("Deepest point of the sum of cash, own work not paid; back when the sum stays above zero."),
        source="Gittinger 1982",
        question=Text("Who could wait so long for their money, and what if it comes later?"),
        evidence={"back": answer.back, "level": answer.level},
    )  # fmt: skip


def _labour(answer: Appraisal) -> Finding:
    rows = answer.months.drop_nulls("hours")
    most = rows.sort("hours", "month_of_year", descending=[True, False]).head(1).to_dicts()
    told = answer.slack_share is not None and answer.peak_share is not None
    return Finding(
        code="appraisal.labour",
        title=Text("How much work it takes, and when, cannot be said: its hours or the usual amount are missing.")
        if not most
        else Text(
            "It takes up to {hours:,.0f} hours a month; {slack:.0%} of its work meets trades in slack months and "
            "{peak:.0%} trades at their peak.",
            hours=most[0]["hours"], slack=answer.slack_share, peak=answer.peak_share,
        )
        if told
        else Text("It takes up to {hours:,.0f} hours a month; how busy people are then is not known.",
                  hours=most[0]["hours"]),
        value=most[0]["hours"] if most else None,
        unit="hours",
        n=int(answer.who.height),
        missing=int(answer.who["hands"].null_count()) if answer.who.height else 0,
        method=Text("Hours by recipe in its season, beside the slack and peak months of the trades."),
        source="Upton 1996",
        question=Text("Whose work would it be, and what would they leave undone for it?"),
        evidence={"slack": answer.slack_share, "peak": answer.peak_share},
    )  # fmt: skip


def _skill(answer: Appraisal, new: Process) -> Finding:
    few = 0 < answer.skilled < 3 and not enough(answer.skilled, "enterprises")
    named = new.skill is not None
    return Finding(
        code="appraisal.skill",
        title=Text("Which skill it needs, nobody told; nobody here makes this product yet.")
        if not named and not answer.skilled
        else Text("A few here have done this work or something close to it.")
        if few
        else Text("{n} enterprises here make this product or have the skill it needs.", n=answer.skilled)
        if answer.skilled
        else Text("Nobody here has the skill it needs: {skill}.", skill=new.skill or ""),
        value=None if few else float(answer.skilled),
        unit="enterprises",
        n=answer.skilled,
        missing=0,
        method=Text("Enterprises that run this technique, another for the same product, or one of the same skill."),
        source="Bell & Albu 1999",
        question=Text("From whom could it be learned, and would they teach it?"),
        evidence={"few": few, "doing": answer.doing},
    )


def _who(answer: Appraisal) -> Finding:
    known = answer.who.filter(pl.col("could").is_not_null())
    able = int(known["could"].sum() or 0) if known.height else 0
    few = one_sided(able, known.height)
    lacking = {name: int((~answer.who[name].drop_nulls()).sum()) for name in ABLE} if answer.who.height else {}
    return Finding(
        code="appraisal.who",
        title=Text("Who could begin cannot be said: land, hands, money and skill are not known of any household.")
        if not known.height
        else Text("Few households, or nearly all, have the land, hands, money and skill to begin alone.")
        if few
        else Text(
            "{n} of {total} households have the land, hands, money and skill to begin alone.",
            n=able, total=known.height,
        ),
        value=None if few or not known.height else float(able),
        unit="households",
        n=known.height,
        missing=answer.who.height - known.height,
        method=Text("Land for what grows, spare hours in each month, working capital, and the skill."),
        source="Ellis 2000",
        question=Text("Who of the others could begin together, sharing what each lacks?"),
        evidence={"few": few, "lacking": lacking},
    )  # fmt: skip
