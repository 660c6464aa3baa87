"""A proposal as amounts of money: what each who uses it gains a year, and who here pays for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.leverage.assumptions import LeverageAssumptions
from edulis.engine.leverage.concerned import Concerned, concerned
from edulis.engine.leverage.market import Market
from edulis.engine.leverage.recipes import Recipe, recipe_change
from edulis.engine.leverage.users import Trade

PARTS = ("price", "cost", "loss", "volume", "process", "yearly", "waste")
WHY = ("user", "pays_more", "sells_less", "earns_less", "passes_on")
_COEF = ("one", "passed_on", "kept", "local", "displaced")
SHARED = ("input", "energy")  # stages of goods that are bought together


@dataclass(frozen=True, slots=True)
class Shock:
    """What one user more would set off, for each user of the trade, as m amounts of money a year.

    user (m,), firm (m,): whose account it is. owner (m,): the amount is income of the firm's owner; else it is demand
    for the firm's goods. part, why (m,): numbers of PARTS and WHY. coef (m,): which belief it is multiplied by.
    amount (m,): minor units. noise (n,): relative error of a user's sales or purchases. `opens`, `limit`: as in
    `Concerned`. `strain`: what is saved over what is bought together (nan where that is not what is done).
    share, load (n,): of each user's sales that are concerned, and kg of COD a year that its waste water has more.
    """

    user: np.ndarray
    firm: np.ndarray
    owner: np.ndarray
    part: np.ndarray
    why: np.ndarray
    coef: np.ndarray
    amount: np.ndarray
    noise: np.ndarray
    share: np.ndarray
    opens: bool
    limit: float
    strain: float
    load: np.ndarray
    recipe: Recipe | None

    def moved(self, beliefs: LeverageAssumptions) -> float:
        """Which share of the rows' sales is concerned: all that reach the market now; of a new one, `moved`."""
        return min(beliefs.moved, self.limit) if self.opens else 1.0

    def factors(self, beliefs: LeverageAssumptions, parts: np.ndarray | None = None) -> np.ndarray:
        """By what each amount is multiplied (m,): its belief, and `parts` (7,), how far each expectation comes true."""
        known = [1.0, beliefs.passed_on, 1.0 - beliefs.passed_on, 1.0 - beliefs.at_source, beliefs.displaced]
        held = np.array(known)[self.coef]
        held = held * np.where(self.part == PARTS.index("yearly"), 1.0, self.moved(beliefs))
        return np.asarray(held if parts is None else held * parts[self.part])


class _Rows:
    def __init__(self) -> None:
        self.rows: list[tuple[np.ndarray, ...]] = []

    def add(
        self, user: Any, firm: Any, amount: Any, part: str, why: str, coef: str = "one", owner: bool = True
    ) -> None:
        user, firm, amount = (np.asarray(one) for one in (user, firm, amount))
        size = user.size
        fixed = (PARTS.index(part), WHY.index(why), _COEF.index(coef))
        codes = tuple(np.full(size, one) for one in fixed)
        self.rows.append((user, np.broadcast_to(firm, size), np.full(size, owner), *codes, np.asarray(amount, float)))

    def done(self) -> tuple[np.ndarray, ...]:
        kinds = (np.int64, np.int64, np.bool_, np.int64, np.int64, np.int64, np.float64)
        if not self.rows:
            return tuple(np.zeros(0, kind) for kind in kinds)
        columns = [np.concatenate(part) for part in zip(*self.rows, strict=True)]
        kept = (columns[-1] != 0) & (columns[1] >= 0)
        return tuple(column[kept].astype(kind) for column, kind in zip(columns, kinds, strict=True))


def shock_of(market: Market, trade: Trade, proposal: Mapping[str, Any]) -> Shock:
    """The amounts of a proposal; shares that it does not tell change nothing.

    Better price γ: γ × sales concerned. Outside buyers pay it; through a trader the maker gets `passed_on` of it and
    the trader the rest; a buyer here loses what the seller gains. Less loss: that share of sales more, at no cost; a
    buyer here who takes more of it takes `displaced` of that less from the others who sell to him. More output: that
    share of demand more, with its inputs; less output is lost with its inputs used up. Saving: that share of what is
    bought for the users' technique, for the share of their sales concerned; a joint purchase makes goods of stage
    input or energy cheaper by so much in all, else less is bought, and sellers here sell less. A technique without any
    such share: its recipe's margin less the users' present one, at local prices.
    """
    rows, held = _Rows(), concerned(market, trade, proposal)
    scale = {name: float(proposal[f"{name}_gain"] or 0.0) for name in ("price", "volume")}
    scale |= {name: float(proposal[f"{name}_saving"] or 0.0) for name in ("cost", "loss")}
    sold = held.rows
    if scale["price"]:
        _better_price(rows, market, trade, sold, scale["price"])
    if scale["loss"]:
        _more(rows, market, trade, sold, scale["loss"], "loss", owner=True)
    if scale["volume"]:
        _more(rows, market, trade, sold, scale["volume"], "volume", owner=scale["volume"] < 0)
    strain = _saving(rows, market, trade, proposal, held, scale["cost"]) if scale["cost"] else float("nan")
    recipe = recipe_change(market, trade, proposal)
    if recipe is not None and not any(scale.values()):
        rows.add(np.arange(trade.firms.size), trade.firms, recipe.margin * held.share, "process", "user")
        spread = held.share[recipe.user] * recipe.demand
        rows.add(recipe.user, recipe.firm, spread, "process", "sells_less", owner=False)
    if proposal["yearly_cost"] and trade.users:
        # Running costs are borne by use; they are scaled to what is told once it is known who begins.
        by_use = _by_use(trade, sold)
        each = -float(proposal["yearly_cost"]) * by_use / float(trade.weight @ by_use)
        rows.add(np.arange(trade.firms.size), trade.firms, each, "yearly", "user")
    user, firm, owner, part, why, coef, amount = rows.done()
    return Shock(
        user, firm, owner, part, why, coef, amount, _noise(trade, sold), held.share, held.opens, held.limit, strain,
        _load(market, trade, proposal), recipe,
    )  # fmt: skip


