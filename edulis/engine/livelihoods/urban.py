"""What urban and peri-urban agriculture gives in income, work and food, and how enterprises by setting compare."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods.assumptions import LivelihoodAssumptions
from edulis.engine.seasons import locals_of, month_span

FOOD_KINDS = (
    "crop_farm", "starch", "drying", "refining", "maltose", "candy", "noodles", "processor", "pigs", "livestock",
    "seedlings", "grating",
)  # fmt: skip
NEAR = ("urban", "peri_urban")
SHARE = {"what": pl.String, "share": pl.Float64, "n": pl.Int64, "missing": pl.Int64}


def urban_shares(
    cluster: Cluster, each: pl.DataFrame, money: pl.DataFrame, work: pl.DataFrame, beliefs: LivelihoodAssumptions
) -> pl.DataFrame:
    """What (income, work, workers, food), share, n, missing: what urban and peri-urban agriculture gives.

    income: of incomes above zero of which it was told whether they come from it (n households). work: of all hours
    known, those in farms, animals and food crafts in or near the city (n enterprises). workers: those hours of the
    family, in full-time workers, over the people of working age in these households (at most 1). food: what households
    in or near the city grow themselves, of their food, weighed by people.
    """
    gains = money.filter((pl.col("amount") > 0) & pl.col("urban").is_not_null())
    silent = money.filter((pl.col("amount") > 0) & pl.col("urban").is_null())
    income = _ratio(float(gains.filter("urban")["amount"].sum()), float(gains["amount"].sum()))
    rows = [("income", income, gains["household"].n_unique(), silent["household"].n_unique())]
    setting = cluster["place"].select(pl.col("code").alias("place"), "setting")
    placed = work.join(setting, on="place", how="left")
    seen = placed.drop_nulls(["hours", "setting"])
    food = pl.col("kind").is_in(list(FOOD_KINDS)) & pl.col("setting").is_in(list(NEAR))
    near = seen.filter(food)
    share = _ratio(float(near["hours"].sum()), float(seen["hours"].sum()))
    rows.append(("work", share, seen.height, placed.height - seen.height))
    full = beliefs.day * beliefs.month * max(len(month_span(cluster)), 1)
    of_age = each.drop_nulls("workers")
    family = _ratio(float(near["family_days"].sum() or 0.0) * beliefs.day / full, float(of_age["workers"].sum()))
    rows.append(("workers", None if family is None else min(family, 1.0), of_age.height, each.height - of_age.height))
    around = each.filter(pl.col("setting").is_in(list(NEAR)))
    eats = around.filter(pl.col("own_food").is_not_null() & (pl.col("people") > 0))
    own = _ratio(float((eats["own_food"] * eats["people"]).sum()), float(eats["people"].sum()))
    rows.append(("food", own, eats.height, around.height - eats.height))
    return pl.DataFrame(rows, schema=SHARE, orient="row")


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def by_setting(cluster: Cluster, paid: pl.DataFrame) -> pl.DataFrame:
    """Enterprises by setting of their place: setting, local, enterprises, sellers (with sales), sales (money, of one
    seller a month), population_growth, income_growth, growth (both together, a year), demand_growth, known.

    growth = (1 + population growth)(1 + income growth) − 1 of the markets that a seller's goods go to, weighed by its
    sales; demand_growth = (1 + population growth)(1 + elasticity × income growth) − 1. A delivery belongs to the market
    that names its buyer, else to those of its product in the buyer's place, else to all of its product. A growth of
    people that nobody told counts as none; known is the share of sales whose market's income growth is known.
    """
    setting = cluster["place"].select(pl.col("code").alias("place"), "setting")
    here = locals_of(cluster).select("enterprise", local=pl.lit(True))
    rows = (
        cluster["enterprise"]
        .select("place", enterprise="code")
        .join(setting, on="place", how="left")
        .drop_nulls("setting")
        .join(here, on="enterprise", how="left")
        .with_columns(pl.col("local").fill_null(False))
    )
    sold = paid.drop_nulls("value").group_by("seller", "buyer", "product").agg(value=pl.col("value").sum())
    sold = _with_growth(cluster, sold).join(rows, left_on="seller", right_on="enterprise", how="inner")
    counted = rows.group_by("setting", "local").agg(enterprises=pl.len().cast(pl.Int64))
    value = pl.col("value")
    seen = pl.col("income_growth").is_not_null()
    names = ("population_growth", "income_growth", "growth", "demand_growth")

    def mean(name: str) -> pl.Expr:
        there = pl.col(name).is_not_null()
        return ((pl.col(name) * value).filter(there).sum() / value.filter(there).sum()).fill_nan(None)

    months = max(len(month_span(cluster)), 1)
    sellers = pl.col("seller").n_unique()
    table = sold.group_by("setting", "local").agg(
        sellers=sellers.cast(pl.Int64),
        sales=value.sum() / sellers / months,
        **{name: mean(name) for name in names},
        known=(value.filter(seen).sum() / value.sum()).fill_nan(None),
    )
    joined = counted.join(table, on=["setting", "local"], how="left").with_columns(pl.col("sellers").fill_null(0))
    return joined.sort("setting", "local", descending=[False, True])


def _with_growth(cluster: Cluster, sold: pl.DataFrame) -> pl.DataFrame:
    markets = cluster["market"].with_columns(pl.col("population_growth").fill_null(0.0))
    both = (1 + pl.col("population_growth")) * (1 + pl.col("income_growth")) - 1
    bent = (1 + pl.col("population_growth")) * (1 + pl.col("income_elasticity") * pl.col("income_growth")) - 1
    markets = markets.with_columns(growth=both, demand_growth=bent)
    names = ["population_growth", "income_growth", "growth", "demand_growth"]
    where = cluster["enterprise"].select("place", buyer="code")
    rows = sold.join(where, on="buyer", how="left")
    for at, keys in enumerate((["product", "buyer"], ["product", "place"], ["product"])):
        found = markets.drop_nulls([*keys, "income_growth"]).group_by(keys).agg(
            pl.col(name).mean().alias(f"{name}{at}") for name in names
        )  # fmt: skip
        rows = rows.join(found, on=keys, how="left")
    named = pl.col("income_growth0").is_not_null()
    near = pl.col("income_growth1").is_not_null()
    return rows.with_columns(
        pl.when(named).then(f"{name}0").when(near).then(f"{name}1").otherwise(f"{name}2").alias(name) for name in names
    ).select("seller", "value", *names)  # fmt: skip
