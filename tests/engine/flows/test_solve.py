from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from published import CASES, chain, random_system

from edulis.engine.flows.solve import solve
from edulis.engine.flows.system import make_system

seeds = st.integers(0, 10_000)


def dense(system, free=True):
    """The oracle: the linear system of Karush, Kuhn and Tucker, unmeasured flows without any prior."""
    a, n, m = system.balances.toarray(), system.unknowns, system.rows
    precision = np.bincount(system.measured, system.sigma**-2.0, minlength=n)
    pull = np.bincount(system.measured, system.values * system.sigma**-2.0, minlength=n)
    block = np.block([[np.diag(precision), a.T], [a, np.zeros((m, m))]])
    inverse = np.linalg.pinv(block, rcond=1e-13)
    return inverse @ np.concatenate([pull, system.rhs]), inverse[:n, :n]


@pytest.mark.parametrize("name", CASES)
def test_published_networks_are_reconciled_to_the_printed_figures(name):
    case = CASES[name]
    found = solve(case.system)
    assert_allclose(found.flows, case.fitted, atol=6e-6)
    assert_allclose(found.error, case.error, atol=6e-6)
    assert found.objective == pytest.approx(case.chi2, abs=5e-5)
    assert found.freedom == case.freedom
    assert found.residual <= 1e-12


def test_one_trade_told_by_both_sides_is_their_weighted_mean():
    found = solve(make_system(np.zeros((0, 1)), [0, 0], [100, 110], [5, 15]))
    assert found.flows[0] == pytest.approx(101)
    assert found.error[0] == pytest.approx(np.sqrt(22.5))
    assert found.objective == pytest.approx(0.4)


def test_a_chain_from_roots_to_noodles_gives_the_exact_fractions():
    found = solve(chain())
    assert_allclose(found.flows, [102700 / 1049, 35685 / 1049, 67015 / 1049, 35685 / 2098], rtol=1e-10)
    assert_allclose(found.error, [3.371689, 1.270025, 3.551787, 0.635013], atol=5e-7)
    assert found.objective == pytest.approx(3495 / 2098, rel=1e-10)
    assert found.freedom == 4


@given(seeds)
def test_estimates_and_errors_agree_with_the_dense_equations(seed):
    system = random_system(seed)
    found = solve(replace(system, free=np.ones(system.unknowns, np.bool_)))
    exact, covariance = dense(system)
    assert_allclose(found.flows, exact[: system.unknowns], rtol=1e-7, atol=1e-7)
    assert_allclose(found.error, np.sqrt(np.maximum(np.diag(covariance), 0)), rtol=1e-5, atol=1e-5)


@given(seeds)
def test_adjustable_shares_add_up_to_the_independent_balances(seed):
    system = random_system(seed)
    found = solve(replace(system, free=np.ones(system.unknowns, np.bool_)))
    known = np.isfinite(found.merged.variance)
    shares = 1 - found.error[known] ** 2 / found.merged.variance[known]
    unmeasured = int((~known).sum())
    if unmeasured == 0:
        assert shares.sum() == pytest.approx(found.rank, abs=1e-6)
    assert found.rank == np.linalg.matrix_rank(system.balances.toarray())


@given(seeds)
def test_flows_that_may_not_be_negative_meet_the_conditions_of_the_best_solution(seed):
    system = random_system(seed)
    found = solve(system)
    precision = np.bincount(system.measured, system.sigma**-2.0, minlength=system.unknowns)
    slope = precision * (found.flows - found.merged.mean)
    slope -= system.balances.toarray().T @ found.multipliers
    scale = precision * np.maximum(np.abs(found.merged.mean), 1)
    assert np.all(found.flows >= 0)
    assert found.residual <= 1e-9
    assert np.all(np.abs(slope)[~found.at_zero] <= 1e-7 * scale.max())
    assert np.all(slope[found.at_zero] >= -1e-7 * scale.max())
    assert np.all(found.flows[found.at_zero] == 0)
    assert found.settled
    assert np.isnan(found.p) or not found.at_zero.any()


