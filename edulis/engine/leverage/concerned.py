"""Which sales a proposal is about: of its product, to the market it names, straight or through traders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.leverage.market import Market, sold_on
from edulis.engine.leverage.users import Trade

SCHEMA = {
    "user": pl.Int64, "buyer": pl.String, "buyer_at": pl.Int64, "product": pl.String, "value": pl.Float64,
    "error": pl.Float64, "way": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Concerned:
    """Sales that a proposal changes.

    `rows`: user (number within the trade), buyer, buyer_at, product, value (minor units a year), error, way: out (the
    buyer is from elsewhere), through (a trader here sells it on to outside buyers) or inside (the buyer here keeps or
    uses it). `share` (n,): of each user's sales of the product. `opens`: nothing of it reaches the market yet, so that
    rows are all sales, of which a share is moved; `limit`: of that, what the market buys at most (1: all).
    """

    rows: pl.DataFrame
    share: np.ndarray
    opens: bool
    limit: float


def concerned(market: Market, trade: Trade, proposal: Mapping[str, Any]) -> Concerned:
    """The sales of a proposal's users that are of its product and go to its market; of all if it names none.

    A market of one buyer is that buyer. One without a buyer is all outside buyers of its product that are no market of
    their own; where the proposal's product is another one, it is those here who make the market's product from it.
    """
    seats = pl.DataFrame({"seller_at": trade.firms, "user": np.arange(trade.firms.size)})
    sales = market.sales.join(seats, on="seller_at", how="inner")
    if proposal["product"] is not None:
        sales = sales.filter(pl.col("product") == proposal["product"])
    whole = np.zeros(trade.firms.size)
    np.add.at(whole, sales["user"].to_numpy(), sales["value"].to_numpy())
    named = _market(market, proposal["market"])
    if named is None:
        rows, opens, limit = _split(market, sales, None), False, 1.0
        return Concerned(rows, (whole > 0).astype(np.float64), opens, limit)
    rows = _reaching(market, sales, named, proposal["product"] or named["product"])
    if rows.height:
        part = np.zeros(trade.firms.size)
        np.add.at(part, rows["user"].to_numpy(), rows["value"].to_numpy())
        return Concerned(rows, np.divide(part, whole, out=np.zeros_like(part), where=whole > 0), False, 1.0)
    rows = sales.select("user", "buyer", "buyer_at", "product", "value", "error", way=pl.lit("out"))
    most = (named["size"] or np.inf) * (named["price"] or np.inf) * market.cluster.minor_units
    ours = float(trade.weight @ whole)
    limit = min(1.0, most / ours) if ours > 0 else 1.0
    return Concerned(rows.cast(SCHEMA), (whole > 0).astype(np.float64), True, limit)  # type: ignore[arg-type]


def _market(market: Market, code: str | None) -> dict[str, Any] | None:
    if code is None:
        return None
    rows = market.cluster["market"].filter(pl.col("code") == code).to_dicts()
    return rows[0] if rows else None


def _reaching(market: Market, sales: pl.DataFrame, named: Mapping[str, Any], product: str) -> pl.DataFrame:
    if named["buyer"] is not None:
        buyers = frozenset({str(named["buyer"])})
        return _split(market, sales, buyers)
    if product == named["product"]:
        others = market.cluster["market"].drop_nulls("buyer")["buyer"].to_list()
        outside = sales.filter((pl.col("buyer_at") < 0) & ~pl.col("buyer").is_in(others))["buyer"]
        traded = market.sales.filter(
            (pl.col("product") == product) & (pl.col("buyer_at") < 0) & ~pl.col("buyer").is_in(others)
        )["buyer"]
        return _split(market, sales, frozenset({*outside, *traded}))
    techniques = market.cluster["process"].filter(pl.col("product") == named["product"])["code"]
    makers = market.levels.filter(pl.col("process").is_in(techniques.to_list()))["firm"].unique()
    rows = sales.filter(pl.col("buyer_at").is_in(makers.to_list()))
    return rows.select("user", "buyer", "buyer_at", "product", "value", "error", way=pl.lit("inside"))


def _split(market: Market, sales: pl.DataFrame, buyers: frozenset[str] | None) -> pl.DataFrame:
    """Sales by way; only what reaches these buyers where some are given."""
    share = {
        (at, product): part
        for product in sales["product"].unique().sort()
        for at, part in sold_on(market, product, buyers).items()
    }
    on = pl.DataFrame(
        {"buyer_at": [at for at, _ in share], "product": [name for _, name in share], "on": list(share.values())},
        schema={"buyer_at": pl.Int64, "product": pl.String, "on": pl.Float64},
    )
    rows = sales.join(on, on=["buyer_at", "product"], how="left").with_columns(
        pl.when("resells").then(pl.col("on").fill_null(0.0)).otherwise(0.0).alias("on")
    )
    goal = pl.lit(True) if buyers is None else pl.col("buyer").is_in(sorted(buyers))
    names = ["user", "buyer", "buyer_at", "product"]
    out = rows.filter((pl.col("buyer_at") < 0) & goal).select(*names, "value", "error", way=pl.lit("out"))
    through = rows.filter(pl.col("on") > 0).select(
        *names, pl.col("value") * pl.col("on"), pl.col("error") * pl.col("on"), way=pl.lit("through")
    )
    left = 1 - pl.col("on")
    kept = rows.filter((pl.col("buyer_at") >= 0) & (pl.col("on") < 1) & goal).select(
        *names, pl.col("value") * left, pl.col("error") * left, way=pl.lit("inside")
    )
    return pl.concat([out, through, kept])
