"""The answer gives its tables with units, and the effects that others build on."""

from collections.abc import Callable

import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.economy.effects import effect_of_demand, effect_of_price, effect_of_technique


def test_it_answers_for_demand_technique_and_price_with_bands(season: Callable[..., Cluster]) -> None:
    found = read_economy(season(), draws=12)
    change = {"enterprise: hoa": 50.0}
    assert found.of_demand(change).income == pytest.approx(effect_of_demand(found.matrix, change).income)
    assert found.of_price({"enterprise: hoa": 0.1}).income == pytest.approx(
        effect_of_price(found.matrix, {"enterprise: hoa": 0.1}).income
    )
    saving = {"enterprise: binh": -0.01}
    assert found.of_technique("enterprise: hoa", saving).income == pytest.approx(
        effect_of_technique(found.matrix, "enterprise: hoa", saving).income
    )
    band = found.band(lambda matrix: {"hours": effect_of_demand(matrix, change).hours})
    assert band["low"][0] <= band["value"][0] <= band["high"][0]


def test_the_main_table_is_that_of_kinds(season: Callable[..., Cluster]) -> None:
    found = read_economy(season(), draws=0)
    assert found.to_frame()["kind"].to_list() == ["all", "noodles"]
    assert {"kinds", "groups", "leaks", "multipliers", "paths", "bottlenecks", "prices", "accounts"} <= set(
        found.tables
    )
    assert "matrix" not in found.tables
