"""Who decides over which income, beside who does the work."""

from __future__ import annotations

import polars as pl

from edulis.engine.livelihoods.portfolio import SOURCE_OF

DECIDES = ("women", "men", "both")


def control_table(money: pl.DataFrame, hours: pl.DataFrame) -> pl.DataFrame:
    """Source (all for all together), amount, households, women, men, both (shares of what is known), fewest (households
    behind the one of these that fewest stand behind), unknown (share of all), hours, women_hours (share of hours that
    women work, where that was told).

    Counts incomes above zero. hours: kind, total, women of months in which women's hours are known.
    """
    gains = money.filter(pl.col("amount") > 0)
    both = pl.concat([gains, gains.with_columns(source=pl.lit("all"))])
    amount = pl.col("amount")
    said = amount.filter(pl.col("control").is_not_null()).sum()
    table = both.group_by("source").agg(
        amount=amount.sum(),
        households=pl.col("household").n_unique().cast(pl.Int64),
        unknown=amount.filter(pl.col("control").is_null()).sum() / amount.sum(),
        fewest=pl.min_horizontal(*(_behind(who) for who in DECIDES)).cast(pl.Int64),
        **{who: (amount.filter(pl.col("control") == who).sum() / said).fill_nan(None) for who in DECIDES},
    )
    source = pl.col("kind").replace_strict(SOURCE_OF, default=None, return_dtype=pl.String)
    worked = hours.with_columns(source=source).drop_nulls("source")
    worked = pl.concat([worked, worked.with_columns(source=pl.lit("all"))])
    work = worked.group_by("source").agg(
        hours=pl.col("total").sum(), women_hours=(pl.col("women").sum() / pl.col("total").sum()).fill_nan(None)
    )
    joined = table.join(work, on="source", how="left")
    named = ("source", "amount", "households", *DECIDES, "fewest", "unknown", "hours", "women_hours")
    return joined.select(named).sort("source")


def _behind(who: str) -> pl.Expr:
    """In how many households it is so; empty where in none."""
    n = pl.col("household").filter(pl.col("control") == who).n_unique()
    return pl.when(n > 0).then(n)
