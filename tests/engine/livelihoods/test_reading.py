"""Livelihoods are read whole, with reconciled flows too; a sketch says what it lacks."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.flows import reconcile
from edulis.engine.livelihoods import read_livelihoods

Cast = Callable[..., Cluster]
Place = Callable[..., Cluster]


def test_the_tables_come_out_with_units_and_the_line(place: Place) -> None:
    answer = read_livelihoods(place())
    assert answer.to_frame().columns[:2] == ["dimension", "part"]
    assert answer.line is not None
    assert answer.line.value == 160_000
    assert {need.record for need in answer.lacks} == set()
    assert read_livelihoods(place(), line=500_000.0).groups.filter(pl.col("part") == "all")["headcount"][0] == 0.6
    with pytest.raises(LookupError):
        read_livelihoods(place(), "1999")
    with pytest.raises(ValueError, match="line"):
        read_livelihoods(place(), line=0)


def test_reconciled_flows_give_nearly_the_same(place: Place) -> None:
    cluster = place()
    plain, closed = read_livelihoods(cluster), read_livelihoods(cluster, flows=reconcile(cluster))
    margin = [table.margins.filter(pl.col("process") == "grate")["per_day"][0] for table in (plain, closed)]
    assert margin[1] == pytest.approx(margin[0], rel=0.25)
    assert closed.groups.equals(plain.groups)


def test_a_cast_without_incomes_and_an_empty_cluster_say_what_they_lack(cast: Cast) -> None:
    for cluster in (cast(), Cluster.of({})):
        answer = read_livelihoods(cluster)
        assert {"income", "household_round", "reference", "labour"} <= {need.record for need in answer.lacks}
        values = {finding.code: finding.value for finding in answer.findings}
        assert values["livelihoods.poverty"] is None
        assert values["livelihoods.returns"] is None
        assert all(finding.title.say("en") for finding in answer.findings)


def test_households_without_people_are_counted_as_missing(place: Place) -> None:
    nobody = place()["household_round"].with_columns(people=pl.lit(None, pl.Int64))
    whole = read_livelihoods(place(household_round=nobody)).groups.row(0, named=True)
    assert (whole["households"], whole["missing"], whole["per_head"]) == (0, 9, None)


def test_figures_move_a_little_where_what_was_told_moves_a_little(place: Place, steady: Callable[..., None]) -> None:
    steady(read_livelihoods, place())
