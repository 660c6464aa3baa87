import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csc_array

from edulis.engine.flows import order
from edulis.engine.flows.dissect import _cut, dissection
from edulis.engine.flows.normal import make_columns, make_pattern


def pattern_of(one, other, size):
    apart = one != other
    one, other = one[apart], other[apart]
    column = np.arange(one.size)
    rows, columns = np.concatenate([one, other]), np.concatenate([column, column])
    signs = np.concatenate([np.ones(one.size), -np.ones(one.size)])
    return make_pattern(make_columns(csc_array((signs, (rows, columns)), shape=(size, max(one.size, 1)))))


def square(side):
    name = np.arange(side * side).reshape(side, side)
    one = np.concatenate([name[:, :-1].ravel(), name[:-1].ravel()])
    return pattern_of(one, np.concatenate([name[:, 1:].ravel(), name[1:].ravel()]), side * side)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 1_500), st.floats(0.0, 4.0))
def test_every_balance_is_in_the_order_once(seed, size, ties):
    chance = np.random.default_rng(seed)
    one, other = chance.integers(0, size, (2, int(ties * size)))
    assert sorted(dissection(pattern_of(one, other, size)).tolist()) == list(range(size))


def test_nothing_ties_one_side_of_a_cut_to_the_other():
    pattern = square(40)
    side = _cut(pattern.indptr, pattern.indices, np.ones(pattern.indices.size, np.int32))
    row = np.repeat(np.arange(1_600), np.diff(pattern.indptr))
    assert not np.any((side[row] == 0) & (side[pattern.indices] == 1))
    share = np.bincount(side, minlength=3) / 1_600
    assert min(share[:2]) > 0.35
    assert share[2] <= 1.4 * 40 / 1_600  # a straight cut through the middle takes 40


def test_among_neighbours_on_a_map_cuts_cost_far_less_than_degrees():
    side, chance = 70, np.random.default_rng(0)
    one = chance.integers(0, side * side, 4 * side * side)
    east, north = (chance.geometric(0.4, one.size) * chance.choice([-1, 1], one.size) for _ in range(2))
    other = (one + east) % side + (one // side + north) % side * side
    pattern = pattern_of(one, other, side * side)
    assert order._tree_of(pattern, dissection(pattern)).work < 0.5 * order.by_degree(pattern).work


def test_balances_in_many_parts_and_without_ties_are_put_in_order_too():
    assert sorted(dissection(pattern_of(np.zeros(0, int), np.zeros(0, int), 900)).tolist()) == list(range(900))
    name = np.arange(0, 1_000, 2)
    assert sorted(dissection(pattern_of(name, name + 1, 1_000)).tolist()) == list(range(1_000))


def test_where_all_are_tied_to_all_no_cut_is_forced():
    one, other = np.triu_indices(400, 1)
    assert sorted(dissection(pattern_of(one, other, 400)).tolist()) == list(range(400))
