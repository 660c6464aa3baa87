"""Hours of work of each enterprise and month: as told, and where only what was made was told, from that."""

from __future__ import annotations

import datetime as dt

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.seasons.cycle import in_season

AT = ("enterprise", "month")
PARTS = ("family", "hired", "women", "wages")


def month_span(cluster: Cluster) -> list[dt.date]:
    """The months that the round (or all rounds together) asked about; those of trades and hours where none is given."""
    rounds = cluster["round"]
    if rounds.height:
        first, last = rounds.select(pl.col("first_month").min(), pl.col("last_month").max()).row(0)
    else:
        told = [cluster[record]["month"].drop_nulls() for record in ("trade", "labour", "activity", "income")]
        months = pl.concat(told)
        first, last = months.min(), months.max()
    if first is None or last is None or last < first:
        return []
    return list(pl.date_range(first, last, "1mo", eager=True))


def worked_hours(cluster: Cluster, flows: Flows | None = None) -> pl.DataFrame:
    """One row for each enterprise and month of which something is known about its work; `cluster` is one round.

    enterprise, month, process hours by recipe (`recipe`), total, family, hired, women (hours), wages (money), told.
    Hours that were not told are level × hours per unit of the recipe × the enterprise's own told over recipe hours in
    other months (its trade's, where it told none; 1 where nobody did); hired and women's shares and wages likewise. A
    month out of the season of all its techniques, with nothing told, is a month of no hours. All else stays unknown.
    """
    told = _told(cluster)
    recipe = _by_recipe(cluster, flows)
    rows = told.join(recipe, on=AT, how="full", coalesce=True).with_columns(told=pl.col("total").is_not_null())
    lacking = pl.any_horizontal(pl.col("total", *PARTS).is_null())
    if rows.select(lacking.any()).item():
        rows = _filled(cluster, rows, lacking)
    order = [*AT, "recipe", "total", *PARTS, "told"]
    return pl.concat([rows.select(order), _idle(cluster, rows)]).sort(AT)


def _filled(cluster: Cluster, rows: pl.DataFrame, lacking: pl.Expr) -> pl.DataFrame:
    """The rows with what was not told, from recipes and from shares in other months, of the enterprise or its trade."""
    measures = {"ratio": ("total", "recipe"), **{part: (part, "total") for part in PARTS}}
    sums = []
    for name, (part, whole) in measures.items():
        both = pl.col("told") & pl.col(part).is_not_null() & (pl.col(whole) > 0)
        sums += [
            pl.when(both).then(part).sum().alias(f"{name}_up"),
            pl.when(both).then(whole).sum().alias(f"{name}_down"),
        ]
    kinds = cluster["enterprise"].select(pl.col("code").alias("enterprise"), "kind").unique("enterprise")
    own = rows.group_by("enterprise").agg(sums).join(kinds, on="enterprise", how="left").sort("enterprise")
    trade = own.group_by("kind").agg(pl.col("^.*_(up|down)$").sum())

    def shares(table: pl.DataFrame, by: str, end: str) -> pl.DataFrame:
        each = [
            (pl.col(f"{name}_up") / pl.col(f"{name}_down")).fill_nan(None).alias(f"{name}{end}") for name in measures
        ]
        return table.select(by, *each)

    empty = rows.filter(lacking).join(kinds, on="enterprise", how="left")
    empty = empty.join(shares(own, "enterprise", "_own"), on="enterprise", how="left")
    empty = empty.join(shares(trade, "kind", "_kind"), on="kind", how="left", nulls_equal=True)
    pace = pl.coalesce("ratio_own", "ratio_kind").fill_null(1.0)
    empty = empty.with_columns(total=pl.coalesce("total", pl.col("recipe") * pace)).with_columns(
        pl.coalesce(part, pl.col("total") * pl.coalesce(f"{part}_own", f"{part}_kind")).alias(part) for part in PARTS
    )
    return pl.concat([rows.filter(~lacking), empty.select(rows.columns)])


def _told(cluster: Cluster) -> pl.DataFrame:
    def summed(name: str, out: str) -> pl.Expr:
        return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).cast(pl.Float64).alias(out)

    by_month = (
        cluster["labour"]
        .drop_nulls(AT)
        .group_by(AT)
        .agg(
            summed("family_hours", "family"),
            summed("hired_hours", "hired"),
            summed("women_hours", "women"),
            summed("wages", "wages"),
        )
    )
    known = pl.any_horizontal(pl.col("family").is_not_null(), pl.col("hired").is_not_null())
    total = pl.col("family").fill_null(0.0) + pl.col("hired").fill_null(0.0)
    money = pl.col("wages") / cluster.minor_units
    unpaid = pl.when(pl.col("hired") == 0).then(0.0)
    paid = by_month.with_columns(total=pl.when(known).then(total), wages=pl.coalesce(money, unpaid))
    return paid.drop_nulls("total")


def levels(cluster: Cluster, flows: Flows | None) -> pl.DataFrame:
    """enterprise, month, process, level: reconciled where that was done, else as told; unknown ones are left out."""
    if flows is None:
        rows = cluster["activity"].select(*AT, "process", "level")
    else:
        rows = flows.activities.filter(pl.col("error").is_finite()).select(*AT, "process", "level")
    return rows.drop_nulls("level").group_by(*AT, "process").agg(pl.col("level").sum()).sort(*AT, "process")


def _by_recipe(cluster: Cluster, flows: Flows | None) -> pl.DataFrame:
    per_unit = cluster["process"].select(pl.col("code").alias("process"), "labour")
    rows = levels(cluster, flows).join(per_unit, on="process", how="inner").drop_nulls("labour")
    return rows.group_by(AT).agg(recipe=(pl.col("level") * pl.col("labour")).sum())


def _idle(cluster: Cluster, rows: pl.DataFrame) -> pl.DataFrame:
    """Months out of season of all the techniques that an enterprise runs, with nothing told: no hours."""
    out = rows.select(*AT, "recipe", "total", *PARTS, "told").clear()
    seasons = cluster["process"].select(pl.col("code").alias("process"), "season_from", "season_to")
    runs = cluster["activity"].select("enterprise", "process").unique().join(seasons, on="process", how="left")
    if runs.is_empty():
        return out
    months = pl.DataFrame({"month": month_span(cluster)}, schema={"month": pl.Date})
    open_in = {
        (start, end, month): in_season(month, start, end)
        for start, end in runs.select("season_from", "season_to").unique().iter_rows()
        for month in range(1, 13)
    }
    table = pl.DataFrame(
        [(*key, value) for key, value in open_in.items()],
        schema={"season_from": pl.Int64, "season_to": pl.Int64, "at": pl.Int8, "open": pl.Boolean},
        orient="row",
    )
    idle = (
        runs.join(months.with_columns(at=pl.col("month").dt.month()), how="cross")
        .join(table, on=["season_from", "season_to", "at"], how="left", nulls_equal=True)
        .group_by(AT)
        .agg(pl.col("open").any())
        .filter(~pl.col("open"))
        .join(rows, on=AT, how="anti")
    )
    nothing = [pl.lit(0.0).alias(name) for name in ("recipe", "total", *PARTS)]
    return idle.select(*AT, *nothing, told=pl.lit(False)).select(out.columns)
