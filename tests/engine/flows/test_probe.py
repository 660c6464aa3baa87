import numpy as np
import pytest
from published import random_system

from edulis.engine.flows.plan import make_plan
from edulis.engine.flows.probe import probed_forms
from edulis.engine.flows.solve import solve
from edulis.engine.flows.system import make_system


def ring(size: int = 200):
    """A ring of traders, each of whom also sells to the city."""
    node = np.arange(size)
    balances = np.zeros((size, 2 * size))
    balances[node, node], balances[(node + 1) % size, node], balances[node, size + node] = -1, 1, -1
    values = np.concatenate([np.full(size, 100.0), np.full(size, 60.0)])
    return make_system(balances, np.arange(2 * size), values, 0.2 * values + 1)


def test_probed_errors_say_how_far_off_they_are():
    system = ring()
    plan = make_plan(system)
    exact = solve(system, plan=plan, errors="exact")
    probed = solve(system, plan=plan, errors="probed")
    assert exact.errors_off == 0
    off = np.sqrt(np.mean((probed.error / exact.error - 1) ** 2))
    assert off < 0.2
    assert probed.errors_off == pytest.approx(off, abs=0.15)
    assert np.array_equal(probed.flows, exact.flows)


def test_the_same_seed_gives_the_same_probes():
    plan = make_plan(random_system(4, size=20))
    variance = np.ones(plan.columns.unknowns)
    first, second = probed_forms(plan, variance, 3), probed_forms(plan, variance, 3)
    assert np.array_equal(first[0], second[0])
    assert not np.array_equal(first[0], probed_forms(plan, variance, 4)[0])
