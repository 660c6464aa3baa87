"""What a day of the family's own work brings in each trade, in money that came in and went out."""

from __future__ import annotations

import polars as pl

from edulis.engine.livelihoods.assumptions import LivelihoodAssumptions


def cash_returns(ledger: pl.DataFrame, work: pl.DataFrame, beliefs: LivelihoodAssumptions) -> pl.DataFrame:
    """One row for each trade: kind, enterprises (with sales or purchases and days known), missing, sales, purchases,
    wages, family_days, hired_days, hired_share, women_share (of hours), per_day, per_day_low, per_day_high.

    per_day = (sales − purchases − wages) / days of the family, all enterprises of a trade together; low and high are
    the quartiles of its enterprises. Stocks that grew or fell are not in it. ledger: as `seasons.ledger`.
    """
    money = ledger.filter(pl.col("measure").is_in(["sales", "purchases"])).group_by("enterprise").agg(
        sales=pl.col("amount").filter(pl.col("measure") == "sales").sum(),
        purchases=pl.col("amount").filter(pl.col("measure") == "purchases").sum(),
    )  # fmt: skip
    rows = work.join(money, on="enterprise", how="left").with_columns(
        cash=pl.col("sales") - pl.col("purchases") - pl.col("wages")
    )
    known = pl.col("cash").is_not_null() & (pl.col("family_days") > 0).fill_null(False)
    day = (pl.col("cash") / pl.col("family_days")).filter(known)
    names = ("sales", "purchases", "wages", "family_days", "hired_days")
    told = known & pl.col("women").is_not_null() & (pl.col("hours") > 0)
    table = rows.group_by("kind").agg(
        enterprises=known.sum().cast(pl.Int64),
        missing=(~known).sum().cast(pl.Int64),
        **{name: pl.col(name).filter(known).sum() for name in names},
        women_share=(pl.col("women").filter(told).sum() / pl.col("hours").filter(told).sum()).fill_nan(None),
        per_day=pl.col("cash").filter(known).sum() / pl.col("family_days").filter(known).sum(),
        per_day_low=day.quantile(0.25, "linear"),
        per_day_high=day.quantile(0.75, "linear"),
    )
    days = pl.col("hired_days") + pl.col("family_days")
    table = table.with_columns(hired_share=pl.col("hired_days") / days)
    table = table.with_columns(pl.col("per_day", "hired_share").fill_nan(None))
    order = [
        "kind",
        "enterprises",
        "missing",
        *names,
        "hired_share",
        "women_share",
        "per_day",
        "per_day_low",
        "per_day_high",
    ]
    return table.select(order).sort("kind")
