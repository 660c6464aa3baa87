"""Who earns from a sale to outside buyers, whose work hangs on it, and where the money goes."""

from __future__ import annotations

import polars as pl

from edulis.engine.economy.material import SAM, SUSPECT, Material, counts, few_sellers, whole
from edulis.engine.economy.summary import ALL
from edulis.engine.finding import Finding
from edulis.engine.telling import betrays, one_sided
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

_KINDS = dict(ENTERPRISE_KIND)
LEAKS = {
    "suppliers": Text("suppliers elsewhere"),
    "elsewhere": Text("what people here buy elsewhere"),
    "savings": Text("savings and debts"),
    "unknown": Text("partners nobody can name"),
    "unexplained": Text("what nobody can explain"),
    "taxes": Text("taxes and fees"),
    "own_use": Text("own goods eaten at home"),
    "owners": Text("owners without a household here"),
}


def multiplier(material: Material) -> Finding:
    """What a sale to outside buyers sets off in all."""
    row, few = whole(material), few_sellers(material)
    if row is None:
        title = Text("What a sale to outside buyers sets off cannot be said: no such sale with its value is known.")
    elif few:
        title = Text("So few sell to outside buyers that no figure can be told of what such a sale sets off.")
    elif row["output"] > SUSPECT:
        title = Text(
            "If outside buyers spend 100 more, enterprises here would take in {output:.0f} and people here earn "
            "{income:.0f}; so high a figure is doubtful, in villages it is mostly below 230.",
            output=100 * row["output"],
            income=100 * row["income"],
        )
    else:
        title = Text(
            "If outside buyers spend 100 more, enterprises here take in {output:.0f} in all, one after the other, and "
            "people here earn {income:.0f}.",
            output=100 * row["output"],
            income=100 * row["income"],
        )
    return Finding(
        code="economy.multiplier",
        title=title,
        value=None if row is None else row["income"],
        low=None if row is None else row["income_low"],
        high=None if row is None else row["income_high"],
        unit="money per money of outside demand",
        **counts(material),
        method=Text("Social accounting matrix of the enterprises; what is earned is spent again, in part here"),
        source=SAM,
        question=Text("Through whose hands does the money of an outside sale go before it leaves again?"),
        sign="unknown" if row is None else "helps",
        evidence={"few": few} | ({} if row is None else row) | {"spectral_radius": material.radius},
    )


def kinds(material: Material) -> Finding:
    """The kinds of which an outside sale leaves most and least to people here, among those that can be told."""
    rows = material.tables["kinds"].filter(pl.col("kind") != ALL).drop_nulls("income")
    open_rows = [row for row in rows.to_dicts() if not few_sellers(material, row["kind"])]
    ranked = sorted(open_rows, key=lambda row: (-row["income"], row["kind"]))
    if len(ranked) < 2:
        title = Text(
            "Which kind of enterprise leaves most of a sale to people here cannot be told: too few can be compared."
        )
        value = None
    else:
        first, last = ranked[0], ranked[-1]
        title = Text(
            "Of 100 that outside buyers spend, people here earn {most:.0f} where they buy from kind “{first}”, and "
            "{least:.0f} where they buy from kind “{last}”.",
            most=100 * first["income"], first=Text(_KINDS[first["kind"]]),
            least=100 * last["income"], last=Text(_KINDS[last["kind"]]),
        )  # fmt: skip
        value = first["income"] - last["income"]
    return Finding(
        code="economy.kinds",
        title=title,
        value=value,
        unit="money per money of outside demand",
        n=sum(row["enterprises"] for row in ranked),
        missing=rows.height - len(ranked),
        method=Text("Income multiplier of each kind, weighted by what its enterprises sell outside"),
        source=SAM,
        question=Text("Which outside sales should we seek together, if more is to stay here?"),
        evidence={"kinds": {row["kind"]: row["income"] for row in ranked}},
    )


