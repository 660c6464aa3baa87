"""What goes into the water."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.environment import Assumptions
from edulis.engine.environment.loads import MEASURES, loads, summed

Waste = Callable[..., Cluster]
BELIEFS = Assumptions()


def test_a_load_is_activity_times_coefficient_with_the_range_of_its_technique(waste: Waste) -> None:
    rows = summed(loads(waste(), None, BELIEFS), "process", BELIEFS)
    row = rows.filter(pl.col("process") == "grate").row(0, named=True)
    assert [row[name] for name in MEASURES] == pytest.approx([80, 1200, 640, 400])
    assert (row["cod_low"], row["cod_high"]) == (pytest.approx(1200 * 0.84), pytest.approx(1200 * 1.16))
    assert row["concentration"] == pytest.approx(15)
    assert row["concentration_low"] < 15 < row["concentration_high"]
    assert row["people"] == pytest.approx(640 / (0.06 * 61))  # November and December have 61 days


def test_loads_add_up_over_every_way_of_summing(waste: Waste) -> None:
    table = loads(waste(), None, BELIEFS)
    for by in ("month", "place", "kind", "process"):
        assert summed(table, by, BELIEFS)["cod"].sum() == pytest.approx(table["cod"].sum())


def test_what_has_no_coefficient_is_empty_and_no_nought(waste: Waste) -> None:
    process = waste()["process"].with_columns(solids=pl.lit(None, pl.Float64))
    assert loads(waste(process=process), None, BELIEFS)["solids"].null_count() == 4


def test_nothing_done_is_no_load() -> None:
    table = loads(Cluster.of({}), None, BELIEFS)
    assert table.is_empty()
    assert summed(table, "month", BELIEFS).is_empty()
