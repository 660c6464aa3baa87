"""Prices as told, without slips."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.flows import reconcile
from edulis.engine.network.deliveries import deliveries
from edulis.engine.supply.prices import own_prices, prices_paid

Chain = Callable[..., Cluster]


def test_a_price_ten_times_off_is_left_out_and_counted(chain: Chain) -> None:
    rows = chain()["trade"]
    wrong = pl.when((pl.col("product") == "root") & (pl.col("seller") == "dale") & (pl.col("month").dt.month() == 11))
    slipped = rows.with_columns(wrong.then(pl.col("value") * 10).otherwise("value").alias("value"))
    slipped = pl.concat([slipped, rows.filter(pl.col("product") == "root").with_columns(seller=pl.lit("fuel"))])
    told = prices_paid(chain(trade=slipped)).filter(pl.col("product") == "root")
    assert told["price"].to_list() == [400.0] * 3
    assert told["left_out"].to_list() == [0, 1, 0]


def test_each_pair_keeps_its_own_price_where_reconciliation_pools_them(chain: Chain) -> None:
    village = chain()
    flows = reconcile(village)
    rows = own_prices(village.at("2002"), flows, deliveries(village, flows)).filter(pl.col("product") == "wet")
    price = rows.with_columns(price=pl.col("value") / pl.col("quantity")).group_by("seller").agg(pl.col("price").mean())
    told = dict(price.iter_rows())
    assert told["binh"] == pytest.approx(1250, rel=1e-6)
    assert told["tam"] == pytest.approx(1400, rel=1e-6)
    plain = deliveries(village)
    assert own_prices(village, None, plain).equals(plain)
