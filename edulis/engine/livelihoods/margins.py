"""What each technique leaves: output and inputs at local prices, and what a day of the family's own work earns."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.livelihoods.assumptions import LivelihoodAssumptions
from edulis.engine.seasons import locals_of
from edulis.engine.seasons.hours import levels

MONEY = ("gross_output", "value_added", "gross_margin", "net_income")
SIDE = ("by_product", "waste")
ONE = ["enterprise", "process"]


def enterprise_margins(
    cluster: Cluster, flows: Flows | None, paid: pl.DataFrame, work: pl.DataFrame, beliefs: LivelihoodAssumptions
) -> pl.DataFrame:
    """One row for each local enterprise and technique: what it made in the round and what that left.

    enterprise, kind, process, product, level, gross_output = level × price + by-products × price × the share of them
    that is sold or used here; value_added = gross output − inputs of the recipe; gross_margin = value added − wages;
    net_income = gross margin − wear of the equipment (its value over `life` years); family_days, hired_days. Prices are
    the medians that the enterprise told as a seller (of outputs) or buyer (of inputs), else those of all, else the
    product's usual price; what it grew or made itself counts at that price too. Days, wages and wear are shared among
    an enterprise's techniques by their hours of recipe. Where a price, hours or wages are not known, a figure is empty.
    """
    made = levels(cluster, flows).group_by(ONE).agg(pl.col("level").sum()).filter(pl.col("level") > 0)
    techniques = cluster["process"].select(pl.col("code").alias("process"), "product", "labour")
    rows = (
        made.join(locals_of(cluster).select("enterprise", "kind"), on="enterprise", how="inner")
        .join(techniques, on="process", how="inner")
        .sort(ONE)
    )
    lines = _lines(cluster, rows)
    used = _used(cluster, flows, paid, lines)
    lines = _priced(cluster, paid, lines).join(used, on="product", how="left")
    out = pl.col("direction") == "out"
    wanted = pl.col("price").fill_null(0.0) * pl.col("used").fill_null(0.0)
    lines = lines.with_columns(worth=pl.col("amount") * pl.when(out & ~pl.col("main")).then(wanted).otherwise("price"))
    ins, outs = pl.col("worth").filter(~out), pl.col("worth").filter(out)
    value = lines.group_by(ONE).agg(
        gross_output=pl.when(outs.null_count() == 0).then(outs.sum()),
        inputs=pl.when(ins.null_count() == 0).then(ins.sum()),
    )
    rows = rows.join(value, on=ONE, how="left").join(_cost(cluster, rows, work, beliefs), on=ONE, how="left")
    rows = rows.with_columns(value_added=pl.col("gross_output") - pl.col("inputs"))
    rows = rows.with_columns(gross_margin=pl.col("value_added") - pl.col("wages"))
    rows = rows.with_columns(net_income=pl.col("gross_margin") - pl.col("wear"))
    return rows.select(
        "enterprise", "kind", "process", "product", "level", *MONEY, "family_days", "hired_days"
    ).sort(ONE)  # fmt: skip


def _lines(cluster: Cluster, rows: pl.DataFrame) -> pl.DataFrame:
    """enterprise, process, product, direction, amount, main: what went in and came out, the main product included."""
    recipe = cluster["process_line"].select("process", "direction", line="product", per="quantity")
    named = rows.join(recipe, on="process", how="inner")
    side = (pl.col("direction") == "in") | (pl.col("line") != pl.col("product"))
    others = named.filter(side).select(
        *ONE, product="line", direction="direction", amount=pl.col("level") * pl.col("per"), main=pl.lit(False)
    )
    mains = rows.select(*ONE, "product", direction=pl.lit("out"), amount="level", main=pl.lit(True))
    return pl.concat([mains, others])


def _priced(cluster: Cluster, paid: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    known = paid.drop_nulls("price")
    own = pl.concat(
        [
            known.group_by(pl.col(side).alias("enterprise"), "product").agg(
                own=pl.col("price").median(), direction=pl.lit(direction)
            )
            for side, direction in (("seller", "out"), ("buyer", "in"))
        ]
    )
    pooled = known.group_by("product").agg(all=pl.col("price").median())
    usual = cluster["product"].select(pl.col("code").alias("product"), usual="price")
    return (
        lines.join(own, on=["enterprise", "product", "direction"], how="left")
        .join(pooled, on="product", how="left")
        .join(usual, on="product", how="left")
        .with_columns(price=pl.coalesce("own", "all", "usual"))
    )


def used_shares(cluster: Cluster, flows: Flows | None, paid: pl.DataFrame) -> dict[str, float]:
    """The share of each by-product made here that is sold, given or used at home, by product."""
    made = levels(cluster, flows).group_by(ONE).agg(pl.col("level").sum()).filter(pl.col("level") > 0)
    techniques = cluster["process"].select(pl.col("code").alias("process"), "product")
    rows = made.join(locals_of(cluster).select("enterprise"), on="enterprise", how="semi")
    lines = _lines(cluster, rows.join(techniques, on="process", how="inner"))
    return dict(_used(cluster, flows, paid, lines).iter_rows())


def _used(cluster: Cluster, flows: Flows | None, paid: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """product, used: the share of each by-product that local makers sell, give or use, at most 1."""
    side = lines.filter((pl.col("direction") == "out") & ~pl.col("main"))
    made = side.group_by("product").agg(made=pl.col("amount").sum())
    here = side.select("enterprise").unique()
    gone = paid.join(here, left_on="seller", right_on="enterprise", how="semi")
    uses = cluster["use"] if flows is None else flows.uses
    own = uses.filter(pl.col("kind") == "own").join(here, on="enterprise", how="semi")
    away = pl.concat([gone.select("product", "quantity"), own.select("product", "quantity")])
    rows = made.join(away.group_by("product").agg(pl.col("quantity").sum()), on="product", how="left")
    share = (pl.col("quantity").fill_null(0.0) / pl.col("made")).clip(0.0, 1.0)
    return rows.select("product", used=share)


def _cost(cluster: Cluster, rows: pl.DataFrame, work: pl.DataFrame, beliefs: LivelihoodAssumptions) -> pl.DataFrame:
    """enterprise, process, family_days, hired_days, wages, wear: each technique's share of its enterprise's."""
    need = pl.col("level") * pl.col("labour")
    alone = pl.len().over("enterprise") == 1
    part = pl.when(alone).then(1.0).otherwise(need / need.sum().over("enterprise")).fill_nan(None)
    equipment = cluster["enterprise_round"].select("enterprise", "equipment").unique("enterprise")
    years = _years(cluster)
    joined = rows.join(work.drop("kind", "place"), on="enterprise", how="left").join(
        equipment, on="enterprise", how="left"
    )
    wear = pl.col("equipment") / cluster.minor_units / beliefs.life * years
    return joined.select(
        *ONE, *((pl.col(name) * part).alias(name) for name in ("family_days", "hired_days", "wages")), wear=wear * part
    )


def _years(cluster: Cluster) -> float:
    from edulis.engine.seasons import month_span

    return max(len(month_span(cluster)), 1) / 12


def process_margins(each: pl.DataFrame) -> pl.DataFrame:
    """One row for each technique: its enterprises together, per unit made and per day of the family's own work.

    process, product, enterprises (with all figures known), missing, level, gross_output, value_added, gross_margin,
    net_income (money of the round), margin_per_unit (gross margin over level), family_days, hired_days, per_day (gross
    margin over family days) with the quartiles of enterprises, per_day_low and per_day_high, and net_per_day.
    """
    known = pl.all_horizontal(pl.col(*MONEY[:3], "family_days").is_not_null()) & (pl.col("family_days") > 0)
    day = (pl.col("gross_margin") / pl.col("family_days")).filter(known)

    def total(name: str) -> pl.Expr:
        return pl.col(name).filter(known).sum()

    has_net = known & pl.col("net_income").is_not_null()
    table = each.group_by("process", "product").agg(
        enterprises=known.sum().cast(pl.Int64),
        missing=(~known).sum().cast(pl.Int64),
        level=total("level"),
        **{name: total(name) for name in MONEY[:3]},
        net_income=pl.when(has_net.any()).then(pl.col("net_income").filter(has_net).sum()),
        margin_per_unit=total("gross_margin") / total("level"),
        family_days=total("family_days"),
        hired_days=total("hired_days"),
        per_day=total("gross_margin") / total("family_days"),
        per_day_low=day.quantile(0.25, "linear"),
        per_day_high=day.quantile(0.75, "linear"),
        net_per_day=pl.col("net_income").filter(has_net).sum() / pl.col("family_days").filter(has_net).sum(),
    )
    ratios = ["margin_per_unit", "per_day", "net_per_day"]
    return table.with_columns(pl.col(ratios).fill_nan(None)).sort("process")
