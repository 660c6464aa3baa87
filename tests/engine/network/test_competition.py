"""Rivals among us and from elsewhere."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.network import layers_of, read_network
from edulis.engine.network.competition import markets_served, outside_rivals, rivalry_tables

Cast = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_network(cluster).findings}


def test_those_who_sell_the_same_to_the_same_buyer_are_rivals(busy: Cast) -> None:
    tables = rivalry_tables(layers_of(busy()))
    pairs = {
        (row["one"], row["other"]): row for row in tables["rivalry"].iter_rows(named=True) if row["at"] == "buyers"
    }
    assert pairs["s0", "s1"]["overlap"] == pytest.approx(100 / 205)  # of both, what goes to the second noodle maker
    assert pairs["s0", "s1"]["shared"] == 12 * 100_000
    assert pairs["s0", "s6"]["overlap"] == pytest.approx(200 / 205)
    assert ("s0", "s3") not in pairs
    each = tables["rivals"].filter((pl.col("enterprise") == "s3") & (pl.col("at") == "buyers")).row(0, named=True)
    assert (each["rivals"], each["crowd"]) == (2, 1)


def test_consumers_are_no_door_at_which_sellers_meet(cast: Cast) -> None:
    tables = rivalry_tables(layers_of(cast()))
    assert tables["rivalry"].filter(pl.col("at") == "buyers").is_empty()
    hoa = tables["rivals"].filter((pl.col("enterprise") == "hoa") & (pl.col("at") == "buyers")).row(0, named=True)
    assert hoa["pressure"] == 0


def test_who_else_sells_to_our_buyers_is_told_by_product(busy: Cast) -> None:
    rows = {row["product"]: row for row in outside_rivals(layers_of(busy())).iter_rows(named=True)}
    assert (rows["wet"]["sellers"], rows["wet"]["sellers_outside"], rows["wet"]["buyers"]) == (8, 3, 6)
    assert rows["wet"]["others_share"] == pytest.approx(153 / 1753)
    assert rows["noodles"]["others_share"] == 0


def test_our_part_of_a_market_is_what_we_deliver_in_a_year_over_its_size(busy: Cast) -> None:
    cluster = busy()
    row = markets_served(cluster, layers_of(cluster)).row(0, named=True)
    assert (row["sellers"], row["ours"], row["share"]) == (6, 12 * 480, pytest.approx(0.1))
    assert "we deliver 10%" in str(told(cluster)["network.market_share"].title)


def test_a_market_that_few_serve_is_not_told(busy: Cast) -> None:
    trade = busy()["trade"].filter(~pl.col("seller").is_in(["n2", "n3", "n4", "n5"]))
    assert told(busy(trade=trade))["network.market_share"].value is None


def test_pressure_is_told_with_its_interval_and_not_of_a_few(busy: Cast, cast: Cast) -> None:
    finding = told(busy())["network.rivals"]
    assert finding.value is not None
    assert finding.low is not None
    assert finding.high is not None
    assert finding.low < finding.value < finding.high
    assert told(cast())["network.rivals"].evidence["few"]
    assert "Too few sell" in str(told(cast())["network.rivals"].title)


def test_rivals_from_elsewhere_are_told_by_product_only_where_there_are_three(busy: Cast) -> None:
    cluster = busy()
    assert "most of all in: Bột ướt." in str(told(cluster)["network.outside_rivals"].title)
    fewer = busy(trade=cluster["trade"].filter(pl.col("seller") != "x0"))
    assert told(fewer)["network.outside_rivals"].evidence["few"]


def test_without_trade_nothing_is_said_of_rivals() -> None:
    assert not {"network.rivals", "network.outside_rivals", "network.market_share"} & set(told(Cluster.of({})))
