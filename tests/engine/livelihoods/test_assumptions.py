"""What is assumed can be set otherwise, and moves the answer."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import LivelihoodAssumptions, read_livelihoods

Place = Callable[..., Cluster]


def test_equipment_that_lasts_half_as_long_costs_twice_as_much(place: Place) -> None:
    def wear(life: float) -> float:
        margins = read_livelihoods(place(), assumptions=LivelihoodAssumptions(life=life)).margins
        row = margins.filter(pl.col("process") == "grate").to_dicts()[0]
        return float(row["gross_margin"] - row["net_income"])

    assert wear(5) == pytest.approx(2 * wear(10))
