"""Where the raw material comes from, and where by-products go."""

from __future__ import annotations

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, betrayed, bounds, unsaid
from edulis.engine.diagnosis.resample import share_interval
from edulis.engine.finding import Finding
from edulis.schema import Text

SIDE_PRODUCTS = ("by_product", "waste")


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


def _made(evidence: Evidence) -> pl.DataFrame:
    """By-products and wastes made: enterprise, product, made (base units)."""
    levels = evidence.flows.activities if evidence.flows is not None else evidence.cluster["activity"]
    stages = (
        evidence.cluster["product"]
        .filter(pl.col("stage").is_in(list(SIDE_PRODUCTS)))
        .select(pl.col("code").alias("product"))
    )
    lines = evidence.cluster["process_line"].filter(pl.col("direction") == "out").join(stages, on="product")
    made = levels.select("enterprise", "process", "level").join(
        lines.select("process", "product", pl.col("quantity").alias("per_unit")), on="process"
    )
    return made.group_by("enterprise", "product").agg(made=(pl.col("level") * pl.col("per_unit")).sum())


def _reused(evidence: Evidence) -> Finding:
    method = Text(
        "Quantity of by-products and wastes sold, given away or used at home, over the quantity made by recipe; more "
        "than was made counts as all of it."
    )
    source = "Chertow 2000"
    question = Text("Who could use what is thrown away, and what would they need?")
    made = _made(evidence).filter(pl.col("made") > 0)
    if made.is_empty():
        title = Text("Whether by-products are used cannot be said: how much of them is made is not known.")
        return unsaid("diagnosis.reuse", title, method=method, source=source, question=question)
    given = evidence.deliveries.group_by(pl.col("seller").alias("enterprise"), "product").agg(
        given=pl.col("quantity").sum()
    )
    uses = evidence.flows.uses if evidence.flows is not None else evidence.cluster["use"]
    own = uses.filter(pl.col("kind") == "own").group_by("enterprise", "product").agg(own=pl.col("quantity").sum())
    keys = ["enterprise", "product"]
    rows = made.join(given, on=keys, how="left").join(own, on=keys, how="left")
    used = pl.min_horizontal(pl.col("given").fill_null(0.0) + pl.col("own").fill_null(0.0), "made")
    rows = rows.with_columns(used=used)
    # Products in kg and in head do not add up: each counts by the share of it that is used.
    whole = pl.col("made").sum().over("product")
    rows = rows.with_columns(pl.col("used") / whole, pl.col("made") / whole)
    value, low, high = share_interval(
        rows, "enterprise", "used", "made", seed=evidence.seed, resamples=evidence.resamples
    )
    by_product = rows.group_by("product").agg(pl.col("used").sum()).sort("product")
    return Finding(
        code="diagnosis.reuse",
        title=Text("{share:.0%} of the by-product or waste that is made is sold, given away or used.", share=value)
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
        evidence={"by_product": dict(by_product.iter_rows())},
    )
