"""Who is not seen again, and how they differed."""

from __future__ import annotations

import polars as pl

from edulis.engine.outcomes.effects import standardised
from edulis.engine.outcomes.panel import INDICATORS, Panel


def attrition_rows(panel: Panel) -> pl.DataFrame:
    """trait, group, asked, gone, share, gap: all; those who took part and the others; groups; baseline indicators.

    `asked` in the first round, `gone` of them told nothing in the second. For a trait that is an indicator `gap` is the
    baseline mean of those gone minus that of those seen again, in standard deviations. Of the cluster itself.
    """
    here = panel.rows.filter(pl.col("side") == "here")
    people = (
        here.group_by("enterprise")
        .agg(
            gone=pl.col("after").is_null().all(),
            took_part=pl.col("took_part").first().cast(pl.String),
            **{name: pl.col(name).cast(pl.String).first() for name in ("managed_by", "kind", "size", "poor", "goal")},
        )
        .with_columns(all=pl.lit(""))
    )
    rows: list[tuple[object, ...]] = []
    for trait in ("all", "took_part", "managed_by", "kind", "size", "poor", "goal"):
        shares = people.drop_nulls(trait).group_by(trait).agg(pl.len().alias("asked"), pl.col("gone").sum()).sort(trait)
        rows += [(trait, group, asked, gone, gone / asked, None) for group, asked, gone in shares.iter_rows()]
    for indicator in INDICATORS:
        told = here.filter(pl.col("indicator") == indicator).join(
            people.select("enterprise", pl.col("gone").alias("lost")), on="enterprise", maintain_order="left"
        )
        left, kept = (told.filter(pl.col("lost") == flag)["before"] for flag in (True, False))
        if told.height:
            gap = standardised(left, kept)
            rows.append((indicator, "", told.height, left.len(), left.len() / told.height, gap))
    schema = {"trait": pl.String, "group": pl.String, "asked": pl.Int64, "gone": pl.Int64, "share": pl.Float64}
    return pl.DataFrame(rows, schema=schema | {"gap": pl.Float64}, orient="row")
