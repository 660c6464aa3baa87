import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from published import random_system
from test_dissect import square

from edulis.engine.flows import fronts, order
from edulis.engine.flows.blocks import cholesky
from edulis.engine.flows.factor import factorise
from edulis.engine.flows.inverse import inverse_forms
from edulis.engine.flows.normal import fill, make_columns, make_pattern
from edulis.engine.flows.order import analyse


@pytest.fixture(autouse=True)
def _many_fronts(monkeypatch):
    monkeypatch.setattr(order, "_HEAVY", -1.0)


@given(st.integers(0, 10_000), st.integers(3, 25))
def test_fronts_solve_and_invert_what_numpy_solves_and_inverts(seed, size):
    columns = make_columns(random_system(seed, size=size).balances)
    pattern = make_pattern(columns)
    weight = np.random.default_rng(seed).uniform(0.5, 2, columns.unknowns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "_HEAVY", -1.0)
        symbolic = analyse(pattern)
    factor = factorise(symbolic, fill(pattern, columns, weight), equal=True)
    matrix = random_system(seed, size=size).balances.toarray()
    full = (matrix * weight) @ matrix.T
    assert factor.rank == np.linalg.matrix_rank(full)
    right = full @ np.arange(1.0, size + 1)
    assert_allclose(full @ factor.solve(right), right, rtol=1e-8, atol=1e-8)
    forms, _ = inverse_forms(factor, columns)
    inverse = np.linalg.pinv(full, rcond=1e-12)
    assert_allclose(forms, np.einsum("ij,ik,kj->j", matrix, inverse, matrix), rtol=1e-6, atol=1e-8)


def test_many_fronts_give_what_sparse_columns_give(monkeypatch):
    pattern = square(50)
    chance = np.random.default_rng(0)
    columns = make_columns(_flows(pattern, chance))
    pattern = make_pattern(columns)
    normal = fill(pattern, columns, chance.uniform(0.1, 10, columns.unknowns))
    symbolic = analyse(pattern)
    assert symbolic.fronts is not None
    assert symbolic.fronts.up.size > 20
    by_fronts = factorise(symbolic, normal)
    monkeypatch.setattr(order, "_HEAVY", 1e300)
    by_columns = factorise(analyse(pattern), normal)
    right = chance.normal(size=2_500)
    assert_allclose(by_fronts.solve(right), by_columns.solve(right), rtol=1e-9, atol=1e-12)
    for one, other in zip(inverse_forms(by_fronts, columns), inverse_forms(by_columns, columns), strict=True):
        assert_allclose(one, other, rtol=1e-9)


def _flows(pattern, chance):
    """A flow for each tie of a network, and one out of each balance."""
    size = pattern.indptr.size - 1
    row = np.repeat(np.arange(size), np.diff(pattern.indptr))
    once = row < pattern.indices
    ties = int(once.sum())
    rows = np.concatenate([row[once], pattern.indices[once], np.arange(size)])
    column = np.concatenate([np.arange(ties), np.arange(ties), ties + np.arange(size)])
    signs = np.concatenate([np.ones(ties), -np.ones(ties), np.full(size, chance.uniform(0.1, 1.0))])
    return random_system(1).balances.__class__((signs, (rows, column)), shape=(size, ties + size))


def test_a_balance_marked_as_dependent_gets_no_multiplier():
    columns = make_columns(random_system(2).balances)
    pattern = make_pattern(columns)
    dead = np.zeros(columns.balances, np.bool_)
    dead[1] = True
    factor = factorise(analyse(pattern), fill(pattern, columns, np.ones(columns.unknowns)), dead=dead)
    assert factor.dependent[1]
    assert factor.solve(np.ones(columns.balances))[1] == 0.0
    assert inverse_forms(factor, columns)[1][1] == 0.0


def test_dependent_rows_become_unit_rows():
    half = np.array([[2.0, 0.0], [1.0, 1.0], [3.0, 1.0]])
    made, live = cholesky(half @ half.T, np.ones(3, np.bool_), np.full(3, 1e-10))
    assert live.tolist() == [True, True, False]
    assert np.tril(made)[2].tolist() == [0.0, 0.0, 1.0]


def test_what_a_front_costs_grows_with_what_it_holds():
    assert fronts._cost(20.0, 30.0) < fronts._cost(21.0, 30.0) < fronts._cost(21.0, 31.0)
