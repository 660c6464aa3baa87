"""Which months are slack, gap or peak: for each trade, since one's peak is another's quiet time."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.seasons.assumptions import SeasonAssumptions
from edulis.engine.seasons.hours import levels, month_span
from edulis.engine.seasons.profiles import locals_of


def year_of(profile: pl.DataFrame) -> pl.DataFrame:
    """The profile by month of the year, `month_of_year`; the mean where a month comes more than once."""
    keys = ["measure", "level", "who"]
    by_month = profile.with_columns(month_of_year=pl.col("month").dt.month().cast(pl.Int64))
    return (
        by_month.group_by(*keys, "month_of_year")
        .agg(pl.col("amount").mean(), pl.col("n").max(), pl.col("missing").min())
        .sort(*keys, "month_of_year")
    )


def main_peaks(cluster: Cluster, flows: Flows | None, beliefs: SeasonAssumptions) -> pl.DataFrame:
    """kind, month_of_year: the months in which a main activity of a trade is at its peak.

    A main activity is a product, made by whichever technique, that holds a share `main` or more of the trade's hours by
    recipe (of its level, where no technique of the trade has hours); its peak months are those of `peak` times its mean
    month or more. A change from one feed to another is thus no peak.
    """
    per_unit = cluster["process"].select(pl.col("code").alias("process"), "labour", made="product")
    known = locals_of(cluster).select("enterprise", "kind")
    rows = levels(cluster, flows).join(known, on="enterprise", how="inner").join(per_unit, on="process", how="left")
    counted = pl.col("labour").is_null().all().over("kind")
    rows = rows.with_columns(work=pl.when(counted).then("level").otherwise(pl.col("level") * pl.col("labour")))
    months = max(len(month_span(cluster)), 1)
    share = pl.col("work").sum().over("kind", "made") / pl.col("work").sum().over("kind")
    main = rows.with_columns(share=share).filter(pl.col("share") >= beliefs.main)
    by_month = main.group_by("kind", "made", "month").agg(pl.col("work").sum())
    mean = pl.col("work").sum().over("kind", "made") / months
    busy = by_month.filter((pl.col("work") > 0) & (pl.col("work") >= beliefs.peak * mean))
    return busy.select("kind", month_of_year=pl.col("month").dt.month().cast(pl.Int64)).unique().sort(pl.all())


def slack_months(profile: pl.DataFrame, peaks: pl.DataFrame, beliefs: SeasonAssumptions) -> pl.DataFrame:
    """kind, month_of_year, demand, load, peak, slack, one row for each trade and month of the year with hours.

    demand: hours over the trade's mean month; load: over its busiest. A month is slack for a trade where its demand is
    at most the lower quartile of all trades' months and no main activity of it is at its peak; it is a peak where
    demand or a main activity is. A trade whose work is even has neither. Where no hours are known, a trade has only the
    peaks of its activities and no load.
    """
    year = year_of(profile.filter((pl.col("measure") == "labour") & (pl.col("level") == "kind")))
    year = year.select("month_of_year", "amount", kind="who")
    whole = year.join(peaks.with_columns(active=True), on=["kind", "month_of_year"], how="full", coalesce=True)
    mean = pl.col("amount").mean().over("kind")
    spread = (pl.col("amount").max() - pl.col("amount").min()).over("kind")
    table = whole.with_columns(
        demand=(pl.col("amount") / mean).fill_nan(None),
        load=(pl.col("amount") / pl.col("amount").max().over("kind")).fill_nan(None),
        even=(spread <= beliefs.even * mean).fill_null(False),
        active=pl.col("active").fill_null(False),
    )
    low = table.filter(~pl.col("even"))["demand"].quantile(beliefs.quartile, "linear")
    peak = pl.col("active") | (~pl.col("even") & (pl.col("demand") >= beliefs.peak).fill_null(False))
    table = table.with_columns(peak=peak)
    at_most = pl.lit(False) if low is None else (pl.col("demand") <= low + 1e-12).fill_null(False)
    table = table.with_columns(slack=at_most & ~pl.col("peak") & ~pl.col("even"))
    return table.select("kind", "month_of_year", "demand", "load", "peak", "slack").sort("kind", "month_of_year")


def members_of(cluster: Cluster) -> pl.DataFrame:
    """kind, enterprises, farming: of each local trade, how many there are, and the share whose household farms.

    A household farms that runs a farm, or has land to farm where that was asked.
    """
    known = locals_of(cluster)
    farms = known.filter(pl.col("kind") == "crop_farm").select("household").drop_nulls().unique()
    land = cluster["household_round"].filter(pl.col("land") > 0).select("household").unique()
    farming = pl.concat([farms, land]).unique().with_columns(farms=True)
    rows = known.join(farming, on="household", how="left").with_columns(
        farms=pl.col("farms").fill_null(False) | (pl.col("kind") == "crop_farm")
    )
    return rows.group_by("kind").agg(enterprises=pl.len().cast(pl.Int64), farming=pl.col("farms").mean()).sort("kind")


def named_months(profile: pl.DataFrame, beliefs: SeasonAssumptions) -> pl.DataFrame:
    """measure, level, who, month, what, amount, n, missing: peak months, and gaps, of trades and of the cluster.

    what: peak (labour, sales, raw and income from `peak` times the mean of the months known), gap (cash below zero by
    more than `short` of sales or purchases; raw material below `gap` of its mean month). An even year has neither.
    """
    rows = profile.filter((pl.col("level") != "household") & pl.col("amount").is_not_null())
    at = ["level", "who", "month"]
    turnover = rows.filter(pl.col("measure").is_in(["sales", "purchases"])).group_by(at).agg(
        turnover=pl.col("amount").max()
    )  # fmt: skip
    rows = rows.join(turnover, on=at, how="left", nulls_equal=True)
    over = ["measure", "level", "who"]
    mean = pl.col("amount").mean().over(over)
    spread = (pl.col("amount").max() - pl.col("amount").min()).over(over)
    seasonal = (spread > beliefs.even * mean) & (mean > 0)
    measure = pl.col("measure")
    peak = measure.is_in(["labour", "sales", "raw", "income"]) & seasonal & (pl.col("amount") >= beliefs.peak * mean)
    gap = ((measure == "cash") & (pl.col("amount") < -beliefs.short * pl.col("turnover"))) | (
        (measure == "raw") & seasonal & (pl.col("amount") < beliefs.gap * mean)
    )
    what = pl.when(peak).then(pl.lit("peak")).when(gap).then(pl.lit("gap"))
    named = rows.with_columns(what=what).drop_nulls("what")
    return named.select("measure", "level", "who", "month", "what", "amount", "n", "missing").sort(
        "measure", "level", "who", "month"
    )
