"""How a shortage is rationed and passed on."""

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.testing import assert_allclose

from edulis.engine.cluster import Cluster
from edulis.engine.supply.ledger import Ledger, ledger
from edulis.engine.supply.shortage import Passed, hands, month_of, pass_on

Chain = Callable[..., Cluster]


def cut(book: Ledger, share: float, at: int = 0) -> Passed:
    month, edges, acts = month_of(book, at)
    roots = (book.edges["product"][edges.tolist()] == "root").to_numpy() * share
    return pass_on(month, roots, np.zeros(acts.size), np.zeros(book.nodes.height))


def test_a_cut_runs_through_the_whole_chain_in_proportion(chain: Chain) -> None:
    book = ledger(chain())
    found = cut(book, 0.4)
    rows = book.edges.filter(pl.col("month") == book.months[0]).with_columns(left=pl.Series(found.edges))
    assert dict(rows.group_by("product").agg(pl.col("left").min()).iter_rows()) == {
        "root": 0.6, "wet": 0.6, "noodles": 0.6, "residue": 0.6, "coal": 1.0,
    }  # fmt: skip
    ordered = rows.with_columns(ordered=pl.Series(found.edges_ordered)).filter(pl.col("product") == "coal")
    assert_allclose(ordered["ordered"], 0.6)  # nobody buys coal for noodles that are not made


def test_a_stock_serves_first_and_is_missing_afterwards(chain: Chain) -> None:
    stock = pl.DataFrame(
        {"round": ["2002"], "month": [ledger(chain()).months[0]], "enterprise": ["binh"], "product": ["wet"],
         "quantity": [1000.0]}
    )  # fmt: skip
    book = ledger(chain(stock=stock))
    found = cut(book, 0.2)  # 800 kg of starch less
    rows = book.edges.filter(pl.col("month") == book.months[0]).with_columns(left=pl.Series(found.edges))
    assert_allclose(rows.filter(pl.col("product") == "wet")["left"], 1.0)
    assert_allclose(found.missing_stock.sum(), 800 * 5000 / 5000)


def test_no_cut_leaves_everything_to_the_last_bit(chain: Chain) -> None:
    found = cut(ledger(chain()), 0.0)
    for left in (found.edges, found.acts, found.edges_ordered, found.acts_ordered):
        assert (left == 1).all()
    assert not found.short.any()


def test_hands_are_counted_along_sales(chain: Chain) -> None:
    book = ledger(chain())
    short = np.ones(book.nodes.height, np.bool_)
    hit = (book.edges["product"] == "root").to_numpy() * 1.0
    found = book.nodes.with_columns(hop=pl.Series(hands(book, hit, np.zeros(book.acts.height), short)))
    first = dict(found.filter(pl.col("hop") > 0).group_by("enterprise").agg(pl.col("hop").min()).iter_rows())
    assert first == {"binh": 1, "hoa": 2, "lan": 2, "tam": 2, "shop": 3}
