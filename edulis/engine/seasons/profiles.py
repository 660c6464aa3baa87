"""What each month held: work, money in and out, raw material and sales, by household, trade and cluster."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.seasons.filling import month_totals
from edulis.engine.seasons.hours import month_span, worked_hours
from edulis.engine.seasons.paid import paid_deliveries

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
        .drop_nulls("enterprise")
        .with_columns(pl.col("kind").fill_null("unknown"))
        .unique("enterprise")
        .join(answers.unique("enterprise"), on="enterprise", how="left")
        .sort("enterprise")
    )
    if not rows["local"].is_null().all():
        rows = rows.filter("local")
    return rows.select("enterprise", "kind", "household", "place", "answered")


def ledger(
    cluster: Cluster,
    flows: Flows | None = None,
    *,
    paid: pl.DataFrame | None = None,
    hours: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """What is known of each local enterprise and month: enterprise, kind, household, measure, month, amount.

    Measures: labour (hours), sales, purchases, wages (money of the cluster) and raw: raw material bought, as kg of dry
    matter where that is declared for all of it that is traded, else in base units; traders do not count as its users. A
    month without deliveries is a month of none for an enterprise that answered, if anybody told of deliveries in that
    month; a month without hours stays unknown (see `worked_hours`). `cluster` is one round; `paid` and `hours` are its
    `paid_deliveries` and `worked_hours` where they were worked out before.
    """
    known = locals_of(cluster)
    worked = worked_hours(cluster, flows) if hours is None else hours
    rows = (paid_deliveries(cluster, flows) if paid is None else paid).drop_nulls("month")
    months = pl.concat([worked.select("month"), rows.select("month")]).unique().sort("month")
    shape = (known.height, months.height)
    valued = rows.drop_nulls("value")
    told = {
        "labour": _table(worked.drop_nulls("total"), "enterprise", "total", known, months),
        "purchases": _table(valued, "buyer", "value", known, months),
        "raw": _table(_raw(cluster, rows, known), "buyer", "quantity", known, months),
        "sales": _table(valued, "seller", "value", known, months),
        "wages": _table(worked.drop_nulls("wages"), "enterprise", "wages", known, months),
    }
    answered = known["answered"].fill_null(True).to_numpy()
    traded = months["month"].is_in(rows["month"].unique().implode()).to_numpy()
    for measure in _TRADED:
        has = ~np.isnan(told[measure]).all(axis=1) if shape[1] else np.zeros(shape[0], np.bool_)
        none = np.isnan(told[measure]) & (has & answered)[:, None] & traded[None, :]
        told[measure][none] = 0.0
    parts = []
    for measure, table in sorted(told.items()):
        at, when = np.nonzero(~np.isnan(table))
        who = known[at].select("enterprise", "kind", "household", measure=pl.lit(measure))
        parts.append(who.with_columns(month=months["month"].gather(when), amount=pl.Series(table[at, when])))
    return pl.concat(parts)


def _table(rows: pl.DataFrame, who: str, amount: str, known: pl.DataFrame, months: pl.DataFrame) -> np.ndarray:
    """Sums of the amounts by local enterprise and month, shape (enterprises, months); nan where nobody told."""
    shape = (known.height, months.height)
    home = rows[who].cast(pl.Enum(known["enterprise"]), strict=False)
    here = rows.select(pl.col(amount), at=home.to_physical().cast(pl.Int64), month="month").drop_nulls("at")
    cell = here["at"].to_numpy() * shape[1] + _places(here["month"], months)
    table = np.bincount(cell, here[amount].cast(pl.Float64).to_numpy(), shape[0] * shape[1]).astype(np.float64)
    table[np.bincount(cell, minlength=table.size) == 0] = np.nan
    return table.reshape(shape)


def _raw(cluster: Cluster, rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """month, buyer, quantity of raw material bought by those who work it up."""
    stages = cluster["product"].filter(pl.col("stage") == "raw").select(pl.col("code").alias("product"), "dry_matter")
    users = known.filter(~pl.col("kind").is_in(list(MIDDLEMEN))).select(pl.col("enterprise").alias("buyer"))
    bought = rows.join(stages, on="product", how="inner").join(users, on="buyer", how="semi").drop_nulls("quantity")
    dry = pl.when(pl.col("dry_matter").null_count() == 0).then("dry_matter").otherwise(1.0)
    return bought.select("month", "buyer", quantity=pl.col("quantity") * dry)


def profiles(cluster: Cluster, flows: Flows | None = None) -> pl.DataFrame:
    """Months of each household, trade and the whole cluster: measure, level, who, month, amount, n, missing.

    level: household, kind or cluster (then `who` is empty). Amounts of kinds and of the cluster count those who told
    other months only by `month_totals`; cash = sales − purchases − wages; income is what households told. n: how many
    told of that month, missing: how many of that level did not. A month that cannot be said is left empty. Households
    come first, then trades, then the cluster, each measure by measure with all months of the round.
    """
    months = pl.DataFrame({"month": month_span(cluster)}, schema={"month": pl.Date})
    empty = pl.DataFrame(schema=dict(zip(PROFILE, _TYPES, strict=True)))
    if months.is_empty():
        return empty
    book = ledger(cluster, flows).join(months, on="month", how="inner")
    known = locals_of(cluster)
    kinds = _by_kind(book, known, months)
    own, earned = _income(cluster, months)
    whole = pl.concat([_whole(kinds).select(PROFILE), earned.select(PROFILE)])
    held = (_by_household(book, months), own, kinds.sort("measure", "who", "month"), whole.sort("measure", "month"))
    parts = [part.select(PROFILE).cast(dict(zip(PROFILE, _TYPES, strict=True))) for part in held]
    return pl.concat([empty, *parts])


_TYPES = (pl.String(), pl.String(), pl.String(), pl.Date(), pl.Float64(), pl.Int64(), pl.Int64())


def _numbers(column: pl.Series) -> np.ndarray:
    return (column.rank("dense").cast(pl.Int64) - 1).to_numpy()


def _totals(rows: pl.DataFrame, group: str, months: pl.DataFrame) -> pl.DataFrame:
    """group, month, amount, n: each group's months with those who told other months counted in."""
    schema = {group: pl.String, "month": pl.Date, "amount": pl.Float64, "n": pl.Int64}
    if rows.is_empty():
        return pl.DataFrame(schema=schema)
    names, span = rows[group].unique().sort(), months["month"]
    at = _places(rows["month"], months)
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


