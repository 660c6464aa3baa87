"""Which by-product goes where at least cost: sources and users by place, product and month, as a min-cost flow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.cluster import Cluster
from edulis.engine.environment.assumptions import Assumptions
from edulis.engine.environment.carrying import NOWHERE, carrying_hours, distances
from edulis.engine.environment.mincost import Plan, min_cost_flow
from edulis.engine.environment.reuse import side_products
from edulis.engine.supply.who import enterprises

Ints = NDArray[np.int64]
WHOLE = 10.0  # units of flow in a kg of dry matter
FINE = 1e6  # units of cost in an hour of wage
_KEEP = 1e-4  # hours a kg of dry matter that is kept for a month costs in turning and covering; own choice

MATCHES = {
    "month": pl.Date, "product": pl.String, "from_place": pl.String, "user": pl.String, "to_place": pl.String,
    "tried": pl.Boolean,
    "quantity": pl.Float64, "dry_matter": pl.Float64, "km": pl.Float64, "hours": pl.Float64, "wage_hours": pl.Float64,
}  # fmt: skip
LEFT = {"month": pl.Date, "product": pl.String, "place": pl.String} | dict.fromkeys(
    ("made", "used", "spoiled", "carried", "stored", "dumped"), pl.Float64
)
ROOM = {"user": pl.String, "place": pl.String, "month": pl.Date, "product": pl.String} | dict.fromkeys(
    ("capacity", "used", "takes", "saves"), pl.Float64
)


@dataclass(frozen=True, slots=True)
class Matching:
    """`matches`: month, product, from_place, user, to_place, quantity (base units), dry_matter (kg), km, hours of work,
    wage_hours (whole cost, hire included, in hours of wage). `left`: by month, product and place what was made, used,
    spoiled, carried to later months (less what came from earlier ones), stored at the end, dumped (base units): they
    add up to what was made, and all that is carried adds up to nought.
    `room`: by user, place, month and product the capacity and its use (kg of dry matter); `takes`: whether one more kg
    of room would keep one more kg from being dumped (0 to 1), `saves`: else the hours of wage it would save.
    """

    matches: pl.DataFrame
    left: pl.DataFrame
    room: pl.DataFrame
    arcs: int


def match(cluster: Cluster, made: pl.DataFrame, users: pl.DataFrame, beliefs: Assumptions) -> Matching:
    """Bring as much as possible to users, at the least cost of carrying.

    made: month, enterprise, product, made (base units). Enterprises of one place, product and month are one source, and
    users likewise, since carrying costs them the same; so the flow is exact and its arcs are few. Goods that do not
    keep go in their month and lose `spoiled` on the way; others may wait. Whole numbers of 0.1 kg of dry matter and
    10⁻⁶ hours. Uses that nobody here has tried come after those that are known. Source: Ahuja, Magnanti & Orlin (1993).
    """
    goods = side_products(cluster).with_columns(
        dry=pl.col("dry_matter").fill_null(1.0), keeps=pl.col("storable").fill_null(False)
    )
    who = enterprises(cluster).select("enterprise", pl.col("place").fill_null(NOWHERE))
    heap = (
        made.drop_nulls("month").join(who, on="enterprise").join(goods.select("product", "dry", "keeps"), on="product")
    )
    heap = heap.filter(pl.col("dry") > 0).group_by("product", "place", "month").agg(
        pl.col("made").sum(), pl.col("dry").first(), pl.col("keeps").first()
    ).sort("product", "place", "month")  # fmt: skip
    spoils = pl.when("keeps").then(0.0).otherwise(beliefs.spoiled)
    heap = heap.with_columns(spoiled=pl.col("made") * spoils)
    heap = heap.with_columns(
        units=((pl.col("made") - pl.col("spoiled")) * pl.col("dry") * WHOLE).floor().cast(pl.Int64)
    )
    room = users.join(heap.select("product").unique(), on="product", how="semi").sort(
        "user", "place", "month", "product"
    )
    room = room.with_columns(units=(pl.col("capacity") * WHOLE).floor().cast(pl.Int64))
    if heap.is_empty():
        return Matching(pl.DataFrame(schema=MATCHES), pl.DataFrame(schema=LEFT), pl.DataFrame(schema=ROOM), 0)
    arcs = _arcs(cluster, heap, room, beliefs)
    net = _net(heap, room, arcs)
    return _tables(heap, room, arcs, net, *_solve(heap, room, arcs, net))


def _arcs(cluster: Cluster, heap: pl.DataFrame, room: pl.DataFrame, beliefs: Assumptions) -> pl.DataFrame:
    """Every way from a source to a user of the same product and month: source, target (rows), km, hours, wage_hours
    of one kg of dry matter.
    """
    start, end = heap["place"].unique().sort().to_list(), room["place"].unique().sort().to_list()
    local = frozenset(enterprises(cluster).filter("local")["place"].drop_nulls().to_list())
    km = distances(cluster, start, end, local, beliefs)
    work, whole = carrying_hours(km, beliefs)
    far = pl.DataFrame(
        {
            "from_place": np.repeat(np.array(start, dtype=object), len(end)).tolist(),
            "to_place": end * len(start),
            "km": km.ravel(), "work": work.ravel(), "whole": whole.ravel(),
        },
        schema={"from_place": pl.String, "to_place": pl.String} | dict.fromkeys(("km", "work", "whole"), pl.Float64),
    )  # fmt: skip
    one = heap.with_row_index("source").select("source", "product", "month", "dry", from_place="place")
    other = room.with_row_index("target").select("target", "user", "product", "month", "tried", to_place="place")
    ways = one.join(other, on=["product", "month"]).filter(
        (pl.col("user") != "own") | (pl.col("from_place") == pl.col("to_place"))
    )
    ways = ways.join(far, on=["from_place", "to_place"])
    at_home = pl.col("user") == "own"
    return ways.select(
        pl.col("source", "target").cast(pl.Int64), "from_place", "to_place", "user", "tried", "dry",
        km=pl.when(at_home).then(0.0).otherwise("km"),
        hours=pl.when(at_home).then(0.0).otherwise(pl.col("work") / pl.col("dry")),
        wage_hours=pl.when(at_home).then(0.0).otherwise(pl.col("whole") / pl.col("dry")),
    ).sort("source", "target")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Net:
    """Where the arcs of each sort begin: ways to users, rooms, joint rooms, waiting, storing, dumping."""

    ways: int
    rooms: int
    joint: Ints  # joint room of each room
    groups: int
    waits: Ints  # (2, m): a source and the next month's
    last: Ints  # the last source of each good that keeps, by place

    @property
    def starts(self) -> Ints:
        """The first arc of each sort, and the end."""
        n = [self.ways, self.rooms, self.groups, self.waits.shape[1], self.last.size]
        return np.concatenate([[0], np.cumsum(n)])


def _net(heap: pl.DataFrame, room: pl.DataFrame, arcs: pl.DataFrame) -> _Net:
    joint = room.select(pl.struct("user", "place", "month").rank("dense").cast(pl.Int64) - 1).to_series().to_numpy()
    rows = heap.with_row_index("at").filter("keeps").with_columns(pl.col("at").cast(pl.Int64))
    following = rows.with_columns(next=pl.col("at").shift(-1).over("product", "place")).drop_nulls("next")
    waits = np.vstack([following["at"].to_numpy(), following["next"].to_numpy()])
    last = rows.group_by("product", "place").agg(pl.col("at").max()).sort("at")["at"].to_numpy()
    return _Net(arcs.height, room.height, joint, int(joint.max(initial=-1)) + 1, waits, last)


def _solve(heap: pl.DataFrame, room: pl.DataFrame, arcs: pl.DataFrame, net: _Net) -> tuple[Plan, int]:
    """The cheapest plan, and what a unit dumped costs in it: more than any way. Nodes: sources, rooms, joint, sink."""
    n, k = heap.height, room.height
    sink = n + k + net.groups
    supply = np.zeros(sink + 1, np.int64)
    supply[:n] = heap["units"].to_numpy()
    most = int(supply.sum())
    supply[sink] = -most
    way = np.rint(arcs["wage_hours"].to_numpy() * FINE / WHOLE).astype(np.int64)
    way = way + np.where(arcs["tried"].to_numpy(), 0, int(way.max(initial=0)))  # known uses first
    wait = round(_KEEP * FINE / WHOLE)
    dump = 4 * int(way.max(initial=0)) + 24 * wait + 2  # changing ways never saves half of it
    limit = np.full(net.groups, most, np.int64)
    together = room["together"].cast(pl.Float64).fill_null(np.inf).to_numpy()
    held = np.flatnonzero(np.isfinite(together))
    limit[net.joint[held]] = np.floor(together[held] * WHOLE).astype(np.int64)
    every, open_end = np.arange(n), np.full(n, sink)
    parts = [
        (arcs["source"].to_numpy(), n + arcs["target"].to_numpy(), np.full(arcs.height, most), way),
        (n + np.arange(k), n + k + net.joint, room["units"].to_numpy(), np.zeros(k)),
        (n + k + np.arange(net.groups), np.full(net.groups, sink), np.minimum(limit, most), np.zeros(net.groups)),
        (net.waits[0], net.waits[1], np.full(net.waits.shape[1], most), np.full(net.waits.shape[1], wait)),
        (
            net.last,
            np.full(net.last.size, sink),
            np.full(net.last.size, most),
            np.full(net.last.size, dump - 12 * wait - 1),
        ),
        (every, open_end, np.full(n, most), np.full(n, dump)),
    ]
    tail, head, capacity, cost = (np.concatenate([part[at] for part in parts]).astype(np.int64) for at in range(4))
    return min_cost_flow(tail, head, capacity, cost, supply, dump=2 * dump), dump


def _tables(heap: pl.DataFrame, room: pl.DataFrame, arcs: pl.DataFrame, net: _Net, plan: Plan, dump: int) -> Matching:
    """The plan in tables, in base units."""
    n, k = heap.height, room.height
    start = net.starts
    flow = plan.flow / WHOLE
    moved, wait, kept = flow[: start[1]], flow[start[3] : start[4]], flow[start[4] : start[5]]
    sources = heap.with_row_index("source").select(pl.col("source").cast(pl.Int64), "month", "product")
    named = arcs.with_columns(dry_matter=pl.Series(moved)).filter(pl.col("dry_matter") > 0).join(sources, on="source")
    named = named.with_columns(
        quantity=pl.col("dry_matter") / pl.col("dry"), hours=pl.col("hours") * pl.col("dry_matter"),
        wage_hours=pl.col("wage_hours") * pl.col("dry_matter"),
    )  # fmt: skip
    dry = heap["dry"].to_numpy()
    used = np.bincount(arcs["source"].to_numpy(), moved, minlength=n) / dry
    carried = (np.bincount(net.waits[0], wait, minlength=n) - np.bincount(net.waits[1], wait, minlength=n)) / dry
    stored = np.bincount(net.last, kept, minlength=n) / dry
    left = heap.select("month", "product", "place", "made", "spoiled").with_columns(
        used=pl.Series(used), carried=pl.Series(carried), stored=pl.Series(stored)
    )
    sent, usable = pl.col("used") + pl.col("carried") + pl.col("stored"), pl.col("made") - pl.col("spoiled")
    part = pl.when(usable > 0).then((sent / usable).clip(0.0, 1.0)).otherwise(0.0)
    left = left.with_columns(spoiled=pl.col("spoiled") * part)  # what nobody fetches does not spoil on the way
    rest = pl.col("made") - pl.col("spoiled") - pl.col("used") - pl.col("carried") - pl.col("stored")
    left = left.with_columns(dumped=pl.max_horizontal(rest, pl.lit(0.0)))
    worth = plan.worth[start[1] : start[2]] + plan.worth[start[2] : start[3]][net.joint]
    taking = worth >= 0.5 * dump
    space = room.select("user", "place", "month", "product", "capacity").with_columns(
        used=pl.Series(np.bincount(arcs["target"].to_numpy(), moved, minlength=k)),
        takes=pl.Series(taking.astype(np.float64)),
        saves=pl.Series(np.where(taking, 0.0, worth * WHOLE / FINE)),
    )
    return Matching(
        named.select(pl.col(name).cast(kind) for name, kind in MATCHES.items()).sort(list(MATCHES)[:5]),
        left.select(pl.col(name).cast(kind) for name, kind in LEFT.items()).sort("month", "product", "place"),
        space.select(pl.col(name).cast(kind) for name, kind in ROOM.items()),
        plan.seen,
    )
