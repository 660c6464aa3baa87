"""Reading loads, residues and their users off a cluster."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.environment.assumptions import Assumptions
from edulis.engine.environment.carrying import wage
from edulis.engine.environment.findings import findings
from edulis.engine.environment.loads import loads, summed
from edulis.engine.environment.matching import Matching, match
from edulis.engine.environment.result import Environment
from edulis.engine.environment.reuse import made_and_used, made_by_month, side_products
from edulis.engine.environment.treatment import options
from edulis.engine.environment.users import users
from edulis.engine.flows.result import Flows
from edulis.engine.need import Need, unmet
from edulis.engine.network.deliveries import deliveries
from edulis.schema import Text

NEEDS = (
    Need("activity", Text("how much goes into the water"), columns=("level",)),
    Need("process", Text("how much water is used"), columns=("water",)),
    Need("process", Text("how much oxygen the waste water takes (COD)"), columns=("cod",)),
    Need("process", Text("how much oxygen the waste water takes (BOD)"), columns=("bod",)),
    Need("process", Text("how much dry stuff floats in the waste water"), columns=("solids",)),
    Need("process_line", Text("how much by-product and waste is made"), where=(("direction", ("out",)),)),
    Need(
        "product", Text("how much an animal or a field can take"), columns=("dry_matter",),
        where=(("stage", ("by_product", "waste")),),
    ),
    Need(
        "product", Text("what can wait for a user"), columns=("storable",),
        where=(("stage", ("by_product", "waste")),),
    ),
    Need("household_round", Text("how much the fields could take"), columns=("land",)),
    Need("place", Text("how far it is from maker to user"), columns=("latitude", "longitude")),
    Need("labour", Text("what carrying costs in money"), columns=("wages", "hired_hours")),
)  # fmt: skip


def read_environment(
    cluster: Cluster,
    round: str | None = None,
    flows: Flows | None = None,
    *,
    seed: int = 0,
    assumptions: Assumptions | None = None,
    more: pl.DataFrame | None = None,
) -> Environment:
    """Water and loads of one round, by-products with their users of today and those within reach, costs of treatment.

    `round`: the latest with trades or activities, or that of `flows`, unless named. `more`: users that could come
    (user, place, product, capacity in base units a month; month where not all), to try out a biogas plant or a mushroom
    shed. `seed` is there for the likeness of all rooms: nothing here is drawn. Raises LookupError where there is no
    such round.
    """
    del seed
    beliefs = assumptions or Assumptions()
    if round is None:
        round = flows.round if flows is not None else cluster.latest("trade", "activity")
    known = cluster.at(round) if round else cluster
    table = loads(known, flows, beliefs)
    sums = {f"{by}s" if by != "process" else "processes": summed(table, by, beliefs)
            for by in ("process", "place", "kind", "month")}  # fmt: skip
    given = deliveries(known, flows)
    plan, ends = _plans(known, flows, given, beliefs, more)
    now = made_and_used(known, flows, given)
    first = known["round"]["first_month"]
    payers = _payers(known, flows)
    tables = {
        "loads": table,
        **sums,
        "residues": _residues(known, now, plan, ends, wage(known)),
        "users": _rooms(plan),
        "matches": plan.matches,
        "missing": _missing(plan),
        "treatment": options(known, sums["processes"], payers, first[0].year if first.len() else None),
    }
    return Environment(
        round=round, lacks=unmet(known, NEEDS), findings=findings(known, tables, now, _makers(known, flows)), **tables
    )


def _plans(
    cluster: Cluster, flows: Flows | None, given: pl.DataFrame, beliefs: Assumptions, more: pl.DataFrame | None
) -> tuple[Matching, list[Matching]]:
    """The plan at what is assumed, and at the low and high ends of feeding limits, fields and spoilage."""
    made = made_by_month(cluster, flows)
    grounds = Assumptions.grounds()
    low = {name: grounds[name].low for name in ("feed", "feed_all", "field")} | {"spoiled": grounds["spoiled"].high}
    high = {name: grounds[name].high for name in ("feed", "feed_all", "field")} | {"spoiled": grounds["spoiled"].low}
    beds = [beliefs, replace(beliefs, **low), replace(beliefs, **high)]
    first, *ends = [match(cluster, made, users(cluster, flows, given, one, more), one) for one in beds]
    return first, ends


def _residues(
    cluster: Cluster, now: pl.DataFrame, plan: Matching, ends: list[Matching], a_wage: float | None
) -> pl.DataFrame:
    """One row for each by-product and waste."""
    units = side_products(cluster).select("product", "unit")
    table = now.group_by("product").agg(pl.col("made").sum(), used_now=pl.col("used").sum())
    left = plan.left.group_by("product").agg(pl.col("used", "dumped", "stored", "spoiled").sum())
    work = plan.matches.group_by("product").agg(pl.col("hours").sum(), cost=pl.col("wage_hours").sum())
    table = table.join(units, on="product").join(left, on="product", how="left").join(work, on="product", how="left")
    reached = [one.left.group_by("product").agg(pl.col("used").sum()) for one in ends]
    for name, one in zip(("low", "high"), reached, strict=True):
        table = table.join(one.rename({"used": name}), on="product", how="left")
    whole = pl.col("made")
    price = pl.lit(a_wage, pl.Float64)
    return table.select(
        "product", "unit", "made", "used_now",
        reuse_now=pl.col("used_now") / whole,
        attainable=pl.col("used") / whole,
        attainable_low=pl.min_horizontal("low", "used", "high") / whole,
        attainable_high=pl.max_horizontal("low", "used", "high") / whole,
        dumped="dumped", stored="stored", spoiled="spoiled",
        hours=pl.col("hours").fill_null(0.0), cost=pl.col("cost").fill_null(0.0) * price,
    ).sort("product")  # fmt: skip


def _rooms(plan: Matching) -> pl.DataFrame:
    """Room and its use by user, product and month."""
    whole = pl.col("capacity").sum()
    weighed = [((pl.col(name) * pl.col("capacity")).sum() / whole).alias(name) for name in ("takes", "saves")]
    return plan.room.group_by("user", "product", "month").agg(
        pl.col("capacity", "used").sum(), *weighed
    ).sort("user", "product", "month")  # fmt: skip


def _missing(plan: Matching) -> pl.DataFrame:
    """product, month, made, dumped, and the place where most of it lies (at_place)."""
    rows = plan.left.sort("product", "month", "dumped", "place", descending=[False, False, True, False])
    return rows.group_by("product", "month", maintain_order=True).agg(
        pl.col("made", "dumped").sum(), place=pl.col("place").first(), at_place=pl.col("dumped").first()
    ).filter(pl.col("dumped") > 0)  # fmt: skip


def _makers(cluster: Cluster, flows: Flows | None) -> pl.DataFrame:
    """enterprise, cod, water: what each lets go, for the thresholds of what may be said."""
    levels = flows.activities if flows is not None else cluster["activity"]
    rates = cluster["process"].select(pl.col("code").alias("process"), "cod", "water")
    rows = levels.filter(pl.col("level") > 0).join(rates, on="process")
    amounts = [(pl.col("level") * pl.col(name)).sum().alias(name) for name in ("cod", "water")]
    return rows.group_by("enterprise").agg(amounts).sort("enterprise")


def _payers(cluster: Cluster, flows: Flows | None) -> int:
    """How many enterprises let waste water go, among whom a treatment would be shared."""
    return int(_makers(cluster, flows).filter(pl.col("water") > 0).height)
