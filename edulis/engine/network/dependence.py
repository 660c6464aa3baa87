"""Dependence: whose only source or outlet somebody is, and what would have to find a new way without them."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.network.structure import Ints, Sparse


def dependence(rows: pl.DataFrame) -> pl.DataFrame:
    """What hangs on each actor: one row for each, by number.

    rows: seller, buyer (numbers of actors), product, value (≥ 0), one or more for each delivery. Gives actor; value
    (all that goes through its hands); sources and outlets (how many others have nobody else to buy a product from, or
    to sell it to); alone (the value of those deliveries, which have no known other way).
    """
    ties = rows.group_by("seller", "buyer", "product").agg(pl.col("value").sum())
    ties = ties.with_columns(
        no_source=pl.len().over("buyer", "product") == 1, no_outlet=pl.len().over("seller", "product") == 1
    )
    sold = ties.group_by(pl.col("seller").alias("actor")).agg(
        pl.col("value").sum(),
        sources=pl.col("buyer").filter("no_source").n_unique().cast(pl.Int64),
        alone=pl.col("value").filter("no_source").sum(),
    )
    bought = ties.group_by(pl.col("buyer").alias("actor")).agg(
        pl.col("value").sum(),
        outlets=pl.col("seller").filter("no_outlet").n_unique().cast(pl.Int64),
        alone=pl.col("value").filter("no_outlet").sum(),
    )
    both = pl.concat([sold, bought], how="diagonal").group_by("actor").agg(pl.all().sum()).sort("actor")
    return both.select("actor", "value", "sources", "outlets", "alone")


def cut_from_market(trade: Sparse, markets: Ints, without: int) -> int:
    """How many actors have a chain of sales to one of the markets, but none that does not lead through one of them.

    trade: n × n sparse, seller to buyer; markets: the numbers of those who buy for elsewhere. The one who leaves is not
    counted.
    """
    before = _reaching(trade, markets, -1)
    return int(before.sum() - _reaching(trade, markets, without).sum() - before[without])


def reaching(trade: Sparse, markets: Ints) -> Ints:
    """The numbers of the actors with a chain of sales to one of the markets, the markets themselves left out."""
    found = _reaching(trade, markets, -1)
    found[markets] = False
    return np.flatnonzero(found)


def _reaching(trade: Sparse, markets: Ints, without: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    back = trade.T.tocsr()
    known = np.zeros(trade.shape[0], dtype=np.bool_)
    if without >= 0:
        known[without] = True
    new = markets[~known[markets]]
    while len(new):
        known[new] = True
        near = np.unique(back[new].indices)
        new = near[~known[near]]
    if without >= 0:
        known[without] = False
    return known
