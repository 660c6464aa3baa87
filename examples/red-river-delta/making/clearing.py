"""True trade: who delivers to whom. Each buyer keeps a few sellers all year; what is left over goes through traders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from months import MONTHS
from numpy.typing import NDArray
from parameters import p
from people import People
from places import COMMUNE

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
T = len(MONTHS)


@dataclass(frozen=True, slots=True)
class Via:
    """Traders who stand between the place and elsewhere, the share of partners who use them, and their margin."""

    traders: tuple[str, ...]
    share: float
    margin: str = "margin_other"


@dataclass(frozen=True, slots=True)
class Channel:
    """How one product moves."""

    product: str
    sellers_each: int = 2  # local sellers that a buyer keeps
    direct: float = 1.0  # share of a buyer's need that is asked of local makers
    suppliers: tuple[str, ...] = ()  # outside
    buyers: tuple[str, ...] = ()  # outside
    weights: tuple[float, ...] = ()  # of outside buyers
    bought: Via | None = None  # traders through whom local buyers get it
    sold: Via | None = None  # traders through whom local makers sell it
    wasted: float = 0.0  # share of the surplus that finds no buyer
    kept: float = 0.0  # share of that which serves own fields, ponds and fires; the rest is lost
    credit: float = 0.3  # share of pairs that deal on credit
    partners: int = 1  # outside buyers that each seller keeps
    held: float = 0.0  # share of a month's purchases that traders hold over


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Deliveries of one product.

    `leg` tells the price: 0 direct, 1 to a trader, 2 from a trader to elsewhere, 3 from elsewhere to a trader, 4 from a
    trader to the place, 5 between the place and elsewhere.
    """

    month: Integers
    seller: NDArray[np.str_]
    buyer: NDArray[np.str_]
    quantity: Floats
    leg: Integers
    wasted: Floats  # (E, T)
    held: dict[str, Floats]  # closing stocks of traders (T,)


class _Book:
    """Deliveries as they are written down."""

    def __init__(self) -> None:
        self.parts: list[tuple[Integers, NDArray[np.str_], NDArray[np.str_], Floats, Integers]] = []

    def add(self, seller: NDArray[np.str_], buyer: NDArray[np.str_], quantity: Floats, leg: int) -> None:
        """Write (pairs, T) quantities down, leaving out nothing but zeros."""
        row, month = np.nonzero(quantity > 0)
        self.parts.append((month, seller[row], buyer[row], quantity[row, month], np.full(row.size, leg)))


def _local_links(
    people: People, supply: Floats, demand: Floats, each: int, draw: np.random.Generator
) -> tuple[Integers, Integers, Floats]:
    """Pairs of buyer and seller with the share of the buyer's need; one's own household first, then one's commune."""
    sellers, buyers = np.flatnonzero(supply.sum(axis=1) > 0), np.flatnonzero(demand.sum(axis=1) > 0)
    if not sellers.size or not buyers.size or each == 0:
        return np.empty(0, int), np.empty(0, int), np.empty(0)
    commune = np.array([COMMUNE[str(place)] for place in people.places])
    total = supply.sum(axis=1)
    first, second, share = [], [], []
    for buyer in buyers:
        near = np.where(commune[sellers] == commune[buyer], 4.0, 1.0)
        weight = total[sellers] ** 0.8 * near * (sellers != buyer)
        many = min(each + int(each > 1 and draw.uniform() < 0.5), int(np.count_nonzero(weight)))
        chosen = draw.choice(sellers, many, replace=False, p=weight / weight.sum())
        own = np.flatnonzero((people.homes[sellers] == people.homes[buyer]) & (sellers != buyer))
        if own.size and people.homes[buyer] >= 0:
            chosen, many = sellers[own[:1]], 1
        parts = draw.dirichlet(np.full(many, 2.0)) if many > 1 else np.ones(many)
        first += [int(buyer)] * many
        second += chosen.tolist()
        share += parts.tolist()
    return np.array(first), np.array(second), np.array(share)


def _outside(names: tuple[str, ...], weights: tuple[float, ...], count: int, draw: np.random.Generator
             ) -> NDArray[np.str_]:  # fmt: skip
    weight = np.array(weights or (1.0,) * len(names))
    return draw.choice(np.array(names), count, p=weight / weight.sum())


