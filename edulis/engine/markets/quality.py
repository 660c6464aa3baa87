"""Own tests beside what markets ask: who passes, what fails most, how far it is, and who could fill a lot together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.network.deliveries import months_of
from edulis.engine.network.structure import Floats

_NORMAL = 1.959963984540054  # 97.5 % point


@dataclass(frozen=True, slots=True)
class Quality:
    """Tests beside floors, and lots.

    `gaps`: market, product, property, low, high, tested, passing (share), pass_low, pass_high, mean, deviation (between
    enterprises), gap (units by which the mean misses the floor; below 0: to spare), gap_deviations (over `deviation`),
    shortfall (mean miss of those who fail). `quality`: market, product, floors, tested, passing, pass_low, pass_high,
    volume_passing (share of the tested volume), worst (the property that fails most; empty where all pass), complete
    (tested on all properties asked for). `lots`: market, product, minimum_lot, sellers, tested, passing, volume
    (base units a month of those who pass), fewest (enterprises that fill a lot in a mean month), typical (of the middle
    size), months_filled (share of months), likely_volume (if the untested pass as the tested do). `partners`: market,
    enterprise, product, volume (a month), passes (empty: not tested).
    """

    gaps: pl.DataFrame
    quality: pl.DataFrame
    lots: pl.DataFrame
    partners: pl.DataFrame


def wilson(passing: Floats, n: Floats) -> tuple[Floats, Floats]:
    """The 95 % interval of shares passing / n, shape as given; nan where n is 0. Source: Wilson (1927)."""
    n = np.where(n > 0, n, np.nan)
    share = passing / n
    middle = (share + _NORMAL**2 / (2 * n)) / (1 + _NORMAL**2 / n)
    half = _NORMAL / (1 + _NORMAL**2 / n) * np.sqrt(share * (1 - share) / n + _NORMAL**2 / (4 * n**2))
    return np.clip(middle - half, 0.0, 1.0), np.clip(middle + half, 0.0, 1.0)


def market_tests(cluster: Cluster) -> pl.DataFrame:
    """Who keeps what a market asks for: enterprise, product, market, asked (properties), met (of them), passed (all).

    The mean of each enterprise's tests of a property is held against each bound of each market that wants the product;
    only who was tested on every property that a market asks for is judged.
    """
    judged = _judged(cluster).drop_nulls("value")
    wanted = _asked(cluster).group_by("market").agg(asked=pl.len().cast(pl.Int64))
    keys = ["enterprise", "product", "market"]
    seen = judged.group_by(keys).agg(seen=pl.len().cast(pl.Int64), met=(pl.col("miss") <= 0).sum().cast(pl.Int64))
    table = seen.join(wanted, on="market").filter(pl.col("seen") == pl.col("asked"))
    return table.select(*keys, "asked", "met", passed=pl.col("met") == pl.col("asked")).sort(keys)


def _asked(cluster: Cluster) -> pl.DataFrame:
    """The bounds of each market, with its product."""
    floors = cluster["quality_floor"].filter(pl.col("low").is_not_null() | pl.col("high").is_not_null())
    markets = cluster["market"].select(pl.col("code").alias("market"), "product").unique("market")
    return floors.join(markets, on="market")


def _judged(cluster: Cluster) -> pl.DataFrame:
    """Each bound with the mean test of each enterprise and by how much it misses it (0 or less: it keeps it)."""
    tests = cluster["quality_test"].group_by("enterprise", "product", "property").agg(pl.col("value").mean())
    rows = _asked(cluster).join(tests, on=["product", "property"], how="left")
    return rows.with_columns(miss=pl.max_horizontal(pl.col("low") - pl.col("value"), pl.col("value") - pl.col("high")))


def quality(cluster: Cluster, sales: pl.DataFrame) -> Quality:
    """Own tests (`quality_test`, mean of an enterprise's tests of a property) beside `quality_floor` of each market.

    `sales`: month, seller, product, quantity of the cluster's own enterprises. An enterprise passes a market where it
    was tested on every property the market asks for and misses none; half tested is not tested. Where a market asks for
    nothing everybody passes.
    """
    asked, judged = _asked(cluster), _judged(cluster)
    volume = _volume(cluster, sales)
    verdict = market_tests(cluster).select("market", "enterprise", passes="passed")
    partners = _partners(cluster, volume, verdict, asked)
    gaps = _gaps(asked, judged.drop_nulls("value"))
    return Quality(gaps, _summary(asked, gaps, partners), _lots(cluster, sales, partners), partners)


def _volume(cluster: Cluster, sales: pl.DataFrame) -> pl.DataFrame:
    """What each enterprise sells of a product in a mean month of the round."""
    months = float(months_of(cluster))
    sold = sales.group_by(pl.col("seller").alias("enterprise"), "product").agg(volume=pl.col("quantity").sum() / months)
    return sold.sort("enterprise", "product")


def _partners(cluster: Cluster, volume: pl.DataFrame, verdict: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    markets = cluster["market"].select(pl.col("code").alias("market"), "product").unique("market")
    floors = asked["market"].unique().to_list()
    sellers = markets.join(volume, on="product")
    tested = markets.join(verdict, on="market").join(volume, on=["product", "enterprise"], how="anti")
    rows = pl.concat([sellers, tested.select("market", "product", "enterprise", volume=pl.lit(0.0))])
    rows = rows.join(verdict, on=["market", "enterprise"], how="left")
    asks = pl.col("market").is_in(floors)
    return rows.select(
        "market", "enterprise", "product", "volume", passes=pl.when(asks).then("passes").otherwise(pl.lit(True))
    ).sort("market", pl.col("volume"), "enterprise", descending=[False, True, False])


def _gaps(asked: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    keys = ["market", "product", "property"]
    by = judged.group_by(keys).agg(
        tested=pl.len().cast(pl.Int64),
        passes=(pl.col("miss") <= 0).sum().cast(pl.Int64),
        mean=pl.col("value").mean(),
        deviation=pl.col("value").std(),
        shortfall=pl.col("miss").filter(pl.col("miss") > 0).mean(),
    )
    table = asked.select(*keys, "low", "high").join(by, on=keys, how="left").sort(keys)
    table = table.with_columns(pl.col("tested", "passes").fill_null(0))
    low, high = wilson(table["passes"].to_numpy().astype(float), table["tested"].to_numpy().astype(float))
    gap = pl.max_horizontal(pl.col("low") - pl.col("mean"), pl.col("mean") - pl.col("high"))
    spread = pl.when(pl.col("deviation") > 0).then("deviation")
    return table.with_columns(
        passing=pl.when(pl.col("tested") > 0).then(pl.col("passes") / pl.col("tested")),
        pass_low=pl.Series(low).fill_nan(None),
        pass_high=pl.Series(high).fill_nan(None),
        gap=pl.when(pl.col("mean").is_not_null()).then(gap),
    ).select(
        *keys, "low", "high", "tested", "passing", "pass_low", "pass_high", "mean", "deviation", "gap",
        "shortfall", gap_deviations=pl.col("gap") / spread,
    )  # fmt: skip


def _summary(asked: pl.DataFrame, gaps: pl.DataFrame, partners: pl.DataFrame) -> pl.DataFrame:
    floors = asked.group_by("market", "product").agg(floors=pl.len().cast(pl.Int64))
    tested = (
        partners.drop_nulls("passes")
        .group_by("market")
        .agg(
            tested=pl.len().cast(pl.Int64),
            passes=pl.col("passes").sum().cast(pl.Int64),
            of_volume=pl.col("volume").filter("passes").sum(),
            volume=pl.col("volume").sum(),
        )
    )
    fails = gaps.filter(pl.col("passing") < 1).sort(
        "passing", "gap_deviations", "property", descending=[False, True, False]
    )
    worst = fails.group_by("market", maintain_order=True).agg(worst=pl.col("property").first())
    complete = gaps.group_by("market").agg(complete=(pl.col("tested") > 0).all())
    table = floors.join(tested, on="market", how="left").join(worst, on="market", how="left")
    table = (
        table.join(complete, on="market", how="left")
        .with_columns(pl.col("tested", "passes").fill_null(0))
        .sort("market")
    )
    low, high = wilson(table["passes"].to_numpy().astype(float), table["tested"].to_numpy().astype(float))
    return table.select(
        "market", "product", "floors", "tested",
        passing=pl.when(pl.col("tested") > 0).then(pl.col("passes") / pl.col("tested")),
        pass_low=pl.Series(low).fill_nan(None),
        pass_high=pl.Series(high).fill_nan(None),
        volume_passing=pl.when(pl.col("volume") > 0).then(pl.col("of_volume") / pl.col("volume")),
        worst="worst", complete="complete",
    )  # fmt: skip


def _lots(cluster: Cluster, sales: pl.DataFrame, partners: pl.DataFrame) -> pl.DataFrame:
    """How many enterprises that pass fill the smallest lot of each market."""
    months = months_of(cluster)
    markets = cluster["market"].select(pl.col("code").alias("market"), "product", "minimum_lot").unique("market")
    monthly = sales.group_by("month", pl.col("seller").alias("enterprise"), "product").agg(pl.col("quantity").sum())
    dated = monthly["month"].count() > 0
    rows = []
    for market, product, lot in markets.sort("market").iter_rows():
        some = partners.filter((pl.col("market") == market) & (pl.col("volume") > 0))
        good = some.filter(pl.col("passes").fill_null(False))
        tested = some.drop_nulls("passes")
        volume = np.sort(good["volume"].to_numpy())[::-1]
        by_month = monthly.filter(pl.col("product") == product).join(good.select("enterprise"), on="enterprise")
        filled = by_month.drop_nulls("month").group_by("month").agg(pl.col("quantity").sum())["quantity"].to_numpy()
        whole, known = float(some["volume"].sum()), float(tested["volume"].sum())
        rows.append(
            (
                market, product, lot, some.height, tested.height, good.height, float(volume.sum()),
                _fewest(volume, lot), None if lot is None or not len(volume) else int(np.ceil(lot / np.median(volume))),
                None if lot is None or known <= 0 or not dated else float((filled >= lot).sum() / months),
                float(volume.sum()) / known * whole if known > 0 else None,
            )
        )  # fmt: skip
    return pl.DataFrame(
        rows,
        schema={
            "market": pl.String, "product": pl.String, "minimum_lot": pl.Float64, "sellers": pl.Int64,
            "tested": pl.Int64, "passing": pl.Int64, "volume": pl.Float64, "fewest": pl.Int64, "typical": pl.Int64,
            "months_filled": pl.Float64, "likely_volume": pl.Float64,
        },
        orient="row",
    )  # fmt: skip


def _fewest(volume: Floats, lot: float | None) -> int | None:
    """How many of the largest volumes (sorted, largest first) fill the lot; None where all together do not."""
    if lot is None or volume.sum() < lot:
        return None
    return int(np.searchsorted(np.cumsum(volume), lot * (1 - 1e-12)) + 1) if lot > 0 else 1
