"""What is bought, and from the first hand or not."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.supply.bought import bought, first_hands

Chain = Callable[..., Cluster]


def test_what_a_trader_sells_on_is_not_counted_again(chain: Chain) -> None:
    rows = bought(chain(), None)
    assert set(rows.filter("origin")["seller"]) == {"hill", "dale", "binh", "hoa", "fuel"}
    assert first_hands(chain(), rows).filter(pl.col("seller") == "tam").is_empty()


def test_the_region_is_what_shares_a_larger_place_with_the_cluster(chain: Chain) -> None:
    village = chain()
    near = village["enterprise"].with_columns(
        pl.when(pl.col("code") == "fuel").then(pl.lit("hd")).otherwise("place").alias("place")
    )
    rows = bought(chain(enterprise=near), None).unique("seller").sort("seller")
    assert dict(rows.select("seller", "seller_region").iter_rows())["fuel"] is True
    assert dict(rows.select("seller", "seller_region").iter_rows())["hill"] is False


def test_without_money_quantities_count_and_without_amounts_ties(chain: Chain) -> None:
    trade = chain()["trade"].with_columns(value=pl.lit(None, pl.Int64))
    assert bought(chain(trade=trade), None)["worth"].max() == 7000
    sketch = trade.with_columns(quantity=pl.lit(None, pl.Float64))
    rows = bought(chain(trade=sketch), None)
    assert (rows["worth"] == 1).all()
    assert rows.height == 8
