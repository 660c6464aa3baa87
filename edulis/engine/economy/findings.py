"""What the economy's reading says, as findings with a question each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assembling import Assembled
from edulis.engine.economy.books import Books
from edulis.engine.economy.bottlenecks import Bottlenecks
from edulis.engine.economy.summary import ALL
from edulis.engine.finding import Finding
from edulis.engine.telling import betrays, one_sided
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

SUSPECT = 3.0  # a multiplier above this is doubted: restricted village matrices have 1.4 to 2.3
_SAM = "Pyatt & Round 1979; Miller & Blair 2022"
_KINDS = dict(ENTERPRISE_KIND)
_LEAKS = {
    "suppliers": Text("suppliers elsewhere"),
    "elsewhere": Text("what people here buy elsewhere"),
    "savings": Text("savings and debts"),
    "unknown": Text("partners nobody can name"),
    "unexplained": Text("what nobody can explain"),
    "taxes": Text("taxes and fees"),
    "own_use": Text("own goods eaten at home"),
    "owners": Text("owners without a household here"),
}


@dataclass(frozen=True, slots=True)
class Material:
    """What findings are made of: the round, its books and matrix, the tables, and who sells outside."""

    known: Cluster
    books: Books
    made: Assembled
    stop: Bottlenecks | None
    tables: Mapping[str, pl.DataFrame]
    radius: tuple[float, float]
    sold: pl.DataFrame  # code, kind, amount


def findings(material: Material) -> tuple[Finding, ...]:
    """All findings; one that cannot be said has no value, and its title says why."""
    return (
        _multiplier(material),
        _kinds(material),
        _reached(material, "gender", "women"),
        _reached(material, "poor", "yes"),
        _leak(material),
        _bottleneck(material),
        _prices(material),
        _told(material),
        _beyond(material),
        *_shut(material),
    )


def _whole(material: Material) -> dict[str, Any] | None:
    """The row of all kinds together; None where nobody sells outside."""
    rows = material.tables["kinds"].filter(pl.col("kind") == ALL).to_dicts()
    return rows[0] if rows else None


def _few(material: Material, kind: str | None = None) -> bool:
    sold = material.sold if kind is None else material.sold.filter(pl.col("kind") == kind)
    return betrays(sold["amount"].to_list())


def _counts(material: Material) -> dict[str, Any]:
    told = material.books.told
    return {"n": int(told.sum()), "missing": int((~told).sum())}


def _multiplier(material: Material) -> Finding:
    row, few = _whole(material), _few(material)
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
        **_counts(material),
        method=Text("Social accounting matrix of the enterprises; what is earned is spent again, in part here"),
        source=_SAM,
        question=Text("Through whose hands does the money of an outside sale go before it leaves again?"),
        sign="unknown" if row is None else "helps",
        evidence={"few": few} | ({} if row is None else row) | {"spectral_radius": material.radius},
    )


def _kinds(material: Material) -> Finding:
    """The kinds of which an outside sale leaves most and least to people here, among those that can be told."""
    rows = material.tables["kinds"].filter(pl.col("kind") != ALL).drop_nulls("income")
    open_rows = [row for row in rows.to_dicts() if not _few(material, row["kind"])]
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
        source=_SAM,
        question=Text("Which outside sales should we seek together, if more is to stay here?"),
        evidence={"kinds": {row["kind"]: row["income"] for row in ranked}},
    )


def _reached(material: Material, dimension: str, value: str) -> Finding:
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


def _leak(material: Material) -> Finding:
    rows = material.tables["leaks"].filter(pl.col("share") > 0)
    row, few = _whole(material), _few(material)
    if row is None or rows.is_empty():
        title = Text("Where money leaks cannot be said: no sale to outside buyers with its value is known.")
        value = None
    else:
        leaks = dict(rows.select("to", "share").iter_rows())
        value = float(leaks.get("suppliers", 0.0) + leaks.get("elsewhere", 0.0))
        named = [to for to in leaks if to in _LEAKS and leaks[to] >= 0.005][:4]
        parts = tuple(Text("{amount:.0f} to {to}", amount=100 * leaks[to], to=_LEAKS[to]) for to in named)
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
        **_counts(material),
        method=Text(
            "Share of outside demand that each account outside takes up in the end; together they are all of it"
        ),
        source=_SAM,
        question=Text("What do we buy elsewhere that somebody here could make, grow or sell?"),
        sign="unknown" if value is None else "hinders" if value > 0.5 else "mixed",
        evidence={"few": few, "leaks": dict(rows.select("to", "share").iter_rows()), "suppliers": bounds.to_dicts()},
    )


def _bottleneck(material: Material) -> Finding:
    stop = material.stop
    base: dict[str, Any] = {
        "method": Text(
            "Linear programme over months: techniques, raw material and hours; what one unit more of each would bring"
        ),
        "source": "Dantzig 1963",
        "question": Text("What stops us first when more is asked of us, and who could widen it with us?"),
    }
    if stop is None:
        title = Text("What would stop more sales cannot be said: capacities, recipes or outside sales are not known.")
        return Finding(code="economy.bottleneck", title=title, value=None, n=0, missing=0, **base)
    tight = stop.limits.filter(pl.col("one_percent") > 0)
    worst = (
        tight.group_by("kind", "what").agg(
            pl.col("one_percent").sum(), month=pl.col("month").sort_by("one_percent", "month").last(), months=pl.len()
        ).sort("one_percent", "kind", "what", descending=[True, False, False])
    )  # fmt: skip
    makers = material.known["activity"]["enterprise"].n_unique()
    few = makers < 3 or _few(material)
    if few:
        title = Text("So few make goods here that no figure can be told of what would stop more sales.")
    elif worst.is_empty():
        title = Text(
            "If outside buyers took {increase:.0%} more of everything, it could be made with what is there, as told.",
            increase=stop.increase,
        )
    else:
        what = _limit(material.known, *worst.row(0)[:2])
        title = Text(
            "If outside buyers took {increase:.0%} more of everything, {served:.0%} of it could be made; what stops "
            "the rest first is {what}, most of all in {month:month}.",
            increase=stop.increase,
            served=stop.served,
            what=what,
            month=worst["month"][0],
        )
    return Finding(
        code="economy.bottleneck",
        title=title,
        value=stop.served,
        unit="share",
        n=makers,
        missing=int(material.known["activity"]["capacity"].null_count()),
        sign="hinders" if not few and worst.height else "unknown",
        evidence={"few": few, "worst": worst.head(5).to_dicts(), "gained": stop.gained},
        **base,
    )


def _limit(known: Cluster, kind: str, what: str) -> Text:
    if kind == "hours":
        return Text("hours of work")
    record = "product" if kind == "raw" else "process"
    names = known[record].filter(pl.col("code") == what)["name"].drop_nulls()
    name = str(names[0]) if names.len() else what
    return Text("too little {name}", name=name) if kind == "raw" else Text("what can be made with {name}", name=name)


def _prices(material: Material) -> Finding:
    rows = {row["shock"]: row for row in material.tables["prices"].to_dicts()}
    row, few = rows.get("demand") or rows.get("transfer"), _few(material)
    if row is None:
        title = Text("What is left of it when prices here rise cannot be said: incomes and sales are not known enough.")
    elif few:
        title = Text("So few sell to outside buyers that no figure can be told of what rising prices leave.")
    elif row["shock"] == "demand":
        title = Text(
            "If prices and wages here rise with more outside demand, people here earn {nominal:.0f} of each 100 more, "
            "and can buy {real:.0f} more with it; with fixed prices it would be {fixed:.0f}.",
            nominal=100 * row["nominal"], real=100 * row["real"], fixed=100 * row["fixed"],
        )  # fmt: skip
    else:
        title = Text(
            "If households here get 100 from elsewhere, incomes here rise by {nominal:.0f} and, prices counted, by "
            "{real:.0f}; with fixed prices it would be {fixed:.0f}.",
            nominal=100 * row["nominal"], real=100 * row["real"], fixed=100 * row["fixed"],
        )  # fmt: skip
    # A transfer's multiplier has a band in the literature; that of a sale is smaller, since inputs leave at once.
    transfer = rows.get("transfer")
    doubtful = transfer is not None and (transfer["nominal"] > SUSPECT or transfer["real"] > transfer["nominal"] + 1e-9)
    return Finding(
        code="economy.prices",
        title=title,
        value=None if row is None else row["real"],
        low=None if row is None else row["real_low"],
        high=None if row is None else row["real_high"],
        unit="money per money of shock",
        **_counts(material),
        method=Text("Village model with prices that clear markets here, land and capital fixed; parameters drawn"),
        source="Taylor & Filipski 2014; Haggblade, Hammer & Hazell 1991",
        question=Text("If more is asked of us, do we make more, or do things here only become dearer?"),
        sign="unknown" if row is None else "mixed",
        evidence={"few": few, "doubtful": doubtful, "shocks": list(rows.values())},
    )


def _told(material: Material) -> Finding:
    """Incomes worked out from deliveries beside those that households told."""
    told = float(material.books.groups["told"].sum())
    accounts = material.made.matrix.accounts
    homes = (accounts["role"] == "household").to_numpy()
    found = float(material.made.matrix.received[homes].sum()) if homes.size else 0.0
    ratio = found / told if told > 0 else None
    asked = material.known["income"]["household"].n_unique()
    number = int(material.books.groups["households"].sum() or 0)
    title = (
        Text("Incomes that follow from deliveries are {ratio:.0%} of the incomes that households told.", ratio=ratio)
        if ratio is not None and not one_sided(asked, max(number, asked)) and asked >= 5
        else Text("Whether incomes fit deliveries cannot be told: too few households told of their incomes.")
    )
    return Finding(
        code="economy.told",
        title=title,
        value=ratio,
        unit="share",
        n=asked,
        missing=max(number - asked, 0),
        method=Text("What is left of sales after purchases and wages, plus wages and transfers, over incomes as told"),
        source="Taylor & Adelman 1996",
        question=Text("Which income or cost was forgotten: own food, sales to neighbours, repairs, interest?"),
        sign="unknown",
    )


def _beyond(material: Material) -> Finding:
    made = material.made
    firms = (made.matrix.accounts["role"] == "enterprise").to_numpy()
    sales = float(made.matrix.received[firms].sum())
    told = material.books.told
    n = int(made.overdrawn.size)
    share = made.beyond / sales if sales > 0 else None
    names = made.matrix.accounts["code"].gather(made.overdrawn).to_list()
    few = one_sided(n, int(told.sum()))
    title = (
        Text("Whether enterprises pay more than they take in cannot be said: no values of deliveries are known.")
        if share is None
        else Text("As told, a few enterprises or none pay more than they take in.")
        if few or n == 0
        else Text(
            "{n} enterprises that answered told of paying more than they take in; that is {share:.1%} of all sales.",
            n=n,
            share=share,
        )
    )
    return Finding(
        code="economy.overdrawn",
        title=title,
        value=share,
        unit="share",
        **_counts(material),
        method=Text("Purchases and wages above sales and own use; what is missing stands in an account of its own"),
        source="Pyatt & Round 1985",
        question=Text("Which sales, stocks or loans have we not heard of yet?"),
        evidence={"few": few, "enterprises": names, "beyond": made.beyond, "silent": made.capped},
    )


def _shut(material: Material) -> list[Finding]:
    """Accounts that pay each other only, so that a demand there would have no end: left out, and named as evidence."""
    shut = material.made.shut
    if shut.size == 0:
        return []
    accounts = material.made.matrix.accounts
    return [
        Finding(
            code="economy.closed",
            title=Text(
                "Some accounts pay each other only; they are left out, for a sale there would multiply without end."
            ),
            value=float(shut.size),
            n=int(np.count_nonzero((accounts["role"] == "enterprise").to_numpy())),
            method=Text("Walking back from all accounts that pay to somebody outside"),
            source="Miller & Blair 2022",
            question=Text("What do they buy or spend elsewhere that nobody told of?"),
            evidence={"accounts": accounts["account"].gather(shut).to_list()},
        )
    ]
