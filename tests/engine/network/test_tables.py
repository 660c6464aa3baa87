"""The tables of a network."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.network import layers_of, read_network
from edulis.engine.network.tables import gaps, kind_ties

Cast = Callable[..., Cluster]


def test_undirected_ties_stand_once_and_trade_keeps_its_value(cast: Cast) -> None:
    ties = read_network(cast()).ties
    assert ties.filter(pl.col("layer") == "kin").height == 1
    assert ties.filter(pl.col("layer") == "talk").height == 1
    sold = ties.filter((pl.col("layer") == "trade") & (pl.col("source") == "binh") & (pl.col("target") == "hoa"))
    assert sold["weight"].item() == 12 * 2_500_000


def test_membership_is_told_as_ties_to_the_body_not_as_a_clique(cast: Cast) -> None:
    union = pl.DataFrame({"round": ["2002"] * 3, "member": ["h_hoa", "binh", "h_lan"], "institution": ["union"] * 3})
    body = pl.DataFrame({"code": ["union"], "name": ["Hội Phụ nữ"], "kind": ["union"]})
    network = read_network(cast(membership=union, institution=body))
    held = network.ties.filter(pl.col("layer") == "membership")
    assert held.height == 3
    assert held["target"].unique().to_list() == ["union"]
    row = network.layers.filter(pl.col("layer") == "membership").row(0, named=True)
    assert (row["nodes"], row["components"], row["largest"]) == (3, 1, 1.0)
    assert row["reciprocity"] is None


def test_positions_of_a_household_are_the_same_for_all_its_enterprises(cast: Cast) -> None:
    nodes = read_network(cast()).nodes
    one, other = (nodes.filter(pl.col("enterprise") == code).row(0, named=True) for code in ("hoa", "hoa_pigs"))
    assert one["betweenness"] == other["betweenness"] > 0
    assert one["degree"] == 4
    assert other["degree"] == 2
    city = nodes.filter(pl.col("enterprise") == "city").row(0, named=True)
    assert city["betweenness"] is None
    assert city["community"] is None
    assert city["degree"] == 1


def test_reciprocity_of_help_is_seen_and_kinship_has_none(cast: Cast) -> None:
    layers = {row["layer"]: row for row in read_network(cast()).layers.iter_rows(named=True)}
    assert layers["help"]["reciprocity"] == 1
    assert layers["kin"]["reciprocity"] is None
    assert layers["help"]["overlap"] == 1
    assert layers["trade"]["reciprocity"] == 0


def test_the_gap_of_noodles_and_shop_is_whole_and_that_of_noodles_and_starch_is_none(cast: Cast) -> None:
    network = read_network(cast())
    found = {(row["one"], row["other"]): row for row in network.gaps.iter_rows(named=True)}
    assert found["noodles", "retailer"]["gap"] == 1
    assert found["noodles", "starch"]["gap"] == 0
    # Mr Binh's residue goes to Ms Hoa's pigs (they talk) and, four times as much, to Ms Lan's (they do not).
    assert found["pigs", "starch"]["gap"] == pytest.approx(200 / 250)
    assert network.gaps["gap"].is_sorted(descending=True)


def test_two_who_trade_both_ways_are_one_pair(cast: Cast) -> None:
    trade = pl.DataFrame(
        {
            "round": ["2002"] * 2,
            "seller": ["hoa_pigs", "lan"],
            "buyer": ["lan", "hoa_pigs"],
            "product": ["residue"] * 2,
            "reporter": ["seller"] * 2,
            "value": [100, 300],
        }
    )
    row = read_network(cast(trade=trade)).gaps.row(0, named=True)
    assert (row["one"], row["other"], row["dyads"]) == ("pigs", "pigs", 1)
    assert row["value"] == 12 * 400


def test_silence_of_two_who_did_not_answer_says_nothing(cast: Cast) -> None:
    asked = pl.DataFrame({"round": ["2002"] * 2, "enterprise": ["hoa", "binh"], "answer": ["answered", "refused"]})
    layers = layers_of(cast(enterprise_round=asked))
    pairs = set(gaps(layers, layers.talk(), seed=0, resamples=5).select("one", "other").iter_rows())
    assert ("noodles", "retailer") in pairs
    assert ("starch", "supplier") not in pairs  # Mr Binh refused and the supplier was never asked


def test_where_nobody_was_asked_who_talks_there_are_no_gaps(cast: Cast) -> None:
    network = read_network(cast(relation=pl.DataFrame(schema={"round": pl.String})))
    assert network.gaps.is_empty()
    assert network.kind_ties["talk"].is_null().all()
    assert network.nodes["talk_degree"].is_null().all()


def test_kinds_that_trade_are_told_with_the_share_that_talks(cast: Cast) -> None:
    layers = layers_of(cast())
    rows = {(r["seller_kind"], r["buyer_kind"]): r for r in kind_ties(layers, layers.talk()).iter_rows(named=True)}
    assert rows["starch", "pigs"]["ties"] == 2
    assert rows["starch", "pigs"]["talk"] == 0.5
    assert ("noodles", "pigs") not in rows  # within one household


def test_overlaps_name_each_ordered_pair_of_layers(cast: Cast) -> None:
    rows = {(r["layer"], r["other"]): r["share"] for r in read_network(cast()).overlaps.iter_rows(named=True)}
    assert rows["help", "information"] == 1
    assert rows["trade", "kin"] == pytest.approx(1 / 5)
