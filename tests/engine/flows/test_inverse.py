import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from published import random_system

from edulis.engine.flows import order
from edulis.engine.flows.factor import factorise
from edulis.engine.flows.inverse import inverse_forms
from edulis.engine.flows.normal import fill, make_columns, make_pattern
from edulis.engine.flows.order import analyse


def network(seed, size, width=3):
    """Flows that each touch up to `width` balances, and one of its own for every balance."""
    chance = np.random.default_rng(seed)
    matrix = np.zeros((size, 3 * size))
    for _ in range(width):
        matrix[chance.integers(0, size, 3 * size), np.arange(3 * size)] = chance.uniform(-1, 1, 3 * size)
    return np.hstack([matrix, np.eye(size)]), chance.uniform(0.5, 2, 4 * size)


@pytest.mark.parametrize("heavy", [-1.0, 4e9], ids=["in fronts", "in columns"])
@given(seed=st.integers(0, 10_000), size=st.integers(1, 60))
def test_forms_and_diagonal_are_those_of_the_full_inverse(heavy, seed, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "_HEAVY", heavy)
        matrix, weight = network(seed, size)
        columns = make_columns(random_system(1).balances.__class__(matrix))
        pattern = make_pattern(columns)
        factor = factorise(analyse(pattern), fill(pattern, columns, weight))
    forms, diagonal = inverse_forms(factor, columns)
    inverse = np.linalg.inv((matrix * weight) @ matrix.T)
    assert_allclose(forms, np.einsum("ij,ik,kj->j", matrix, inverse, matrix), rtol=1e-9, atol=1e-12)
    assert_allclose(diagonal, np.diag(inverse), rtol=1e-9)


def test_branches_of_a_long_chain_with_twigs_keep_their_blocks_apart():
    size = 90
    matrix = np.zeros((size, 2 * size))
    for j in range(1, size):
        matrix[[j, (j - 1) // 2], j] = [1, -1]  # a tree
        matrix[[j, (j - 1) // 3], size + j] = [1, 1]
    matrix[0, [0, size]] = 1
    columns = make_columns(random_system(1).balances.__class__(matrix))
    pattern = make_pattern(columns)
    factor = factorise(analyse(pattern), fill(pattern, columns, np.ones(2 * size)))
    inverse = np.linalg.inv(matrix @ matrix.T)
    assert_allclose(inverse_forms(factor, columns)[1], np.diag(inverse), rtol=1e-9)
