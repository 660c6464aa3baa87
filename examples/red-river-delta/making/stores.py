"""True stocks, own use and loss: what each enterprise holds back, and so what it offers and what it needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from months import INDEX, MONTHS
from numpy.typing import NDArray
from parameters import chance, p
from people import People
from products import AT, BASE, PRODUCTS, STAGE
from work import Amounts, Work, gathered

Floats = NDArray[np.float64]
T = len(MONTHS)
SEASONAL = ("wet_starch", "canna_starch")  # bought in the season for the whole year
_RAMP = np.array([0.02, 0.05, 0.10, 0.18, 0.30, 0.48, 0.75, 1.0, 1.0, 1.0, 1.0, 0.0])
TWO_MONTHS = ("sugar", "salt", "enzyme", "peanut", "steel", "diesel")
SOME_DAYS = ("coal", "paddy", "rice", "mung_bean", "maltose", "maltose_fine")
_LOST = {"wet_starch": 0.006, "canna_starch": 0.006, "dry_starch": 0.004, "refined_starch": 0.003, "candy": 0.004,
         "noodles": 0.006, "rice_noodles": 0.004, "maltose": 0.003, "vegetables": 0.08, "paddy": 0.01,
         "hulled_bean": 0.002, "dry_residue": 0.02, "seedlings": 0.02, "maize": 0.01}  # fmt: skip
_EATEN = {"wet_starch": 0.001, "noodles": 0.010, "candy": 0.005, "rice_noodles": 0.01, "maltose": 0.003,
          "vegetables": 0.06, "hulled_bean": 0.004, "maize": 0.05}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stores:
    """By enterprise, product and month (E, P, T); `opening` is the stock before the first month (E, P).

    `balance` = opening + made − taken in − own − lost − closing: what is left to sell, or, below zero, to buy.
    """

    made: Floats
    taken: Floats
    own: Floats
    lost: Floats
    closing: Floats
    opening: Floats

    @property
    def balance(self) -> Floats:
        """What each enterprise must sell (above zero) or buy (below zero)."""
        before = np.concatenate([self.opening[:, :, None], self.closing[:, :, :-1]], axis=2)
        return before + self.made - self.taken - self.own - self.lost - self.closing


def make_stores(people: People, work: Work, amounts: Amounts, orders: Floats) -> Stores:
    """`orders` (E, P, T) are services and machines that enterprises buy for themselves."""
    draw, count = chance(4), people.codes.size
    made, taken = gathered(amounts, work, count, inwards=False), gathered(amounts, work, count, inwards=True)
    own, lost = orders.copy(), np.zeros_like(made)
    closing, opening = np.zeros_like(made), np.zeros((count, len(PRODUCTS)))
    damp = 1 + 2.5 * (INDEX["dry_days"] < 0.45)
    for code, share in _LOST.items():
        spread = np.exp(draw.normal(0, 0.4, (count, T)))
        wet = damp if code in {"noodles", "rice_noodles", "dry_starch"} else 1.0
        lost[:, AT[code]] = np.minimum(share * spread * wet, 0.2) * made[:, AT[code]]
    for code, share in _EATEN.items():
        own[:, AT[code]] += share * np.exp(draw.normal(0, 0.3, (count, T))) * made[:, AT[code]]
    for code in PRODUCTS:
        if STAGE[code] == "waste":
            lost[:, AT[code]] = made[:, AT[code]]
        elif BASE[code] == "kg" and code in _LOST and code not in {"vegetables", "seedlings", "paddy"}:
            closing[:, AT[code]] = draw.uniform(0.03, 0.14, count)[:, None] * made[:, AT[code]]
    _hold_inputs(closing, taken, draw)
    _manure(people, own, draw)
    _paddy(people, made[:, AT["paddy"]], own, lost, closing, opening, draw)
    return Stores(made, taken, own, lost, closing, opening)


def _hold_inputs(closing: Floats, taken: Floats, draw: np.random.Generator) -> None:
    """Stocks of inputs: seasonal starch for the year, sugar and the like for two months, fuel for some days."""
    count = taken.shape[0]
    for code in SEASONAL:
        need = taken[:, AT[code]]
        later = need.sum(axis=1, keepdims=True) - np.cumsum(need, axis=1)
        held = _RAMP * later
        held[:, -1] = 0.08 * need[:, -1]
        closing[:, AT[code]] += held
    for code in TWO_MONTHS:
        need = taken[:, AT[code]]
        following = np.concatenate([need[:, 1:], np.zeros((count, 1))], axis=1)
        even = (np.arange(T)[None, :] + np.arange(count)[:, None]) % 2 == 0
        closing[:, AT[code]] += np.where(even, following, 0.0)
    for code in SOME_DAYS:
        need, days = taken[:, AT[code]], draw.uniform(0.05, 0.2, count)
        held = np.zeros(count)
        for t in range(T):
            held = np.maximum(days * need[:, t], held - need[:, t])
            closing[:, AT[code], t] += held


def _manure(people: People, own: Floats, draw: np.random.Generator) -> None:
    """Farms buy pig manure before planting."""
    farms = people.of("crop_farm")
    for t in (1, 5):
        own[farms, AT["manure"], t] += people.land[people.homes[farms]] * draw.uniform(0.3, 1.0, farms.size)


def _paddy(people: People, made: Floats, own: Floats, lost: Floats, closing: Floats, opening: Floats,
           draw: np.random.Generator) -> None:  # fmt: skip
    """Farms keep what they eat until the next harvest and sell the rest at harvest."""
    farms, at = people.of("crop_farm"), AT["paddy"]
    eaten = p("paddy_per_head") * people.members[people.homes[farms]][:, None] * np.exp(
        draw.normal(0, 0.06, (farms.size, T))
    )  # fmt: skip
    opening[farms, at] = 1.3 * eaten[:, 0]
    until = {0: (1, 2), 1: (2, 8), 8: (9, 10), 9: (10, 12)}
    held = opening[farms, at].copy()
    for t in range(T):
        lost[farms, at, t] = 0.01 * made[farms, t]
        there = held + made[farms, t] - lost[farms, at, t]
        own[farms, at, t] = np.minimum(eaten[:, t], there)
        there = there - own[farms, at, t]
        held = there
        if t in until:
            first, last = until[t]
            wanted = 1.03 * eaten[:, first:last].sum(axis=1) + (1.2 * eaten[:, 0] if t == 9 else 0.0)
            held = np.minimum(there, wanted)
        closing[farms, at, t] = held
