import numpy as np
from numpy.testing import assert_allclose

from edulis.engine.flows.plan import make_plan
from edulis.engine.flows.solve import solve
from edulis.engine.flows.system import make_system


def months(count, tie):
    """A store: bought, sold, and the stock that opens the next month; `tie` joins all months by one more flow."""
    balances = np.zeros((count, 3 * count + tie))
    for month in range(count):
        balances[month, [3 * month, 3 * month + 1, 3 * month + 2]] = [1, -1, -1]
        if month:
            balances[month, 3 * month - 1] = 1
    if tie:
        balances[:, -1] = 0.1
    measured = np.arange(3 * count + tie)
    carried = np.zeros(3 * count + tie, np.bool_)
    carried[2 : 3 * count : 3] = True
    spread = np.tile([8.0, 5.0, 12.0], count)
    return make_system(balances, measured, 100.0, [*spread, *[9.0] * tie]), carried


def test_a_chain_of_months_loses_nothing_when_cut():
    system, carried = months(12, tie=0)
    plan = make_plan(system, carried)
    exact, apart = (solve(system, plan=plan, errors=kind) for kind in ("exact", "apart"))
    assert_allclose(apart.error, exact.error, rtol=1e-6)
    assert_allclose(apart.leak, exact.leak, rtol=1e-6)


def test_months_tied_in_another_way_are_nearly_right():
    system, carried = months(12, tie=1)
    plan = make_plan(system, carried)
    exact, apart = (solve(system, plan=plan, errors=kind) for kind in ("exact", "apart"))
    assert_allclose(apart.error, exact.error, rtol=0.1)


def test_without_stocks_nothing_is_cut():
    system, _ = months(3, tie=1)
    plan = make_plan(system)
    exact, apart = (solve(system, plan=plan, errors=kind) for kind in ("exact", "apart"))
    assert_allclose(apart.error, exact.error, rtol=1e-9)
