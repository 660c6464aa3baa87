from collections.abc import Callable

import numpy as np
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import effect_of_demand, read_economy
from edulis.engine.leverage.chain import MEASURES, first_round, reach_of, spread_of
from edulis.engine.leverage.market import market_of


def test_where_farms_serve_all_the_reach_is_the_economys_own_multiplier(hamlet: Callable[..., Cluster]) -> None:
    cluster = hamlet()
    economy, market = read_economy(cluster, draws=0), market_of(cluster)
    reach = reach_of(market, economy.matrix, 1.0)
    for at, code in enumerate(market.codes):
        assert reach.firm[at, 0] == pytest.approx(effect_of_demand(economy.matrix, {f"enterprise: {code}": 1.0}).income)


def test_farms_that_cannot_make_more_leave_less_here(hamlet: Callable[..., Cluster]) -> None:
    cluster = hamlet()
    economy, market = read_economy(cluster, draws=0), market_of(cluster)
    some, none = (reach_of(market, economy.matrix, share) for share in (1.0, 0.0))
    assert none.firm[0, MEASURES.index("farms")] == 0
    assert some.firm[0, MEASURES.index("farms")] > 0
    assert none.firm[0, 0] < some.firm[0, 0]


def test_the_adjoint_and_the_spread_agree(hamlet: Callable[..., Cluster]) -> None:
    cluster = hamlet()
    economy, market = read_economy(cluster, draws=0), market_of(cluster)
    owner, firm = np.zeros((6, 1)), np.zeros((6, 1))
    owner[1], firm[0] = 30.0, 100.0
    reach = reach_of(market, economy.matrix, 0.5)
    change = spread_of(market, economy.matrix, 0.5, owner, firm)
    role = economy.matrix.accounts["role"].to_numpy()
    homes = np.isin(role.astype(str), ("household", "neighbours"))
    assert change[homes].sum() == pytest.approx(30 * reach.owner[1, 0] + 100 * reach.firm[0, 0])


def test_without_an_economy_only_the_first_round_is_known(hamlet: Callable[..., Cluster]) -> None:
    reach = first_round(market_of(hamlet()))
    assert not reach.whole
    assert reach.owner[:, 0].tolist() == [1] * 6
    assert reach.keeps[0] == pytest.approx((1900 - 800) / 1900)
    assert reach.owner[2, MEASURES.index("farms")] == 1
