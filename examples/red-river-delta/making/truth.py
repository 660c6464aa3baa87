"""The true state: activities, lines, trades, stocks and uses of twelve months, in which every balance closes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from channels import CHANNELS, MADE_TO_ORDER, ORDERS, ROOT, STARCH
from clearing import Channel, Deliveries, clear, price_factor
from months import INDEX, MONTHS, PRICE
from numpy.typing import NDArray
from parameters import chance, p
from people import People
from products import AT, MOVES, PRODUCTS, usual_price
from stores import Stores, make_stores
from work import Amounts, Work, make_amounts, make_work, scale_pigs

Floats = NDArray[np.float64]
T = len(MONTHS)


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happened."""

    people: People
    work: Work
    amounts: Amounts
    stores: Stores  # own use and loss hold what found no buyer
    trade: pl.DataFrame  # month (place in MONTHS), seller, buyer, product, quantity, price, value, terms
    held: pl.DataFrame  # month, enterprise, product, quantity: closing stocks above zero
    prices: Floats  # (P, T) usual price in each month


def _orders(people: People) -> Floats:
    """Services and machines that enterprises buy for themselves, in hours, days, visits and pieces."""
    draw = chance(5)
    orders = np.zeros((people.codes.size, len(PRODUCTS), T))
    busy = INDEX["cassava"]
    for kind, size in (("starch", 2.0), ("canna", 3.0), ("noodles", 3.0), ("refining", 6.0)):
        who = people.of(kind)
        hit = draw.uniform(size=(who.size, T)) < 0.12 + 0.15 * busy
        orders[who, AT["repair"]] = hit * np.round(1 + size * people.sizes[who][:, None] * draw.uniform(
            0.5, 1.5, (who.size, T)))  # fmt: skip
    pigs = people.of("pigs")
    orders[pigs, AT["vet_visit"]] = (draw.uniform(size=(pigs.size, T)) < 0.12) * 1.0
    hauled = np.flatnonzero(np.isin(people.codes, ROOT + STARCH) | (people.kinds == "refining"))
    days = np.round(2 * draw.uniform(1, 8, (hauled.size, T)) * (0.2 + busy)) / 2
    orders[hauled, AT["truck_day"]] = days
    makers = people.of("starch")
    slack = [0, 1, 10, 11]
    for code, count in (("rasper", 14), ("stir_filter", 12), ("combined", 6), ("root_washer", 16)):
        who = draw.choice(makers, count, replace=False)
        orders[who, AT[code], draw.choice(slack, count)] = 1.0
    return orders


def _made_to_order(people: People, work: Work, orders: Floats) -> tuple[Work, list[tuple[Channel, Deliveries]]]:
    """Share the orders among those who serve them; what they sell is what they work."""
    draw, level, done = chance(6), work.level.copy(), []
    taken = make_amounts(work)
    for channel in ORDERS:
        need = orders[:, AT[channel.product]].copy()
        lines = (taken.product == AT[channel.product]) & taken.inwards
        np.add.at(need, work.who[taken.activity[lines]], taken.quantity[lines])
        (code,) = MADE_TO_ORDER[channel.product]
        makers = np.flatnonzero(work.technique == code)
        offer = -need
        offer[work.who[makers]] = 1e9  # whatever is asked
        found = clear(replace(channel, wasted=1.0), people, offer, draw)
        place = {str(people.codes[work.who[one]]): one for one in makers}
        np.add.at(level, ([place[str(seller)] for seller in found.seller], found.month), found.quantity)
        done.append((channel, found))
    extra = np.zeros(T)
    for code in ("rasper", "stir_filter", "combined", "root_washer"):  # machines for other craft villages
        (technique,) = MADE_TO_ORDER[code]
        makers = np.flatnonzero(work.technique == technique)
        sold = draw.poisson(0.12, (makers.size, T)).astype(float)
        level[makers] += sold
        row, month = np.nonzero(sold)
        empty = np.zeros((0, T))
        done.append((
            Channel(code),
            Deliveries(month, people.codes[work.who[makers[row]]], np.full(row.size, "X_MACHINE"), sold[row, month],
                       np.full(row.size, 5), empty, {"": extra}),
        ))  # fmt: skip
    return replace(work, level=level), done


