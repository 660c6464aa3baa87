"""Who sells what to whom in a year, enterprise by enterprise, and what each makes, works and lets into the water."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy.books import TRADING
from edulis.engine.economy.values import a_year, enterprises, valued
from edulis.engine.flows.result import Flows
from edulis.engine.leverage.assumptions import HOURS
from edulis.engine.seasons.hours import levels

REPORT = 0.2  # relative error of a yearly sum where flows are not reconciled; as in the economy


@dataclass(frozen=True, slots=True)
class Market:
    """Enterprises of the cluster, numbered from 0 in order of their codes, and a year of trade.

    `codes`, `kinds`, `places`, `actors` (household, else the enterprise itself): one for each. `sales`: seller, buyer,
    product, value (minor units a year), error, seller_at and buyer_at (numbers, −1: from elsewhere), resells (the buyer
    is a trader of the cluster). `levels`: firm, process, level (a year). `days`, `women_days`, `cod`: of each
    enterprise a year. `wage`: of a hired day, minor units; None where not known. `within`: place, larger place.
    """

    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    places: np.ndarray
    actors: tuple[str, ...]
    sales: pl.DataFrame
    levels: pl.DataFrame
    days: np.ndarray
    women_days: np.ndarray
    cod: np.ndarray
    wage: float | None
    within: tuple[tuple[str, str], ...]
    cluster: Cluster


def market_of(cluster: Cluster, flows: Flows | None = None) -> Market:
    """The market of one round; `cluster` is one round."""
    known = enterprises(cluster)
    here = known.filter(pl.col("local") & (pl.col("kind") != "consumers")).sort("enterprise")
    number = here.select("enterprise").with_row_index("at").with_columns(pl.col("at").cast(pl.Int64))
    place = cluster["enterprise"].select(pl.col("code").alias("enterprise"), "place").unique("enterprise", keep="first")
    placed = here.join(place, on="enterprise", how="left", maintain_order="left")
    year = a_year(cluster)
    made = levels(cluster, flows).group_by("enterprise", "process").agg(pl.col("level").sum() * year)
    made = made.join(number, on="enterprise").select("process", "level", firm="at").sort("firm", "process")
    labour = cluster["labour"].group_by("enterprise").agg(
        days=(pl.col("family_hours").fill_null(0) + pl.col("hired_hours").fill_null(0)).sum() * year / HOURS,
        women=pl.col("women_hours").fill_null(0).sum() * year / HOURS,
    )  # fmt: skip
    worked = placed.join(labour, on="enterprise", how="left", maintain_order="left")
    rates = cluster["process"].select(pl.col("code").alias("process"), pl.col("cod").fill_null(0.0))
    load = made.join(rates, on="process").group_by("firm").agg(cod=(pl.col("level") * pl.col("cod")).sum())
    cod = np.zeros(here.height)
    cod[load["firm"].to_numpy()] = load["cod"].to_numpy()
    return Market(
        tuple(placed["enterprise"]), tuple(placed["kind"].fill_null("unknown")),
        placed["place"].fill_null("").to_numpy().astype(str),
        tuple(placed.select(pl.coalesce("household", "enterprise"))["household"]),
        _sales(cluster, flows, number, here, year), made, worked["days"].fill_null(0.0).to_numpy(),
        worked["women"].fill_null(0.0).to_numpy(), cod, day_wage(cluster),
        tuple(cluster["place"].drop_nulls("within").select("code", "within").iter_rows()), cluster,
    )  # fmt: skip


def _sales(
    cluster: Cluster, flows: Flows | None, number: pl.DataFrame, here: pl.DataFrame, year: float
) -> pl.DataFrame:
    keys = ["seller", "buyer", "product"]
    traders = here.filter(pl.col("kind").is_in([*TRADING, "retailer"]))["enterprise"]
    return (
        valued(cluster, flows, REPORT)
        .filter((pl.col("value") > 0) & (pl.col("seller") != pl.col("buyer")))
        .group_by(keys)
        .agg(value=pl.col("value").sum() * year, error=pl.col("error").pow(2).sum().sqrt() * year)
        .join(number.select(seller="enterprise", seller_at="at"), on="seller", how="left")
        .join(number.select(buyer="enterprise", buyer_at="at"), on="buyer", how="left")
        .with_columns(pl.col("seller_at", "buyer_at").fill_null(-1), resells=pl.col("buyer").is_in(traders.to_list()))
        .filter((pl.col("seller_at") >= 0) | (pl.col("buyer_at") >= 0))
        .sort(keys)
    )


def day_wage(cluster: Cluster) -> float | None:
    """What a hired day is paid here, minor units: wages over hired hours, times eight; None where not known."""
    paid = cluster["labour"].drop_nulls(["wages", "hired_hours"]).filter(pl.col("hired_hours") > 0)
    hours = float(paid["hired_hours"].sum())
    return float(paid["wages"].sum()) / hours * HOURS if hours > 0 else None


def sold_on(market: Market, product: str, buyers: frozenset[str] | None) -> dict[int, float]:
    """Trader (its number) → which share of its sales of the product leaves the cluster, to these buyers or to any."""
    rows = market.sales.filter((pl.col("product") == product) & (pl.col("seller_at") >= 0))
    goal = pl.col("buyer_at") < 0
    if buyers is not None:
        goal = pl.col("buyer").is_in(sorted(buyers))
    sums = rows.group_by("seller_at").agg(share=pl.col("value").filter(goal).sum() / pl.col("value").sum())
    return dict(sums.sort("seller_at").iter_rows())
