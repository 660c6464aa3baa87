"""Reading supply off a cluster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.need import Need, unmet
from edulis.engine.supply.bought import bought
from edulis.engine.supply.content import content
from edulis.engine.supply.findings import findings
from edulis.engine.supply.harvest import BadHarvest, bad_harvest
from edulis.engine.supply.location import known_for, quotients
from edulis.engine.supply.result import Supply
from edulis.engine.supply.sources import dependence
from edulis.engine.supply.variability import variability
from edulis.engine.supply.who import enterprises
from edulis.schema import Text

NEEDS = (
    Need("trade", Text("where the raw material comes from"), columns=("product",)),
    Need("trade", Text("how the volume of what is bought varies"), columns=("month", "quantity")),
    Need("trade", Text("how prices vary"), columns=("month", "quantity", "value")),
    Need("quality_test", Text("how the quality of what is bought varies"), columns=("value",)),
    Need("process_line", Text("how a shortage runs on by recipes"), where=(("direction", ("in",)),)),
    Need("activity", Text("how much a shortage stops"), columns=("level",)),
    Need("stock", Text("how far stocks carry over a shortage"), columns=("quantity",)),
    Need("process", Text("how many hours of work a shortage costs"), columns=("labour",)),
    Need(
        "reference",
        Text("of which enterprises there are more here than elsewhere"),
        where=(("kind", ("region_total", "national_total")),),
        columns=("sector",),
    ),
    Need("round", Text("which part of a swing comes back each year"), rows=2),
)

FELT_A_LITTLE = 0.01  # of the sales of the round: from this on an enterprise counts as hit


def read_supply(
    cluster: Cluster,
    round: str | None = None,
    flows: Flows | None = None,
    *,
    seed: int = 0,
    loss: float = 0.3,
    product: str | None = None,
    source: str | None = None,
    months: Collection[dt.date] | None = None,
) -> Supply:
    """Where the raw material of one round comes from, how it varies, and what a bad harvest would do.

    `round`: the latest with trades or activities, or that of `flows`, unless named. Variability takes in all
    rounds, since a year alone cannot tell season from shock. `loss`, `product`, `source`, `months`: see
    `bad_harvest`; a loss of 30 % is an example, not a forecast. `seed` is there for the likeness of all rooms:
    nothing here is drawn. Raises LookupError where there is no such round, product or source.
    """
    del seed
    if round is None:
        round = flows.round if flows is not None else cluster.latest("trade", "activity")
    known = cluster.at(round) if round else cluster
    rows = bought(known, flows)
    material = rows.filter(pl.col("stage").is_in(["raw", "input"]))
    buyers, sources = dependence(material)
    location = quotients(known)
    harvest = bad_harvest(known, flows, loss=loss, product=product, source=source, months=months)
    tables = {
        "variability": variability(cluster, round, flows),
        "buyers": buyers,
        "sources": sources,
        "content": content(rows, enterprises(known)),
        "location": location,
        "known_for": known_for(known, rows, location),
        "harvest": harvest.enterprises,
        "harvest_kinds": by_kind(harvest),
        "harvest_months": harvest.months,
    }
    lacks = tuple(need for need in unmet(known, NEEDS[:-1])) + unmet(cluster, NEEDS[-1:])
    return Supply(round=round, lacks=lacks, findings=findings(known, material, tables, harvest), **tables)


def by_kind(harvest: BadHarvest) -> pl.DataFrame:
    """kind, enterprises, hit (those that lose 1 % of their sales or more), sales, lost, share, margin_lost, hours,
    hours_lost, first_month, hop: hardest hit first.
    """
    names = ("sales", "by_shortage", "by_orders", "lost", "margin_lost")
    sums = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in names]
    work = [pl.when(pl.col(n).count() > 0).then(pl.col(n).sum()).alias(n) for n in ("hours", "hours_lost")]
    table = harvest.enterprises.group_by("kind").agg(
        pl.len().cast(pl.Int64).alias("enterprises"),
        (pl.col("share") >= FELT_A_LITTLE).sum().cast(pl.Int64).alias("hit"),
        *sums,
        *work,
        pl.col("first_month").min(),
        pl.col("hop").filter(pl.col("hop") > 0).min().fill_null(0),
    )
    share = pl.when(pl.col("sales") > 0).then(pl.col("lost") / pl.col("sales")).alias("share")
    order = [
        "kind",
        "enterprises",
        "hit",
        *names[:4],
        "share",
        "margin_lost",
        "hours",
        "hours_lost",
        "first_month",
        "hop",
    ]
    ranked = table.with_columns(share).select(order)
    return ranked.sort(["share", "kind"], descending=[True, False], nulls_last=True)
