from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.leverage import LeverageAssumptions
from edulis.engine.leverage.cases import listed
from edulis.engine.leverage.market import Market, market_of
from edulis.engine.leverage.shocks import WHY, Shock, shock_of
from edulis.engine.leverage.users import trade_of


def shock(hamlet: Callable[..., Cluster], proposal: dict[str, Any]) -> tuple[Market, Shock]:
    cluster = hamlet()
    market, full = market_of(cluster), listed(cluster, [proposal])[0]
    trade = trade_of(market, full, None)
    assert trade is not None
    return market, shock_of(market, trade, full)


def sums(market: Market, found: Shock, beliefs: LeverageAssumptions, user: int = 0) -> dict[tuple[str, str], float]:
    """By enterprise and why, of one user."""
    each = found.amount * found.factors(beliefs)
    told: dict[tuple[str, str], float] = {}
    for at in np.flatnonzero(found.user == user):
        key = (market.codes[found.firm[at]], WHY[found.why[at]])
        told[key] = told.get(key, 0.0) + float(each[at])
    return told


def test_a_saving_is_what_others_sell_less(hamlet: Callable[..., Cluster], idea: Any) -> None:
    found = sums(*shock(hamlet, idea(cost_saving=0.1)), LeverageAssumptions())
    assert found == pytest.approx({("a", "user"): 80, ("f", "sells_less"): -30, ("k", "sells_less"): -10})


def test_a_joint_purchase_saves_on_what_is_bought_together(hamlet: Callable[..., Cluster], idea: Any) -> None:
    market, found = shock(hamlet, idea(kind="purchase", cost_saving=0.01))
    assert sums(market, found, LeverageAssumptions()) == pytest.approx({("a", "user"): 18, ("k", "earns_less"): -9})
    # Of all that goes in 1 %, but coal is an eighteenth of it: coal would have to be so much cheaper.
    assert found.strain == pytest.approx(0.01 * 1800 / 100)


def test_less_loss_sells_more_and_displaces_others_who_sell_to_the_same(
    hamlet: Callable[..., Cluster], idea: Any
) -> None:
    found = sums(*shock(hamlet, idea(loss_saving=0.1)), LeverageAssumptions())
    # Of 500 to the noodle maker, whose other seller is the trader: half of 50.
    assert found == pytest.approx({("a", "user"): 190, ("t", "sells_less"): -25})


def test_more_output_is_demand_and_less_of_it_is_lost_with_its_inputs(
    hamlet: Callable[..., Cluster], idea: Any
) -> None:
    _, more = shock(hamlet, idea(volume_gain=0.1))
    _, less = shock(hamlet, idea(volume_gain=-0.1))
    own = WHY.index("user")
    assert not more.owner[more.why == own].any()
    assert less.owner[less.why == own].all()


def test_a_new_market_takes_a_share_of_sales(hamlet: Callable[..., Cluster], idea: Any) -> None:
    market, found = shock(hamlet, idea(price_gain=0.1, market="M_NEW"))
    assert sums(market, found, LeverageAssumptions(moved=0.3)) == pytest.approx({("a", "user"): 0.3 * 190})


def test_a_technique_without_stated_shares_is_weighed_by_its_recipe(hamlet: Callable[..., Cluster], idea: Any) -> None:
    found = sums(*shock(hamlet, idea(process="washing")), LeverageAssumptions())
    # Roots 2.5 instead of 2 at 2, no coal at 1: nothing gained per unit; 190 units.
    assert found[("f", "sells_less")] == pytest.approx(190 * 0.5 * 2 * 400 / 1700)
    assert found[("k", "sells_less")] == pytest.approx(-190)
    assert ("a", "user") not in found
