"""A year of work of each enterprise, in days, and which part of it each technique took."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.livelihoods.assumptions import LivelihoodAssumptions
from edulis.engine.seasons import locals_of, month_span, worked_hours
from edulis.engine.seasons.hours import levels


def year_of_work(
    cluster: Cluster, flows: Flows | None, beliefs: LivelihoodAssumptions, hours: pl.DataFrame | None = None
) -> pl.DataFrame:
    """enterprise, kind, place, family_days, hired_days, wages (money), women (hours), hours, known.

    Sums over the round. Where hours are not known in all the months in which an enterprise made something (in all
    months, where nobody told what it made), what is known is scaled up to them; below the share `known` of those
    months, days stay empty. `known` is that share. Wages of which nobody told are empty. hours: as
    `worked_hours`, where they were worked out before.
    """
    active = levels(cluster, flows).filter(pl.col("level") > 0).select("enterprise", "month").unique()
    makes = active.group_by("enterprise").agg(makes=pl.len())
    told = worked_hours(cluster, flows) if hours is None else hours
    hours = told.with_columns(seen=True)
    in_them = active.join(hours.select("enterprise", "month", "seen"), on=["enterprise", "month"], how="left")
    seen = in_them.group_by("enterprise").agg(seen=pl.col("seen").count())
    span = max(len(month_span(cluster)), 1)
    sums = hours.group_by("enterprise").agg(
        months=pl.len(),
        **{name: _sum(name) for name in ("total", "family", "hired", "women", "wages")},
    )
    rows = (
        locals_of(cluster)
        .join(sums, on="enterprise", how="left")
        .join(makes.join(seen, on="enterprise"), on="enterprise", how="left")
        .with_columns(known=pl.coalesce(pl.col("seen") / pl.col("makes"), pl.col("months") / span).fill_null(0.0))
    )
    scale = pl.when(pl.col("known") >= beliefs.known - 1e-9).then(1 / pl.col("known").clip(None, 1.0))
    return rows.select(
        "enterprise", "kind", "place",
        family_days=pl.col("family") * scale / beliefs.day,
        hired_days=pl.col("hired") * scale / beliefs.day,
        wages=pl.col("wages") * scale,
        women=pl.col("women") * scale,
        hours=pl.col("total") * scale,
        known=pl.col("known"),
    ).sort("enterprise")  # fmt: skip


def _sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum())
