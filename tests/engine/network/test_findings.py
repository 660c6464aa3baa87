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
    assert str(gap.title).endswith("they trade, but only 0% of that value is between people who talk.")
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


def test_the_bridge_is_told_by_kind_and_kept_for_the_annex_by_code(cast: Cast) -> None:
    bridges = told(cast())["network.bridges"]
    assert bridges.evidence["enterprises"] == ("binh",)
    assert "Starch maker" in str(bridges.title)
    assert bridges.evidence["cut"] == pytest.approx(1 - 1 / 6)


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
    assert "1 of 3 did not answer" in str(hidden.title)
    assert hidden.value == pytest.approx(1 / 9 + 2 * 2 / 9)
    assert told(cast())["network.hidden"].value is None


def test_few_ties_do_not_make_groups(cast: Cast) -> None:
    groups = told(cast())["network.groups"]
    assert groups.evidence["stability"] <= 1
    assert (groups.value is None) == ("no stable groups" in str(groups.title))
