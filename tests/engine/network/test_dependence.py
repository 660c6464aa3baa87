"""What hangs on whom."""

import numpy as np
import polars as pl

from edulis.engine.network import adjacency
from edulis.engine.network.dependence import cut_from_market, dependence, reaching

ROWS = pl.DataFrame(
    [
        (0, 1, "roots", 100.0),
        (0, 2, "roots", 50.0),
        (3, 2, "roots", 50.0),
        (1, 4, "starch", 300.0),
        (2, 4, "starch", 200.0),
    ],
    schema=["seller", "buyer", "product", "value"],
    orient="row",
)


def test_the_only_source_and_the_only_outlet_are_counted_by_product() -> None:
    found = {row["actor"]: row for row in dependence(ROWS).iter_rows(named=True)}
    assert found[0] == {"actor": 0, "value": 150, "sources": 1, "outlets": 0, "alone": 100}
    assert found[4] == {"actor": 4, "value": 500, "sources": 0, "outlets": 2, "alone": 500}
    assert found[3]["sources"] == 0
    assert found[2]["outlets"] == 1  # node 3 sells its roots to nobody else


def test_the_order_of_deliveries_never_matters() -> None:
    assert dependence(ROWS).equals(dependence(ROWS.reverse()))
    assert dependence(ROWS.clear()).is_empty()


def test_who_loses_every_chain_to_the_market_is_counted() -> None:
    trade = adjacency(ROWS["seller"].to_numpy(), ROWS["buyer"].to_numpy(), 6)
    assert reaching(trade, np.array([4])).tolist() == [0, 1, 2, 3]
    assert cut_from_market(trade, np.array([4]), 2) == 1  # node 3 sold through node 2 only
    assert cut_from_market(trade, np.array([4]), 1) == 0
    assert cut_from_market(trade, np.array([5]), 1) == 0
