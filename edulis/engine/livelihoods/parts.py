"""What livelihoods say of groups: the poorest trade, reliance on the cluster, control, hired workers and the city."""

from __future__ import annotations

import math

import polars as pl

from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.livelihoods.result import Livelihoods
from edulis.engine.telling import one_sided
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

_KINDS = dict(ENTERPRISE_KIND)


def part_findings(answer: Livelihoods) -> list[Finding]:
    """Findings on groups of households and on those who live from the cluster elsewhere."""
    return [*_poorest(answer), _reliance(answer), _control(answer), _hired(answer), _city(answer), _urban(answer)]


def _poorest(answer: Livelihoods) -> list[Finding]:
    """The trade with the most poor, where enough people of enough households tell of it."""
    rows = answer.groups.filter((pl.col("dimension") == "kind") & pl.col("headcount").is_not_null())
    told = [
        row | dict(zip(("low", "high"), _wilson(row["headcount"], row["households"]), strict=True))
        for row in rows.to_dicts()
        if enough(row["households"], "enterprises")
        and not one_sided(round(row["headcount"] * row["people"]), row["people"])
    ]
    told = sorted(told, key=lambda row: (-row["low"], row["part"]))
    if not told or told[0]["headcount"] <= 0:
        return []
    worst = told[0]
    title = (
        Text(
            "Most often poor are people in households without an enterprise of their own: {share:.0%} of them.",
            share=worst["headcount"],
        )
        if worst["part"] == "none"
        else Text(
            "Most often poor are people whose household's main trade is: {kind} ({share:.0%} of them).",
            kind=Text(_KINDS[worst["part"]]),
            share=worst["headcount"],
        )
    )
    return [
        Finding(
            code="livelihoods.poorest",
            title=title,
            value=worst["headcount"],
            low=worst["low"],
            high=worst["high"],
            unit="share",
            n=worst["households"],
            missing=worst["missing"],
            method=Text(
                "Headcount of each trade's households, weighed by people; told is the highest lower bound (Wilson)."
            ),
            source="Foster, Greer & Thorbecke 1984",
            question=Text("What keeps these households there, and what have those who left it done?"),
            evidence={"by_kind": {row["part"]: row["headcount"] for row in told}},
        )
    ]


