"""How crowded a product's market is."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.markets.prices import sellers_prices
from edulis.engine.markets.saturation import crowding, hourly_wage, product_margins, saturation

Build = Callable[..., Cluster]
SALES = pl.DataFrame(
    [
        ("a", "x", "wet", "noodles", 60.0, True), ("b", "x", "wet", "noodles", 20.0, True),
        ("c", "y", "wet", "trader", 20.0, True), ("c", "city", "noodles", "consumers", 5.0, True),
        ("far", "x", "wet", "noodles", 99.0, False),
    ],
    schema=["seller", "buyer", "product", "buyer_kind", "worth", "seller_local"],
    orient="row",
)  # fmt: skip


def test_sellers_over_buyers_and_the_squares_of_buyers_shares() -> None:
    rows = {row["product"]: row for row in crowding(SALES.filter("seller_local")).to_dicts()}
    assert rows["wet"]["sellers_per_buyer"] == 1.5
    assert rows["wet"]["concentration"] == pytest.approx(0.8**2 + 0.2**2)
    assert not rows["noodles"]["countable"]
    assert rows["noodles"]["concentration"] is None


def test_a_few_sales_to_consumers_leave_buyers_countable() -> None:
    some = SALES.with_columns(product=pl.lit("wet")).filter("seller_local")
    row = crowding(some).row(0, named=True)
    assert row["countable"]  # 5 of 105
    assert row["buyers"] == 3
    assert not crowding(some.with_columns(worth=pl.lit(0.0))).row(0, named=True)["countable"]


def test_the_wage_is_that_of_hired_hands(chain_of: Build) -> None:
    labour = pl.DataFrame(
        {"round": ["2002"] * 3, "month": [dt.date(2002, 11, 1)] * 3, "enterprise": ["binh", "hoa", "lan"],
         "skill": ["unskilled"] * 3, "hired_hours": [10.0, 30.0, None], "wages": [20_000, 100_000, 5_000]}
    )  # fmt: skip
    assert hourly_wage(chain_of(labour=labour)) == 3000
    assert hourly_wage(chain_of()) is None


def test_own_work_is_taken_off_at_that_wage(chain_of: Build) -> None:
    process = chain_of()["process"].select("code", "name", "product").with_columns(labour=pl.lit(0.1))
    cluster = chain_of(process=process)
    rows = {row["product"]: row for row in product_margins(cluster, sellers_prices(cluster), 2.0).to_dicts()}
    # wet sells at (60 + 40 + 50) / 140, roots cost 0.2 each and 2.5 go into one.
    price = 150 / 140
    assert rows["wet"]["margin"] == pytest.approx(1 - 0.5 / price)
    assert rows["wet"]["after_labour"] == pytest.approx(1 - (0.5 + 0.2) / price)
    assert product_margins(cluster, sellers_prices(cluster), None)["after_labour"].null_count() == 2


def test_what_grows_on_land_is_not_told_as_a_margin(chain_of: Build) -> None:
    process = chain_of()["process"].select("code", "name", "product").with_columns(grown=pl.lit(True))
    cluster = chain_of(process=process)
    assert product_margins(cluster, sellers_prices(cluster), 1.0).is_empty()


def test_the_table_has_a_row_for_each_product_sold_here(chain_of: Build) -> None:
    table = saturation(chain_of(), SALES, None, seed=0, resamples=10)
    assert table["product"].to_list() == ["noodles", "wet"]
    assert table["sellers"].to_list() == [1, 3]
    assert table["trend"].null_count() == 2
    assert saturation(chain_of(), SALES.clear(), None, seed=0, resamples=10).is_empty()
