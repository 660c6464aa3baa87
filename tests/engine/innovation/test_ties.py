"""Ties between households."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.innovation.ties import ties_of
from edulis.engine.network import read_network


def _told(makers: Callable[..., Cluster]) -> Cluster:
    relation = pl.DataFrame(
        {
            "round": ["2002"] * 4,
            "kind": ["information", "information", "help", "sharing"],
            "one": ["hoa", "h_lan", "mai", "duc"],
            "other": ["h_binh", "h_lan", "h_an", "far"],
            "strength": [3.0, None, 1.0, 0.0],
        }
    )
    member = pl.DataFrame(
        {"round": ["2002"] * 3, "member": ["h_hoa", "hoa", "h_lan"], "institution": ["union", "credit", "union"]}
    )
    return makers(relation=relation, membership=member)


def test_ties_are_between_households_whoever_named_them(makers: Callable[..., Cluster]) -> None:
    ties = ties_of(_told(makers))
    assert ties.talk.rows() == [("h_binh", "h_hoa"), ("h_hoa", "h_binh")]  # not with oneself
    assert ties.cooperating == {"h_mai", "h_an"}  # a strength of 0 is no tie
    assert dict(ties.bodies.iter_rows()) == {"h_hoa": 2, "h_lan": 1}
    assert ties.asked == {"talk", "cooperation", "membership"}


def test_a_network_gives_the_same_ties(makers: Callable[..., Cluster]) -> None:
    cluster = _told(makers)
    one, other = ties_of(cluster), ties_of(cluster, read_network(cluster))
    assert one.talk.equals(other.talk)
    assert one.cooperating == other.cooperating


def test_where_nobody_was_asked_nothing_is_said_to_be_missing(makers: Callable[..., Cluster]) -> None:
    assert ties_of(makers()).asked == frozenset()