def _by_household(book: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """Each household's months; hours and wages are known where all its enterprises with hours told of that month."""
    rows = book.drop_nulls("household")
    names, measures = rows["household"].unique().sort(), sorted({*rows["measure"], "cash"})
    at, shape = {one: k for k, one in enumerate(measures)}, (len(measures), len(names), months.height)
    home = rows["household"].cast(pl.Enum(names)).to_physical().cast(pl.Int64).to_numpy()
    what = rows["measure"].replace_strict(at, return_dtype=pl.Int64).to_numpy()
    cell = (what * shape[1] + home) * shape[2] + _places(rows["month"], months)
    amount = np.bincount(cell, rows["amount"].to_numpy(), int(np.prod(shape))).astype(np.float64).reshape(shape)
    told = np.bincount(cell, minlength=amount.size).reshape(shape)
    has = rows.select("household", "measure", "enterprise").unique().group_by("household", "measure").len()
    have = np.zeros(shape[:2], np.int64)
    have[has["measure"].replace_strict(at, return_dtype=pl.Int64).to_numpy(),
         has["household"].cast(pl.Enum(names)).to_physical().to_numpy()] = has["len"].to_numpy()  # fmt: skip
    traded = np.isin(measures, _TRADED)[:, None, None]
    amount[~np.where(traded, told > 0, (told > 0) & (told == have[:, :, None]))] = np.nan
    part = {name: amount[at[name]] if name in at else np.full(shape[1:], np.nan) for name in MEASURES}
    unknown = np.isnan(part["sales"]) & np.isnan(part["purchases"])
    spent = np.nan_to_num(part["purchases"]) + np.nan_to_num(part["wages"])
    amount[at["cash"]] = np.where(unknown, np.nan, np.nan_to_num(part["sales"]) - spent)
    have[at["cash"]] = (~unknown).any(axis=1)
    one, who = np.nonzero(have)
    return _grid(amount[one, who], names.gather(who), pl.Series(measures, dtype=pl.String).gather(one), months)


def _places(month: pl.Series, months: pl.DataFrame) -> np.ndarray:
    """The number of each month in the span."""
    found = month.to_frame("month").join(months.with_row_index("at"), on="month", how="left", maintain_order="left")
    return found["at"].cast(pl.Int64).to_numpy()


def _grid(amount: np.ndarray, who: pl.Series, measure: pl.Series, months: pl.DataFrame) -> pl.DataFrame:
    """Rows of households from a table (profiles, months)."""
    n, span = amount.shape
    frame = pl.DataFrame({"measure": measure, "who": who}).select(pl.all().repeat_by(span).explode()) if n else None
    if frame is None:
        return pl.DataFrame(schema=dict(zip(PROFILE, _TYPES, strict=True)))
    known = ~np.isnan(amount).ravel()
    return frame.with_columns(
        level=pl.lit("household"),
        month=pl.Series(np.tile(months["month"].to_numpy(), n)).cast(pl.Date),
        amount=pl.Series(amount.ravel()).fill_nan(None),
        n=pl.Series(known.astype(np.int64)),
        missing=pl.Series((~known).astype(np.int64)),
    )


def _income(cluster: Cluster, months: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Household incomes as told, and the whole of them by month; losses of a month keep their sign in the household."""
    rows = cluster["income"].drop_nulls(["household", "amount"]).join(months, on="month", how="semi")
    names = rows["household"].unique().sort()
    shape = (len(names), months.height)
    home = rows["household"].cast(pl.Enum(names)).to_physical().cast(pl.Int64).to_numpy()
    cell = home * shape[1] + _places(rows["month"], months)
    sums = np.bincount(cell, rows["amount"].to_numpy() / cluster.minor_units, shape[0] * shape[1])
    amount = sums.astype(np.float64).reshape(shape)
    amount[np.bincount(cell, minlength=amount.size).reshape(shape) == 0] = np.nan
    each = _grid(amount, names, pl.Series(["income"] * shape[0], dtype=pl.String), months)
    told = each.drop_nulls("amount").with_columns(teller="who", who=pl.lit(""))
    gains = _totals(told.with_columns(pl.col("amount").clip(0)), "who", months)
    losses = _totals(told.with_columns((-pl.col("amount")).clip(0)), "who", months)
    asked = max(cluster["household_round"]["household"].n_unique(), shape[0])
    whole = gains.join(losses.select("month", lost="amount"), on="month", how="left").with_columns(
        amount=pl.col("amount") - pl.col("lost").fill_null(0.0),
        measure=pl.lit("income"),
        level=pl.lit("cluster"),
        who=pl.lit(None, pl.String),
        missing=pl.lit(asked, pl.Int64) - pl.col("n"),
    )
    return each, whole


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
