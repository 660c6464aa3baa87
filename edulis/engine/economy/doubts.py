"""What in the matrix does not fit: incomes as told, those who pay more than they take in, closed sets."""

from __future__ import annotations

import numpy as np

from edulis.engine.economy.material import Material, counts
from edulis.engine.finding import Finding
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text


def told(material: Material) -> Finding:
    """Incomes worked out from deliveries beside those that households told."""
    told = float(material.books.groups["told"].sum())
    accounts = material.made.matrix.accounts
    homes = (accounts["role"] == "household").to_numpy()
    found = float(material.made.matrix.received[homes].sum()) if homes.size else 0.0
    ratio = found / told if told > 0 else None
    asked = material.known["income"]["household"].n_unique()
    number = int(material.books.groups["households"].sum() or 0)
    few = a_few(asked) or one_sided(asked, max(number, asked))
    title = (
        Text("Incomes that follow from deliveries are {ratio:.0%} of the incomes that households told.", ratio=ratio)
        if ratio is not None and not few
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
        evidence={"few": few},
    )


def beyond(material: Material) -> Finding:
    """How many told of paying more than they take in, and how much that is of all sales."""
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
        **counts(material),
        method=Text("Purchases and wages above sales and own use; what is missing stands in an account of its own"),
        source="Pyatt & Round 1985",
        question=Text("Which sales, stocks or loans have we not heard of yet?"),
        evidence={"few": few, "enterprises": names, "beyond": made.beyond, "silent": made.capped},
    )


def shut(material: Material) -> list[Finding]:
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
