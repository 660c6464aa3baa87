"""Where the raw material comes from, and where by-products go."""

from __future__ import annotations

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, betrayed, bounds, unsaid
from edulis.engine.environment.reuse import made_and_used
from edulis.engine.finding import Finding
from edulis.engine.network.deliveries import deliveries
from edulis.engine.resample import share_interval
from edulis.engine.telling import betrays
from edulis.schema import Text


def conditions(evidence: Evidence) -> list[Finding]:
    """Share of raw material from elsewhere, and share of by-products that somebody uses."""
    return [_raw(evidence), _reused(evidence)]


def _raw(evidence: Evidence) -> Finding:
    method = Text("Value of raw material that local enterprises buy from elsewhere, over all raw material they buy.")
    source = "Hirschman 1958"
    question = Text("What if the raw material from elsewhere came late, dear or not at all?")
    bought = evidence.deliveries.filter(pl.col("buyer_local") & pl.col("stage").is_in(["raw", "input"]))
    rows = bought.drop_nulls("seller_local").with_columns(
        outside=pl.when(~pl.col("seller_local")).then("worth").otherwise(0.0)
    )
    if rows["worth"].sum() <= 0:
        title = Text(
            "Where the raw material comes from cannot be said: no purchase has both sides placed here or elsewhere."
        )
        return unsaid("diagnosis.raw", title, method=method, source=source, question=question, missing=bought.height)
    value, low, high = share_interval(
        rows, "buyer", "outside", "worth", seed=evidence.seed, resamples=evidence.resamples
    )
    few = betrayed(rows, "seller") or betrayed(rows, "buyer")
    title = (
        Text("Raw material is bought by so few, or from so few, that no figure can be told of where it comes from.")
        if few
        else Text("{share:.0%} of the value of bought raw material comes from elsewhere.", share=value)
        if evidence.valued
        else Text("{share:.0%} of the ties over which raw material is bought lead elsewhere.", share=value)
    )
    return Finding(
        code="diagnosis.raw",
        title=title,
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows["buyer"].n_unique(),
        missing=bought.height - rows.height,
        method=method,
        source=source,
        question=question,
        sign="mixed",
        evidence={"few": few},
    )


def _reused(evidence: Evidence) -> Finding:
    method = Text(
        "Quantity of by-products and wastes sold, given away or used at home, over the quantity made by recipe; more "
        "than was made counts as all of it."
    )
    source = "Chertow 2000"
    question = Text("Who could use what is thrown away, and what would they need?")
    rows = made_and_used(evidence.cluster, evidence.flows, deliveries(evidence.cluster, evidence.flows))
    if rows.is_empty():
        title = Text("Whether by-products are used cannot be said: how much of them is made is not known.")
        return unsaid("diagnosis.reuse", title, method=method, source=source, question=question)
    makers = rows.group_by("enterprise").agg(pl.col("made").sum())["made"].to_list()
    # Products in kg and in head do not add up: each counts by the share of it that is used.
    whole = pl.col("made").sum().over("product")
    rows = rows.with_columns(pl.col("used") / whole, pl.col("made") / whole)
    value, low, high = share_interval(
        rows, "enterprise", "used", "made", seed=evidence.seed, resamples=evidence.resamples
    )
    by_product = rows.group_by("product").agg(pl.col("used").sum()).sort("product")
    few = betrays(makers)
    return Finding(
        code="diagnosis.reuse",
        title=Text("So few make by-products that nothing can be told of them in public.")
        if few
        else Text("{share:.0%} of the by-product or waste that is made is sold, given away or used.", share=value)
        if by_product.height == 1
        else Text(
            "{share:.0%} of the by-products and wastes that are made are sold, given away or used "
            "(mean of {n} products).",
            share=value,
            n=by_product.height,
        ),
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows["enterprise"].n_unique(),
        method=method,
        source=source,
        question=question,
        sign="helps" if value >= 0.75 else "hinders" if value < 0.25 else "mixed",
        evidence={"few": few, "by_product": dict(by_product.iter_rows())},
    )
