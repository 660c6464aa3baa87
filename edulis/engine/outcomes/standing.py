"""Do the members need others less: fading of outsiders, and reliance on own means."""

from __future__ import annotations

import polars as pl

OWN = ("own", "loan")  # a loan for which named members are liable is own means
KINDS = ("cash", "days", "materials")


def fading(acts: pl.DataFrame) -> pl.DataFrame:
    """month, kind, acts, by_members, share, low, high: which share of decisions and acts the members took, by month.

    acts: one row for each act with month (date), kind (decision, act), by (member, or any outsider's role). Wilson's
    95 % interval, because single months hold few acts. Empty months are left out; nothing is smoothed. Raises
    LookupError where a column is missing. Source: Wilson (1927).
    """
    _columns(acts, {"month", "kind", "by"})
    counted = (
        acts.drop_nulls(["month", "kind", "by"])
        .with_columns(pl.col("month").dt.truncate("1mo"))
        .group_by("month", "kind")
        .agg(pl.len().cast(pl.Int64).alias("acts"), (pl.col("by") == "member").sum().cast(pl.Int64).alias("by_members"))
    )
    n, z = pl.col("acts"), 1.959963984540054
    share = pl.col("by_members") / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * (share * (1 - share) / n + z * z / (4 * n * n)).sqrt() / (1 + z * z / n)
    return counted.with_columns(
        share=share, low=(middle - half).clip(lower_bound=0.0), high=(middle + half).clip(upper_bound=1.0)
    ).sort("month", "kind")


def self_reliance(means: pl.DataFrame) -> pl.DataFrame:
    """what, own, outside, facilitation, share: own means over all means of projects, for each kind of means.

    means: one row for each contribution with source (own; loan, which named members answer for; outside), what (cash,
    days, materials), amount (in money, days or money), facilitation (whether it paid for facilitation or documentation
    only, or was brought for it: shown apart, part of neither). `share` is empty where there are no means. Raises
    LookupError where a column is missing, ValueError for a negative amount.
    """
    _columns(means, {"source", "what", "amount", "facilitation"})
    rows = means.with_columns(pl.col("amount").cast(pl.Float64), pl.col("facilitation").fill_null(False))
    if rows.filter(pl.col("amount") < 0).height:
        raise ValueError("what somebody gives is not negative")
    mine, apart = pl.col("source").is_in(list(OWN)), pl.col("facilitation")
    summed = rows.group_by("what").agg(
        own=pl.col("amount").filter(mine & ~apart).sum(),
        outside=pl.col("amount").filter(~mine & ~apart).sum(),
        facilitation=pl.col("amount").filter(apart).sum(),
    )
    whole = (
        pl.DataFrame({"what": KINDS})
        .join(summed, on="what", how="left")
        .with_columns(pl.exclude("what").fill_null(0.0))
    )
    total = pl.col("own") + pl.col("outside")
    return whole.with_columns(share=pl.when(total > 0).then(pl.col("own") / total))


def _columns(frame: pl.DataFrame, wanted: set[str]) -> None:
    if missing := wanted - set(frame.columns):
        raise LookupError(f"there is no column {sorted(missing)}")
