"""What a technique leaves, from what was made, recipes and told prices."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import read_livelihoods
from edulis.engine.livelihoods.margins import used_shares
from edulis.engine.seasons.paid import paid_deliveries

Place = Callable[..., Cluster]


def row(cluster: Cluster, process: str) -> dict:
    return read_livelihoods(cluster).margins.filter(pl.col("process") == process).to_dicts()[0]


def test_the_lines_of_a_budget_follow_from_recipe_and_prices(place: Place) -> None:
    starch = row(place(), "grate")
    level = 3 * 12_000
    assert starch["gross_output"] == pytest.approx(level * 1500 + level * 50 * 0.5)  # half of the residue is sold
    assert starch["value_added"] == pytest.approx(starch["gross_output"] - level * 2.5 * 400)
    assert starch["gross_margin"] == pytest.approx(starch["value_added"] - 3 * 600_000)
    assert starch["net_income"] == pytest.approx(starch["gross_margin"] - 3 * 120_000)
    assert starch["per_day"] == pytest.approx(starch["gross_margin"] / 360)
    assert starch["per_day_low"] == pytest.approx(starch["per_day_high"])


def test_what_was_fed_or_grown_at_home_counts_at_its_price(place: Place) -> None:
    assert row(place(), "feed")["value_added"] == pytest.approx(3 * 600 * (9500 - 30 * 50))
    assert row(place(), "rice")["gross_output"] == pytest.approx(3 * 800 * 1800)


def test_a_price_nobody_knows_leaves_the_margin_unsaid(place: Place) -> None:
    unpriced = place()["product"].with_columns(price=pl.when(pl.col("code") != "paddy").then("price"))
    rice = row(place(product=unpriced), "rice")
    assert (rice["enterprises"], rice["missing"]) == (0, 3)
    assert rice["per_day"] is None


def test_by_products_count_as_far_as_they_find_a_use(place: Place) -> None:
    cluster = place().at("2002")
    assert used_shares(cluster, None, paid_deliveries(cluster)) == {"residue": pytest.approx(0.5)}
    none = place(trade=place()["trade"].filter(pl.col("product") != "residue")).at("2002")
    assert used_shares(none, None, paid_deliveries(none)) == {"residue": 0.0}


def test_two_techniques_share_the_days_of_their_enterprise(place: Place) -> None:
    second = place()["activity"].filter(pl.col("process") == "feed").with_columns(
        enterprise=pl.col("enterprise").str.replace("pig", "starch"), level=pl.lit(125.0)
    )  # fmt: skip
    both = pl.concat([place()["activity"], second])
    assert row(place(activity=both), "grate")["family_days"] == pytest.approx(180)  # 100 of 200 hours by recipe
