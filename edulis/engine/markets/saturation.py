"""How crowded the market of each product is: sellers and buyers, prices and what they leave for own labour."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.markets.prices import margin_change, margins, price_cells, price_trend, sellers_prices
from edulis.engine.network.layers import NOBODY

CROWDED = 3  # sellers for each buyer
STAND_IN = 0.1  # share of the worth that stand-ins for many may take while buyers are still counted
_STANDING_FOR_MANY = sorted(NOBODY)


def crowding(sales: pl.DataFrame) -> pl.DataFrame:
    """Sellers per buyer and concentration of buyers by product.

    `sales`: seller, buyer, product, buyer_kind, worth (money; empty or 0 where not known). Gives product, sellers,
    buyers, countable (consumers and partners nobody can name take less than a tenth; else buyers cannot be counted),
    sellers_per_buyer, concentration (Herfindahl: Σ shares² of buyers who are somebody; empty without worth), worth (of
    those).
    Source: Herfindahl (1950); Hirschman (1964).
    """
    many = pl.col("buyer_kind").is_in(_STANDING_FOR_MANY).fill_null(False)
    counted = sales.group_by("product").agg(
        sellers=pl.col("seller").n_unique().cast(pl.Int64),
        buyers=pl.col("buyer").n_unique().cast(pl.Int64),
        for_many=pl.col("worth").filter(many).sum() / pl.col("worth").sum(),
        stands_for_many=many.any(),
    )
    # Of nothing, and without amounts, any such buyer is too much.
    little = pl.col("for_many").fill_nan(None).fill_null(1.0) < STAND_IN
    counted = counted.with_columns(countable=~pl.col("stands_for_many") | little).drop("stands_for_many", "for_many")
    bought = sales.filter(~many & (pl.col("worth") > 0)).group_by("product", "buyer").agg(pl.col("worth").sum())
    squares = bought.group_by("product").agg(
        concentration=(pl.col("worth") ** 2).sum() / pl.col("worth").sum() ** 2, worth=pl.col("worth").sum()
    )
    table = counted.join(squares, on="product", how="left").sort("product")
    return table.with_columns(sellers_per_buyer=pl.col("sellers") / pl.col("buyers"))


def hourly_wage(cluster: Cluster) -> float | None:
    """What hired hands got for an hour: Σ wages / Σ hired hours where both were told; None where nobody told."""
    told = cluster["labour"].filter((pl.col("hired_hours") > 0) & (pl.col("wages") > 0))
    if told.is_empty():
        return None
    return float(told["wages"].sum()) / float(told["hired_hours"].sum())


def product_margins(cluster: Cluster, prices: pl.DataFrame, wage: float | None) -> pl.DataFrame:
    """What is left of a price: product, cost, labour (hours per unit), margin, after_labour, squeeze.

    Of the techniques that make a product the middle one speaks. margin = 1 − inputs / price; after_labour also takes
    off all hours of the technique at `wage` (empty without one); squeeze is the change of the margin between the two
    halves of the period; all are shares of the price. By-products are not counted as income. What grows on land is left
    out: recipes know nothing of land and seed.
    """
    grown = cluster["process"].filter(pl.col("grown").fill_null(False))["code"].to_list()
    table = margins(cluster, prices).filter(~pl.col("process").is_in(grown))
    hours = cluster["process"].select(pl.col("code").alias("process"), "labour")
    mean = table.group_by("process", "product").agg(
        pl.col("margin").mean(), pl.col("price").mean(), pl.col("cost").mean(), months=pl.len()
    )
    rows = mean.join(hours, on="process", how="left").join(
        margin_change(table).select("process", "change"), on="process", how="left"
    )
    paid = pl.lit(wage, pl.Float64)
    rows = rows.with_columns(after_labour=pl.col("margin") - pl.col("labour") * paid / pl.col("price"))
    middle = [pl.col(name).median() for name in ("cost", "labour", "margin", "after_labour")]
    return rows.group_by("product").agg(*middle, squeeze=pl.col("change").median()).sort("product")


def saturation(cluster: Cluster, sales: pl.DataFrame, wage: float | None, *, seed: int, resamples: int) -> pl.DataFrame:
    """One row for each product that the cluster's own enterprises sell.

    `sales`: as for `crowding`, with seller_local. Gives product, sellers, buyers, countable, sellers_per_buyer,
    concentration, worth, spread (coefficient of variation of told prices within month and grade), trend, trend_low,
    trend_high (change of told prices a year), margin, after_labour, squeeze.
    """
    nobody_said = sales["seller_local"].is_null().all()
    own = sales.filter(pl.col("seller_local").fill_null(bool(nobody_said)))
    ours = own["seller"].unique().to_list()
    table = crowding(own)
    prices = sellers_prices(cluster)
    mine = prices.filter(pl.col("seller").is_in(ours))
    cells = (
        price_cells(mine)
        .group_by("product")
        .agg(spread=(pl.col("spread") * pl.col("sellers")).sum() / pl.col("sellers").sum())
    )
    trends = [
        (product, price_trend(mine.filter(pl.col("product") == product), seed=seed, resamples=resamples))
        for product in table["product"].to_list()
    ]
    told = pl.DataFrame(
        [
            (product, *(float(np.expm1(part)) for part in (trend.slope, trend.low, trend.high)))
            for product, trend in trends
            if trend is not None
        ],
        schema={"product": pl.String, "trend": pl.Float64, "trend_low": pl.Float64, "trend_high": pl.Float64},
        orient="row",
    ).with_columns(pl.col("trend", "trend_low", "trend_high").fill_nan(None))
    left = product_margins(cluster, prices, wage).select("product", "margin", "after_labour", "squeeze")
    for more in (cells, told, left):
        table = table.join(more, on="product", how="left")
    return table.sort("product")
