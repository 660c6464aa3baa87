"""What each month held: work, money in and out, raw material and sales, by household, trade and cluster."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.seasons.filling import month_totals
from edulis.engine.seasons.hours import month_span, worked_hours
from edulis.engine.seasons.paid import minor_units, paid_deliveries

MEASURES = ("labour", "sales", "purchases", "wages", "cash", "raw", "income")
PROFILE = ("measure", "level", "who", "month", "amount", "n", "missing")
MIDDLEMEN = ("trader", "credit", "retailer", "supplier", "transport", "consumers", "unknown", "factory")
LEFT_OUT = 0.1  # of the whole: trades whose months are not all known may be left out of the cluster up to this share
_TRADED = ("sales", "purchases", "raw")


def locals_of(cluster: Cluster) -> pl.DataFrame:
    """The enterprises of the place, or all where nobody said who is: enterprise, kind, household, place, answered.

    `answered` is empty where nobody noted whether it did.
    """
    here = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("here"))
    answers = cluster["enterprise_round"].select("enterprise", answered=pl.col("answer") == "answered")
    rows = (
        cluster["enterprise"]
        .join(here, on="place", how="left")
        .with_columns(local=pl.coalesce("local", "here"))
        .rename({"code": "enterprise"})
        .unique("enterprise")
        .join(answers.unique("enterprise"), on="enterprise", how="left")
        .sort("enterprise")
    )
    if not rows["local"].is_null().all():
        rows = rows.filter("local")
    return rows.select("enterprise", "kind", "household", "place", "answered")


def ledger(cluster: Cluster, flows: Flows | None = None) -> pl.DataFrame:
    """What is known of each local enterprise and month: enterprise, kind, household, measure, month, amount.

    Measures: labour (hours), sales, purchases, wages (money of the cluster) and raw: raw material bought, as kg of dry
    matter where that is declared for all of it that is traded, else in base units; traders do not count as its users. A
    month without deliveries is a month of none for an enterprise that answered, if anybody told of deliveries in that
    month; a month without hours stays unknown (see `worked_hours`). `cluster` is one round.
    """
    known = locals_of(cluster)
    hours = worked_hours(cluster, flows).join(known, on="enterprise", how="inner")
    parts = [
        hours.drop_nulls(name).select("enterprise", "month", pl.lit(measure).alias("measure"), pl.col(name).alias("x"))
        for name, measure in (("total", "labour"), ("wages", "wages"))
    ]
    rows = paid_deliveries(cluster, flows).drop_nulls("month")
    for side, measure in (("seller", "sales"), ("buyer", "purchases")):
        valued = rows.drop_nulls("value")
        parts.append(
            valued.group_by(pl.col(side).alias("enterprise"), "month").agg(
                measure=pl.lit(measure), x=pl.col("value").sum()
            )
        )
    parts.append(_raw(cluster, rows, known))
    order = ["enterprise", "month", "measure", "x"]
    table = pl.concat([part.select(order).cast({"x": pl.Float64}) for part in parts])
    table = table.join(known.drop("answered", "place"), on="enterprise", how="inner")
    table = pl.concat([table, _nothing_traded(table, rows, known)])
    shown = table.select("enterprise", "kind", "household", "measure", "month", pl.col("x").alias("amount"))
    return shown.sort("measure", "enterprise", "month")


def _raw(cluster: Cluster, rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    stages = cluster["product"].filter(pl.col("stage") == "raw").select(pl.col("code").alias("product"), "dry_matter")
    users = known.filter(~pl.col("kind").is_in(list(MIDDLEMEN))).select(pl.col("enterprise").alias("buyer"))
    bought = rows.join(stages, on="product", how="inner").join(users, on="buyer", how="inner").drop_nulls("quantity")
    dry = pl.when(pl.col("dry_matter").null_count() == 0).then("dry_matter").otherwise(1.0)
    bought = bought.with_columns(x=pl.col("quantity") * dry)
    return bought.group_by(pl.col("buyer").alias("enterprise"), "month").agg(measure=pl.lit("raw"), x=pl.col("x").sum())


def _nothing_traded(table: pl.DataFrame, rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Months of no deliveries of those who answered, in the measures that they have at all."""
    told = rows.select("month").unique()
    silent = known.filter(~pl.col("answered").fill_null(True)).select("enterprise")
    has = table.filter(pl.col("measure").is_in(list(_TRADED))).select("enterprise", "measure").unique()
    cells = has.join(silent, on="enterprise", how="anti").join(told, how="cross")
    empty = cells.join(table, on=["enterprise", "measure", "month"], how="anti")
    named = empty.join(known.drop("answered", "place"), on="enterprise", how="inner")
    return named.with_columns(x=pl.lit(0.0)).select(table.columns)


