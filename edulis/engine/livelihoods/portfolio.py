"""What each household lives from: sources of income, who decides over them, and how many ways there are."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods.diversification import effective_shannon, inverse_simpson, shannon, simpson
from edulis.engine.seasons import locals_of, month_span

# Which source of income an enterprise of each kind gives its household.
SOURCE_OF: dict[str, str] = {
    "crop_farm": "crops",
    "pigs": "livestock",
    "livestock": "livestock",
    **dict.fromkeys(
        ("starch", "drying", "refining", "maltose", "candy", "noodles", "processor", "seedlings"), "processing"
    ),
    **dict.fromkeys(("trader", "credit", "retailer", "supplier"), "trade"),
    **dict.fromkeys(("grating", "workshop", "transport", "service"), "service"),
}
INDICES = ("simpson", "inverse_simpson", "shannon", "effective_shannon")
DIMENSIONS = ("all", "group", "kind", "head", "setting", "listed")


def incomes(cluster: Cluster) -> pl.DataFrame:
    """household, source, month, amount (whole money), control, urban: what was told in the months of the round."""
    rows = cluster["income"].with_columns(pl.col("amount") / cluster.minor_units)
    span = month_span(cluster)
    rows = rows.filter(pl.col("month").is_in(span)) if span else rows.clear()
    return rows.select("household", "source", "month", "amount", "control", "urban").sort(
        "household", "source", "month"
    )


def living(cluster: Cluster, sales: pl.DataFrame) -> pl.DataFrame:
    """One row for each household that was asked or told an income: who it is and which group it is of.

    household, people, workers, own_food, land, group (local, hired, city), kind (that of its enterprise with the
    largest sales; none without an enterprise), head, setting, listed (on the commune's list of the poor: yes, no),
    answered. sales: enterprise, sales of the round.
    """
    told = cluster["income"].select("household").unique()
    asked = pl.concat([cluster["household_round"].select("household"), told]).unique()
    rounds = cluster["household_round"].unique("household")
    about = cluster["household"].select(pl.col("code").alias("household"), "place", "group").unique("household")
    setting = cluster["place"].select(pl.col("code").alias("place"), "setting")
    main = (
        locals_of(cluster)
        .drop_nulls("household")
        .join(sales, on="enterprise", how="left")
        .sort(pl.col("sales").fill_null(0.0), "enterprise", descending=[True, False])
        .unique("household", keep="first", maintain_order=True)
        .select("household", "kind")
    )
    rows = (
        asked.join(rounds, on="household", how="left")
        .join(about, on="household", how="left")
        .join(setting, on="place", how="left")
        .join(main, on="household", how="left")
        .join(told.with_columns(told=True), on="household", how="left")
    )
    listed = pl.when(pl.col("poor")).then(pl.lit("yes")).when(~pl.col("poor")).then(pl.lit("no"))
    return rows.select(
        "household", "people", "workers", "own_food", "land", pl.col("group").fill_null("local"),
        pl.col("kind").fill_null("none"), "head", "setting", listed=listed,
        answered=(pl.col("answer") == "answered").fill_null(pl.col("told").fill_null(False)),
    ).sort("household")  # fmt: skip


def households(people: pl.DataFrame, money: pl.DataFrame, span: int) -> pl.DataFrame:
    """What each household lives from, beside who it is.

    months: in which it told any income; income: money told; per_head: money per head and month, over the months told;
    per_head_low: the same if the months it did not tell of brought nothing; sources: how many gave it anything, and the
    indices of diversification over them. A household that told nothing has none of these.
    """
    told = money.group_by("household").agg(
        months=pl.col("month").n_unique().cast(pl.Int64), income=pl.col("amount").sum()
    )
    diverse = diversity(money.group_by("household", "source").agg(pl.col("amount").sum()), ["household"])
    each = people.join(told, on="household", how="left").join(diverse, on="household", how="left")
    head = pl.when(pl.col("people") > 0).then("people")
    over_all = pl.min_horizontal(pl.col("income") / max(span, 1), pl.col("income") / pl.col("months"))
    return each.with_columns(
        per_head=pl.col("income") / pl.col("months") / head, per_head_low=over_all / head
    ).sort("household")  # fmt: skip


def diversity(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """keys, sources, and the indices of diversification over amounts above zero; rows: keys, source, amount."""
    wide = rows.filter(pl.col("amount") > 0).pivot(
        "source", index=keys, values="amount", aggregate_function="sum", sort_columns=True
    )
    amounts = wide.drop(keys).fill_null(0.0).to_numpy() if wide.height else np.zeros((0, 1))
    measured = (simpson, inverse_simpson, shannon, effective_shannon)
    return wide.select(keys).with_columns(
        pl.Series("sources", (amounts > 0).sum(axis=1), dtype=pl.Int64),
        *(pl.Series(name, measure(amounts)) for name, measure in zip(INDICES, measured, strict=True)),
    )


def by_dimension(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows once for each dimension in which their household falls into a group: dimension, part, …"""
    parts = [rows.with_columns(dimension=pl.lit("all"), part=pl.lit("all"))]
    for dimension in DIMENSIONS[1:]:
        named = rows.drop_nulls(dimension)
        parts.append(named.with_columns(dimension=pl.lit(dimension), part=pl.col(dimension).cast(pl.String)))
    return pl.concat(parts)
