"""Groups of households by what they live from, who controls the money, and poverty; and what they spend."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.values import a_year

UNKNOWN = "unknown"
NONE = "none"  # a household without an enterprise
BY = ("kind", "gender", "poor")
_GONE = ("tax", "saving")  # items of spending that buy nothing
_FEW = 5.0  # asked households of a group that weigh as much as all others together


def members(cluster: Cluster, turnover: pl.DataFrame) -> pl.DataFrame:
    """household, kind, gender, poor, people: one row for each household that lives here.

    kind: of its enterprise with the largest turnover (enterprise, household, kind, turnover); "none" where it has none.
    gender: who controls most of its income, else who manages that enterprise. poor: yes, no, unknown, from the list of
    poor households, else from income per head against the poverty line where both are known.
    """
    main = (
        turnover.drop_nulls("household")
        .sort("turnover", "enterprise", descending=[True, False])
        .group_by("household", maintain_order=True)
        .first()
    )
    managed = cluster["enterprise_round"].select("enterprise", "managed_by")
    main = main.join(managed.unique("enterprise", keep="first", maintain_order=True), on="enterprise", how="left")
    local = cluster["household"].filter(pl.col("group").is_null() | (pl.col("group") == "local"))
    people = (
        cluster["household_round"]
        .select("household", "people", "poor")
        .unique("household", keep="first", maintain_order=True)
    )
    control = (
        cluster["income"]
        .drop_nulls("control")
        .group_by("household", "control")
        .agg(pl.col("amount").cast(pl.Float64).sum())
        .sort("amount", "control", descending=[True, False])
        .group_by("household", maintain_order=True)
        .first()
    )
    return (
        local.select(pl.col("code").alias("household"))
        .unique()
        .join(main.select("household", "kind", "managed_by"), on="household", how="left")
        .join(control.select("household", "control"), on="household", how="left")
        .join(people, on="household", how="left")
        .join(_below_the_line(cluster), on="household", how="left")
        .select(
            "household",
            kind=pl.col("kind").fill_null(NONE),
            gender=pl.coalesce("control", "managed_by", pl.lit(UNKNOWN)),
            poor=pl.coalesce("poor", "below")
            .replace_strict({True: "yes", False: "no"}, default=None, return_dtype=pl.String)
            .fill_null(UNKNOWN),
            people=pl.col("people").cast(pl.Float64),
        )
        .sort("household")
    )


def _below_the_line(cluster: Cluster) -> pl.DataFrame:
    """household, below: whether income per head and month is below the first poverty line that is given."""
    lines = cluster["reference"].filter(pl.col("kind") == "poverty_line").sort("code")["value"]
    heads = cluster["household_round"].select("household", "people").filter(pl.col("people") > 0)
    earned = cluster["income"].group_by("household").agg(pl.col("amount").cast(pl.Float64).sum())
    known = earned.join(heads, on="household", how="inner")
    if lines.is_empty():
        return pl.DataFrame(schema={"household": pl.String, "below": pl.Boolean})
    a_month = pl.col("amount") * a_year(cluster) / 12 / pl.col("people")
    return known.select("household", below=a_month < float(lines[0])).unique("household", keep="first")


def grouped(known: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """The households with the name of their `group`: their words in `by`, joined."""
    if set(by) - set(BY):
        raise LookupError(f"households are grouped by {', '.join(BY)}, not by {sorted(set(by) - set(BY))}")
    name = pl.concat_str([pl.col(one) for one in by], separator="/") if by else pl.lit("all")
    hidden = [pl.lit("all").alias(one) for one in BY if one not in by]
    return known.with_columns(hidden).with_columns(group=name)


def earned(cluster: Cluster, known: pl.DataFrame) -> pl.DataFrame:
    """group, wages, transfers, told: yearly incomes that were told, by group of households."""
    told = cluster["income"].with_columns(pl.col("amount").cast(pl.Float64) * a_year(cluster))
    sums = told.group_by("household").agg(
        wages=pl.col("amount").filter(pl.col("source") == "wages").sum(),
        transfers=pl.col("amount").filter(pl.col("source").is_in(["remittance", "transfer", "other"])).sum(),
        told=pl.col("amount").sum(),
    )
    amounts = [pl.col(one).fill_null(0.0).clip(lower_bound=0.0).sum() for one in ("wages", "transfers", "told")]
    return (
        known.join(sums, on="household", how="left")
        .group_by("group", "kind", "gender", "poor")
        .agg(pl.len().alias("households"), pl.col("people").sum(), *amounts)
        .sort("group")
    )


def budgets(cluster: Cluster, known: pl.DataFrame, beliefs: Assumptions) -> pl.DataFrame:
    """group, asked, here, away, tax, saving: how a group divides what it has; the four shares add up to 1.

    From the record of spending: rows of a group's households, drawn towards all that were asked by n / (n + 5); rows
    without a household speak for all. An item of which nobody said how much is bought here has the assumed share. Where
    nobody was asked, the assumptions take the place of the record.
    """
    local = pl.when(pl.col("item") == "food").then(beliefs.food_local).otherwise(beliefs.other_local)
    rows = cluster["spending"].with_columns(
        pl.col("amount").cast(pl.Float64), share=pl.coalesce("local", local), bought=~pl.col("item").is_in(list(_GONE))
    )
    # A mean month speaks for twelve; months by name are averaged over those that were told.
    rows = rows.with_columns(months=pl.col("month").n_unique().over("household"))
    parts = rows.with_columns(pl.col("amount") / pl.col("months")).group_by("household").agg(
        here=(pl.col("amount") * pl.col("share")).filter("bought").sum(),
        away=(pl.col("amount") * (1 - pl.col("share"))).filter("bought").sum(),
        tax=pl.col("amount").filter(pl.col("item") == "tax").sum(),
        saving=pl.col("amount").filter(pl.col("item") == "saving").sum(),
    )  # fmt: skip
    names = ["here", "away", "tax", "saving"]
    here = beliefs.food * beliefs.food_local + (1 - beliefs.food) * beliefs.other_local
    spent = 1 - beliefs.saving
    assumed = (spent * here, spent * (1 - here), 0.0, beliefs.saving)
    asked = parts.drop_nulls("household").join(known.select("household", "group"), on="household", how="inner")
    everybody = asked.select(names) if asked.height else parts.filter(pl.col("household").is_null()).select(names)
    sums = tuple(float(everybody[one].sum()) for one in names)
    whole = tuple(one / sum(sums) for one in sums) if sum(sums) > 0 else assumed
    groups = known.select("group").unique().sort("group")
    by_group = asked.group_by("group").agg(pl.len().alias("asked"), *(pl.col(one).sum() for one in names))
    total = pl.sum_horizontal(names)
    weight = pl.when(total > 0).then(pl.col("asked") / (pl.col("asked") + _FEW)).otherwise(0.0)
    safe = pl.when(total > 0).then(total).otherwise(1.0)
    shares = [
        (weight * pl.col(one) / safe + (1 - weight) * common).alias(one)
        for one, common in zip(names, whole, strict=True)
    ]
    return (
        groups.join(by_group, on="group", how="left")
        .with_columns(pl.col("asked", *names).fill_null(0))
        .with_columns(shares)
        .select("group", "asked", *names)
        .sort("group")
    )