def clear(channel: Channel, people: People, balance: Floats, draw: np.random.Generator) -> Deliveries:
    """Match what is offered (balance above zero) with what is needed (below zero), (E, T), to the last kilogram.

    Raises ArithmeticError where something is needed that neither the place nor anybody outside can deliver.
    """
    supply, demand = np.maximum(balance, 0.0), np.maximum(-balance, 0.0)
    book, codes = _Book(), people.codes
    buyer, seller, share = _local_links(people, supply, demand, channel.sellers_each, draw)
    if buyer.size:
        asked = demand[buyer] * share[:, None] * channel.direct
        total = np.zeros_like(supply)
        np.add.at(total, seller, asked)
        factor = np.minimum(1.0, np.divide(supply, total, out=np.ones_like(supply), where=total > 0))
        given = asked * factor[seller]
        book.add(codes[seller], codes[buyer], given, 0)
        np.add.at(supply, seller, -given)
        np.add.at(demand, buyer, -given)
    supply[supply < 1e-9 * np.abs(balance)] = 0.0
    demand[demand < 1e-9 * np.abs(balance)] = 0.0
    wasted = channel.wasted * supply if channel.wasted else np.zeros_like(supply)
    held = _through_traders(channel, people, supply - wasted, demand, book, draw)
    month, sold, bought, quantity, leg = (np.concatenate(part) for part in zip(*book.parts, strict=True))
    return Deliveries(month, sold, bought, quantity, leg, wasted, held)


def _through_traders(channel: Channel, people: People, surplus: Floats, demand: Floats, book: _Book,
                     draw: np.random.Generator) -> dict[str, Floats]:  # fmt: skip
    """Sell what is left and buy what is short, directly outside or through a trader of the place."""
    codes, flows = people.codes, {}
    for amounts, via, outside, inward in (
        (surplus, channel.sold, channel.buyers, True),
        (demand, channel.bought, channel.suppliers, False),
    ):
        who = np.flatnonzero(amounts.sum(axis=1) > 0)
        if not who.size:
            continue
        through = draw.uniform(size=who.size) < (via.share if via else 0.0)
        if via and np.any(through):
            partner = draw.choice(np.array(via.traders), int(through.sum()))
            mine, theirs = codes[who[through]], amounts[who[through]]
            book.add(mine if inward else partner, partner if inward else mine, theirs, 1 if inward else 4)
            for trader in via.traders:
                flows.setdefault(trader, np.zeros((2, T)))[int(not inward)] += theirs[partner == trader].sum(axis=0)
        direct = who[~through]
        if direct.size:
            _with_outside(channel, codes[direct], amounts[direct], outside, inward, book, draw)
    return {trader: _trader(channel, trader, flow, book, draw) for trader, flow in sorted(flows.items())}


def _with_outside(channel: Channel, mine: NDArray[np.str_], amounts: Floats, outside: tuple[str, ...], inward: bool,
                  book: _Book, draw: np.random.Generator) -> None:  # fmt: skip
    if not outside:
        raise ArithmeticError(f"{channel.product} has no partner outside")
    many = channel.partners if inward else 1
    parts = draw.dirichlet(np.full(many, 3.0), mine.size)
    for k in range(many):
        partner = _outside(outside, channel.weights if inward else (), mine.size, draw)
        if inward:
            book.add(mine, partner, amounts * parts[:, k : k + 1], 5)
        else:
            book.add(partner, mine, amounts * parts[:, k : k + 1], 5)


def _trader(channel: Channel, trader: str, flow: Floats, book: _Book, draw: np.random.Generator) -> Floats:
    """A trader passes on what comes in less what goes out, holding a little over; shortages are bought outside."""
    closing, sold, bought, before = np.zeros(T), np.zeros(T), np.zeros(T), 0.0
    for t in range(T):
        left = before + flow[0, t] - flow[1, t]
        closing[t] = min(channel.held * flow[0, t], max(left, 0.0))
        sold[t], bought[t] = max(left - closing[t], 0.0), max(-left, 0.0)
        before = closing[t]
    me = np.array([trader])
    if sold.any():
        many = min(2, len(channel.buyers))
        parts = draw.dirichlet(np.full(many, 3.0))
        weight = np.array(channel.weights or (1.0,) * len(channel.buyers))
        for part, partner in zip(
            parts, draw.choice(np.array(channel.buyers), many, replace=False, p=weight / weight.sum()), strict=True
        ):
            book.add(me, np.array([partner]), part * sold[None, :], 2)
    if bought.any():
        book.add(_outside(channel.suppliers, (), 1, draw), me, bought[None, :], 3)
    return closing


def price_factor(channel: Channel) -> Floats:
    """What each leg pays relative to the usual price at the place (legs as in `Deliveries`)."""
    via = channel.sold or channel.bought
    margin = p(via.margin) if via else p("margin_other")
    return np.array([1.0, 1 - 0.3 * margin, 1 + 0.7 * margin, 1 - 0.7 * margin, 1 + 0.3 * margin, 1 + 0.3 * margin])
