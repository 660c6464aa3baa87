import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import random_system

from edulis.engine.flows.degree import minimum_degree
from edulis.engine.flows.normal import make_columns, make_pattern


def pattern_of(ends, size):
    matrix = np.zeros((size, len(ends)))
    for j, (a, b) in enumerate(ends):
        matrix[a, j], matrix[b, j] = 1, -1
    return make_pattern(make_columns(random_system(1).balances.__class__(matrix)))


def test_a_chain_is_taken_from_its_ends_and_fills_nothing():
    pattern = pattern_of([(i, i + 1) for i in range(29)], 30)
    order, squares = minimum_degree(pattern.indptr, pattern.indices, 1e300)
    assert sorted(order.tolist()) == list(range(30))
    assert squares == 29  # one entry in each column but the last


@pytest.mark.parametrize("hub", [3.0, 1e300])
def test_the_middle_of_a_star_comes_late(hub):
    pattern = pattern_of([(0, i) for i in range(1, 40)], 40)
    order, _ = minimum_degree(pattern.indptr, pattern.indices, hub)
    assert order.tolist().index(0) >= 38


@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(0, 200))
def test_every_balance_is_in_the_order_once(seed, size, ties):
    chance = np.random.default_rng(seed)
    ends = [(a, b) for a, b in chance.integers(0, size, (ties, 2)) if a != b]
    pattern = pattern_of(ends, size)
    order, _ = minimum_degree(pattern.indptr, pattern.indices, 1e300)
    assert sorted(order.tolist()) == list(range(size))
