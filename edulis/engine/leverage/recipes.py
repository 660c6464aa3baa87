"""What a change of technique comes to by its recipe: margin, days of work and load on water, at local prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.leverage.assumptions import HOURS
from edulis.engine.leverage.market import Market
from edulis.engine.leverage.users import Trade
from edulis.engine.told import told_prices


@dataclass(frozen=True, slots=True)
class Recipe:
    """For each user (n,) a year: `margin` (minor units), `days` of work, `cod` (kg) that the new technique adds.

    `saving`: the new cost of inputs per unit below the old, as a share of it (nan where unknown). `user`, `firm`,
    `demand` (m,): what sellers here sell more or less to them, minor units.
    """

    margin: np.ndarray
    days: np.ndarray
    cod: np.ndarray
    saving: float
    user: np.ndarray
    firm: np.ndarray
    demand: np.ndarray


def recipe_change(market: Market, trade: Trade, proposal: Mapping[str, Any]) -> Recipe | None:
    """From the users' technique to the one that the proposal brings; None where one of them, or a price, is unknown.

    margin per unit = Σ out × price − Σ in × price of its lines and its product; by-products count at their price, 0
    where they have none. What goes in more or less is sold by those who sell it here now, in their shares.
    """
    old, new = proposal["user_kind"], proposal["process"]
    known = market.cluster["process"].filter(pl.col("code").is_in([old, new]))
    if old is None or new is None or known["code"].n_unique() < 2:
        return None
    row = {one["code"]: one for one in known.to_dicts()}
    price = _prices(market)
    lines = market.cluster["process_line"]
    taken: dict[str, dict[str, float]] = {}
    worth: dict[str, float] = {}
    cost: dict[str, float] = {}
    for code in (old, new):
        own = lines.filter(pl.col("process") == code).to_dicts()
        taken[code] = {one["product"]: one["quantity"] for one in own if one["direction"] == "in"}
        given = {one["product"]: one["quantity"] for one in own if one["direction"] == "out"}
        given.setdefault(row[code]["product"], 1.0)
        if not taken[code] or any(name not in price for name in (*taken[code], row[code]["product"])):
            return None
        cost[code] = sum(amount * price[name] for name, amount in taken[code].items())
        worth[code] = sum(amount * price.get(name, 0.0) for name, amount in given.items()) - cost[code]
    levels = np.zeros(trade.firms.size)
    runs = market.levels.filter(pl.col("process") == old)
    made = dict(runs.select("firm", "level").iter_rows())
    levels = np.array([made.get(int(firm), 0.0) for firm in trade.firms])

    def more(name: str) -> float:
        return float(row[new][name] or 0.0) - float(row[old][name] or 0.0)

    change = {
        name: (taken[new].get(name, 0.0) - taken[old].get(name, 0.0)) * price[name]
        for name in sorted({*taken[new], *taken[old]})
    }
    user, firm, demand = _sellers(market, levels, change)
    saving = 1.0 - cost[new] / cost[old] if cost[old] > 0 else float("nan")
    return Recipe(
        (worth[new] - worth[old]) * levels, more("labour") * levels / HOURS, more("cod") * levels, saving,
        user, firm, demand,
    )  # fmt: skip


def _prices(market: Market) -> dict[str, float]:
    """Minor units per base unit: the median that was told here, else the product's usual price."""
    told = told_prices(market.cluster).filter(~pl.col("slip")).group_by("product").agg(pl.col("price").median())
    usual = market.cluster.usual_prices().drop_nulls()
    return {str(name): float(price) for name, price in (dict(usual.iter_rows()) | dict(told.iter_rows())).items()}


def _sellers(
    market: Market, levels: np.ndarray, change: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who sells more or less of what goes in: user, firm, amount."""
    users, firms, amounts = [], [], []
    for product, value in change.items():
        rows = market.sales.filter((pl.col("product") == product) & (pl.col("buyer_at") >= 0))
        # Who buys it to sell it on is on the way to the users, not beside them.
        rows = rows.join(rows.select("product", buyer_at="seller_at").unique(), on=["product", "buyer_at"], how="anti")
        whole = float(rows["value"].sum())
        here = rows.filter(pl.col("seller_at") >= 0).group_by("seller_at").agg(pl.col("value").sum()).sort("seller_at")
        if value == 0 or whole <= 0 or here.is_empty():
            continue
        share = here["value"].to_numpy() / whole
        at = here["seller_at"].to_numpy()
        users.append(np.repeat(np.arange(levels.size), at.size))
        firms.append(np.tile(at, levels.size))
        amounts.append((levels[:, None] * value * share[None, :]).ravel())
    if not users:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    return np.concatenate(users), np.concatenate(firms), np.concatenate(amounts)
