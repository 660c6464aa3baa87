import numpy as np
import pytest
from numpy.testing import assert_allclose
from published import random_system

from edulis.engine.flows import plan as plans
from edulis.engine.flows.closing import Closer
from edulis.engine.flows.plan import make_plan


@pytest.mark.parametrize("light", [0.0, 1e4], ids=["by gradients", "by a factor"])
def test_multipliers_close_the_balances(monkeypatch, light):
    monkeypatch.setattr(plans, "_LIGHT", light)
    system = random_system(5, size=20)
    plan = make_plan(system)
    weight, centre = np.ones(plan.columns.unknowns), np.arange(float(plan.columns.unknowns))
    nu, _ = Closer(plan).multipliers(weight, centre, np.zeros(plan.columns.balances))
    flows = centre + weight * plan.columns.transposed(nu)
    assert_allclose(plan.columns.times(flows), plan.right, atol=1e-8)


def test_a_factor_helps_with_other_weights_and_is_made_anew_where_they_are_far_off():
    system = random_system(5, size=20)
    plan, chance = make_plan(system), np.random.default_rng(1)
    closer = Closer(plan)
    centre = np.arange(float(plan.columns.unknowns))
    for spread in (0.0, 0.1, 5.0):
        weight = np.exp(chance.normal(0, spread, centre.size)) if spread else np.ones(centre.size)
        nu, _ = closer.multipliers(weight, centre, np.zeros(plan.columns.balances))
        flows = centre + weight * plan.columns.transposed(nu)
        assert_allclose(plan.columns.times(flows), plan.right, atol=1e-7 * np.abs(flows).max())


def test_the_factor_at_hand_is_given_for_the_same_weights():
    plan = make_plan(random_system(5, size=20))
    closer, weight = Closer(plan), np.ones(plan.columns.unknowns)
    assert closer.factor(weight) is closer.factor(weight.copy())
    assert closer.factor(weight) is not closer.factor(2 * weight)
