import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from published import CASES, chain, random_system

from edulis.engine.flows.gross import benjamini_hochberg, clean, judge_reports, pair_tests
from edulis.engine.flows.solve import solve
from edulis.engine.flows.system import make_system


@pytest.mark.parametrize("name", CASES)
def test_the_largest_adjustment_is_the_printed_one(name):
    case = CASES[name]
    z = np.abs(judge_reports(case.system, solve(case.system)).z)
    assert z.max() == pytest.approx(case.z, abs=5e-4)
    assert z[case.worst - 1] == pytest.approx(z.max())


def test_both_sides_of_one_trade_are_tested_in_closed_form():
    z, p = pair_tests(np.array([110.0]), np.array([100.0]), np.array([15.0]), np.array([5.0]))
    assert z[0] == pytest.approx(0.632456, abs=1e-6)
    assert p[0] == pytest.approx(0.527089, abs=1e-6)
    system = make_system(np.zeros((0, 1)), [0, 0], [100, 110], [5, 15])
    assert_allclose(np.abs(judge_reports(system, solve(system)).z), z[0])


def test_the_chain_gives_the_exact_adjustments():
    z = judge_reports(chain(), solve(chain())).z
    assert_allclose(z, [0.974488, -0.813639, -0.658971, 0.729195, -0.415560, -0.011723], atol=1e-6)


def test_a_buyer_who_reports_far_too_much_is_found_and_taken_out():
    system = chain(buyer_of_starch=56)
    whole = solve(system)
    tests = judge_reports(system, whole)
    assert whole.objective == pytest.approx(46.953448, abs=1e-6)
    assert tests.z[3] == pytest.approx(6.768996, abs=1e-6)
    kept = np.array([True, True, True, False, True, True])
    without = solve(system.keep(kept))
    assert without.objective == pytest.approx(1.1341, abs=5e-5)
    assert whole.objective - without.objective == pytest.approx(tests.z[3] ** 2, rel=1e-9)
    cleaned = clean(system)
    assert np.flatnonzero(~cleaned.kept).tolist() == [3]
    assert cleaned.tests.z[3] == pytest.approx(tests.z[3], rel=1e-6)


@given(st.integers(0, 10_000))
def test_taking_a_report_out_lowers_the_objective_by_its_squared_z(seed):
    system = random_system(seed)
    system = make_system(system.balances, system.measured, system.values, system.sigma, free=True)
    whole = solve(system)
    tests = judge_reports(system, whole)
    for k in range(min(4, system.reports)):
        kept = np.ones(system.reports, np.bool_)
        kept[k] = False
        without = solve(system.keep(kept))
        if tests.redundant[k]:
            assert whole.objective - without.objective == pytest.approx(tests.z[k] ** 2, rel=1e-3, abs=1e-5)
        if not without.observable[system.measured[k]]:
            assert not tests.redundant[k]
            assert without.objective == pytest.approx(whole.objective, abs=1e-6)


def test_a_report_nothing_else_speaks_about_cannot_be_tested():
    system = make_system([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]], [0, 1, 2], [10, 12, 50], 1.0)
    tests = judge_reports(system, solve(system))
    assert tests.redundant.tolist() == [True, True, False]
    assert np.isinf(tests.detectable[2])
    assert np.isnan(tests.q[2])


def test_the_detectable_error_is_found_about_four_times_in_five():
    chance = np.random.default_rng(7)
    system = chain()
    least = judge_reports(system, solve(system)).detectable[5]
    truth = np.array([100.0, 100.0, 34.0, 34.0, 66.0, 17.0])
    found = 0
    for _ in range(400):
        values = truth + chance.normal(0, system.sigma)
        values[5] += least
        again = make_system(system.balances, system.measured, values, system.sigma)
        found += abs(judge_reports(again, solve(again)).z[5]) > 2.638  # two-sided 0.05 / 6
    assert found / 400 == pytest.approx(0.8, abs=0.07)


def test_false_discovery_rates_are_those_of_the_published_procedure():
    p = np.array([0.01, np.nan, 0.02, 0.03, 0.5])
    assert_allclose(benjamini_hochberg(p), [0.04, np.nan, 0.04, 0.04, 0.5])
    assert np.isnan(benjamini_hochberg(np.array([np.nan]))).all()


def test_of_two_errors_in_one_network_the_neighbours_are_not_blamed():
    chance = np.random.default_rng(11)
    steps = 60
    balances = np.zeros((steps, steps + 1))
    balances[np.arange(steps), np.arange(steps)] = 1
    balances[np.arange(steps), np.arange(steps) + 1] = -1
    values = 100 * np.exp(chance.normal(0, 0.05, 2 * (steps + 1)))
    values[[20, 90]] *= [4, 0.2]
    measured = np.tile(np.arange(steps + 1), 2)
    cleaned = clean(make_system(balances, measured, values, relative=0.05))
    assert np.flatnonzero(~cleaned.kept).tolist() == [20, 90]
    assert_allclose(cleaned.solution.flows, 100, rtol=0.03)


def test_a_missing_delivery_is_not_laid_on_those_who_told():
    balances = np.array([[1.0, 1.0, -1.0, -1.0]])  # the last is what nobody reported
    values = np.array([101.0, 98.0, 52.0, 49.0, 100.0, 104.0, 0.0])
    system = make_system(
        balances, [0, 0, 1, 1, 2, 2, 3], values, [0, 0, 0, 0, 0, 0, 2.0], relative=[0.05] * 6 + [0.0],
        free=[False, False, False, True],
    )  # fmt: skip
    scale = np.array([np.nan] * 6 + [100.0])
    cleaned = clean(system, odds=np.log([0.01] * 6 + [0.03]), scale=scale)
    assert np.flatnonzero(~cleaned.kept).tolist() == [6]
    assert cleaned.solution.flows[3] == pytest.approx(48, abs=8)


def test_of_two_sides_that_nothing_else_checks_neither_is_surely_wrong():
    system = make_system(np.zeros((0, 1)), [0, 0], [100.0, 1000.0], relative=0.05)
    cleaned = clean(system)
    assert int((~cleaned.kept).sum()) == 1
    assert cleaned.margin[~cleaned.kept][0] < 1


def test_a_third_witness_tells_which_side_is_wrong():
    system = make_system(np.zeros((0, 1)), [0, 0, 0], [100.0, 1000.0, 104.0], relative=0.05)
    cleaned = clean(system)
    assert np.flatnonzero(~cleaned.kept).tolist() == [1]
    assert cleaned.margin[1] > np.log(19)


def test_what_its_price_rules_out_leaves_even_where_nothing_else_speaks_of_it():
    system = make_system(np.eye(1, 2), [0, 1], [0.0, 1000.0], 1.0)
    cleaned = clean(system, ruled_out=np.array([False, True]))
    assert cleaned.flagged.tolist() == [False, True]
