"""How far, and at what cost."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.environment import Assumptions
from edulis.engine.environment.carrying import NOWHERE, carrying_hours, distances, wage

Waste = Callable[..., Cluster]


def test_a_degree_of_latitude_is_111_km_times_the_detour(waste: Waste) -> None:
    place = pl.DataFrame({"code": ["a", "b"], "name": ["A", "B"], "latitude": [21.0, 22.0], "longitude": [105.0] * 2})
    km = distances(waste(place=place), ["a"], ["a", "b"], frozenset(), Assumptions(road=1.3))
    assert km[0].tolist() == [0.5, pytest.approx(1.3 * 111.19, rel=1e-3)]


def test_a_hamlet_lies_where_its_commune_lies_and_nowhere_is_assumed(waste: Waste) -> None:
    place = pl.DataFrame(
        {"code": ["a", "a1", "b", "c"], "name": ["A", "A1", "B", "C"], "within": [None, "a", None, None],
         "latitude": [21.0, None, 22.0, None], "longitude": [105.0, None, 105.0, None]}
    )  # fmt: skip
    beliefs = Assumptions()
    km = distances(waste(place=place), ["a1", NOWHERE], ["b", "c", NOWHERE], frozenset({"a1"}), beliefs)
    assert km[0, 0] > 140
    assert km[0, 1:].tolist() == [beliefs.far, beliefs.unplaced]
    assert km[1, 2] == beliefs.unplaced


def test_a_cart_serves_near_and_a_truck_far_and_more_way_never_costs_less() -> None:
    beliefs = Assumptions()
    work, cost = carrying_hours(np.linspace(0, 200, 400), beliefs)
    assert (np.diff(cost) > 0).all()
    assert cost[1] == pytest.approx(beliefs.cart * 200 / 399)
    assert cost[-1] == pytest.approx(beliefs.load + 200 * (beliefs.truck + beliefs.hire))
    assert (work <= cost + 1e-15).all()


def test_a_wage_is_what_hired_hours_cost_here(waste: Waste) -> None:
    assert wage(waste()) == 2250
    assert wage(waste(labour=waste()["labour"].clear())) is None
