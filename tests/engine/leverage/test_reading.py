import dataclasses
import math
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.leverage import NEEDS, Leverage, LeverageAssumptions, read_leverage, weigh_proposals

Build = Callable[..., Cluster]
Idea = Callable[..., dict[str, Any]]


def row(found: Leverage) -> dict[str, Any]:
    return found.proposals.to_dicts()[0]


def told(
    hamlet: Build, proposal: dict[str, Any], *, draws: int = 0, economy: bool = False, **tables: pl.DataFrame
) -> Any:
    cluster = hamlet(**tables)
    matrix = read_economy(cluster, draws=0) if economy else None
    return weigh_proposals(cluster, [proposal], matrix, draws=draws)


def test_a_better_price_is_worked_out_as_by_hand(hamlet: Build, idea: Idea) -> None:
    found = row(told(hamlet, idea(price_gain=0.1)))
    # 1000 to x, 400 through the trader of which 300 are sold on and 0.7 is passed on, 100 + 500 to people here.
    assert found["direct"] == pytest.approx(100 + 0.7 * 30 + 10 + 50)
    # The trader keeps 0.3 of it on what he sells on, and pays for the rest; the noodle maker pays.
    assert found["others"] == pytest.approx(0.3 * 30 - 10 - 50)
    assert found["own_money"] == 100


def test_a_price_gain_paid_inside_the_cluster_sums_to_zero(hamlet: Build, idea: Idea) -> None:
    answer = told(hamlet, idea(price_gain=0.1, market="M_NOODLES"))
    found = row(answer)
    assert found["direct"] == pytest.approx(50)
    assert found["direct"] + found["others"] == pytest.approx(0)
    assert answer.losers.rows() == [("idea", "pays_more", "noodles", 1, -50.0)]


def test_nothing_changed_is_nothing_gained(hamlet: Build, idea: Idea) -> None:
    answer = told(hamlet, idea(), draws=12, economy=True)
    found = row(answer)
    assert (found["direct"], found["others"], found["income"], found["per_own_3"]) == (0, 0, 0, 0)
    assert "change" in answer.unknown["what"].to_list()


@settings(max_examples=15)
@given(st.floats(0.001, 0.2), st.floats(0.1, 3.0))
def test_gains_are_linear_in_what_is_expected(hamlet: Build, idea: Idea, gain: float, times: float) -> None:
    one, other = (row(told(hamlet, idea(price_gain=part))) for part in (gain, gain * times))
    for name in ("direct", "others", "income"):
        assert other[name] == pytest.approx(times * one[name])


def test_the_chain_is_linear_too(hamlet: Build, idea: Idea) -> None:
    one, other = (row(told(hamlet, idea(volume_gain=part), economy=True)) for part in (0.01, 0.02))
    assert one["chain"] != 0
    assert other["chain"] == pytest.approx(2 * one["chain"])


def test_another_unit_of_money_changes_no_ratio(hamlet: Build, idea: Idea) -> None:
    trade = hamlet()["trade"].with_columns(pl.col("value") * 1000)
    labour = hamlet()["labour"].with_columns(pl.col("wages") * 1000)
    money = {"trade": trade, "labour": labour}
    plain = row(told(hamlet, idea(price_gain=0.1, own_days=2.0), economy=True))
    scaled = row(told(hamlet, idea(price_gain=0.1, own_days=2.0, own_cash=100_000), economy=True, **money))
    assert scaled["per_own_3"] == pytest.approx(plain["per_own_3"])
    assert scaled["income"] == pytest.approx(1000 * plain["income"])


def test_the_order_of_rows_changes_nothing(hamlet: Build, idea: Idea) -> None:
    turned = {name: hamlet()[name].reverse() for name in ("trade", "enterprise", "activity", "household", "market")}
    plain = told(hamlet, idea(price_gain=0.1, loss_saving=0.02, uncertainty=0.5), draws=12, economy=True)
    other = told(hamlet, idea(price_gain=0.1, loss_saving=0.02, uncertainty=0.5), draws=12, economy=True, **turned)
    for name, value in row(plain).items():
        assert row(other)[name] == (pytest.approx(value, rel=1e-6) if isinstance(value, float) else value)


