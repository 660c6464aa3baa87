"""The environment of a round, with what is lacking."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis import diagnose
from edulis.engine.environment import read_environment
from edulis.engine.flows import reconcile
from edulis.engine.network import read_network

Waste = Callable[..., Cluster]


def test_reuse_now_is_the_figure_that_the_diagnosis_gives(waste: Waste) -> None:
    village = waste()
    finding = {one.code: one for one in read_environment(village).findings}["environment.reuse"]
    other = {one.code: one for one in diagnose(village, None, read_network(village)).conditions}["diagnosis.reuse"]
    assert finding.value == pytest.approx(other.value)
    assert finding.value == pytest.approx((2900 / 10_000 + 800 / 1800) / 2)


def test_the_attainable_lies_in_its_range_and_carrying_costs_work_and_money(waste: Waste) -> None:
    row = read_environment(waste()).residues.filter(pl.col("product") == "residue").row(0, named=True)
    assert row["attainable_low"] <= row["attainable"] <= row["attainable_high"]
    assert row["made"] == pytest.approx(10_000)
    assert row["cost"] >= row["hours"] * 2250 - 1e-9
    shed = pl.DataFrame({"user": ["mushrooms"], "place": ["dl"], "product": ["residue"], "capacity": [1e6]})
    full = read_environment(waste(), more=shed).residues.filter(pl.col("product") == "residue")
    assert full["attainable"].item() == pytest.approx(0.95, abs=1e-3)  # the rest spoils on the way


def test_what_is_lacking_is_named(waste: Waste) -> None:
    village = waste()
    process = village["process"].with_columns(solids=pl.lit(None, pl.Float64))
    answer = read_environment(waste(process=process, labour=village["labour"].clear()))
    assert [need.record for need in answer.lacks] == ["process", "labour"]
    assert answer.residues["cost"].null_count() == answer.residues.height


def test_degenerate_clusters_give_findings_that_say_why(cast: Waste, waste: Waste) -> None:
    sketch = cast()["trade"].with_columns(quantity=pl.lit(None, pl.Float64), value=pl.lit(None, pl.Int64))
    bare = waste()["product"].with_columns(dry_matter=pl.lit(None, pl.Float64), storable=pl.lit(None, pl.Boolean))
    for cluster in (cast(trade=sketch), Cluster.of({}), waste(product=bare), waste(place=waste()["place"].clear())):
        answer = read_environment(cluster)
        assert {finding.code for finding in answer.findings} >= {"environment.load", "environment.reuse"}
        for finding in answer.findings:
            assert finding.value is None or finding.value == finding.value


def test_reconciled_flows_are_taken_where_they_are(waste: Waste) -> None:
    village = waste()
    answer = read_environment(village, flows=reconcile(village))
    assert answer.residues.filter(pl.col("product") == "residue")["made"].item() == pytest.approx(10_000, rel=0.3)


def test_a_round_that_is_not_there_is_refused(waste: Waste) -> None:
    with pytest.raises(LookupError):
        read_environment(waste(), "1999")


def test_figures_move_a_little_where_what_was_told_moves_a_little(waste: Waste, steady: Callable[..., None]) -> None:
    steady(read_environment, waste())
