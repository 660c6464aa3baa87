"""Prices as told."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.markets.prices import margin_change, margins, price_cells, price_trend, sellers_prices

Build = Callable[..., Cluster]
MONTHS = [dt.date(2002, month, 1) for month in range(1, 13)]


def year(fall: float = 0.0, roots: float = 0.0) -> pl.DataFrame:
    """Three sellers of wet starch at 990, 1000 and 1010 that fall by a share a year, roots at 300 that rise by one."""
    rows = [
        ("2002", month, who, "hoa", "wet", "seller", 10.0, round(10 * price * (1 - fall) ** (number / 12)))
        for number, month in enumerate(MONTHS)
        for who, price in (("a", 990), ("b", 1000), ("c", 1010))
    ]
    rows += [
        ("2002", month, "roots", "binh", "root", "buyer", 100.0, round(100 * 300 * (1 + roots) ** (number / 12)))
        for number, month in enumerate(MONTHS)
    ]
    columns = ["round", "month", "seller", "buyer", "product", "reporter", "quantity", "value"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def test_a_price_is_value_over_quantity_in_base_units(chain_of: Build) -> None:
    trade = chain_of()["trade"].head(2).with_columns(unit=pl.lit("yen"))
    unit = pl.DataFrame({"code": ["yen"], "name": ["yến"], "base": ["kg"], "factor": [10.0]})
    prices = sellers_prices(chain_of(trade=trade, unit=unit))
    assert prices.sort("product")["price"].to_list() == pytest.approx([50 / 2500, 60 / 600])


def test_dispersion_is_told_where_three_sellers_told_a_price(chain_of: Build) -> None:
    cells = price_cells(sellers_prices(chain_of(trade=year())))
    assert cells["product"].unique().to_list() == ["wet"]
    assert cells["spread"].to_numpy() == pytest.approx(0.01)
    assert price_cells(sellers_prices(chain_of())).is_empty()


def test_a_steady_fall_is_found_with_its_slope(chain_of: Build) -> None:
    prices = sellers_prices(chain_of(trade=year(fall=0.12))).filter(pl.col("product") == "wet")
    trend = price_trend(prices, seed=0, resamples=50)
    assert trend is not None
    assert np.expm1(trend.slope) == pytest.approx(-0.12, abs=1e-3)
    assert trend.low <= trend.slope <= trend.high
    assert trend.sellers == 3
    assert price_trend(prices.head(3), seed=0, resamples=5) is None


def test_the_margin_is_what_is_left_over_priced_inputs(chain_of: Build) -> None:
    table = margins(chain_of(trade=year()), sellers_prices(chain_of(trade=year())))
    assert table["process"].unique().to_list() == ["starching"]
    assert table["margin"].to_numpy() == pytest.approx((1000 - 2.5 * 300) / 1000)
    change = margin_change(margins(chain_of(), sellers_prices(chain_of(trade=year(roots=0.1)))))
    assert change["change"].item() == pytest.approx(-0.75 * (1.1**0.5 - 1), abs=2e-3)