def test_an_isolated_household_changes_nothing(hamlet: Build, idea: Idea) -> None:
    enterprise = hamlet()["enterprise"]
    alone = {"code": ["z"], "household": ["h_z"], "kind": ["pigs"], "place": ["dl"], "local": [True]}
    more = {"enterprise": pl.concat([enterprise, pl.DataFrame(alone)], how="diagonal")}
    plain, other = (row(told(hamlet, idea(price_gain=0.1), economy=True, **each)) for each in ({}, more))
    for name in ("direct", "others", "income", "per_own_3"):
        assert other[name] == pytest.approx(plain[name])


def test_bands_hold_the_figure_and_are_wider_the_less_sure_it_is(hamlet: Build, idea: Idea) -> None:
    sure, unsure = (
        row(told(hamlet, idea(price_gain=0.1, uncertainty=wrong), draws=40, economy=True)) for wrong in (0.1, 1.0)
    )
    for found in (sure, unsure):
        for name in ("direct", "income", "total_3", "per_own_3"):
            assert found[f"{name}_low"] <= found[name] <= found[f"{name}_high"]
    assert unsure["direct_high"] - unsure["direct_low"] > sure["direct_high"] - sure["direct_low"]


def test_leverage_falls_when_own_money_rises_and_outside_money_is_apart(hamlet: Build, idea: Idea) -> None:
    less, more, outside = (
        row(told(hamlet, idea(price_gain=0.1, **means))) for means in ({}, {"own_cash": 200}, {"outside_money": 10_000})
    )
    assert more["per_own_3"] < less["per_own_3"]
    assert outside["per_own_3"] == less["per_own_3"]
    assert outside["outside_money"] == 10_000


def test_days_of_own_work_count_at_the_wage_of_a_hired_day(hamlet: Build, idea: Idea) -> None:
    assert row(told(hamlet, idea(price_gain=0.1, own_days=3.0)))["own_money"] == pytest.approx(100 + 3 * 10)


def test_without_an_economy_the_chain_is_not_known_and_named(hamlet: Build, idea: Idea) -> None:
    answer = told(hamlet, idea(price_gain=0.1))
    assert row(answer)["chain"] is None
    assert row(answer)["farms"] is None
    assert "economy" in answer.unknown["what"].to_list()


@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        ({"users": None}, "users"),
        ({"user_kind": "flying"}, "technique"),
        ({"user_kind": None, "product": None}, "technique"),
    ],
)
def test_a_proposal_that_cannot_be_weighed_says_what_is_missing(
    hamlet: Build, idea: Idea, columns: dict[str, Any], missing: str
) -> None:
    answer = told(hamlet, idea(price_gain=0.1, **columns), draws=12)
    assert row(answer)["direct"] is None
    assert answer.unknown.rows() == [("idea", missing)]
    told_of = {finding.code: finding for finding in answer.findings}
    assert told_of["leverage.proposal.idea"].value is None
    assert told_of["leverage.per_own_money"].value is None


def test_a_cluster_without_proposals_gets_a_clear_answer(hamlet: Build) -> None:
    answer = read_leverage(hamlet())
    assert answer.proposals.is_empty()
    assert {need.record for need in answer.lacks} >= {"proposal", "adoption"}
    assert all(finding.value is None for finding in answer.findings)
    assert set(answer.lacks) <= set(NEEDS)


def test_an_empty_cluster_gets_one_too() -> None:
    answer = read_leverage(Cluster.of({}))
    assert answer.proposals.is_empty()
    assert answer.to_frame().is_empty()


def test_a_proposal_that_nobody_can_pay_for_has_no_ratio(hamlet: Build, idea: Idea) -> None:
    answer = told(hamlet, idea(price_gain=0.1, own_cash=None))
    assert row(answer)["per_own_3"] is None
    assert row(answer)["direct"] > 0
    assert "own" in answer.unknown["what"].to_list()


