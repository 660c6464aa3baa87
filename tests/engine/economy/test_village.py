"""In a village whose prices can move, incomes rise less than with fixed ones, and what they buy less still."""

from dataclasses import replace

import numpy as np
import pytest

from edulis.engine.economy.village import Shock, Village, fixed_price, local_multiplier, monte_carlo, respond


def some_village() -> Village:
    """Noodles sold outside, services for people here, food at home; two groups, all budgets closed."""
    output = np.array([[60.0, 40.0], [30.0, 20.0], [5.0, 10.0]])
    inputs = np.array([[0.0, 0.0, 0.0], [10.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    outside, labour = np.array([40.0, 10.0, 0.0]), np.array([27.5, 22.0, 8.0])
    worked = np.array([0.4, 0.6])
    transfers = np.array([2.0, 3.0])
    made = Village(
        goods=("noodles", "services", "home"), groups=("poor", "others"), market=("village", "village", "household"),
        output=output, inputs=inputs, outside_inputs=outside, labour=labour, worked=worked,
        spending=np.array([[2.0, 3.0], [15.0, 25.0], [5.0, 10.0]]), outside_spending=np.ones(2), saved=np.zeros(2),
        transfers=transfers, exports=np.array([95.0, 0.0, 0.0]),
    )  # fmt: skip
    return replace(made, outside_spending=made.income - made.spending.sum(axis=0))


NOTHING = Shock(np.zeros(2), np.zeros(3))


def test_incomes_of_the_base_year_are_what_is_earned_and_received() -> None:
    village = some_village()
    added = village.output.sum() - village.inputs.sum() - village.outside_inputs.sum()
    assert village.income.sum() == pytest.approx(added + village.transfers.sum())


def test_a_shock_of_nothing_moves_nothing() -> None:
    after = respond(some_village(), NOTHING)
    assert after.nominal == pytest.approx(some_village().income)
    assert after.prices == pytest.approx(np.ones((3, 2)))
    assert after.wage == pytest.approx(1.0)


def test_markets_clear_after_a_shock() -> None:
    after = respond(some_village(), Shock(np.array([3.0, 0.0]), np.array([5.0, 0.0, 0.0])))
    assert after.excess <= 1e-8
    assert after.wage > 1.0
    assert (after.prices >= 1.0 - 1e-12).all()


def test_more_demand_brings_less_than_at_fixed_prices_and_real_less_than_nominal() -> None:
    shock = Shock(np.zeros(2), np.array([1.0, 0.0, 0.0]))
    found = local_multiplier(some_village(), shock)
    assert 0 < found.real < found.nominal < found.fixed
    assert found.groups.sum() == pytest.approx(found.nominal)


def test_with_idle_hands_and_patient_buyers_the_fixed_price_multiplier_comes_back() -> None:
    """Nearly all value added is labour, labour is offered without end and outside buyers take the rest."""
    village = some_village()
    added = village.output.sum(axis=1) - village.inputs.sum(axis=0) - village.outside_inputs
    idle = replace(
        village, labour=0.9999 * added, labour_elasticity=1e5, demand_elasticity=0.0, subsistence=0.0,
        market=("village",) * 3,
    )  # fmt: skip
    idle = replace(idle, outside_spending=idle.income - idle.spending.sum(axis=0))
    shock = Shock(np.zeros(2), np.array([0.01, 0.0, 0.0]))
    found = local_multiplier(idle, shock)
    assert found.nominal == pytest.approx(found.fixed, rel=0.01)
    assert found.real == pytest.approx(found.nominal, rel=0.01)


def test_a_transfer_is_worth_more_than_itself_and_stays_in_the_band_of_the_literature() -> None:
    shock = Shock(np.array([0.5, 0.5]), np.zeros(3))
    found = local_multiplier(some_village(), shock)
    assert 1.0 < found.real < found.nominal < 3.0
    assert fixed_price(some_village(), shock) > 1.0


def test_goods_with_outside_prices_gain_nothing_from_demand_here() -> None:
    village = replace(some_village(), market=("outside", "outside", "outside"))
    found = local_multiplier(village, Shock(np.array([1.0, 0.0]), np.zeros(3)))
    assert found.nominal == pytest.approx(1.0)
    assert found.fixed == pytest.approx(1.0)


def test_income_moves_continuously_with_the_shock() -> None:
    small, twice = (local_multiplier(some_village(), Shock(np.zeros(2), np.array([x, 0.0, 0.0]))) for x in (1e-3, 2e-3))
    assert small.nominal == pytest.approx(twice.nominal, rel=1e-4)


def test_draws_are_the_same_for_the_same_seed() -> None:
    shock = Shock(np.zeros(2), np.array([1.0, 0.0, 0.0]))
    ends = {"labour_elasticity": (1.0, 10.0), "labour_share": (0.45, 0.65), "subsistence": (0.0, 0.5)}
    one = monte_carlo(some_village(), shock, ends, draws=10, seed=3)
    assert one.shape == (10, 3)
    assert np.array_equal(one, monte_carlo(some_village(), shock, ends, draws=10, seed=3))
    assert (one[:, 2] <= one[:, 1]).all()


def test_what_leaves_nothing_to_land_and_capital_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="noodles leaves nothing"):
        replace(some_village(), labour=np.array([60.0, 20.0, 5.0]))
    with pytest.raises(ValueError, match="shock of nothing"):
        local_multiplier(some_village(), NOTHING)
