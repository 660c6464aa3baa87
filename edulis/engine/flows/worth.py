"""Money as a witness: a quantity whose price nobody else paid was told in another unit, or with a slip of the pen."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.flows.reports import Reports

_MANY = 5  # prices of a product in a month before its own median is used; else that of the round
_ENOUGH = 20  # prices of a product in the round before any price can be called unusual
_FINEST = 0.05  # least spread of log prices that is believed
_FAR = 6.0  # robust sd from the usual price
_SLIP = float(np.log(1.5))  # and a factor of one and a half
_AGREE = float(np.log(1.5))  # another witness within this factor vouches for a quantity
_WIDE = 1.5  # sd of the log error of a gross slip
_FOLLOWS = 0.5  # share of slips in which the money was reckoned from the wrong quantity, so that the price is usual


def price_odds(reports: Reports, gross: float) -> pl.DataFrame:
    """What the price says of each report of a trade: id, reporter, `odds` and `ruled_out`.

    `d = ln(value / quantity) − median`, of the product in that month or round, with s = 1.4826 × the median |d| of the
    product. `odds = ln (½ N(d; 0, s) + ½ N(d; 0, 1.5)) / ((1 − g) N(d; 0, s) + g N(d; 0, 1.5))`: money is as often
    told wrong as quantities are (g = `gross`), and half of the slips carry the money along. `ruled_out`: |d| beyond
    6 s and a factor of 1.5, and no other report of the delivery within a factor of 1.5. 0 and False without a price.
    """
    told = reports.trade_reports.filter(pl.col("reported") > 0).join(reports.trades, on="id")
    priced = (
        told.filter(pl.col("value") > 0)
        .with_columns(price=(pl.col("value") / pl.col("reported")).log())
        .with_columns(
            usual=pl.when(pl.len().over("product", "month") >= _MANY)
            .then(pl.col("price").median().over("product", "month"))
            .otherwise(pl.col("price").median().over("product"))
        )
        .with_columns(d=pl.col("price") - pl.col("usual"), many=pl.len().over("product"))
        .with_columns(s=(1.4826 * pl.col("d").abs().median().over("product")).clip(lower_bound=_FINEST))
        .filter(pl.col("many") >= _ENOUGH)
    )
    near, wide = _density(pl.col("s")), _density(pl.lit(_WIDE))
    priced = priced.with_columns(
        odds=((_FOLLOWS * near + (1 - _FOLLOWS) * wide) / ((1 - gross) * near + gross * wide)).log(),
        far=(pl.col("d").abs() > _FAR * pl.col("s")) & (pl.col("d").abs() > _SLIP),
    ).select("id", "reporter", "reported", "odds", "far")
    vouched = (
        priced.filter("far")
        .join(told.select("id", "reporter", "reported"), on="id", suffix="_other")
        .filter(pl.col("reporter") != pl.col("reporter_other"))
        .filter((pl.col("reported") / pl.col("reported_other")).log().abs() <= _AGREE)
        .select("id", "reporter")
        .unique()
        .with_columns(vouched=True)
    )
    return priced.join(vouched, on=["id", "reporter"], how="left").select(
        "id", "reporter", "odds", ruled_out=pl.col("far") & pl.col("vouched").is_null()
    )


def _density(spread: pl.Expr) -> pl.Expr:
    """The normal density of d, but for a constant."""
    return (-0.5 * (pl.col("d") / spread).pow(2)).exp() / spread