@given(seeds, st.integers(1, 4))
def test_an_unmeasured_flow_is_the_limit_of_a_very_wide_report(seed, silent):
    system = random_system(seed, unmeasured=silent)
    system = replace(system, free=np.ones(system.unknowns, np.bool_))
    found = solve(system)
    missing = np.setdiff1d(np.arange(system.unknowns), system.measured)
    wide = solve(
        make_system(
            system.balances, np.append(system.measured, missing), np.append(system.values, np.zeros(missing.size)),
            np.append(system.sigma, np.full(missing.size, 3e4)), free=True,
        )
    )  # fmt: skip
    seen = found.observable
    exact, covariance = dense(system)
    assert_allclose(found.flows[seen], exact[: system.unknowns][seen], rtol=1e-6, atol=1e-6)
    # the width that stands for "not measured" is taken to its limit; in one of 2,000 such networks 0.5 % are left
    assert_allclose(found.error[seen], np.sqrt(np.maximum(np.diag(covariance), 0))[seen], rtol=5e-3, atol=1e-3)
    assert_allclose(found.flows[seen], wide.flows[seen], rtol=1e-2, atol=1e-2)
    assert np.all(wide.error[~seen] > 1e2)
    assert np.all(np.isinf(found.error[~seen]))


@pytest.mark.parametrize(("seed", "silent"), [(237, 4), (449, 2), (1993, 4)])
def test_flows_that_hardly_determine_each_other_have_exact_errors_too(seed, silent):
    system = random_system(seed, unmeasured=silent)
    system = replace(system, free=np.ones(system.unknowns, np.bool_))
    found = solve(system)
    exact = np.sqrt(np.maximum(np.diag(dense(system)[1]), 0))
    assert_allclose(found.error[found.observable], exact[found.observable], rtol=5e-3, atol=1e-3)


@given(seeds)
def test_two_reports_of_a_flow_count_as_their_merge(seed):
    system = random_system(seed)
    found = solve(system)
    known = np.flatnonzero(np.isfinite(found.merged.variance))
    merged = make_system(system.balances, known, found.merged.mean[known], np.sqrt(found.merged.variance[known]))
    again = solve(merged)
    assert_allclose(again.flows, found.flows, rtol=1e-7, atol=1e-7)
    assert again.objective + found.merged.within == pytest.approx(found.objective, rel=1e-6, abs=1e-8)


@given(seeds)
def test_the_order_of_flows_and_reports_changes_nothing(seed):
    system = random_system(seed, relative=0.1)
    chance = np.random.default_rng(seed)
    column, line = chance.permutation(system.unknowns), chance.permutation(system.reports)
    place = np.argsort(column)
    turned = make_system(
        system.balances.toarray()[:, column], place[system.measured][line], system.values[line], system.sigma[line],
        relative=system.relative[line],
    )  # fmt: skip
    first, second = solve(system), solve(turned)
    assert_allclose(second.flows, first.flows[column], rtol=1e-6, atol=1e-6)
    assert second.objective == pytest.approx(first.objective, rel=1e-5, abs=1e-8)


@given(seeds, st.floats(0.001, 1000))
def test_another_unit_of_measure_leaves_the_test_as_it_was(seed, factor):
    system = random_system(seed)
    scaled = replace(system, values=system.values * factor, sigma=system.sigma * factor)
    first, second = solve(system), solve(scaled)
    assert_allclose(second.flows, first.flows * factor, rtol=1e-6, atol=1e-6 * factor)
    assert second.objective == pytest.approx(first.objective, rel=1e-6, abs=1e-9)


def test_a_relative_error_is_a_share_of_the_flow_not_of_the_report():
    chance = np.random.default_rng(5)
    truth = np.full(4000, 100.0)
    reports = truth * (1 + chance.normal(0, 0.2, (2, truth.size)))
    where = np.tile(np.arange(truth.size), 2)
    found = solve(make_system(np.zeros((0, truth.size)), where, reports.ravel(), relative=0.2), rounds=20)
    assert found.flows.mean() == pytest.approx(100, abs=0.7)
    by_report = np.sum(1 / reports, axis=0) / np.sum(1 / reports**2, axis=0)
    assert by_report.mean() < 97