def profiles(cluster: Cluster, flows: Flows | None = None) -> pl.DataFrame:
    """Months of each household, trade and the whole cluster: measure, level, who, month, amount, n, missing.

    level: household, kind or cluster (then `who` is empty). Amounts of kinds and of the cluster count those who told
    other months only by `month_totals`; cash = sales − purchases − wages; income is what households told. n: how many
    told of that month, missing: how many of that level did not. A month that cannot be said is left empty.
    """
    months = pl.DataFrame({"month": month_span(cluster)}, schema={"month": pl.Date})
    empty = pl.DataFrame(schema=dict(zip(PROFILE, _TYPES, strict=True)))
    if months.is_empty():
        return empty
    book = ledger(cluster, flows).join(months, on="month", how="inner")
    known = locals_of(cluster)
    kinds = _by_kind(book, known, months)
    households = _by_household(book, known, months)
    income = _income(cluster, months)
    whole = _whole(kinds)
    parts = [part.select(PROFILE).cast(dict(zip(PROFILE, _TYPES, strict=True))) for part in
             (households, income, kinds, whole)]  # fmt: skip
    return pl.concat([empty, *parts]).sort("measure", "level", "who", "month")


_TYPES = (pl.String(), pl.String(), pl.String(), pl.Date(), pl.Float64(), pl.Int64(), pl.Int64())


def _numbers(column: pl.Series) -> np.ndarray:
    return (column.rank("dense").cast(pl.Int64) - 1).to_numpy()


def _totals(rows: pl.DataFrame, group: str, months: pl.DataFrame) -> pl.DataFrame:
    """group, month, amount, n: each group's months with those who told other months counted in."""
    schema = {group: pl.String, "month": pl.Date, "amount": pl.Float64, "n": pl.Int64}
    if rows.is_empty():
        return pl.DataFrame(schema=schema)
    names, span = rows[group].unique().sort(), months["month"]
    at = rows.join(months.with_row_index("at"), on="month", how="left")["at"].cast(pl.Int64).to_numpy()
    group_at = _numbers(rows[group])
    found = month_totals(
        rows["amount"].to_numpy(), _numbers(rows["teller"]), group_at, at, groups=len(names), months=len(span)
    )
    count = np.bincount(group_at * len(span) + at, minlength=found.size)
    return pl.DataFrame(
        {
            group: np.repeat(names.to_numpy(), len(span)),
            "month": span.to_list() * len(names),
            "amount": pl.Series(found.ravel()).fill_nan(None),
            "n": count,
        },
        schema=schema,
    )


