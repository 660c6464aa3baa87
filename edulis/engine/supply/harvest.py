"""What one bad harvest does, enterprise by enterprise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.supply.ledger import Floats, Ints, Ledger, ledger
from edulis.engine.supply.shortage import hands, month_of, pass_on
from edulis.engine.supply.who import enterprises, within

FELT = 0.05  # of a month's usual sales: from this on a month counts as hit


@dataclass(frozen=True, slots=True)
class BadHarvest:
    """What is lost when a share of a product's supply is missing; money and hours over the round.

    `enterprises`: enterprise, kind, place, sales, by_shortage, by_orders (sales lost for want of goods, and for want of
    buyers), lost (both), share, purchases_saved, stock_used (worth of stocks used up at the end), margin_lost (lost +
    stock used − purchases saved; empty where told sales do not cover told purchases), hours, hours_lost (empty where no
    recipe says the hours), first_month (the first in which 5 % of the month's sales are lost), hop (hands through which
    a shortage came, 0 where none did). Sorted by first month, then hop, then share, hardest first.
    `months`: month, product_missing (base units), by_shortage, by_orders, sales.
    """

    product: str
    source: str | None
    loss: float
    enterprises: pl.DataFrame
    months: pl.DataFrame


def main_material(book: Ledger) -> str | None:
    """The raw product of which local enterprises buy most, by value, then by quantity; none where there is none."""
    raw = book.nodes.with_row_index("target").filter((pl.col("stage") == "raw") & pl.col("local"))
    bought = book.edges.join(raw.select(pl.col("target").cast(pl.Int64)), on="target", how="semi")
    table = bought.group_by("product").agg(pl.col("value").sum(), pl.col("quantity").sum())
    order = table.sort(["value", "quantity", "product"], descending=[True, True, False], nulls_last=True)
    return str(order["product"][0]) if order.height else None


def bad_harvest(
    cluster: Cluster,
    flows: Flows | None = None,
    *,
    loss: float = 0.3,
    product: str | None = None,
    source: str | None = None,
    months: Collection[dt.date] | None = None,
    book: Ledger | None = None,
) -> BadHarvest:
    """What happens when `loss` (share, 0 to 1) of a product's supply is missing in these months (all unless said).

    `cluster` is one round. `product`: the raw material most is spent on unless said. `source`: a seller, or a place
    with all within it; all first hands unless said. Local growers lose harvest, others deliver less. The shortage
    is rationed in proportion, runs on by recipes, stocks help first; then what is no longer needed is no longer
    ordered. Prices and techniques stay; nobody catches up later; by-products, energy and services that lack stop no
    process. Raises ValueError for a loss outside 0 to 1, LookupError where there is no such product or source.
    """
    if not 0.0 <= loss <= 1.0:
        raise ValueError("a loss is a share of 0 to 1")
    held = ledger(cluster, flows) if book is None else book
    chosen = main_material(held) if product is None else product
    _known(cluster, chosen, source)
    if chosen is None:
        return BadHarvest("", source, loss, pl.DataFrame(schema=_ENTERPRISES), pl.DataFrame(schema=_MONTHS))
    edge_hit, act_hit = _hit(cluster, held, chosen, source)
    sold, ordered = np.ones((2, held.edges.height))
    made, after = np.ones((2, held.acts.height))
    missing = np.zeros(held.nodes.height)
    short = np.zeros(held.nodes.height, np.bool_)
    for at, when in enumerate(held.months):
        month, edges, acts = month_of(held, at)
        cut = loss if months is None or when in months else 0.0
        found = pass_on(month, cut * edge_hit[edges], cut * act_hit[acts], missing)
        missing = found.missing_stock
        sold[edges], ordered[edges] = found.edges, found.edges_ordered
        made[acts], after[acts] = found.acts, found.acts_ordered
        short |= found.short
    return BadHarvest(
        chosen, source, loss,
        _enterprises(cluster, held, (sold, ordered, after), missing, hands(held, edge_hit, act_hit, short)),
        _by_month(held, chosen, edge_hit, sold, ordered),
    )  # fmt: skip


def _known(cluster: Cluster, product: str | None, source: str | None) -> None:
    """Raise LookupError where there is no such product or source."""
    if product is not None and product not in cluster["product"]["code"]:
        raise LookupError(f"no product is called {product!r}")
    if source is not None and source not in cluster["enterprise"]["code"] and source not in cluster["place"]["code"]:
        raise LookupError(f"no seller or place is called {source!r}")


def _hit(cluster: Cluster, book: Ledger, product: str, source: str | None) -> tuple[Floats, Floats]:
    """Which edges and acts the harvest touches, 1 or 0: growers' acts, and deliveries of others at first hand."""
    who = enterprises(cluster)
    if source is not None:
        inside = within(cluster, source)
        who = who.filter((pl.col("enterprise") == source) | pl.col("place").is_in(inside).fill_null(False))
    chosen = who["enterprise"].to_list()
    grow = pl.col("grown") & (pl.col("product") == product)
    acts = book.acts.select((grow & pl.col("enterprise").is_in(chosen)).cast(pl.Float64)).to_series().to_numpy()
    growers = book.acts.filter(grow)["enterprise"].unique().to_list()
    mine = (pl.col("product") == product) & pl.col("seller").is_in(chosen) & ~pl.col("seller").is_in(growers)
    if source is None:  # first hands: those that are not seen to buy it here themselves
        local = who.filter("local")["enterprise"].to_list()
        bought = book.edges.filter(pl.col("product") == product)["buyer"].unique().to_list()
        mine &= ~(pl.col("seller").is_in(local) & pl.col("seller").is_in(bought))
    return book.edges.select(mine.cast(pl.Float64)).to_series().to_numpy(), acts


