"""What is made, and what of it is used."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.environment.reuse import made_and_used, made_by_month, side_products
from edulis.engine.network.deliveries import deliveries

Waste = Callable[..., Cluster]


def test_what_left_with_water_or_air_is_no_waste_that_could_be_used(waste: Waste) -> None:
    assert side_products(waste())["product"].to_list() == ["dry_residue", "manure", "residue", "slops"]


def test_recipes_say_what_is_made_each_month(waste: Waste) -> None:
    made = made_by_month(waste(), None).group_by("product").agg(pl.col("made").sum())
    assert dict(made.iter_rows()) == {"residue": 10_000.0, "manure": 1800.0}


def test_more_given_than_made_is_all_of_it(waste: Waste) -> None:
    village = waste()
    rows = made_and_used(village, None, deliveries(village))
    assert rows.select("product", "made", "used").rows() == [("residue", 10_000, 2900), ("manure", 1800, 800)]
    trade = village["trade"].with_columns(pl.col("quantity") * 100)
    full = made_and_used(waste(trade=trade), None, deliveries(waste(trade=trade)))
    assert (full["used"] == full["made"]).all()
