"""A round as arrays: who holds what, what goes from whom to whom, and which recipe turns one into another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.network.deliveries import deliveries
from edulis.engine.supply.prices import own_prices
from edulis.engine.supply.who import enterprises

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SIDE_STAGES = ("by_product", "waste")
REPLACED = (*SIDE_STAGES, "energy", "service", "water")  # a lack of these stops no process: they are bought elsewhere


@dataclass(frozen=True, slots=True)
class Ledger:
    """One round. A node is an enterprise's holding of a product.

    `nodes`: enterprise, product, stage, local, side (by-product or waste). `edges`: month, seller, buyer, product,
    quantity, value, source, target (nodes). `acts`: month, enterprise, process, level, hours (per unit, empty where
    not known), grown, main (node). Who told no activity has one without a process. `into` and `out`: act, node,
    quantity; `into` has `limits` (its lack stops the process). `kept`, `own`, `lost` (months, nodes): stock at the
    month's end, own use, loss.
    """

    months: tuple[dt.date, ...]
    nodes: pl.DataFrame
    edges: pl.DataFrame
    acts: pl.DataFrame
    into: pl.DataFrame
    out: pl.DataFrame
    kept: Floats
    own: Floats
    lost: Floats


def ledger(cluster: Cluster, flows: Flows | None = None) -> Ledger:
    """The ledger of one round, from reconciled flows where there are any, else from what was told."""
    edges = own_prices(cluster, flows, deliveries(cluster, flows))
    edges = edges.filter(pl.col("quantity") > 0).drop_nulls("month")
    tables: list[pl.DataFrame] = []
    for name, amount in (("activities", "level"), ("stocks", "quantity"), ("uses", "quantity")):
        record = {"activities": "activity", "stocks": "stock", "uses": "use"}[name]
        told = getattr(flows, name) if flows is not None else cluster[record]
        if flows is not None and name == "stocks":  # a stock that is only assumed helps nobody over a shortage
            told = told.filter(pl.col("reported").is_not_null().any().over("enterprise", "product"))
        tables.append(told.filter((pl.col(amount) > 0) & pl.col(amount).is_finite()).drop_nulls("month"))
    levels, stocks, uses = tables
    levels = levels.group_by("month", "enterprise", "process").agg(pl.col("level").sum())
    processes = cluster["process"].select(
        pl.col("code").alias("process"), "labour", pl.col("grown").fill_null(False), main="product"
    )
    acts = levels.join(processes, on="process")
    silent = _silent(cluster, edges, acts["enterprise"].unique().to_list())
    rest = silent.select("month", "enterprise", level=pl.lit(1.0), grown=pl.lit(False)).unique()
    acts = pl.concat([acts, rest], how="diagonal").sort("month", "enterprise", "process").with_row_index("act")
    acts = acts.with_columns(pl.col("act").cast(pl.Int64))
    lines = acts.select("act", "enterprise", "process", "level", "main").join(recipe_lines(cluster), on="process")
    lines = lines.with_columns(quantity=pl.col("level") * pl.col("per_unit"))
    own = acts.filter(pl.col("process").is_null()).select("act", "month", "enterprise")
    own = own.join(silent, on=["month", "enterprise"])
    names = ["act", "enterprise", "product", "direction", "quantity"]
    lines = pl.concat([lines.select(names), own.select(names)])
    ends = [edges.select(pl.col(side).alias("enterprise"), "product") for side in ("seller", "buyer")]
    held = [frame.select("enterprise", "product") for frame in (lines, stocks, uses)]
    who = enterprises(cluster).select("enterprise", "local")
    stage = cluster["product"].select(pl.col("code").alias("product"), "stage")
    nodes = pl.concat([*ends, *held]).unique().join(who, on="enterprise", how="left").join(
        stage, on="product", how="left"
    )  # fmt: skip
    side = pl.col("stage").is_in(list(SIDE_STAGES)).fill_null(False)
    nodes = nodes.with_columns(pl.col("local").fill_null(False), side=side).sort("enterprise", "product")
    at = nodes.select("enterprise", "product").with_row_index("node").with_columns(pl.col("node").cast(pl.Int64))
    months = tuple(sorted({*edges["month"].to_list(), *acts["month"].to_list()}))
    edges = edges.join(at.rename({"enterprise": "seller", "node": "source"}), on=["seller", "product"])
    edges = edges.join(at.rename({"enterprise": "buyer", "node": "target"}), on=["buyer", "product"])
    lines = lines.join(at, on=["enterprise", "product"]).join(stage, on="product", how="left")
    lines = lines.with_columns(limits=~pl.col("stage").is_in(list(REPLACED)).fill_null(False)).sort("act", "node")
    main = at.rename({"product": "main", "node": "main_node"})
    acts = acts.join(main, on=["enterprise", "main"], how="left").sort("act")
    kinds = [uses.filter(pl.col("kind") == kind) for kind in ("own", "loss")]
    return Ledger(
        months, nodes, edges.sort("month", "seller", "buyer", "product"),
        acts.select(
            "month", "enterprise", "process", "level", "grown", hours="labour", product="main", main="main_node"
        ),
        lines.filter(pl.col("direction") == "in").select("act", "node", "quantity", "limits"),
        lines.filter(pl.col("direction") == "out").select("act", "node", "quantity"),
        *[_grid(frame, at, months) for frame in (stocks, *kinds)],
    )  # fmt: skip


def _silent(cluster: Cluster, edges: pl.DataFrame, told: list[str]) -> pl.DataFrame:
    """month, enterprise, product, direction, quantity: what those who told no activity must make of what they buy.

    What a local enterprise only buys goes in, what it only sells comes out, as if by one recipe in each month that has
    both; what it buys and sells on needs none.
    """
    quiet = enterprises(cluster).filter(pl.col("local") & ~pl.col("enterprise").is_in(told))["enterprise"].to_list()
    sides = {}
    for side in ("seller", "buyer"):
        mine = edges.filter(pl.col(side).is_in(quiet)).rename({side: "enterprise"})
        sides[side] = mine.group_by("month", "enterprise", "product").agg(pl.col("quantity").sum())
    both = ["enterprise", "product"]
    into = sides["buyer"].join(sides["seller"].select(both).unique(), on=both, how="anti")
    out = sides["seller"].join(sides["buyer"].select(both).unique(), on=both, how="anti")
    stage = cluster["product"].select(pl.col("code").alias("product"), "stage")
    into = into.join(stage, on="product").filter(pl.col("stage").is_in(["raw", "half"])).drop("stage")
    when = ["month", "enterprise"]
    into, out = (
        one.join(other.select(when).unique(), on=when, how="semi").with_columns(direction=pl.lit(way))
        for one, other, way in ((into, out, "in"), (out, into, "out"))
    )
    return pl.concat([into, out]).sort("month", "enterprise", "direction", "product")


def recipe_lines(cluster: Cluster) -> pl.DataFrame:
    """process, product, direction, per_unit; the main product is added where the lines do not name it."""
    lines = cluster["process_line"].select("process", "product", "direction", per_unit="quantity")
    main = cluster["process"].select("product", process="code").with_columns(
        direction=pl.lit("out"), per_unit=pl.lit(1.0)
    ).select("process", "product", "direction", "per_unit")  # fmt: skip
    unnamed = main.join(lines, on=["process", "product", "direction"], how="anti")
    return pl.concat([lines, unnamed]).filter(pl.col("per_unit") > 0).sort("process", "direction", "product")


def _grid(frame: pl.DataFrame, at: pl.DataFrame, months: tuple[dt.date, ...]) -> Floats:
    """Quantities by month and node."""
    grid = np.zeros((len(months), at.height))
    number = {month: row for row, month in enumerate(months)}
    rows = frame.join(at, on=["enterprise", "product"]).filter(pl.col("month").is_in(list(months)))
    which = np.array([number[month] for month in rows["month"]], dtype=np.int64)
    np.add.at(grid, (which, rows["node"].to_numpy()), rows["quantity"].to_numpy())
    return grid