def test_a_soft_recipe_pulls_but_does_not_bind():
    balances = np.array([[1.0, -1.0, 0.0]])
    soft = np.array([[0.0, -0.5, 1.0]])
    loose = solve(make_system(balances, [0, 2], [100, 60], [5, 5], soft=soft, soft_relative=0.1))
    tight = solve(make_system(balances, [0, 2], [100, 60], [5, 5], soft=soft, soft_relative=1e-6))
    assert abs(loose.flows[2] / loose.flows[1] - 0.5) > 0.01
    assert tight.flows[2] / tight.flows[1] == pytest.approx(0.5, abs=1e-6)
    assert loose.freedom == tight.freedom == 1


def test_a_gross_report_weighs_less_with_the_robust_loss():
    values = [100.0, 102.0, 98.0, 300.0]
    plain = solve(make_system(np.zeros((0, 1)), [0] * 4, values, 5.0))
    robust = solve(make_system(np.zeros((0, 1)), [0] * 4, values, 5.0), robust=1.345, rounds=50)
    assert plain.flows[0] == pytest.approx(150)
    assert robust.flows[0] == pytest.approx(102.24, abs=0.2)


def test_balances_that_cannot_close_are_refused():
    with pytest.raises(ValueError, match="cannot all close"):
        solve(make_system([[1.0, 1.0]], [0, 1], [1, 1], 1.0, rhs=[-5.0]))


def test_balances_that_cannot_close_are_named_with_what_is_left_open_where_that_is_wanted():
    found = solve(make_system([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]], [0, 1, 2], 1.0, 1.0, rhs=[-5.0, 1.0]), refuse=False)
    assert_allclose(found.flows, [0, 0, 1])
    assert_allclose(found.gap, [5, 0])
    assert_allclose(solve(chain()).gap, 0)


def test_an_unmeasured_flow_between_sure_and_very_unsure_reports_takes_the_sure_ones():
    balances = [[1.0, -1.0, 0.0, 0.0], [1.0, 0.0, -1.0, 0.0], [1.0, 0.0, 0.0, -1.0]]
    found = solve(make_system(balances, [1, 2, 3], [100, 110, 50_000], [0.1, 0.2, 1e6]))
    assert_allclose(found.flows, 102, rtol=1e-9)
    assert found.error[0] == pytest.approx(0.2 / 5**0.5, rel=1e-4)


@given(seeds)
def test_balances_of_very_different_size_all_close(seed):
    chance = np.random.default_rng(seed)
    rows, flows = int(chance.integers(2, 9)), int(chance.integers(8, 17))
    balances = np.zeros((rows, flows + rows))
    balances[:, flows:] = np.eye(rows)  # each has a rest, so that flows can close it
    for flow in range(flows):
        ends = chance.choice(rows, min(rows, int(chance.integers(1, 4))), replace=False)
        balances[ends, flow] = chance.choice([-1, 1], ends.size) * 10.0 ** chance.uniform(-3, 1, ends.size)
    told = np.sort(chance.choice(flows, flows - 4, replace=False))
    measured = np.concatenate([told, flows + np.arange(rows)])
    values = np.concatenate([10.0 ** chance.uniform(-1, 6, told.size), np.zeros(rows)])
    sigma = 10.0 ** chance.uniform(-4, 6, measured.size)
    found = solve(make_system(balances, measured, values, sigma, free=np.arange(flows + rows) >= flows))
    assert found.residual <= 1e-6
    assert np.all(found.flows[:flows] >= 0)
    assert not np.isnan(found.error).any()
    assert not found.gap.any()


def test_the_degrees_of_freedom_leave_out_what_nobody_can_know():
    loop = np.array([[1.0, -1.0, 0.0, 1.0], [-1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]])
    found = solve(make_system(loop, [2, 3], [10, 12], 1.0, free=True))
    assert found.observable.tolist() == [False, False, True, True]
    assert found.freedom == 1 + 1  # the two reports meet in one balance, and what flows in must be nothing
