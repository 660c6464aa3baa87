"""Which bottleneck stops it: raw material, the capacity of a technique, or working hours, month by month."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import coo_array, csr_array

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.limits import Optimum, Programme, best
from edulis.engine.economy.matrix import Floats
from edulis.engine.economy.values import enterprises, valued
from edulis.engine.flows.result import Flows

_BOUGHT = ("raw", "half")  # stages of which outside suppliers could bring a little more, not any amount
_FREE = 1e-9


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """What of a wanted increase of outside demand could be served, and what stops the rest.

    `served`: share of its value. `limits`, worst first: kind (raw, capacity, hours), what (product, technique, or
    empty), month, available and used (beyond what is done now, base units or hours), worth (money for one unit more),
    and `one_percent`, what one per cent more of the whole of it would bring.
    """

    increase: float  # of outside demand that was tried, as a share
    served: float
    wanted: float  # money a year
    gained: float  # money a year: sales less purchases
    limits: pl.DataFrame


def find_bottlenecks(
    cluster: Cluster, flows: Flows | None, beliefs: Assumptions, *, increase: float = 0.2
) -> Bottlenecks | None:
    """Serve as much as pays of `increase` more demand for every product that outside buyers take, in every month.

    A linear programme over extra runs of each technique, extra purchases, sales and stocks by month: what is sold,
    used up or stored is made or bought; runs within what could be made beyond what is; raw and half-finished goods
    from outside up to `roots_spare` above what came that month; hours up to `hours_spare` above the busiest month. It
    maximises sales less purchases, which is what is left to people here. Only what was made, bought and sold in that
    month counts. None where no technique, capacity or outside sale is known. Source: Dantzig (1963); Dorfman,
    Samuelson & Solow (1958).
    """
    data = _Data.of(cluster, flows)
    if data is None:
        return None
    programme, sales, rows = data.programme(beliefs, increase)
    if not sales.any():
        return None
    found = best(programme)
    wanted = float((programme.gain * np.where(sales, programme.most, 0.0)).sum())
    served = float((programme.gain * found.levels)[sales].sum())
    return Bottlenecks(increase, served / wanted if wanted > 0 else 1.0, wanted, found.total, _limits(rows, found))


def _limits(rows: pl.DataFrame, found: Optimum) -> pl.DataFrame:
    worth = found.worth.select("available", "used", "worth")
    return (
        pl.concat([rows, worth], how="horizontal")
        .filter(pl.col("kind") != "balance")
        .with_columns(one_percent=0.01 * pl.col("whole") * pl.col("worth"))
        .filter((pl.col("worth") > 0) | (pl.col("used") > _FREE))
        .select("kind", "what", "month", "available", "used", "worth", "one_percent")
        .sort("one_percent", "kind", "what", "month", descending=[True, False, False, False])
    )


@dataclass(frozen=True, slots=True)
class _Data:
    """Tables by month: runs (process, month, level, capacity, labour), lines (process, product, net per unit), bought
    and sold outside (product, month, quantity), prices (product → sold, bought), hours (month), storable products.
    """

    runs: pl.DataFrame
    lines: pl.DataFrame
    bought: pl.DataFrame
    sold: pl.DataFrame
    prices: pl.DataFrame
    hours: pl.DataFrame
    stages: pl.DataFrame

    @classmethod
    def of(cls, cluster: Cluster, flows: Flows | None) -> _Data | None:
        levels = flows.activities if flows is not None else cluster["activity"]
        levels = levels.select("month", "enterprise", "process", "level")
        told = cluster["activity"].select("month", "enterprise", "process", "capacity")
        process = cluster["process"].select(
            process="code", product="product", labour="labour", usual="capacity", grown=pl.col("grown").fill_null(False)
        )
        runs = (
            levels.join(told, on=["month", "enterprise", "process"], how="left")
            .join(process, on="process")
            .filter(~pl.col("grown"))
            .with_columns(pl.col("level").fill_null(0.0), capacity=pl.coalesce("capacity", "usual"))
            .group_by("process", "month")
            .agg(
                pl.col("level").sum(),
                capacity=pl.when(pl.col("capacity").is_not_null().all()).then(
                    pl.max_horizontal("capacity", "level").sum()
                ),
                labour=pl.col("labour").first().fill_null(0.0),
            )
            .sort("process", "month")
        )
        trades = valued(cluster, flows, 0.0).drop_nulls(["month", "quantity"])
        known = enterprises(cluster).select("enterprise", "local")
        trades = trades.join(known.rename({"enterprise": "seller", "local": "from_here"}), on="seller").join(
            known.rename({"enterprise": "buyer", "local": "to_here"}), on="buyer"
        )
        sold, bought = (
            _summed(trades.filter(pl.col(a) & ~pl.col(b)))
            for a, b in (("from_here", "to_here"), ("to_here", "from_here"))
        )
        if runs.is_empty() or sold.is_empty() or runs["capacity"].is_null().all():
            return None
        prices = _price(sold, "sold").join(_price(bought, "bought"), on="product", how="full", coalesce=True)
        hours = (
            cluster["labour"]
            .group_by("month")
            .agg(hours=(pl.col("family_hours").fill_null(0.0) + pl.col("hired_hours").fill_null(0.0)).sum())
        )
        stages = cluster["product"].select(product="code", stage="stage", storable=pl.col("storable").fill_null(False),
                                           usual=pl.col("price").cast(pl.Float64) * cluster.minor_units)  # fmt: skip
        return cls(runs, _lines(cluster), bought, sold, prices, hours, stages)

    def programme(self, beliefs: Assumptions, increase: float) -> tuple[Programme, np.ndarray, pl.DataFrame]:
        """The programme, which of its activities are sales, and what each row limits: kind, what, month, whole."""
        months = self.runs["month"].unique().sort().to_list()
        within = pl.col("month").is_in(months)
        made = self.lines.filter(pl.col("net") > 0)["product"].unique()
        goods = self.lines.filter(pl.col("process").is_in(self.runs["process"].unique().to_list()))["product"].unique()
        sold = self.sold.filter(
            within & pl.col("product").is_in(goods.to_list()) & pl.col("product").is_in(made.to_list())
        )
        sold = sold.join(self.prices, on="product").filter(pl.col("sold") > 0).sort("product", "month")
        if sold.is_empty():
            nothing = Programme(np.zeros(0), np.zeros(0), csr_array((0, 0)), np.zeros(0), ())
            return nothing, np.zeros(0, np.bool_), pl.DataFrame()
        build = _Build(months, sorted(goods.to_list()))
        for process, month, _, _, _ in self.runs.iter_rows():
            build.activity(("run", process, month), 0.0, np.inf)
        self._purchases(build, beliefs)
        for product, month, quantity, price in sold.select("product", "month", "quantity", "sold").iter_rows():
            build.activity(("sale", product, month), price, increase * quantity)
            build.use(("balance", product, month), 1.0)
        for product in self.stages.filter(pl.col("storable") & pl.col("product").is_in(goods.to_list()))[
            "product"
        ].sort():
            for now, then in itertools.pairwise(months):
                build.activity(("stock", product, now), 0.0, np.inf)
                build.use(("balance", product, now), 1.0)
                build.use(("balance", product, then), -1.0)
        self._runs(build, beliefs)
        return build.done()

    def _purchases(self, build: _Build, beliefs: Assumptions) -> None:
        """Goods from outside at their price; raw and half-finished ones only a little more than came, others freely."""
        stage = {p: (s, u) for p, s, _, u in self.stages.iter_rows()}
        price = {p: b for p, b in self.prices.select("product", "bought").iter_rows() if b is not None}
        made = set(self.lines.filter(pl.col("net") > 0)["product"].to_list())
        came = {(p, m): q for p, m, q in self.bought.select("product", "month", "quantity").iter_rows()}
        for product in build.products:
            kind, usual = stage.get(product, ("input", None))
            for month in build.months:
                cost = price.get(product, usual)
                if kind in _BOUGHT:
                    quantity = came.get((product, month), 0.0)  # where none came, none is taken to be had
                    if quantity <= 0 and product in made:
                        continue
                    build.activity(("purchase", product, month), -(cost or 0.0), np.inf)
                    build.use(("balance", product, month), -1.0)
                    build.use(("raw", product, month), 1.0)
                    build.limit(("raw", product, month), beliefs.roots_spare * quantity, quantity)
                elif product not in made:
                    build.activity(("purchase", product, month), -(cost or 0.0), np.inf)
                    build.use(("balance", product, month), -1.0)

    def _runs(self, build: _Build, beliefs: Assumptions) -> None:
        lines: dict[str, list[tuple[str, float]]] = {}
        for process, product, net in self.lines.iter_rows():
            lines.setdefault(process, []).append((product, net))
        worked = dict(self.hours.iter_rows())
        most = (1.0 + beliefs.hours_spare) * max(worked.values(), default=0.0)
        for process, month, level, capacity, labour in self.runs.iter_rows():
            build.take(("run", process, month))
            for product, net in lines.get(process, []):
                build.use(("balance", product, month), -net)
            if capacity is not None:
                build.use(("capacity", process, month), 1.0)
                build.limit(("capacity", process, month), max(capacity - level, 0.0), capacity)
            if labour > 0 and worked:
                build.use(("hours", "", month), labour)
                build.limit(("hours", "", month), max(most - worked.get(month, 0.0), 0.0), most)


class _Build:
    """Rows and columns of a programme by name."""

    def __init__(self, months: list[object], products: list[str]) -> None:
        self.months, self.products = months, products
        self.rows: dict[tuple[str, str, object], int] = {}
        self.columns: dict[tuple[str, str, object], int] = {}
        self.gain: list[float] = []
        self.most: list[float] = []
        self.entries: list[tuple[int, int, float]] = []
        self.limits: dict[int, tuple[float, float]] = {}
        self.at = -1
        for product in products:
            for month in months:
                self.rows[("balance", product, month)] = len(self.rows)

    def activity(self, name: tuple[str, str, object], gain: float, most: float) -> None:
        self.at = self.columns.setdefault(name, len(self.columns))
        self.gain.append(gain)
        self.most.append(most)

    def take(self, name: tuple[str, str, object]) -> None:
        self.at = self.columns[name]

    def use(self, row: tuple[str, str, object], amount: float) -> None:
        if row[0] == "balance" and row not in self.rows:
            return
        self.entries.append((self.rows.setdefault(row, len(self.rows)), self.at, amount))

    def limit(self, row: tuple[str, str, object], available: float, whole: float) -> None:
        self.limits[self.rows[row]] = (available, whole)

    def done(self) -> tuple[Programme, np.ndarray, pl.DataFrame]:
        row, column, value = (np.asarray(part) for part in zip(*self.entries, strict=True))
        uses = csr_array(coo_array((value, (row, column)), shape=(len(self.rows), len(self.columns))))
        limits: Floats = np.array([self.limits.get(at, (0.0, 0.0))[0] for at in range(len(self.rows))])
        names = tuple(f"{kind} {what} {month}" for kind, what, month in self.rows)
        told = pl.DataFrame(
            {
                "kind": [kind for kind, _, _ in self.rows],
                "what": [what for _, what, _ in self.rows],
                "month": [month for _, _, month in self.rows],
                "whole": [self.limits.get(at, (0.0, 0.0))[1] for at in range(len(self.rows))],
            }
        )
        sales = np.array([kind == "sale" for kind, _, _ in self.columns], np.bool_)
        return Programme(np.array(self.gain), np.array(self.most), uses, limits, names), sales, told


def _lines(cluster: Cluster) -> pl.DataFrame:
    """process, product, net: what one unit of the main product puts out (+) or takes in (−)."""
    sign = pl.when(pl.col("direction") == "out").then(pl.col("quantity")).otherwise(-pl.col("quantity"))
    lines = cluster["process_line"].select("process", "product", net=sign, out=pl.col("direction") == "out")
    named = lines.filter("out").select("process", "product")
    main = (
        cluster["process"].select(process="code", product="product").join(named, on=["process", "product"], how="anti")
    )
    main = main.with_columns(net=pl.lit(1.0))
    whole = pl.concat([lines.select("process", "product", "net"), main])
    return whole.group_by("process", "product").agg(pl.col("net").sum()).sort("process", "product")


def _summed(trades: pl.DataFrame) -> pl.DataFrame:
    return trades.group_by("product", "month").agg(pl.col("quantity", "value").sum()).sort("product", "month")


def _price(sums: pl.DataFrame, name: str) -> pl.DataFrame:
    priced = (
        sums.group_by("product").agg(pl.col("quantity").sum(), pl.col("value").sum()).filter(pl.col("quantity") > 0)
    )
    return priced.select("product", (pl.col("value") / pl.col("quantity")).alias(name))
