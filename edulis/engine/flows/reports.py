"""What was reported in one round, drawn together into one row for each unknown and one for each report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.assumptions import Assumptions

TRADE = ["month", "seller", "buyer", "product"]
_COUNTED = ("kg", "head", "piece")


@dataclass(frozen=True, slots=True)
class Reports:
    """The unknowns of a round and the reports of them, as tables; `id` counts each table's rows.

    `trades`: id, month, seller, buyer, product. `trade_reports`: id, reporter, reported (base units, empty where only
    the tie was told), relative, stated, rounding (sd of whole local measures), value.
    `activities`: id, month, enterprise, process, reported, relative. `stocks`: month, enterprise, product, reported,
    relative. `uses`: id, month, enterprise, product, kind, reported, relative.
    `balanced`: products that are balanced, with `storable` and `stage`. `bound`: enterprises whose balances must close.
    `begins` is the first month.
    """

    trades: pl.DataFrame
    trade_reports: pl.DataFrame
    activities: pl.DataFrame
    stocks: pl.DataFrame
    uses: pl.DataFrame
    lines: pl.DataFrame
    balanced: pl.DataFrame
    bound: pl.Series
    begins: dt.date


def gather(cluster: Cluster, assumptions: Assumptions) -> Reports:
    """Read the tables of one round (`cluster.at(…)`) into unknowns and reports."""
    told = _trade_reports(cluster, assumptions)
    trades = told.select(TRADE).unique(maintain_order=True).sort(*TRADE, nulls_last=True).with_row_index("id")
    told = told.join(trades, on=TRADE, how="left", nulls_equal=True).drop(TRADE).sort("id", "reporter")
    activities = (
        cluster["activity"]
        .select("month", "enterprise", "process", reported="level", relative="relative_error")
        .sort("month", "enterprise", "process")
        .with_row_index("id")
        .with_columns(pl.col("relative").fill_null(assumptions.activity))
    )
    stocks = cluster["stock"].select(
        "month", "enterprise", "product", reported="quantity",
        relative=pl.col("relative_error").fill_null(assumptions.stock),
    )  # fmt: skip
    uses = (
        cluster["use"]
        .select("month", "enterprise", "product", "kind", reported="quantity",
                relative=pl.col("relative_error").fill_null(assumptions.use))
        .sort("month", "enterprise", "product", "kind")
        .with_row_index("id")
    )  # fmt: skip
    return Reports(
        trades=trades, trade_reports=told, activities=activities, stocks=stocks, uses=uses, lines=_lines(cluster),
        balanced=_balanced(cluster, trades), bound=_bound(cluster), begins=_begins(cluster),
    )  # fmt: skip


def _begins(cluster: Cluster) -> dt.date:
    """The first month of the round; of several, or of none, the earliest there can be."""
    first = cluster["round"]["first_month"].drop_nulls().to_list()
    return min(first, default=dt.date.min)


def _trade_reports(cluster: Cluster, assumptions: Assumptions) -> pl.DataFrame:
    """Reports in base units, grades and terms added up; whole local measures carry the sd of rounding to them."""
    units = cluster["unit"].select(unit="code", factor="factor")
    assumed = {role: getattr(assumptions, role) for role in ("seller", "buyer", "observer")}
    rows = (
        cluster["trade"]
        .join(units, on="unit", how="left")
        .with_columns(factor=pl.when(pl.col("unit").is_null()).then(1.0).otherwise(pl.col("factor")))
        .with_columns(
            reported=pl.col("quantity") * pl.col("factor"),
            rounded=pl.col("unit").is_not_null() & (pl.col("quantity") == pl.col("quantity").round()),
            stated=pl.col("relative_error").is_not_null(),
            relative=pl.col("relative_error").fill_null(
                pl.col("reporter").replace_strict(assumed, default=assumptions.observer, return_dtype=pl.Float64)
            ),
        )
    )
    weighed = pl.col("relative") * pl.col("reported")
    return rows.group_by(*TRADE, "reporter", maintain_order=True).agg(
        pl.when(pl.col("reported").is_null().any()).then(None).otherwise(pl.col("reported").sum()).alias("reported"),
        pl.when(pl.col("reported").sum() > 0)
        .then(weighed.sum() / pl.col("reported").sum())
        .otherwise(pl.col("relative").mean())
        .alias("relative"),
        pl.col("stated").any(),
        (pl.when(pl.col("rounded")).then(pl.col("factor") ** 2 / 12).otherwise(0.0)).sum().sqrt().alias("rounding"),
        pl.when(pl.col("value").is_null().any()).then(None).otherwise(pl.col("value").sum()).alias("value"),
    )


def _lines(cluster: Cluster) -> pl.DataFrame:
    """Recipes as process, product, signed quantity per unit made, and relative error; the main product is added."""
    lines = cluster["process_line"].select(
        "process", "product", "direction",
        quantity=pl.when(pl.col("direction") == "in").then(-pl.col("quantity")).otherwise(pl.col("quantity")),
        relative=pl.col("relative_error").fill_null(0.0),
    )  # fmt: skip
    main = cluster["process"].select(
        process="code", product="product", direction=pl.lit("out"), quantity=pl.lit(1.0), relative=pl.lit(0.0)
    )
    missing = main.join(lines, on=["process", "product", "direction"], how="anti")
    return pl.concat([lines, missing]).filter(pl.col("quantity") != 0)


def _balanced(cluster: Cluster, trades: pl.DataFrame) -> pl.DataFrame:
    """Products with a balance: things counted or weighed that somebody trades; services, water and current have none.

    A fuel that keeps (coal) is a thing; a product nobody trades leaves no trace that a balance could be held against.
    """
    thing = pl.col("unit").is_in(_COUNTED) & ~pl.col("stage").is_in(["service", "water"])
    fuel = (pl.col("stage") != "energy") | pl.col("storable").fill_null(False)
    held = cluster["stock"]["product"].unique().implode()
    return (
        cluster["product"]
        .filter(thing & fuel & pl.col("code").is_in(trades["product"].unique().implode()))
        .select(product="code", stage="stage", storable=pl.col("storable").fill_null(pl.col("code").is_in(held)))
    )


def _bound(cluster: Cluster) -> pl.Series:
    """Enterprises of the cluster that told of themselves: only their balances must close."""
    places = cluster["place"].select(place="code", near="local")
    own = pl.concat(
        [
            cluster["trade"].filter(pl.col("reporter") == "seller").select(enterprise="seller"),
            cluster["trade"].filter(pl.col("reporter") == "buyer").select(enterprise="buyer"),
            *(cluster[name].select("enterprise") for name in ("activity", "stock", "use")),
        ]
    ).unique()
    return (
        cluster["enterprise"]
        .select("local", "place", enterprise="code")
        .join(places, on="place", how="left")
        .join(cluster["enterprise_round"].select("enterprise", "answer"), on="enterprise", how="left")
        .filter(pl.coalesce("local", "near", pl.lit(True)))
        .filter(pl.col("answer").is_null() | (pl.col("answer") == "answered"))
        .join(own, on="enterprise", how="semi")["enterprise"]
    )


def prices(reports: Reports, cluster: Cluster) -> pl.DataFrame:
    """Money per base unit of each product and month: `Σ value / Σ quantity` over reports of a believable price.

    A report counts when its price lies within a factor of four of the product's median (a wrong unit is ten or a
    hundred times off). Months without one take the product's price of the round, or else its usual price.
    """
    rows = (
        reports.trade_reports.filter((pl.col("reported") > 0) & (pl.col("value") > 0))
        .join(reports.trades, on="id")
        .with_columns(each=pl.col("value") / pl.col("reported"))
        .with_columns(off=(pl.col("each") / pl.col("each").median().over("product")).log().abs())
        .filter(pl.col("off") <= np.log(4.0))
    )
    pooled = pl.col("value").sum() / pl.col("reported").sum()
    by_month = rows.group_by("product", "month").agg(monthly=pooled)
    by_product = rows.group_by("product").agg(yearly=pooled)
    usual = cluster.usual_prices()
    wanted = reports.trades.select("product", "month").unique()
    return (
        wanted.join(by_month, on=["product", "month"], how="left", nulls_equal=True)
        .join(by_product, on="product", how="left")
        .join(usual, on="product", how="left")
        .select("product", "month", price=pl.coalesce("monthly", "yearly", "usual"))
    )
