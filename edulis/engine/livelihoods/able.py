"""Who could take up something new: land, hands, money and skill, household by household."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods.assumptions import LivelihoodAssumptions
from edulis.engine.seasons import locals_of
from edulis.schema import Process

ABLE = ("land", "hands", "money", "skill")


def spare_hours(each: pl.DataFrame, profile: pl.DataFrame, beliefs: LivelihoodAssumptions) -> pl.DataFrame:
    """household, month_of_year, spare: hours of its people of working age less the hours its enterprises ask for.

    A household without any hours known has all its hours where it runs no enterprise (kind none), and unknown ones
    where it does; so have months of which nothing is known. Never below zero.
    """
    months = pl.DataFrame({"month_of_year": list(range(1, 13))}, schema={"month_of_year": pl.Int64})
    used = profile.filter((pl.col("measure") == "labour") & (pl.col("level") == "household")).select(
        "amount", household="who", month_of_year=pl.col("month").dt.month().cast(pl.Int64)
    )
    used = used.group_by("household", "month_of_year").agg(pl.col("amount").mean())
    rows = each.select("household", "workers", "kind").join(months, how="cross")
    rows = rows.join(used, on=["household", "month_of_year"], how="left")
    asked = pl.when(pl.col("kind") == "none").then(pl.col("amount").fill_null(0.0)).otherwise("amount")
    full = pl.col("workers") * beliefs.day * beliefs.month
    return rows.select("household", "month_of_year", spare=(full - asked).clip(0.0)).sort("household", "month_of_year")


def skilled_enterprises(cluster: Cluster, process: Process) -> pl.DataFrame:
    """enterprise, household: those here that run this technique, one for the same product, or one of the same skill."""
    skill = (process.skill or "").casefold().strip()
    same = pl.col("skill").fill_null("").str.to_lowercase().str.strip_chars() == skill if skill else pl.lit(False)
    wanted = (pl.col("code") == process.code) | (pl.col("product") == process.product) | same
    techniques = cluster["process"].filter(wanted).select(pl.col("code").alias("process"))
    runs = cluster["activity"].join(techniques, on="process", how="semi").select("enterprise").unique()
    return (
        locals_of(cluster).join(runs, on="enterprise", how="semi").select("enterprise", "household").sort("enterprise")
    )


def who_could(
    cluster: Cluster, each: pl.DataFrame, spare: pl.DataFrame, need: pl.DataFrame, process: Process, money: float | None
) -> pl.DataFrame:
    """household, kind, land, hands, money, skill (yes, no, or empty: not known), could (all of them).

    land: some, for what grows; hands: spare hours as many as needed in every month (need: month_of_year, hours); money:
    the working capital of its enterprises at least what is needed; skill: an enterprise of it has it. What is not
    needed is yes.
    """
    least = need.filter(pl.col("hours") > 0).join(spare, on="month_of_year", how="left")
    enough = pl.col("spare") >= pl.col("hours")
    hands = least.group_by("household").agg(
        hands=pl.when((~enough).any()).then(False).when(enough.null_count() > 0).then(None).otherwise(True)
    )
    capital = (
        locals_of(cluster)
        .drop_nulls("household")
        .join(cluster["enterprise_round"].select("enterprise", "capital"), on="enterprise", how="left")
        .group_by("household")
        .agg(capital=pl.when(pl.col("capital").count() > 0).then(pl.col("capital").sum() / cluster.minor_units))
    )
    having = skilled_enterprises(cluster, process).drop_nulls("household").select("household").unique()
    rows = (
        each.select("household", "kind", area="land")
        .join(hands, on="household", how="left")
        .join(capital, on="household", how="left")
        .join(having.with_columns(has=True), on="household", how="left")
    )
    needs_skill = process.skill is not None or bool(process.skilled)
    nothing = need.filter(pl.col("hours") > 0).is_empty()
    rows = rows.select(
        "household",
        "kind",
        land=(pl.col("area") > 0) if process.grown else pl.lit(True),
        hands=pl.lit(True) if nothing else pl.col("hands"),
        money=pl.lit(None, pl.Boolean) if money is None else pl.lit(True) if money <= 0 else pl.col("capital") >= money,
        skill=pl.col("has").fill_null(False) if needs_skill else pl.lit(True),
    )
    return rows.with_columns(could=pl.all_horizontal(ABLE)).sort("household")
