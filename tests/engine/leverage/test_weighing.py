from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.leverage import LeverageAssumptions
from edulis.engine.leverage.cases import listed, ready
from edulis.engine.leverage.chain import first_round
from edulis.engine.leverage.market import market_of
from edulis.engine.leverage.spreading import pace_of
from edulis.engine.leverage.weighing import expected, figures


def weigh(
    hamlet: Callable[..., Cluster], proposal: dict[str, Any], beliefs: LeverageAssumptions, delay: float = 0.0
) -> dict[str, float]:
    import dataclasses

    cluster = hamlet()
    market = market_of(cluster)
    case = ready(market, listed(cluster, [proposal])[0], None, paced=False, economy=False).case
    assert case is not None
    case = dataclasses.replace(case, delay=delay)
    told = expected(case, beliefs, first_round(market), pace_of(None, beliefs), 1.0)
    return figures(market, case, told)


STILL = LeverageAssumptions(discount=0.0, pace=0.0)


def test_without_discount_and_copying_three_years_bring_three_years_of_gain(
    hamlet: Callable[..., Cluster], idea: Any
) -> None:
    found = weigh(hamlet, idea(price_gain=0.1, market="M_X"), STILL)
    assert found["own_3"] == pytest.approx(3 * (100 + 0.7 * 30))
    assert found["own_5"] == pytest.approx(5 * (100 + 0.7 * 30))
    assert found["payback"] == pytest.approx(100 / 121)
    assert found["break_even"] == pytest.approx(100 / 363)


def test_a_later_result_brings_less_by_so_many_years(hamlet: Callable[..., Cluster], idea: Any) -> None:
    found = weigh(hamlet, idea(price_gain=0.1, market="M_X"), STILL, delay=0.6)
    assert found["own_3"] == pytest.approx(2.4 * 121)
    assert found["payback"] == pytest.approx(0.6 + 100 / 121)


def test_who_follows_gains_the_mean_and_spends_as_much(hamlet: Callable[..., Cluster], idea: Any) -> None:
    beliefs = LeverageAssumptions(discount=0.0, pace=0.5, crowding=0.0, ceiling=1.0)
    found = weigh(hamlet, idea(price_gain=0.1, market="M_X"), beliefs)
    free = weigh(hamlet, idea(price_gain=0.1, market="M_X"), LeverageAssumptions(
        discount=0.0, pace=0.5, crowding=0.0, ceiling=1.0, outlay=0.0))  # fmt: skip
    assert 0 < found["followers_3"] < 1
    assert free["imitation_3"] - found["imitation_3"] == pytest.approx(100 * found["followers_3"])


def test_a_better_price_that_all_offer_is_worth_less(hamlet: Callable[..., Cluster], idea: Any) -> None:
    free, crowded = (
        weigh(hamlet, idea(price_gain=0.1, market="M_X"), LeverageAssumptions(crowding=share))["total_3"]
        for share in (0.0, 1.0)
    )
    assert crowded < free


def test_what_brings_its_users_nothing_is_not_followed(hamlet: Callable[..., Cluster], idea: Any) -> None:
    found = weigh(hamlet, idea(price_gain=-0.1), LeverageAssumptions())
    assert found["followers_5"] == 0
    assert np.isnan(found["payback"])