def _better_price(rows: _Rows, market: Market, trade: Trade, sold: pl.DataFrame, gain: float) -> None:
    for way, coef in (("out", "one"), ("through", "passed_on"), ("inside", "one")):
        part = sold.filter(pl.col("way") == way)
        user, value, buyer = (part[name].to_numpy() for name in ("user", "value", "buyer_at"))
        rows.add(user, trade.firms[user], gain * value, "price", "user", coef)
        if way == "through":
            rows.add(user, buyer, gain * value, "price", "passes_on", "kept")
        if way == "inside":
            rows.add(user, buyer, -gain * value, "price", "pays_more")


def _more(
    rows: _Rows, market: Market, trade: Trade, sold: pl.DataFrame, share: float, part: str, *, owner: bool
) -> None:
    """More (or less) of the product sold, and what others who sell to the same buyers here sell less."""
    user, value = sold["user"].to_numpy(), sold["value"].to_numpy()
    rows.add(user, trade.firms[user], share * value, part, "user", owner=owner)
    inside = sold.filter(pl.col("way") == "inside").select("user", "buyer", "product", "value")
    if inside.is_empty():
        return
    seats = pl.DataFrame({"user": np.arange(trade.firms.size), "own": trade.firms})
    offers = market.sales.select("buyer", "product", "seller_at", offered="value")
    met = (
        inside.join(seats, on="user").join(offers, on=["buyer", "product"]).filter(pl.col("own") != pl.col("seller_at"))
    )
    keys = ["user", "buyer", "product"]
    met = met.with_columns(share=pl.col("offered") / pl.col("offered").sum().over(keys)).sort(*keys, "seller_at")
    lost = -share * met["value"].to_numpy() * met["share"].to_numpy()
    rows.add(met["user"].to_numpy(), met["seller_at"].to_numpy(), lost, part, "sells_less", "displaced", owner=False)


def _saving(
    rows: _Rows, market: Market, trade: Trade, proposal: Mapping[str, Any], held: Concerned, share: float
) -> float:
    """Adds a saving, and gives what is saved over what is bought together (nan where no joint purchase)."""
    lines = market.cluster["process_line"]
    goes_in = lines.filter((pl.col("process") == proposal["user_kind"]) & (pl.col("direction") == "in"))["product"]
    seats = pl.DataFrame({"buyer_at": trade.firms, "user": np.arange(trade.firms.size)})
    bought = market.sales.join(seats, on="buyer_at")
    if goes_in.len():
        bought = bought.filter(pl.col("product").is_in(goes_in.to_list()))
    joint = proposal["kind"] == "purchase"
    whole, strain = bought, float("nan")
    if joint:
        stages = market.cluster["product"].filter(pl.col("stage").is_in(list(SHARED)))["code"]
        together = bought.filter(pl.col("product").is_in(stages.to_list()))
        if together.height:
            bought, scale = together, float(whole["value"].sum()) / float(together["value"].sum())
            share, strain = share * scale, share * scale
    user, value = bought["user"].to_numpy(), bought["value"].to_numpy() * held.share[bought["user"].to_numpy()]
    rows.add(user, trade.firms[user], share * value, "cost", "user")
    seller = bought["seller_at"].to_numpy()
    if joint:
        rows.add(user, seller, -share * value, "cost", "earns_less", "local")
    else:
        rows.add(user, seller, -share * value, "cost", "sells_less", owner=False)
    return strain


def _by_use(trade: Trade, sold: pl.DataFrame) -> np.ndarray:
    """What each would use it for, in money; all alike where nobody sells what it is about."""
    used = np.zeros(trade.firms.size)
    np.add.at(used, sold["user"].to_numpy(), sold["value"].to_numpy())
    return used if float(trade.weight @ used) > 0 else np.ones(trade.firms.size)


def _load(market: Market, trade: Trade, proposal: Mapping[str, Any]) -> np.ndarray:
    saved, kind = float(proposal["waste_saving"] or 0.0), proposal["user_kind"]
    rates = dict(market.cluster["process"].select("code", "cod").iter_rows())
    made = dict(market.levels.filter(pl.col("process") == kind).select("firm", "level").iter_rows())
    per_unit = float(rates.get(kind) or 0.0) if kind is not None else 0.0
    return np.array([-saved * per_unit * made.get(int(firm), 0.0) for firm in trade.firms])


def _noise(trade: Trade, sold: pl.DataFrame) -> np.ndarray:
    error, value = np.zeros(trade.firms.size), np.zeros(trade.firms.size)
    np.add.at(error, sold["user"].to_numpy(), sold["error"].to_numpy() ** 2)
    np.add.at(value, sold["user"].to_numpy(), sold["value"].to_numpy())
    return np.minimum(np.divide(np.sqrt(error), value, out=np.zeros_like(error), where=value > 0), 1.0)