def _wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of n households. Source: Wilson (1927)."""
    z = 1.959963984540054
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _so_few(households: int) -> bool:
    """Whether the income of so many households would show one of them: at least 1, fewer than 3."""
    return households > 0 and not enough(households, "enterprises")


def _reliance(answer: Livelihoods) -> Finding:
    whole = answer.groups.filter(pl.col("dimension") == "all").to_dicts()
    value = whole[0]["cluster_share"] if whole else None
    earners = {name: answer.households.filter(pl.col(name) > 0).height for name in ("own", "wages", "elsewhere")}
    few = _so_few(earners["elsewhere"])
    return Finding(
        code="livelihoods.reliance",
        title=Text("How far households live from the cluster cannot be said: no income was told.")
        if value is None
        else Text("Nearly all income comes from own enterprises here and from wages; a few live from elsewhere too.")
        if few
        else Text("{share:.0%} of the income comes from own enterprises here and from wages.", share=value)
        if _so_few(earners["own"]) or _so_few(earners["wages"])
        else Text(
            "{share:.0%} of the income comes from own enterprises here ({own:.0%}) and from wages ({wages:.0%}).",
            share=value, own=whole[0]["own_share"], wages=whole[0]["wage_share"],
        ),
        value=value,
        low=whole[0]["own_share"] if whole else None,
        high=value,
        unit="share",
        n=whole[0]["households"] if whole else 0,
        missing=whole[0]["missing"] if whole else 0,
        method=Text(
            "Incomes above zero from a source that an enterprise of the household gives, and wages; the lower bound "
            "takes all wages as earned elsewhere."
        ),
        source="Ellis 2000",
        question=Text("Who would be hit hardest if the cluster had a bad year, and what else could they do?"),
        evidence={
            "few": few,
            "by_kind": dict(
                answer.groups.filter(pl.col("dimension") == "kind").select("part", "cluster_share").iter_rows()
            )
        },
    )  # fmt: skip


def _control(answer: Livelihoods) -> Finding:
    rows = answer.control.filter(pl.col("source") == "all").to_dicts()
    row = rows[0] if rows else None
    value = row["women"] if row else None
    hours = row["women_hours"] if row else None
    few = row is not None and (not enough(row["households"], "people") or _so_few(row["fewest"] or 0))
    return Finding(
        code="livelihoods.control",
        title=Text("Who decides over income cannot be said: nobody told.")
        if row is None or value is None
        else Text("So few told who decides over income that it cannot be shown.")
        if few
        else Text(
            "Women decide alone over {women:.0%} of the income, men over {men:.0%}; both together over {both:.0%}.",
            women=row["women"], men=row["men"], both=row["both"],
        )
        if hours is None
        else Text(
            "Women work {hours:.0%} of the hours and decide alone over {women:.0%} of the income, men over {men:.0%}; "
            "both together over {both:.0%}.",
            hours=hours, women=row["women"], men=row["men"], both=row["both"],
        ),
        value=value,
        low=value,
        high=None if row is None or value is None else value + row["both"],
        unit="share",
        n=row["households"] if row else 0,
        missing=0,
        method=Text("Incomes above zero by who decides over them, beside the share of hours that women work."),
        source="Haddad, Hoddinott & Alderman 1997",
        question=Text("Is it right so, and does who works also have a say?"),
        sign="unknown" if value is None or hours is None or row is None
        else "hinders" if value + row["both"] < hours - 0.1 else "mixed",
        evidence={"few": few, "women_hours": hours, "unknown": row["unknown"] if row else None},
    )  # fmt: skip


def _hired(answer: Livelihoods) -> Finding:
    row = answer.outside.filter(pl.col("group") == "hired").to_dicts()[0]
    few = not enough(row["enterprises"], "enterprises")
    value = None if row["share"] is None else row["share"]
    return Finding(
        code="livelihoods.hired",
        title=Text("What hired people earn here cannot be said: nobody told of wages.")
        if value is None
        else Text("So few enterprises pay wages that they cannot be shown.")
        if few
        else Text(
            "Of the wages paid here {share:.0%} are not found again in households of the place: they go to workers "
            "from elsewhere, or were not told.",
            share=value,
        ),
        value=value,
        unit="share",
        n=row["enterprises"],
        missing=0,
        method=Text("Wages that enterprises paid, told or by their hired hours, less wages that households here told."),
        source="Ellis 2000",
        question=Text("Where do those who work for wages come from, and who speaks for them here?"),
        evidence={"few": few, "amount": row["amount"], "hours": row["hours"]},
    )


def _city(answer: Livelihoods) -> Finding:
    row = answer.outside.filter(pl.col("group") == "city").to_dicts()[0]
    few = row["share"] is not None and not enough(row["enterprises"], "enterprises")
    return Finding(
        code="livelihoods.city",
        title=Text("What the city takes cannot be said: no sales with a value were told.")
        if row["share"] is None
        else Text("So few enterprises sell to town that it cannot be shown.")
        if few
        else Text(
            "Buyers in towns take {share:.0%} of all that is sold here, with {tonnes:,.0f} t of food.",
            share=row["share"],
            tonnes=row["food"] / 1000,
        ),
        value=row["share"],
        unit="share",
        n=row["enterprises"],
        missing=0,
        method=Text("Value of sales to buyers in places that are towns, and to households of the city."),
        source="Tacoli 1998",
        question=Text("What do people in town want from you that they do not get yet?"),
        evidence={"few": few},
    )


def _urban(answer: Livelihoods) -> Finding:
    rows = {row["what"]: row for row in answer.urban.to_dicts()}
    income, work, food = (rows[what]["share"] for what in ("income", "work", "food"))
    known = [share for share in (income, work, food) if share is not None]
    n = max((row["n"] for row in rows.values()), default=0)
    few = bool(known) and not enough(min(row["n"] for row in rows.values() if row["share"] is not None), "people")
    title = (
        Text("What farming and food work in and near the city give cannot be said: nobody told.")
        if not known
        else Text("So few told what farming and food work in and near the city give that it cannot be shown.")
        if few
        else Text(
            "Farming and food work in and near the city give {income:.0%} of the income, {work:.0%} of the hours of "
            "work, and {food:.0%} of the food of these households.",
            income=income, work=work, food=food,
        )
        if len(known) == 3
        else Text("Farming and food work in and near the city give {income:.0%} of the income.", income=income)
        if income is not None
        else Text("Farming and food work in and near the city give part of the living; how much income, nobody told.")
    )  # fmt: skip
    return Finding(
        code="livelihoods.urban",
        title=title,
        value=income,
        unit="share",
        n=n,
        missing=rows["income"]["missing"],
        method=Text("Shares of income told as such, of hours in enterprises so placed, and of own food, by people."),
        source="Zezza & Tasciotti 2010",
        question=Text("What becomes of this when the city grows nearer?"),
        evidence={"few": few, **{what: row["share"] for what, row in rows.items()}},
    )
