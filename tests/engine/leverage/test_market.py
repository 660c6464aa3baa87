from collections.abc import Callable

import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.leverage.market import day_wage, market_of, sold_on


def test_a_market_numbers_enterprises_of_the_cluster_and_sums_a_year(hamlet: Callable[..., Cluster]) -> None:
    market = market_of(hamlet())
    assert market.codes == ("a", "b", "f", "k", "n", "t")
    sold = market.sales.filter(seller="a", buyer="x").to_dicts()[0]
    assert (sold["value"], sold["seller_at"], sold["buyer_at"]) == (1000, 0, -1)
    assert market.cod.tolist() == [95, 100, 0, 0, 0, 0]
    assert market.days[0] == 20
    assert market.women_days[0] == 5


def test_a_hired_day_costs_wages_over_hours_times_eight(hamlet: Callable[..., Cluster]) -> None:
    assert day_wage(hamlet()) == pytest.approx(10)
    assert day_wage(Cluster.of({})) is None


def test_what_traders_sell_on_is_a_share_of_their_sales(hamlet: Callable[..., Cluster]) -> None:
    market = market_of(hamlet())
    assert sold_on(market, "starch", None)[5] == pytest.approx(0.75)
    assert sold_on(market, "starch", frozenset({"n"}))[5] == pytest.approx(0.25)
