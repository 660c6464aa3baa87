from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.leverage import weigh_proposals
from edulis.engine.leverage.tables import band


def test_a_band_holds_its_figure_and_has_no_end_where_it_may_never_be() -> None:
    found = pl.DataFrame({"direct": [float(one) for one in range(40)], "payback": [1.0] * 20 + [float("nan")] * 20})
    assert band(found, "direct", 100.0)[1] == 100
    assert band(found, "payback", 1.0) == (1.0, None)
    assert band(found.head(5), "direct", 1.0) == (None, None)


def test_gains_by_kind_and_gender_add_up_to_what_people_here_earn(hamlet: Callable[..., Cluster], idea: Any) -> None:
    cluster = hamlet()
    answer = weigh_proposals(cluster, [idea(price_gain=0.1)], read_economy(cluster, draws=0), draws=0)
    held = answer.distribution
    homes = held.filter(pl.col("dimension") == "gender")["amount"].sum()
    assert homes <= answer.proposals["income"][0] + 1e-9  # the rest is income of neighbours whom nobody names
    assert held.filter(pl.col("dimension") == "poor")["amount"].sum() == pytest.approx(homes)
    assert dict(held.filter(pl.col("dimension") == "kind").select("value", "sign").iter_rows())["noodles"] == -1


def test_the_summary_says_of_each_proposal_what_one_would_print_best_first(
    hamlet: Callable[..., Cluster], idea: Any
) -> None:
    ideas = [idea(price_gain=0.1), idea(code="more", price_gain=0.2), idea(code="untold", users=None)]
    answer = weigh_proposals(hamlet(), ideas, draws=0)
    assert answer.to_frame()["proposal"].to_list() == ["more", "idea", "untold"]
    assert answer.to_frame().width == 19
    whole = answer.proposals.select(answer.summary.columns)
    assert answer.summary.sort("proposal").equals(whole.sort("proposal"))


def test_parts_carry_their_sign(hamlet: Callable[..., Cluster], idea: Any) -> None:
    answer = weigh_proposals(hamlet(), [idea(price_gain=0.1, market="M_NOODLES")], draws=0)
    assert dict(answer.parts.select("part", "sign").iter_rows())["others"] == -1
