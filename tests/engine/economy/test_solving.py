"""Outputs and multipliers equal those of the inverse, of the published cases, and do not mind rows or money."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from edulis.engine.economy.matrix import column_shares
from edulis.engine.economy.solving import adjoint, outputs


def some_shares(n: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    shares = random.random((n, n)) * (random.random((n, n)) < 0.5)
    return shares * 0.85 / np.maximum(shares.sum(axis=0), 0.85)


def test_miller_and_blair_2022_chapter_2(miller: object) -> None:
    inverse = outputs(miller, np.eye(2))
    assert inverse == pytest.approx(np.array([[1.25412541, 0.33003300], [0.26402640, 1.12211221]]), abs=5e-9)
    output = outputs(miller, np.array([600.0, 1500.0]))
    assert output == pytest.approx([1247.524752, 1841.584158], abs=5e-7)
    assert output * [0.3, 0.25] == pytest.approx([374.257, 460.396], abs=5e-4)
    assert adjoint(miller, np.ones(2)) == pytest.approx([1.518152, 1.452145], abs=5e-7)


def test_kitzes_2013_consumption_and_production_footprints() -> None:
    shares = column_shares(csr_array(np.array([[8.0, 5.0], [4.0, 2.0]])), np.array([16.0, 12.0]))
    demand, direct = np.array([3.0, 6.0]), np.array([8 / 16, 4 / 12])
    assert direct * outputs(shares, demand) == pytest.approx([8.0, 4.0], abs=5e-6)
    assert adjoint(shares, direct) * demand == pytest.approx([4.8, 7.2], abs=5e-6)


def test_the_multiplier_matrix_of_hosoe(hosoe: object) -> None:
    found = outputs(hosoe, np.eye(5))
    assert found[0] == pytest.approx([1.709350, 0.560544, 0.566703, 0.566703, 0.566703], abs=5e-7)
    assert found[1] == pytest.approx([0.768705, 1.695323, 0.735931, 0.735931, 0.735931], abs=5e-7)
    assert found[4] == pytest.approx([1.125339, 1.260922, 1.670383, 1.670383, 1.670383], abs=5e-7)


@given(st.integers(1, 25), st.integers(0, 10_000), st.integers(1, 20))
@settings(max_examples=25)
def test_answers_equal_those_of_the_inverse(n: int, seed: int, k: int) -> None:
    shares = some_shares(n, seed)
    right = np.random.default_rng(seed).normal(size=(n, k))
    inverse = np.linalg.inv(np.eye(n) - shares)
    assert outputs(csr_array(shares), right) == pytest.approx(inverse @ right, abs=1e-8)
    assert adjoint(csr_array(shares), right) == pytest.approx(inverse.T @ right, abs=1e-8)


@given(st.integers(2, 20), st.integers(0, 10_000), st.floats(1e-3, 1e6))
@settings(max_examples=25)
def test_order_of_accounts_and_unit_of_money_change_nothing(n: int, seed: int, unit: float) -> None:
    random = np.random.default_rng(seed)
    flows = random.random((n, n)) * 100
    totals = flows.sum(axis=0) * 1.5
    one = adjoint(column_shares(csr_array(flows), totals), np.ones(n))
    other = adjoint(column_shares(csr_array(flows * unit), totals * unit), np.ones(n))
    assert other == pytest.approx(one, rel=1e-9)
    order = random.permutation(n)
    turned = column_shares(csr_array(flows[np.ix_(order, order)]), totals[order])
    assert adjoint(turned, np.ones(n)) == pytest.approx(one[order], rel=1e-8)
    assert (one >= 1.0).all()


@given(st.integers(3, 15), st.integers(0, 10_000), st.floats(0.1, 0.9))
@settings(max_examples=25)
def test_two_enterprises_that_sell_in_fixed_proportion_may_be_merged(n: int, seed: int, part: float) -> None:
    """Split the last account in two that sell to each buyer as `part` to the rest: with demand in the same
    proportion, all others receive what they did, and the two together what the one did.
    """
    shares = some_shares(n, seed)
    inputs = np.random.default_rng(seed + 1).random((n, 2))
    inputs *= 0.8 / inputs.sum(axis=0)
    weight = np.array([part, 1 - part])
    merged = shares.copy()
    merged[:, -1] = inputs @ weight
    split = np.zeros((n + 1, n + 1))
    split[: n - 1, : n - 1] = shares[:-1, :-1]
    split[n - 1 :, : n - 1] = weight[:, None] * shares[-1, :-1]
    split[: n - 1, n - 1 :] = inputs[:-1]
    split[n - 1 :, n - 1 :] = weight[:, None] * inputs[-1]
    demand = np.random.default_rng(seed + 2).random(n)
    one = outputs(csr_array(merged), demand)
    two = outputs(csr_array(split), np.concatenate([demand[:-1], weight * demand[-1]]))
    assert two[: n - 1] == pytest.approx(one[:-1], rel=1e-8)
    assert two[n - 1 :] == pytest.approx(weight * one[-1], rel=1e-8)


def test_an_account_that_deals_with_nobody_changes_nothing(hosoe: object) -> None:
    wider = np.zeros((6, 6))
    wider[:5, :5] = hosoe.toarray()
    found = adjoint(csr_array(wider), np.ones(6))
    assert found[:5] == pytest.approx(adjoint(hosoe, np.ones(5)))
    assert found[5] == 1.0


def test_multipliers_move_continuously_with_a_payment(hosoe: object) -> None:
    base = hosoe.toarray()
    changed = base.copy()
    changed[0, 1] += 1e-7
    off = np.abs(adjoint(csr_array(changed), np.ones(5)) - adjoint(hosoe, np.ones(5)))
    assert 0 < off.max() < 1e-5


def test_accounts_that_are_taken_out_receive_nothing(hosoe: object) -> None:
    alive = np.array([True, False, True, True, True])
    found = outputs(hosoe, np.ones(5), alive=alive)
    small = outputs(csr_array(hosoe.toarray()[np.ix_(alive, alive)]), np.ones(4))
    assert found[alive] == pytest.approx(small)
    assert found[1] == 0.0


def test_demand_that_never_dies_out_is_an_error_and_not_a_wait() -> None:
    endless = csr_array(np.array([[0.0, 1.5], [1.0, 0.0]]))
    for right in (np.ones(2), np.ones((2, 3))):
        with pytest.raises(ArithmeticError, match="does not die out"):
            outputs(endless, right)
    with pytest.raises(ArithmeticError, match="does not die out"):
        outputs(csr_array(np.array([[1.0]])), np.ones(1))


def test_a_wrong_right_side_is_refused(miller: object) -> None:
    with pytest.raises(ValueError, match="right side of 3"):
        outputs(miller, np.ones(3))
    with pytest.raises(ValueError, match="not a number"):
        outputs(miller, np.array([np.nan, 1.0]))


def test_nobody_has_no_multipliers() -> None:
    assert outputs(csr_array((0, 0)), np.zeros(0)).shape == (0,)