def reached(material: Material, dimension: str, value: str) -> Finding:
    """Which share of the gain reaches a group, beside its share of households."""
    rows = material.tables["groups"].filter(pl.col("dimension") == dimension)
    known = rows.filter(~pl.col("value").is_in(["unknown", "all"]) & pl.col("households").is_not_null())
    there = known.filter(pl.col("value") == value)
    number = int(known["households"].sum() or 0)
    part = int(there["households"].sum() or 0)
    gained = float(known["gain"].sum() or 0.0)
    women = dimension == "gender"
    low = high = share = None
    few = one_sided(part, number)
    if number == 0 or gained <= 0:
        title = (
            Text("How much of an outside sale reaches women cannot be said: who controls incomes is not known.")
            if women
            else Text("How much of an outside sale reaches the poor cannot be said: who is poor is not known.")
        )
    else:
        share = float(there["gain"].sum()) / gained
        if there.height and there["low"][0] is not None:
            low, high = float(there["low"][0]) / gained, float(there["high"][0]) / gained
        fair = part / number
        title = (
            Text("How much of an outside sale reaches them cannot be told: the households of one side are too few.")
            if few
            else Text(
                "Of what households earn from outside sales, {share:.0%} goes to those where women decide about most "
                "of the money; they are {fair:.0%} of the households.",
                share=share,
                fair=fair,
            )
            if women
            else Text(
                "Of what households earn from outside sales, {share:.0%} goes to poor households; they are {fair:.0%} "
                "of the households.",
                share=share,
                fair=fair,
            )
        )
    return Finding(
        code="economy.women" if women else "economy.poor",
        title=title,
        value=share,
        low=low,
        high=high,
        unit="share",
        n=number,
        missing=int(rows["households"].sum() or 0) - number,
        method=Text("Income multipliers of groups of households; who controls the money or is poor is counted as told"),
        source="Pyatt & Round 2006",
        question=Text("Whose work is in our goods, and does what they bring reach them?"),
        sign="unknown" if share is None or few else "helps" if share >= part / number else "hinders",
        evidence={"few": few},
    )


def hours(material: Material) -> Finding:
    """Which share of all hours hangs on outside sales, through the whole chain."""
    row, few = whole(material), few_sellers(material)
    accounts = material.made.matrix.accounts.filter(pl.col("role") == "enterprise")
    worked = float(accounts["hours"].sum())
    tellers = accounts.filter(pl.col("hours") > 0).height
    share = None if row is None or worked <= 0 else min(row["hours"] * row["demand"] / worked, 1.0)
    few = few or betrays(accounts["hours"].to_list())
    return Finding(
        code="economy.hours",
        title=Text("How much work hangs on outside sales cannot be said: hours of work or outside sales are not known.")
        if share is None
        else Text("So few told of hours or sell outside that no figure can be told of the work that hangs on it.")
        if few
        else Text(
            "Of the hours of work that were told, {share:.0%} hang on sales to outside buyers, directly or through "
            "what others buy for them.",
            share=share,
        ),
        value=share,
        unit="share",
        n=tellers,
        missing=accounts.height - tellers,
        method=Text("Jobs multiplier: hours per money taken in, summed along the whole chain of each outside sale"),
        source=SAM,
        question=Text("If outside sales fell away for a year, who would be without work first?"),
        evidence={"few": few, "hours": worked},
    )


def leak(material: Material) -> Finding:
    """Where the money of an outside sale goes in the end."""
    rows = material.tables["leaks"].filter(pl.col("share") > 0)
    row, few = whole(material), few_sellers(material)
    if row is None or rows.is_empty():
        title = Text("Where money leaks cannot be said: no sale to outside buyers with its value is known.")
        value = None
    else:
        leaks = dict(rows.select("to", "share").iter_rows())
        value = float(leaks.get("suppliers", 0.0) + leaks.get("elsewhere", 0.0))
        named = [to for to in leaks if to in LEAKS and leaks[to] >= 0.005][:4]
        parts = tuple(Text("{amount:.0f} to {to}", amount=100 * leaks[to], to=LEAKS[to]) for to in named)
        title = (
            Text("So few sell to outside buyers that no figure can be told of where the money goes.")
            if few
            else Text("Of 100 that outside buyers spend, in the end leave: {parts}.", parts=parts)
        )
    bounds = rows.filter(pl.col("to") == "suppliers")
    return Finding(
        code="economy.leak",
        title=title,
        value=value,
        unit="share",
        **counts(material),
        method=Text(
            "Share of outside demand that each account outside takes up in the end; together they are all of it"
        ),
        source=SAM,
        question=Text("What do we buy elsewhere that somebody here could make, grow or sell?"),
        sign="unknown" if value is None else "hinders" if value > 0.5 else "mixed",
        evidence={"few": few, "leaks": dict(rows.select("to", "share").iter_rows()), "suppliers": bounds.to_dicts()},
    )