def _by_kind(book: pl.DataFrame, known: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    members = known.group_by(pl.col("kind").alias("who")).agg(members=pl.len().cast(pl.Int64))
    parts = []
    for measure in ("labour", "sales", "purchases", "wages", "raw"):
        rows = book.filter(pl.col("measure") == measure).select("amount", "month", teller="enterprise", who="kind")
        parts.append(_totals(rows, "who", months).with_columns(measure=pl.lit(measure)))
    table = pl.concat([*parts, _cash(pl.concat(parts), ["who", "month"])])
    return table.join(members, on="who", how="left").with_columns(
        level=pl.lit("kind"), missing=(pl.col("members") - pl.col("n")).clip(0)
    )


def _cash(rows: pl.DataFrame, at: list[str]) -> pl.DataFrame:
    """Sales − purchases − wages where sales or purchases are known; wages of which nobody told are not taken off."""
    wide = rows.filter(pl.col("measure").is_in(["sales", "purchases", "wages"])).with_columns(
        signed=pl.when(pl.col("measure") == "sales").then("amount").otherwise(-pl.col("amount")),
        traded=pl.col("measure") != "wages",
    )
    known = pl.col("traded") & pl.col("amount").is_not_null()
    cash = wide.group_by(at).agg(
        amount=pl.when(known.any()).then(pl.col("signed").sum()),
        n=pl.when(known).then("n").max().fill_null(0) if "n" in rows.columns else pl.lit(1, pl.Int64),
    )
    columns = ["amount", "n", "measure", *at] if "n" in rows.columns else ["amount", "measure", *at]
    order = [name for name in rows.columns if name in columns]
    return cash.with_columns(measure=pl.lit("cash")).select(order)


def _by_household(book: pl.DataFrame, known: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """Each household's months; hours and wages are known where all its enterprises with hours told of that month."""
    rows = book.drop_nulls("household").rename({"household": "who"})
    has = rows.group_by("who", "measure").agg(have=pl.col("enterprise").n_unique())
    sums = rows.group_by("who", "measure", "month").agg(pl.col("amount").sum(), told=pl.col("enterprise").n_unique())
    full = sums.join(has, on=["who", "measure"]).filter(
        (pl.col("told") == pl.col("have")) | pl.col("measure").is_in(list(_TRADED))
    )
    cells = has.select("who", "measure").join(months, how="cross")
    table = cells.join(full.select("who", "measure", "month", "amount"), on=["who", "measure", "month"], how="left")
    cash = _cash(table, ["who", "month"])
    table = pl.concat([table.select(cash.columns), cash])
    return table.with_columns(
        level=pl.lit("household"),
        n=pl.col("amount").is_not_null().cast(pl.Int64),
        missing=pl.col("amount").is_null().cast(pl.Int64),
    )


def _income(cluster: Cluster, months: pl.DataFrame) -> pl.DataFrame:
    """Household incomes as told, and the whole of them by month; losses of a month keep their sign in the household."""
    told = cluster["income"].group_by(pl.col("household").alias("who"), "month").agg(
        pl.col("amount").sum() / minor_units(cluster)
    )  # fmt: skip
    told = told.join(months, on="month", how="inner")
    cells = told.select("who").unique().join(months, how="cross").join(told, on=["who", "month"], how="left")
    each = cells.with_columns(
        measure=pl.lit("income"),
        level=pl.lit("household"),
        n=pl.col("amount").is_not_null().cast(pl.Int64),
        missing=pl.col("amount").is_null().cast(pl.Int64),
    )
    asked = max(cluster["household_round"]["household"].n_unique(), told["who"].n_unique())
    gains = _totals(told.select(pl.col("amount").clip(0), "month", teller="who", who=pl.lit("")), "who", months)
    losses = _totals(told.select((-pl.col("amount")).clip(0), "month", teller="who", who=pl.lit("")), "who", months)
    whole = gains.join(losses.select("month", lost="amount"), on="month", how="left").with_columns(
        amount=pl.col("amount") - pl.col("lost").fill_null(0.0),
        measure=pl.lit("income"),
        level=pl.lit("cluster"),
        who=pl.lit(None, pl.String),
        missing=pl.lit(asked, pl.Int64) - pl.col("n"),
    )
    return pl.concat([each.select(PROFILE), whole.select(PROFILE)])


def _whole(kinds: pl.DataFrame) -> pl.DataFrame:
    """The cluster: the same trades in all months; small ones with months nobody told are left out and count missing."""
    amount = pl.col("amount").abs()
    trades = kinds.group_by("measure", "who").agg(usual=amount.mean(), gaps=pl.col("amount").null_count() > 0)
    trades = trades.drop_nulls("usual").sort("measure", ~pl.col("gaps"), "usual", "who")
    share = pl.col("usual").cum_sum().over("measure") / pl.col("usual").sum().over("measure")
    left = trades.filter(pl.col("gaps") & (share <= LEFT_OUT)).select("measure", "who", left=True)
    rows = kinds.join(trades.select("measure", "who"), on=["measure", "who"], how="semi")
    rows = rows.join(left, on=["measure", "who"], how="left").with_columns(kept=pl.col("left").is_null())
    found = rows.group_by("measure", "month").agg(
        amount=pl.when((pl.col("amount").is_not_null() | ~pl.col("kept")).all() & pl.col("kept").any()).then(
            pl.col("amount").filter("kept").sum()
        ),
        n=pl.col("n").filter("kept").sum(),
        missing=pl.col("missing").sum() + pl.col("n").filter(~pl.col("kept")).sum(),
    )
    return found.with_columns(level=pl.lit("cluster"), who=pl.lit(None, pl.String))
