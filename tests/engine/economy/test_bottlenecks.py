"""The programme finds what stops more sales: raw material, capacity or hands."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.bottlenecks import find_bottlenecks

PLENTY = Assumptions(roots_spare=9.0, hours_spare=9.0)


def test_with_raw_material_and_hands_enough_capacity_stops_it(season: Callable[..., Cluster]) -> None:
    """1,000 kg of noodles are made, 1,100 could be; 1,000 are sold outside, 200 more are wanted."""
    found = find_bottlenecks(season().at("2002"), None, PLENTY, increase=0.2)
    assert found is not None
    assert found.served == pytest.approx(0.5)
    tight = found.limits.filter(pl.col("worth") > 0)
    assert tight.select("kind", "what").rows() == [("capacity", "noodling")]
    assert tight["used"][0] == pytest.approx(100.0)
    starch = 1.8 * 2.6 * 400.0  # roots in one kg of noodles, at their price
    assert tight["worth"][0] == pytest.approx(7_900.0 - starch)
    assert found.limits["one_percent"][0] == pytest.approx(11 * tight["worth"][0])


def test_with_roots_short_the_roots_stop_it(season: Callable[..., Cluster]) -> None:
    scarce = replace(PLENTY, roots_spare=0.05)
    found = find_bottlenecks(season().at("2002"), None, scarce, increase=0.2)
    assert found is not None
    assert found.limits["kind"][0] == "raw"
    assert found.limits["what"][0] == "root"
    assert found.served == pytest.approx(0.05 * 5000 / (1.8 * 2.6) / 200)


def test_with_no_free_hour_the_hours_stop_it(season: Callable[..., Cluster]) -> None:
    found = find_bottlenecks(season().at("2002"), None, replace(PLENTY, hours_spare=0.01), increase=0.2)
    assert found is not None
    assert found.limits["kind"][0] == "hours"
    assert found.served == pytest.approx(0.01 * 590 / (0.2 + 1.8 * 0.03) / 200)


def test_one_unit_more_of_a_bottleneck_is_worth_what_it_says(season: Callable[..., Cluster]) -> None:
    wider = season()["activity"].with_columns(
        capacity=pl.when(pl.col("enterprise") == "hoa").then(pl.col("capacity") + 1.0).otherwise("capacity")
    )
    one, other = (find_bottlenecks(c.at("2002"), None, PLENTY) for c in (season(), season(activity=wider)))
    assert one is not None
    assert other is not None
    assert other.gained - one.gained == pytest.approx(one.limits["worth"][0])


def test_without_capacities_or_outside_sales_there_is_no_answer(season: Callable[..., Cluster]) -> None:
    nothing = season()["activity"].with_columns(capacity=pl.lit(None, pl.Float64))
    assert find_bottlenecks(season(activity=nothing).at("2002"), None, PLENTY) is None
    inside = season()["trade"].filter(~pl.col("buyer").is_in(["shop", "city"]))
    assert find_bottlenecks(season(trade=inside).at("2002"), None, PLENTY) is None
    assert find_bottlenecks(Cluster.of({}), None, PLENTY) is None