def month_prices() -> Floats:
    """Usual price of each product in each month, zero where it has none."""
    table = np.zeros((len(PRODUCTS), T))
    for code, place in AT.items():
        table[place] = (usual_price(code) or 0.0) * PRICE[MOVES[code]]
    return table


def _frame(channel: Channel, found: Deliveries, prices: Floats, draw: np.random.Generator) -> pl.DataFrame:
    """Deliveries with price, value and terms; a pair keeps its terms and its bend of the price all year."""
    pairs = np.char.add(np.char.add(found.seller.astype("U12"), ">"), found.buyer.astype("U12"))
    names, place = np.unique(pairs, return_inverse=True)
    bend = np.exp(draw.normal(0, p("price_spread"), names.size))
    credit = draw.uniform(size=names.size) < channel.credit
    price = prices[AT[channel.product], found.month] * price_factor(channel)[found.leg] * bend[place]
    terms = np.where(credit[place], "credit", "cash")
    return pl.DataFrame(
        {
            "month": found.month,
            "seller": found.seller.tolist(),
            "buyer": found.buyer.tolist(),
            "product": [channel.product] * found.month.size,
            "quantity": found.quantity,
            "price": price,
            "value": np.round(price * found.quantity).astype(np.int64),
            "terms": terms.tolist(),
        }
    )


def make_truth(people: People) -> Truth:
    """Work, stores and trade of the year."""
    work = scale_pigs(make_work(people), people)
    orders = _orders(people)
    work, done = _made_to_order(people, work, orders)
    amounts = make_amounts(work)
    stores = make_stores(people, work, amounts, orders)
    balance, draw, prices = stores.balance, chance(7), month_prices()
    through = stores.made + stores.taken + stores.own + stores.closing
    through[:, :, 1:] += stores.closing[:, :, :-1]
    balance[np.abs(balance) < 1e-11 * through] = 0.0  # what is left of a difference of equal numbers
    own, lost = stores.own.copy(), stores.lost.copy()
    traders: list[pl.DataFrame] = []
    for channel in CHANNELS:
        at = AT[channel.product]
        if not np.any(balance[:, at]):
            continue
        found = clear(channel, people, balance[:, at], draw)
        own[:, at] += channel.kept * found.wasted
        lost[:, at] += (1 - channel.kept) * found.wasted
        done.append((channel, found))
        for trader, held in found.held.items():
            month = np.flatnonzero(held > 0)
            stock = {"month": month, "enterprise": trader, "product": channel.product, "quantity": held[month]}
            traders.append(pl.DataFrame(stock))
    frames = [_frame(channel, found, prices, draw) for channel, found in done]
    trade = (
        pl.concat(frames)
        .group_by("month", "product", "seller", "buyer", "terms", maintain_order=True)  # a pair may be linked twice
        .agg(pl.sum("quantity"), pl.sum("value"), pl.first("price"))
        .sort("month", "product", "seller", "buyer", "terms")
    )
    stores = replace(stores, own=own, lost=lost)
    held = pl.concat([cells(people, stores.closing), *traders]).sort("month", "enterprise", "product")
    return Truth(people, work, amounts, stores, trade, held, prices)


def cells(people: People, amounts: Floats) -> pl.DataFrame:
    """The cells above zero of an (E, P, T) array, as month, enterprise, product, quantity."""
    who, product, month = np.nonzero(amounts > 0)
    return pl.DataFrame(
        {
            "month": month,
            "enterprise": people.codes[who].tolist(),
            "product": np.array(PRODUCTS)[product].tolist(),
            "quantity": amounts[who, product, month],
        }
    )


def line_table(truth: Truth) -> pl.DataFrame:
    """What each activity truly took in and gave out in each month."""
    row, month = np.nonzero(truth.amounts.quantity > 0)
    activity = truth.amounts.activity[row]
    return pl.DataFrame(
        {
            "month": month,
            "enterprise": truth.people.codes[truth.work.who[activity]].tolist(),
            "process": truth.work.technique[activity].tolist(),
            "product": np.array(PRODUCTS)[truth.amounts.product[row]].tolist(),
            "direction": np.where(truth.amounts.inwards[row], "in", "out").tolist(),
            "quantity": truth.amounts.quantity[row, month],
        }
    )
