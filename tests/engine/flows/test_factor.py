import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from published import random_system

from edulis.engine.flows.factor import factorise
from edulis.engine.flows.inverse import inverse_forms
from edulis.engine.flows.normal import fill, make_columns, make_pattern
from edulis.engine.flows.order import analyse


@given(st.integers(0, 10_000), st.integers(3, 25))
def test_the_factor_solves_and_inverts_what_numpy_solves_and_inverts(seed, size):
    columns = make_columns(random_system(seed, size=size).balances)
    pattern = make_pattern(columns)
    weight = np.random.default_rng(seed).uniform(0.5, 2, columns.unknowns)
    factor = factorise(analyse(pattern), fill(pattern, columns, weight), equal=True)
    matrix = random_system(seed, size=size).balances.toarray()
    full = (matrix * weight) @ matrix.T
    assert factor.rank == np.linalg.matrix_rank(full)
    right = full @ np.arange(1.0, size + 1)
    assert_allclose(full @ factor.solve(right), right, rtol=1e-8, atol=1e-8)
    forms, diagonal = inverse_forms(factor, columns)
    if factor.rank == size:
        inverse = np.linalg.inv(full)
        assert_allclose(forms, np.einsum("ij,ik,kj->j", matrix, inverse, matrix), rtol=1e-6)
        assert_allclose(diagonal, np.diag(inverse), rtol=1e-6)
    else:
        inverse = np.linalg.pinv(full, rcond=1e-12)
        assert_allclose(forms, np.einsum("ij,ik,kj->j", matrix, inverse, matrix), rtol=1e-6, atol=1e-8)


def test_the_order_keeps_a_star_free_of_fill():
    spokes = 50
    rows = np.concatenate([np.zeros(spokes, int), np.arange(1, spokes + 1)])
    matrix = np.zeros((spokes + 1, spokes))
    matrix[rows, np.tile(np.arange(spokes), 2)] = np.repeat([1.0, -1.0], spokes)
    pattern = make_pattern(make_columns(random_system(1).balances.__class__(matrix)))
    symbolic = analyse(pattern)
    assert symbolic.indptr[-1] <= spokes
    assert sorted(symbolic.order.tolist()) == list(range(spokes + 1))


def test_a_balance_marked_as_dependent_gets_no_multiplier():
    columns = make_columns(random_system(2).balances)
    pattern = make_pattern(columns)
    dead = np.zeros(columns.balances, np.bool_)
    dead[1] = True
    factor = factorise(analyse(pattern), fill(pattern, columns, np.ones(columns.unknowns)), dead=dead)
    assert factor.dependent[1]
    assert factor.solve(np.ones(columns.balances))[1] == pytest.approx(0.0)
