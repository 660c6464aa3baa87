"""What the order of markets says, how firm it is, and what nobody could weigh."""

from __future__ import annotations

import math

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.markets.ranking import Ranking
from edulis.engine.telling import a_few
from edulis.schema import RECORD_BY_NAME, Text, columns

VALUE = "Keeney & Raiffa 1976"
_METHOD = Text(
    "Additive value on fixed scales, so that one more market never turns the order of the others; what is not known "
    "lies at the middle of its scale for the order and anywhere on it for the share of all weights."
)


def tell_order(cluster: Cluster, order: Ranking, table: pl.DataFrame) -> list[Finding | None]:
    """The first market with how firm it is, what the cross-checks say, and the weight on what nobody knows."""
    if order.options.is_empty() or table.is_empty():
        return []
    return [_first(order), _cross_checked(order), _silent(cluster, order)]


def _first(order: Ranking) -> Finding:
    row = order.options.row(0, named=True)
    firm = row["firm"] if row["firm"] is not None else float("nan")
    n = order.options.height
    gaps = {"market": row["name"], "n": n, "first": row["first"]}
    if n == 1:
        title = Text("{market} is the only market that was described, so nothing can be compared.", market=row["name"])
    elif order.given == "equal":
        title = Text(
            "Nobody was asked what counts most. With equal weights {market} comes first of {n} markets, and it is "
            "first under {first:.0%} of all weights one could give.",
            **gaps,
        )
    elif a_few(order.voices):
        title = Text("So few gave points that what comes first by them is not told in public.")
    elif order.given == "given":
        title = Text(
            "With the weights that were given {market} comes first of {n} markets, and it is first under {first:.0%} "
            "of all weights one could give.",
            **gaps,
        )
    else:
        title = Text(
            "By the points of {voices} members {market} comes first of {n} markets; it stays first in {firm:.0%} of "
            "draws of these members, and under {first:.0%} of all weights one could give.",
            voices=order.voices,
            firm=firm,
            **gaps,
        )
    half = 1.96 * row["first_error"]
    return Finding(
        code="markets.first",
        title=title,
        value=row["first"] if n > 1 else None,
        low=max(row["first"] - half, 0.0) if n > 1 else None,
        high=min(row["first"] + half, 1.0) if n > 1 else None,
        unit="share of all weights",
        n=n,
        missing=int(order.options["unknown"].sum()),
        method=_METHOD,
        source=VALUE + "; Lahdelma & Salminen 2001",
        question=Text("What would have to be different for another market to be first for you?"),
        evidence={
            "order": order.options["market"].to_list(),
            "firm": None if math.isnan(firm) else firm,
            "dominated": order.options.filter("dominated")["market"].sort().to_list(),
            "given": order.given,
            "few": a_few(order.voices),
        },
    )


def _cross_checked(order: Ranking) -> Finding | None:
    if order.options.height < 2:
        return None
    rows = order.options
    first = rows["market"][0]
    names = {
        method: rows.filter(pl.col(f"{method}_rank") == 1)["market"].to_list() for method in ("topsis", "promethee")
    }
    same = all(first in found for found in names.values())
    other = next((found[0] for found in names.values() if first not in found and found), first)
    return Finding(
        code="markets.cross_check",
        title=Text("Two other ways of reckoning put the same market first.")
        if same
        else Text(
            "Another way of reckoning puts another market first: {market}. The order hangs on how one reckons.",
            market=rows.filter(pl.col("market") == other)["name"][0],
        ),
        value=None if math.isnan(order.tau_topsis) else order.tau_topsis,
        unit="Kendall's τ with TOPSIS",
        n=rows.height,
        method=Text("The same weights and scales in TOPSIS and PROMETHEE II; agreement of orders by Kendall's τ."),
        source="Hwang & Yoon 1981; Brans & Vincke 1985; Kendall 1945",
        question=Text("Which of the markets that come first in one way or the other would you look at more closely?"),
        evidence={**names, "tau_promethee": None if math.isnan(order.tau_promethee) else order.tau_promethee},
    )


def _silent(cluster: Cluster, order: Ranking) -> Finding | None:
    if order.silent < 0.005 or order.given == "equal":
        return None
    titles = {
        code: title
        for column in columns(RECORD_BY_NAME["weight"])
        if column.name == "criterion"
        for code, title in column.choices
    }
    used = set(order.weights["criterion"].to_list())
    points = cluster["weight"].filter(~pl.col("criterion").is_in(sorted(used)) & (order.given == "members"))
    rows = points.group_by("criterion").agg(pl.col("points").sum()).filter(pl.col("points") > 0)
    rows = rows.sort(["points", "criterion"], descending=[True, False])
    code = rows["criterion"][0] if rows.height else None
    return Finding(
        code="markets.silent",
        title=Text(
            "{share:.0%} of the weight lies on points of view of which nothing is known of any market.",
            share=order.silent,
        )
        if code is None
        else Text(
            "{share:.0%} of the weight lies on points of view of which nothing is known of any market, above all: "
            "{criterion}.",
            share=order.silent,
            criterion=Text(titles[code]),
        ),
        value=order.silent,
        unit="share of weight",
        n=order.voices,
        method=Text("Mean share of members' points on points of view for which no market has a score."),
        source=VALUE,
        question=Text("Who could say, market by market, how it stands with that?"),
        evidence={"criteria": rows["criterion"].to_list()},
    )
