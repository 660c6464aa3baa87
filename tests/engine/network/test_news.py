"""From whom news goes farthest, and whom it does not reach."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.network import read_network

Cast = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_network(cluster).findings}


def test_those_chosen_together_stand_beside_those_of_most_talk(busy: Cast) -> None:
    rows = read_network(busy()).seeds
    assert rows["way"].unique().sort().to_list() == ["central", "joint"]
    joint = rows.filter(pl.col("way") == "joint")
    assert joint.height == 5
    assert joint["reach"].is_sorted()
    assert set(joint["kind"]) <= {"starch", "noodles"}  # who talks with nobody carries nothing


def test_whom_no_chain_of_talk_reaches_is_counted_by_kind_gender_and_place(busy: Cast) -> None:
    network = read_network(busy())
    late = {(row["by"], row["group"]): row for row in network.late.iter_rows(named=True)}
    assert late["kind", "pigs"]["never"] == 1
    assert late["kind", "pigs"]["actors"] == 4  # one was absent
    assert late["managed_by", "women"]["never"] == 1
    assert late["managed_by", "men"]["never"] == 0
    assert late["kind", "starch"]["low"] == 0 < late["kind", "starch"]["high"] < 1
    news = {row["enterprise"]: row for row in network.nodes.iter_rows(named=True)}
    assert (news["p0"]["hops"], news["p0"]["heard"]) == (None, 0)
    assert news["s0"]["hops"] == 0


def test_women_and_men_are_set_side_by_side_with_an_interval() -> None:
    # Newcombe (1998), table II: 56 of 70 against 48 of 80 has 0.0524 to 0.3339 by method 10.
    from edulis.engine.network.news import _newcombe

    low, high = _newcombe({"never": 56 / 70, "actors": 70}, {"never": 48 / 80, "actors": 80})
    assert (low, high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))


def test_whether_news_passes_by_women_is_not_told_of_a_few(busy: Cast) -> None:
    finding = told(busy())["network.late_gender"]
    assert finding.value == 1
    assert finding.evidence["few"]
    assert "cannot be told in public" in str(finding.title)


def test_four_who_are_left_out_are_not_counted_in_public(busy: Cast) -> None:
    finding = told(busy())["network.late"]
    assert finding.evidence["few"]
    assert "either side is a few" in str(finding.title)
    assert finding.value == pytest.approx(4 / 18)
    assert finding.missing == 1


def test_the_kind_that_is_left_out_is_named_where_it_is_many(busy: Cast) -> None:
    more = pl.DataFrame([{"code": f"q{at}", "kind": "pigs", "local": True, "place": "dl"} for at in range(8)])
    asked = pl.DataFrame([{"round": "2002", "enterprise": f"q{at}", "answer": "answered"} for at in range(8)])
    cluster = busy(
        enterprise=pl.concat([busy()["enterprise"], more], how="diagonal"),
        enterprise_round=pl.concat([busy()["enterprise_round"], asked], how="diagonal"),
    )
    said = str(told(cluster)["network.late"].title)
    assert "most often left out" not in said  # all pig raisers are out: that nobody of them is in would be told
    relation = pl.DataFrame(
        [{"round": "2002", "kind": "information", "one": "s0", "other": f"p{at}"} for at in range(4)]
    )
    last = pl.DataFrame([{"round": "2002", "kind": "information", "one": "s0", "other": "q0"}])
    heard = pl.concat([cluster["relation"], relation, last], how="diagonal")
    said = str(told(Cluster.of(dict(cluster.tables) | {"relation": heard}))["network.late"].title)
    assert "most often left out: Pig raiser" in said


def test_the_method_states_rounds_and_chance(busy: Cast) -> None:
    assert "In each of 10 rounds" in str(told(busy())["network.seeds"].method)


def test_a_lonely_household_more_is_one_more_whom_news_never_reaches(busy: Cast) -> None:
    alone = pl.DataFrame({"code": ["zung"], "kind": ["noodles"], "local": [True], "place": ["dl"]})
    first = read_network(busy()).nodes
    second = read_network(busy(enterprise=pl.concat([busy()["enterprise"], alone], how="diagonal"))).nodes
    assert first["hops"].to_list() == second.filter(pl.col("enterprise") != "zung")["hops"].to_list()
    assert second.filter(pl.col("enterprise") == "zung")["hops"].to_list() == [None]


def test_where_nobody_was_asked_who_talks_nothing_is_said_of_news(busy: Cast) -> None:
    network = read_network(busy(relation=pl.DataFrame(schema={"round": pl.String})))
    assert network.seeds.is_empty()
    assert network.late.is_empty()
    assert not {"network.seeds", "network.late"} & {finding.code for finding in network.findings}
    assert "relation" in {need.record for need in network.lacks}
