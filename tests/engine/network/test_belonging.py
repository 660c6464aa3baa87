"""Unions and groups in the network."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.network import read_network

Cast = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_network(cluster).findings}


def test_a_body_is_told_with_its_reach_its_bridges_and_what_was_learned_in_it(busy: Cast) -> None:
    rows = {row["institution"]: row for row in read_network(busy()).bodies.iter_rows(named=True)}
    union, hui = rows["union"], rows["hui"]
    assert (union["members"], union["reach"]) == (8, pytest.approx(8 / 19))
    assert union["shared"] == pytest.approx(1 / 8)
    assert (union["women"], hui["women"]) == (0, pytest.approx(4 / 5))
    assert (union["taught"], union["learned"]) == (1, 2)
    assert union["diffusion"] > 1 > hui["diffusion"]


def test_kinds_of_body_share_members(busy: Cast) -> None:
    assert read_network(busy()).bridges.to_dicts() == [
        {"kind": "savings", "other": "union", "share": pytest.approx(0.2)}
    ]


def test_talk_inside_is_set_beside_a_shuffle_among_neighbours(busy: Cast) -> None:
    rows = {(r["bodies"], r["layer"]): r for r in read_network(busy()).inside.iter_rows(named=True)}
    talk = rows["formal", "information"]
    assert talk["share"] == pytest.approx(8 / 14)
    assert talk["low"] <= talk["chance"] <= talk["high"] < talk["share"]
    assert rows["informal", "information"]["share"] == 0
    assert rows["formal", "adoption"]["ties"] == 2
    finding = told(busy())["network.inside_formal"]
    assert finding.sign == "helps"
    assert finding.value == pytest.approx(talk["share"] - talk["chance"])


def test_a_few_that_belong_to_none_are_not_counted_in_public(busy: Cast) -> None:
    none = told(busy())["network.belonging"]
    assert none.value == pytest.approx(6 / 18)
    assert "33% of those that answered belong to no union or group, most often: Noodle maker." in str(none.title)
    fewer = busy()["enterprise"].filter(~pl.col("code").is_in(["n0", "n1", "n2"]))
    assert told(busy(enterprise=fewer))["network.belonging"].evidence["few"]


def test_without_memberships_nothing_is_said_but_what_is_lacking(busy: Cast) -> None:
    network = read_network(busy(membership=pl.DataFrame(schema={"round": pl.String})))
    assert network.bodies.is_empty()
    assert network.inside.is_empty()
    assert "network.belonging" not in {finding.code for finding in network.findings}
    assert "membership" in {need.record for need in network.lacks}
