import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from published import random_system
from scipy.sparse import csc_array

from edulis.engine.flows.normal import conjugate_gradients, fill, make_columns, make_pattern


@given(st.integers(0, 10_000))
def test_the_normal_matrix_is_the_product_it_stands_for(seed):
    matrix = random_system(seed).balances
    columns = make_columns(matrix)
    weight = np.random.default_rng(seed).uniform(0, 2, columns.unknowns)
    normal = fill(make_pattern(columns), columns, weight)
    vector = np.arange(1.0, columns.balances + 1)
    full = (matrix.toarray() * weight) @ matrix.toarray().T
    assert_allclose(normal.times(vector), full @ vector, rtol=1e-12, atol=1e-12)
    assert_allclose(columns.times(weight), matrix @ weight)
    assert_allclose(columns.transposed(vector), matrix.T @ vector)
    assert_allclose(columns.gross(weight), abs(matrix) @ weight)


@given(st.integers(0, 10_000))
def test_conjugate_gradients_reach_the_floor_of_every_balance(seed):
    matrix = random_system(seed, size=12).balances
    columns = make_columns(matrix)
    normal = fill(make_pattern(columns), columns, np.ones(columns.unknowns))
    right = matrix @ np.ones(columns.unknowns)
    floor = np.full(columns.balances, 1e-9)
    solution, steps, good = conjugate_gradients(normal, right, np.zeros(columns.balances), floor, 500)
    assert good
    assert steps < 500
    live = normal.diagonal > 0
    assert np.all(np.abs(normal.times(solution) - right)[live] <= 1.1e-9)


@given(st.integers(0, 10_000))
def test_neighbours_stand_in_rising_order_whatever_the_columns(seed):
    columns = make_columns(random_system(seed).balances)
    pattern = make_pattern(columns)
    for row in range(columns.balances):
        near = pattern.indices[pattern.indptr[row] : pattern.indptr[row + 1]]
        assert np.all(np.diff(near) > 0)
        assert pattern.half[row] - pattern.indptr[row] == np.count_nonzero(near < row)


def test_balances_that_contradict_each_other_give_no_wild_numbers():
    columns = make_columns(csc_array(np.array([[1.0, -1.0], [1.0, -1.0]])))
    normal = fill(make_pattern(columns), columns, np.ones(2))
    floor = np.full(2, 1e-9)
    solution, _, good = conjugate_gradients(normal, np.array([1.0, -1.0]), np.zeros(2), floor, 500)
    assert not good
    assert np.isfinite(solution).all()
