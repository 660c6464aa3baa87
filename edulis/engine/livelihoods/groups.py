"""Groups of households side by side: income, sources, poverty, control, and how far each hangs on the cluster."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods.portfolio import INDICES, SOURCE_OF, by_dimension, diversity
from edulis.engine.livelihoods.poverty import FGT, Line, fgt_columns
from edulis.engine.seasons import locals_of

AT = ["dimension", "part"]


def reliance(cluster: Cluster, money: pl.DataFrame) -> pl.DataFrame:
    """household, own, wages, elsewhere (money): income from its own enterprises here, from wages, and from elsewhere.

    Own is what comes from a source that an enterprise of the household gives (crops from a farm, processing from a
    workshop …). Wages are taken to be paid here; where they come from nobody asks. Losses do not count.
    """
    source = pl.col("kind").replace_strict(SOURCE_OF, default=None, return_dtype=pl.String)
    runs = locals_of(cluster).drop_nulls("household").select("household", source=source).drop_nulls().unique()
    rows = money.filter(pl.col("amount") > 0).join(runs.with_columns(own=True), on=["household", "source"], how="left")
    own, wages = pl.col("own").fill_null(False), pl.col("source") == "wages"
    amount = pl.col("amount")
    return rows.group_by("household").agg(
        own=amount.filter(own).sum(),
        wages=amount.filter(wages & ~own).sum(),
        elsewhere=amount.filter(~wages & ~own).sum(),
    )


def source_table(each: pl.DataFrame, money: pl.DataFrame) -> pl.DataFrame:
    """dimension, part, source, amount (money a month told, all together), share (of incomes above zero), households."""
    rows = by_dimension(each.select("household", "group", "kind", "head", "setting", "listed"))
    sums = money.group_by("household", "source").agg(pl.col("amount").sum())
    joined = rows.join(sums, on="household", how="inner")
    table = joined.group_by(*AT, "source").agg(
        amount=pl.col("amount").sum(), households=pl.col("household").n_unique().cast(pl.Int64)
    )
    gain = pl.col("amount").clip(0.0)
    share = (gain / gain.sum().over(AT)).fill_nan(None)
    return table.with_columns(share=share).select(*AT, "source", "amount", "share", "households").sort(*AT, "source")


def group_table(each: pl.DataFrame, money: pl.DataFrame, hanging: pl.DataFrame, line: Line | None) -> pl.DataFrame:
    """One row for each group of households.

    dimension (all, group, kind, head, setting, listed: on the commune's list), part, households (with income and people
    known), missing (of those asked), people, per_head (money per head and month, weighed by people), per_head_low (if
    months not told brought nothing), the indices of diversification of the group's incomes together, headcount, gap,
    squared_gap (weighed by people) and headcount_high, own_share, wage_share, cluster_share (both), women (share of
    income that women decide alone, of what is known), urban (share from urban and peri-urban agriculture, of what is
    known).
    """
    z = line.value if line else float("nan")
    joined = each.join(hanging, on="household", how="left")
    rows = by_dimension(joined.with_columns(*fgt_columns("per_head", z), *fgt_columns("per_head_low", z, "_high")))
    known = pl.col("per_head").is_not_null() & (pl.col("people") > 0)
    weight = pl.col("people").filter(known)

    def mean(name: str) -> pl.Expr:
        return (pl.col(name).filter(known) * weight).sum() / weight.sum()

    table = rows.group_by(AT).agg(
        households=known.sum().cast(pl.Int64),
        missing=(~known).sum().cast(pl.Int64),
        people=weight.sum().cast(pl.Int64),
        **{name: mean(name) for name in ("per_head", "per_head_low", *FGT, "headcount_high")},
        own=pl.col("own").sum(),
        wages=pl.col("wages").sum(),
        elsewhere=pl.col("elsewhere").sum(),
    )
    whole = pl.sum_horizontal("own", "wages", "elsewhere")
    table = table.with_columns(
        own_share=pl.col("own") / whole,
        wage_share=pl.col("wages") / whole,
        cluster_share=(pl.col("own") + pl.col("wages")) / whole,
    )
    measures = [name for name, dtype in table.schema.items() if dtype == pl.Float64]
    table = table.with_columns(pl.col(measures).fill_nan(None))
    if line is None:
        table = table.with_columns(pl.lit(None, pl.Float64).alias(name) for name in (*FGT, "headcount_high"))
    table = table.join(diversity(source_table(each, money), AT), on=AT, how="left").join(
        _decided(each, money), on=AT, how="left"
    )
    order = [
        *AT, "households", "missing", "people", "per_head", "per_head_low", *INDICES, *FGT, "headcount_high",
        "own_share", "wage_share", "cluster_share", "women", "urban",
    ]  # fmt: skip
    return table.select(order).sort(AT)


def _decided(each: pl.DataFrame, money: pl.DataFrame) -> pl.DataFrame:
    rows = by_dimension(each.select("household", "group", "kind", "head", "setting", "listed"))
    won = money.filter(pl.col("amount") > 0).group_by("household", "control", "urban").agg(pl.col("amount").sum())
    gains = rows.join(won, on="household", how="inner")
    amount = pl.col("amount")
    said, told = pl.col("control").is_not_null(), pl.col("urban").is_not_null()
    return gains.group_by(AT).agg(
        women=(amount.filter(pl.col("control") == "women").sum() / amount.filter(said).sum()).fill_nan(None),
        urban=(amount.filter(pl.col("urban")).sum() / amount.filter(told).sum()).fill_nan(None),
    )
