"""Who begins with a proposal, and who else of the trade could take it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.economy.matrix import Floats, Ints, Sparse
from edulis.engine.leverage.market import Market


@dataclass(frozen=True, slots=True)
class Trade:
    """The enterprises (their numbers in the market, sorted) that run the users' technique.

    `first` (n,): those of whom the first users can be. `users`: how many begin, at most as many as `first`. `weight`
    (n,): the chance of each to be one of them; the proposer, where it is of the trade, is one. `talk`: n × n, rows
    summing to 1 where somebody of the trade is talked with, None where nobody was asked. `sure`: number of the proposer
    within the trade, or −1.
    """

    firms: Ints
    first: Floats
    users: float
    weight: Floats
    talk: Sparse | None
    sure: int

    def drawn(self, random: np.random.Generator) -> Floats:
        """One possible set of first users: 1 for each of them, shape (n,)."""
        chosen = np.zeros(self.weight.size)
        whole = round(self.users)
        open_to = np.flatnonzero(self.first)
        if self.sure >= 0 and whole:
            chosen[self.sure] = 1.0
            open_to = open_to[open_to != self.sure]
        left = min(whole - int(chosen.sum()), open_to.size)
        if left > 0:
            chosen[random.choice(open_to, size=left, replace=False)] = 1.0
        return chosen


def trade_of(market: Market, proposal: Mapping[str, Any], ties: pl.DataFrame | None) -> Trade | None:
    """The trade of a proposal; None where nobody here runs that technique, or it names none and no product.

    The first users are of the proposal's place where enough of the trade work there, else of the whole trade. ties:
    one, other (actors who talk, both ways round).
    """
    kind, product = proposal["user_kind"], proposal["product"]
    if kind is not None:
        runs = market.levels.filter(pl.col("process") == kind)["firm"]
    elif product is not None:
        runs = market.sales.filter(pl.col("product") == product)["seller_at"]
    else:
        return None
    firms = np.asarray(sorted({int(at) for at in runs.drop_nulls().to_list() if at >= 0}), np.int64)
    users = proposal["users"]
    if firms.size == 0 or users is None:
        return None
    first = np.ones(firms.size)
    here = np.isin(market.places[firms], list(_within(market, proposal["place"])))
    if proposal["place"] is not None and here.sum() >= users:
        first = here.astype(np.float64)
    proposer = [at for at, firm in enumerate(firms) if market.codes[firm] == proposal["proposed_by"]]
    sure = proposer[0] if proposer and users >= 1 else -1
    if sure >= 0:
        first[sure] = 1.0
    whole = min(float(users), float(first.sum()))
    weight = first * (whole / first.sum())
    if sure >= 0 and first.sum() > 1:
        weight = first * ((whole - 1.0) / (first.sum() - 1.0))
        weight[sure] = 1.0
    return Trade(firms, first, whole, weight, _talk(market, firms, ties), sure)


def _within(market: Market, place: str | None) -> set[str]:
    """The place and all that lie within it."""
    held: set[str] = set() if place is None else {place}
    while True:
        more = {code for code, within in market.within if within in held} - held
        if not more:
            return held
        held |= more


def _talk(market: Market, firms: Ints, ties: pl.DataFrame | None) -> Sparse | None:
    from scipy.sparse import coo_array, csr_array

    if ties is None or ties.is_empty():
        return None
    members = pl.DataFrame({"actor": [market.actors[at] for at in firms], "at": np.arange(firms.size)})
    pairs = ties.join(members.rename({"actor": "one", "at": "a"}), on="one").join(
        members.rename({"actor": "other", "at": "b"}), on="other"
    )
    pairs = pairs.filter(pl.col("a") != pl.col("b")).select("a", "b").unique().sort("a", "b")
    held = csr_array(
        coo_array((np.ones(pairs.height), (pairs["a"].to_numpy(), pairs["b"].to_numpy())), shape=(firms.size,) * 2)
    )
    sums = np.asarray(held.sum(axis=1)).ravel()
    held.data = held.data / np.repeat(np.where(sums > 0, sums, 1.0), np.diff(held.indptr))
    return held