_ENTERPRISES: dict[str, Any] = {"enterprise": pl.String, "kind": pl.String, "place": pl.String} | dict.fromkeys(
    (
        "sales",
        "by_shortage",
        "by_orders",
        "lost",
        "share",
        "purchases_saved",
        "stock_used",
        "margin_lost",
        "hours",
        "hours_lost",
    ),
    pl.Float64,
)
_ENTERPRISES |= {"first_month": pl.Date, "hop": pl.Int64}
_MONTHS: dict[str, Any] = {"month": pl.Date}
_MONTHS |= dict.fromkeys(("product_missing", "by_shortage", "by_orders", "sales"), pl.Float64)


def _worth(book: Ledger, sold: Floats, ordered: Floats) -> pl.DataFrame:
    """The edges with what is lost of each, in money; in base units where nobody knows any money."""
    valued = book.edges["value"].count() > 0
    worth = book.edges["value"].fill_null(0.0) if valued else book.edges["quantity"]
    return book.edges.with_columns(worth=worth).with_columns(
        by_shortage=pl.col("worth") * pl.Series(1.0 - sold),
        by_orders=pl.col("worth") * pl.Series(np.maximum(sold - ordered, 0.0)),
    )


def _enterprises(
    cluster: Cluster, book: Ledger, left: tuple[Floats, Floats, Floats], missing: Floats, hop: Ints
) -> pl.DataFrame:
    """What each local enterprise loses; `left` of each edge, of each edge with orders, of each act."""
    sold, ordered, after = left
    rows = _worth(book, sold, ordered)
    price = rows.group_by("product").agg(price=pl.col("worth").sum() / pl.col("quantity").sum())
    stock = book.nodes.with_columns(missing=pl.Series(missing)).join(price, on="product", how="left")
    stock = stock.group_by("enterprise").agg(stock_used=(pl.col("missing") * pl.col("price")).sum())
    sums = [pl.col("worth").sum().alias("sales"), pl.col("by_shortage", "by_orders").sum()]
    by_month = rows.group_by("month", pl.col("seller").alias("enterprise")).agg(sums)
    lost = (pl.col("by_shortage") + pl.col("by_orders")).alias("lost")
    first = by_month.filter(lost > FELT * pl.col("sales")).group_by("enterprise").agg(first_month=pl.col("month").min())
    sales = by_month.group_by("enterprise").agg(pl.col("sales", "by_shortage", "by_orders").sum())
    saved = rows.group_by(pl.col("buyer").alias("enterprise")).agg(
        purchases_saved=lost.sum(), purchases=pl.col("worth").sum()
    )
    acts = book.acts.with_columns(hours=pl.col("hours") * pl.col("level")).with_columns(
        hours_lost=pl.col("hours") * pl.Series(1.0 - after)
    )
    known = pl.col("hours").count() > 0
    work = acts.group_by("enterprise").agg(
        pl.when(known).then(pl.col(name).sum()).alias(name) for name in ("hours", "hours_lost")
    )
    steps = book.nodes.select("enterprise", hop=pl.Series(hop)).filter(pl.col("hop") > 0)
    steps = steps.group_by("enterprise").agg(pl.col("hop").min())
    table = enterprises(cluster).filter("local").select("enterprise", "kind", "place")
    for part in (sales, saved, stock, work, first, steps):
        table = table.join(part, on="enterprise", how="left")
    zero = pl.col("sales", "by_shortage", "by_orders", "purchases", "purchases_saved", "stock_used", "hop").fill_null(0)
    table = table.with_columns(zero).with_columns(lost)
    table = table.with_columns(
        share=pl.when(pl.col("sales") > 0).then(pl.col("lost") / pl.col("sales")),
        # Who told of more purchases than sales has no margin that could be seen, let alone be lost.
        margin_lost=pl.when(pl.col("purchases") <= pl.col("sales")).then(
            pl.col("lost") + pl.col("stock_used") - pl.col("purchases_saved")
        ),
    )
    order = pl.when(pl.col("hop") > 0).then("hop")
    return table.select(pl.col(name).cast(kind) for name, kind in _ENTERPRISES.items()).sort(
        ["first_month", order, "share", "enterprise"], descending=[False, False, True, False], nulls_last=True
    )


def _by_month(book: Ledger, product: str, edge_hit: Floats, sold: Floats, ordered: Floats) -> pl.DataFrame:
    """What is missing and lost in each month, by local sellers."""
    rows = _worth(book, sold, ordered).with_columns(
        missing=pl.when(pl.col("product") == product).then(pl.col("quantity") * pl.Series((1.0 - sold) * edge_hit))
    )
    local = book.nodes["local"].to_numpy()[rows["source"].to_numpy()]
    mine = pl.Series("mine", local.astype(bool))
    return (
        rows.with_columns(mine)
        .group_by("month")
        .agg(
            product_missing=pl.col("missing").sum(),
            by_shortage=pl.col("by_shortage").filter("mine").sum(),
            by_orders=pl.col("by_orders").filter("mine").sum(),
            sales=pl.col("worth").filter("mine").sum(),
        )
        .select(pl.col(name).cast(kind) for name, kind in _MONTHS.items())
        .sort("month")
    )
