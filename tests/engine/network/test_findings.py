"""What the network says, and that it names nobody."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.network import read_network

Cast = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_network(cluster).findings}


def test_the_widest_gap_is_told_in_kinds(cast: Cast) -> None:
    gap = told(cast())["network.gap"]
    assert "too few of each" in str(gap.title)  # one shop, one noodle maker
    assert gap.value == 1
    assert gap.low is not None
    assert gap.low < 1
    assert gap.sign == "hinders"


def test_a_sketch_speaks_of_partners_not_of_value(cast: Cast) -> None:
    sketch = cast()["trade"].drop("quantity", "value", "month")
    assert "value" not in str(told(cast(trade=sketch))["network.gap"].title)


def test_where_talk_was_not_asked_the_reason_is_said(cast: Cast) -> None:
    gap = told(cast(relation=pl.DataFrame(schema={"round": pl.String})))["network.gap"]
    assert gap.value is None
    assert "was not asked" in str(gap.title)


def test_no_finding_names_anybody_and_each_ends_in_a_question(cast: Cast) -> None:
    cluster = cast()
    for finding in told(cluster).values():
        said = f"{finding.title} {finding.question}"
        assert not any(f" {code} " in said for code in cluster["enterprise"]["code"])
        assert str(finding.question).endswith("?")
        assert finding.source


def village_of(cast: Cast, pairs: list[tuple[str, str]], kinds: dict[str, str]) -> Cluster:
    """Local enterprises without households, who trade in these pairs; the first two talk."""
    month = cast()["trade"]["month"][0]
    codes = sorted({code for pair in pairs for code in pair})
    return cast(
        enterprise=pl.DataFrame([{"code": code, "kind": kinds.get(code, "pigs"), "local": True} for code in codes]),
        trade=pl.DataFrame(
            [{"round": "2002", "month": month, "seller": one, "buyer": other, "product": "residue",
              "reporter": "seller", "quantity": 10.0, "value": 1000} for one, other in pairs]
        ),
        relation=pl.DataFrame([{"round": "2002", "kind": "information", "one": pairs[0][0], "other": pairs[0][1]}]),
    )  # fmt: skip


def test_the_gap_its_interval_and_its_title_are_one_quantity(cast: Cast) -> None:
    pairs = [(f"s{n}", f"p{n}") for n in range(5)]
    gap = told(village_of(cast, pairs, {f"s{n}": "starch" for n in range(5)}))["network.gap"]
    assert gap.value == pytest.approx(0.8)
    assert f"{gap.value:.0%} of the value they trade goes on without talk" in str(gap.title)
    assert gap.low is not None
    assert gap.high is not None
    assert gap.low <= gap.value <= gap.high


def test_in_a_handful_nobody_is_said_to_stand_between_others(cast: Cast) -> None:
    bridges = told(cast())["network.bridges"]
    assert bridges.value is None
    assert "Starch" not in str(bridges.title)
    assert bridges.evidence["enterprises"] == ("binh",)


def test_where_all_are_alike_nobody_stands_out(cast: Cast) -> None:
    ring = [(f"p{n:02d}", f"p{(n + 1) % 12:02d}") for n in range(12)]
    assert "Nobody stands between others" in str(told(village_of(cast, ring, {}))["network.bridges"].title)


def test_the_one_in_the_middle_of_a_star_is_not_told_by_kind(cast: Cast) -> None:
    star = [("binh", f"p{n:02d}") for n in range(12)]
    bridges = told(village_of(cast, star, {"binh": "starch"}))["network.bridges"]
    assert bridges.value == pytest.approx(1)
    assert "100% of the shortest ways" in str(bridges.title)
    assert "Starch" not in str(bridges.title)
    assert bridges.evidence["enterprises"] == ("binh",)
    assert bridges.evidence["cut"] == 1


def test_who_has_no_tie_beside_trade_is_counted(cast: Cast) -> None:
    relation = cast()["relation"].filter(pl.col("kind") != "kin")
    alone = told(cast(relation=relation))["network.cut_off"]
    assert alone.value is not None
    assert alone.evidence["enterprises"] == ("lan",)  # the shop and the supplier are of elsewhere
    assert told(cast())["network.cut_off"].value == 0


def test_refusals_are_told_with_what_they_could_hide(cast: Cast) -> None:
    asked = pl.DataFrame(
        {"round": ["2002"] * 3, "enterprise": ["hoa", "binh", "lan"], "answer": ["answered", "answered", "refused"]}
    )
    hidden = told(cast(enterprise_round=asked))["network.hidden"]
    assert "A few of those asked did not answer" in str(hidden.title)
    assert hidden.value == pytest.approx(1 / 9 + 2 * 2 / 9)
    assert told(cast())["network.hidden"].value is None


def test_few_ties_do_not_make_groups(cast: Cast) -> None:
    groups = told(cast())["network.groups"]
    assert groups.evidence["stability"] <= 1
    assert (groups.value is None) == ("no stable groups" in str(groups.title))


def test_a_few_without_a_tie_are_not_counted_nor_told_by_kind(cast: Cast) -> None:
    relation = cast()["relation"].filter(pl.col("kind") != "kin")
    alone = told(cast(relation=relation))["network.cut_off"]
    assert str(alone.title) == "A few of those that answered have no tie beside trade."
    assert alone.evidence["few"]


def test_equal_groups_have_no_largest(cast: Cast) -> None:
    clique = [(f"a{i}", f"a{j}") for i in range(6) for j in range(i)] + [
        (f"b{i}", f"b{j}") for i in range(6) for j in range(i)
    ]
    groups = told(village_of(cast, clique, {}))["network.groups"]
    assert "the largest have 6 each" in str(groups.title)
