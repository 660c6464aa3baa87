"""What breaks when somebody leaves."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.network import read_network

Cast = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_network(cluster).findings}


def test_each_broker_is_taken_out_alone(busy: Cast) -> None:
    table = read_network(busy()).leavers
    rows = {row["enterprise"]: row for row in table.iter_rows(named=True)}
    assert table["betweenness"].is_sorted(descending=True)
    assert rows["s0"]["sources"] == 1  # the first pig raiser has residue from nobody else
    assert rows["s0"]["stranded"] == 0
    whole = 16 * 100 + 153 + 480 + 25
    assert rows["s0"]["value_share"] == pytest.approx(205 / whole)
    assert rows["s0"]["alone_share"] == pytest.approx(5 / whole)
    assert "shop" not in rows


def test_what_goes_to_one_single_buyer_is_a_share_of_what_is_sold(busy: Cast) -> None:
    finding = told(busy())["network.only_way"]
    assert finding.value == pytest.approx((480 + 25) / (1600 + 480 + 25))  # noodles to the shop, residue to the pigs
    assert finding.n == 14


def test_chains_lead_to_buyers_from_elsewhere(busy: Cast) -> None:
    finding = told(busy())["network.chains"]
    assert finding.value == 1
    assert finding.evidence["direct"] == pytest.approx(6 / 14)
    assert str(finding.title).startswith("43% of those who sell deal with a buyer from elsewhere themselves")


def test_of_few_nothing_is_told(cast: Cast) -> None:
    for code in ("network.leaving", "network.only_way", "network.chains"):
        finding = told(cast())[code]
        assert finding.evidence["few"]
        assert "%" not in str(finding.title)


def test_without_trade_nothing_breaks(busy: Cast) -> None:
    cluster = busy(trade=pl.DataFrame(schema={"round": pl.String}))
    assert not {"network.only_way", "network.chains"} & set(told(cluster))
    assert set(read_network(cluster).leavers["value_share"]) <= {0.0}
