"""A cluster read as a network, whatever order it comes in and however little is known."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from edulis.engine.cluster import Cluster
from edulis.engine.network import read_network

Cast = Callable[..., Cluster]


def test_the_order_of_rows_never_matters(cast: Cast) -> None:
    one = cast()
    turned = Cluster.of({name: table.reverse() for name, table in one.tables.items()})
    first, second = read_network(one), read_network(turned)
    for name, table in first.tables.items():
        assert_frame_equal(table, second.tables[name])
    for a, b in zip(first.findings, second.findings, strict=True):
        assert a.title == b.title


def test_the_currency_never_matters_to_shares(cast: Cast) -> None:
    trade = cast()["trade"].with_columns(pl.col("value") * 1000)
    first, second = read_network(cast()), read_network(cast(trade=trade))
    assert first.gaps["gap"].to_list() == pytest.approx(second.gaps["gap"].to_list())
    assert first.nodes["betweenness"].equals(second.nodes["betweenness"])


def test_a_lonely_household_more_changes_nobodys_ties(cast: Cast) -> None:
    alone = pl.DataFrame({"code": ["zung"], "kind": ["noodles"], "local": [True]})
    more = pl.concat([cast()["enterprise"], alone], how="diagonal")
    first, second = read_network(cast()), read_network(cast(enterprise=more))
    assert first.gaps.equals(second.gaps)
    assert first.layers.equals(second.layers)
    row = second.nodes.filter(pl.col("enterprise") == "zung").row(0, named=True)
    assert (row["degree"], row["partners"], row["constraint"], row["community"]) == (0, 0, None, None)


def test_the_latest_round_with_ties_is_read_unless_one_is_named(cast: Cast) -> None:
    rounds = pl.DataFrame(
        {
            "code": ["2002", "2004"],
            "first_month": [dt.date(2002, 11, 1), dt.date(2004, 11, 1)],
            "last_month": [dt.date(2002, 11, 1), dt.date(2004, 11, 1)],
        }
    )
    cluster = cast(round=rounds)
    assert read_network(cluster).round == "2002"
    assert read_network(cluster).ties.height > 0
    assert read_network(cluster, "2004").ties.is_empty()
    with pytest.raises(LookupError):
        read_network(cluster, "1999")


def test_a_cluster_of_which_nothing_is_known_gives_empty_tables() -> None:
    network = read_network(Cluster.of({}))
    assert all(table.is_empty() for table in network.tables.values())
    assert np.isnan(network.hidden_share)
    assert [finding.value for finding in network.findings] == [None, None]


def test_one_enterprise_alone_is_a_network_of_one(cast: Cast) -> None:
    one = pl.DataFrame({"code": ["hoa"], "kind": ["noodles"]})
    network = read_network(Cluster.of({"enterprise": one}))
    assert network.nodes.height == 1
    assert network.round == ""
