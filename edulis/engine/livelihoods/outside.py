"""Those who live from the cluster without living in it: hired workers from elsewhere, and the city that eats."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import locals_of


def outside_groups(
    cluster: Cluster, ledger: pl.DataFrame, hours: pl.DataFrame, money: pl.DataFrame, paid: pl.DataFrame
) -> pl.DataFrame:
    """Group (hired, city), households (told of), enterprises (that deal with them), amount (money of the round), share.

    hired: wages that enterprises here paid less wages that households here told, so what goes to workers from
    elsewhere; share of all wages. Wages that were not told, here or there, move it either way: low is what stays if all
    wages told by households were paid here, high if none were. city: what buyers in towns, and households of the city,
    paid for goods from here; share of all sales. Also hours (hired ones) and quantity of food in kg (finished goods).
    """
    here = locals_of(cluster).select("enterprise")
    pays = ledger.filter((pl.col("measure") == "wages") & (pl.col("amount") > 0))
    wages = float(pays["amount"].sum())
    of_group = dict(cluster["household"].group_by("group").len().drop_nulls().iter_rows())
    told = money.join(cluster["household"].select(household="code", group="group"), on="household", how="left")
    earned = told.filter((pl.col("source") == "wages") & (pl.col("group").fill_null("local") == "local"))
    local = float(earned["amount"].clip(0.0).sum())
    hired = float(hours.join(here, on="enterprise", how="semi")["hired"].sum())
    rest = max(wages - local, 0.0)
    buyers = _city(cluster)
    sold = paid.join(here, left_on="seller", right_on="enterprise", how="semi").drop_nulls("value")
    city = sold.join(buyers, on="buyer", how="semi")
    food = cluster["product"].filter((pl.col("stage") == "final") & (pl.col("unit") == "kg")).select(product="code")
    all_sold, to_city = float(sold["value"].sum()), float(city["value"].sum())
    rows = [
        ("hired", of_group.get("hired"), pays["enterprise"].n_unique(), rest if wages else None, rest, wages,
         rest / wages if wages else None, hired, None),
        ("city", of_group.get("city"), city["seller"].n_unique(), to_city if all_sold else None, None, None,
         to_city / all_sold if all_sold else None, None,
         float(city.join(food, on="product", how="semi")["quantity"].sum())),
    ]  # fmt: skip
    schema = {"group": pl.String, "households": pl.Int64, "enterprises": pl.Int64}
    schema |= dict.fromkeys(("amount", "low", "high", "share", "hours", "food"), pl.Float64)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _city(cluster: Cluster) -> pl.DataFrame:
    """buyer: enterprises in towns that are not of the cluster, and households of the city."""
    place = cluster["place"].select(pl.col("code").alias("place"), "setting")
    group = cluster["household"].select(pl.col("code").alias("household"), "group")
    here = locals_of(cluster).select(pl.col("enterprise").alias("buyer"))
    rows = (
        cluster["enterprise"].join(place, on="place", how="left").join(group, on="household", how="left")
    )  # fmt: skip
    town = (pl.col("setting") == "urban").fill_null(False) | (pl.col("group") == "city").fill_null(False)
    return rows.filter(town).select(buyer="code").join(here, on="buyer", how="anti")