def test_recorded_proposals_and_those_given_as_values_are_weighed_alike(hamlet: Build, idea: Idea) -> None:
    given_ = idea(price_gain=0.1, uncertainty=0.3)
    recorded = read_leverage(hamlet(proposal=pl.DataFrame([given_])), draws=12)
    assert recorded.proposals.equals(told(hamlet, given_, draws=12).proposals)


def test_running_costs_are_taken_off_once(hamlet: Build, idea: Idea) -> None:
    plain, dear = (row(told(hamlet, idea(price_gain=0.1, **cost), draws=20)) for cost in ({}, {"yearly_cost": 30}))
    assert dear["direct"] == pytest.approx(plain["direct"] - 30)
    assert dear["payback"] > plain["payback"]
    assert dear["break_even"] > plain["break_even"]


def test_less_load_on_water_is_told_beside_the_money(hamlet: Build, idea: Idea) -> None:
    assert row(told(hamlet, idea(waste_saving=0.4)))["cod"] == pytest.approx(-0.4 * 190 * 0.5)


def test_every_figure_is_finite_and_every_finding_asks(hamlet: Build, idea: Idea) -> None:
    answer = told(hamlet, idea(price_gain=0.1, cost_saving=0.05, uncertainty=0.5), draws=12, economy=True)
    for name, value in row(answer).items():
        assert value is None or not isinstance(value, float) or math.isfinite(value), name
    for finding in answer.findings:
        assert finding.question.say("en").endswith("?")
        assert finding.title.say("vi")


def test_few_users_are_not_given_away(hamlet: Build, idea: Idea) -> None:
    finding = told(hamlet, idea(price_gain=0.1), draws=12).findings[-1]
    assert finding.evidence["few"]
    assert "no figure" in finding.title.say("en")


def test_the_seed_alone_decides_the_draws(hamlet: Build, idea: Idea) -> None:
    one, again = (told(hamlet, idea(price_gain=0.1, uncertainty=0.5), draws=20) for _ in range(2))
    assert one.proposals.equals(again.proposals)
    other = weigh_proposals(hamlet(), [idea(price_gain=0.1, uncertainty=0.5)], draws=20, seed=1)
    assert not one.proposals.equals(other.proposals)


def test_assumptions_can_be_set(hamlet: Build, idea: Idea) -> None:
    beliefs = dataclasses.replace(LeverageAssumptions(), passed_on=1.0)
    found = row(weigh_proposals(hamlet(), [idea(price_gain=0.1)], assumptions=beliefs, draws=0))
    assert found["direct"] == pytest.approx(100 + 30 + 10 + 50)


def test_clusters_of_which_little_is_known_never_break_it(hamlet: Build, idea: Idea) -> None:
    plain = hamlet()
    for lost in ("trade", "activity", "labour", "relation", "process", "process_line", "household", "round", "place"):
        cluster = hamlet(**{lost: plain[lost].clear()})
        economy = read_economy(cluster, draws=0)
        answer = weigh_proposals(
            cluster, [idea(price_gain=0.1, cost_saving=0.1, process="washing", market="M_X")], economy, draws=12
        )
        for finding in answer.findings:
            assert finding.value is None or math.isfinite(finding.value), (lost, finding.code)
            assert finding.title.say("en")


def test_a_cluster_of_one_enterprise_has_nobody_to_follow(hamlet: Build, idea: Idea) -> None:
    enterprise = hamlet()["enterprise"].filter(pl.col("code").is_in(["a", "x"]))
    trade = hamlet()["trade"].filter((pl.col("seller") == "a") & (pl.col("buyer") == "x"))
    cluster = hamlet(enterprise=enterprise, trade=trade)
    found = row(weigh_proposals(cluster, [idea(price_gain=0.1)], read_economy(cluster, draws=0), draws=12))
    assert found["direct"] == pytest.approx(100)
    assert found["followers_5"] == 0
