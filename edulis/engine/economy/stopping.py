"""What stops more sales, and what rising prices leave of them."""

from __future__ import annotations

from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import LEAST
from edulis.engine.economy.material import SUSPECT, Material, counts, few_sellers
from edulis.engine.finding import Finding
from edulis.schema import Text

_ALL = 0.9995  # a share that is served in full, but for rounding


def bottleneck(material: Material) -> Finding:
    """What of more sales could be made, and what stops the rest."""
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
    tight = stop.limits.filter(pl.col("worth") > 0)
    worst = (
        tight.group_by("kind", "what").agg(
            pl.col("one_percent").sum(), month=pl.col("month").sort_by("one_percent", "month").last(), months=pl.len()
        ).sort("one_percent", "kind", "what", descending=[True, False, False])
    )  # fmt: skip
    worst = _sayable(material, worst)
    makers = material.known["activity"]["enterprise"].n_unique()
    few = makers < LEAST["enterprises"] or few_sellers(material)
    if few:
        title = Text("So few make goods here that no figure can be told of what would stop more sales.")
    elif stop.served < _ALL and worst.is_empty():
        title = Text(
            "If outside buyers took {increase:.0%} more of everything, {served:.0%} of it could be made; what stops "
            "the rest rests on so few that it is not told.",
            increase=stop.increase,
            served=stop.served,
        )
    elif worst.is_empty():
        title = Text(
            "If outside buyers took {increase:.0%} more of everything, it could be made with what is there, as told.",
            increase=stop.increase,
        )
    else:
        what = _limit(material.known, *worst.row(0)[:2])
        title = (
            Text(
                "If outside buyers took {increase:.0%} more of everything, {served:.0%} of it could be made; what "
                "stops the rest first is {what}, most of all in {month:month}.",
                increase=stop.increase, served=stop.served, what=what, month=worst["month"][0],
            )
            if material.ends is None
            else Text(
                "If outside buyers took {increase:.0%} more of everything, {served:.0%} of it could be made ({low:.0%} "
                "to {high:.0%}, as more raw material and hours can be had); what stops the rest first is {what}, most "
                "of all in {month:month}.",
                increase=stop.increase, served=stop.served, low=material.ends[0], high=material.ends[1], what=what,
                month=worst["month"][0],
            )
        )  # fmt: skip
    return Finding(
        code="economy.bottleneck",
        title=title,
        value=stop.served,
        low=None if material.ends is None else material.ends[0],
        high=None if material.ends is None else material.ends[1],
        unit="share",
        n=makers,
        missing=int(material.known["activity"]["capacity"].null_count()),
        sign="hinders" if not few and worst.height else "unknown",
        evidence={"few": few, "worst": worst.head(5).to_dicts(), "gained": stop.gained},
        **base,
    )


def _sayable(material: Material, worst: pl.DataFrame) -> pl.DataFrame:
    """The bottlenecks of at least three enterprises each: those that run the technique, or buy the raw material."""
    runs = material.known["activity"].select("enterprise", what="process", kind=pl.lit("capacity"))
    buys = material.known["trade"].select("product", enterprise="buyer").select(
        "enterprise", what="product", kind=pl.lit("raw")
    )  # fmt: skip
    many = pl.concat([runs, buys]).group_by("kind", "what").agg(n=pl.col("enterprise").n_unique())
    return (
        worst.join(many, on=["kind", "what"], how="left", maintain_order="left")
        .filter((pl.col("kind") == "hours") | (pl.col("n") >= LEAST["enterprises"]))
        .drop("n")
    )


def _limit(known: Cluster, kind: str, what: str) -> Text:
    if kind == "hours":
        return Text("hours of work")
    record = "product" if kind == "raw" else "process"
    names = known[record].filter(pl.col("code") == what)["name"].drop_nulls()
    name = str(names[0]) if names.len() else what
    return Text("too little {name}", name=name) if kind == "raw" else Text("what can be made with {name}", name=name)


def prices(material: Material) -> Finding:
    """What is left where prices here rise, beside what fixed prices would give."""
    rows = {row["shock"]: row for row in material.tables["prices"].to_dicts()}
    row, few = rows.get("demand") or rows.get("transfer"), few_sellers(material)
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
        **counts(material),
        method=Text("Village model with prices that clear markets here, land and capital fixed; parameters drawn"),
        source="Taylor & Filipski 2014; Haggblade, Hammer & Hazell 1991",
        question=Text("If more is asked of us, do we make more, or do things here only become dearer?"),
        sign="unknown" if row is None else "mixed",
        evidence={"few": few, "doubtful": doubtful, "shocks": list(rows.values())},
    )
