import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from test_dissect import pattern_of, square

from edulis.engine.flows import order
from edulis.engine.flows.fronts import make_fronts


def fronts_of(pattern):
    tree = order._tree_of(pattern, order.by_degree(pattern).order)
    return make_fronts(pattern, tree.order, tree.place, tree.parent, tree.count)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 200), st.floats(0.0, 3.0))
def test_each_group_reaches_what_its_columns_and_those_before_it_reach(seed, size, ties):
    chance = np.random.default_rng(seed)
    pattern = pattern_of(*chance.integers(0, size, (2, int(ties * size))), size)
    again, place, fronts = fronts_of(pattern)
    assert np.array_equal(again[place], np.arange(size))
    reach = [set() for _ in range(fronts.up.size)]
    for k in range(fronts.up.size):
        own = range(fronts.first[k], fronts.first[k + 1])
        for j in own:
            old = again[j]
            reach[k] |= set(place[pattern.indices[pattern.indptr[old] : pattern.indptr[old + 1]]].tolist())
        reach[k] = {i for i in reach[k] if i >= own.stop}
        rows = fronts.rows[fronts.begin[k] : fronts.begin[k + 1]]
        assert rows.tolist() == sorted(reach[k])
        up = fronts.up[k]
        assert (up == -1) == (rows.size == 0)
        if up >= 0:
            assert up > k
            reach[up] |= reach[k]


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(2, 150))
def test_a_group_finds_its_places_in_the_group_it_goes_into(seed, size):
    chance = np.random.default_rng(seed)
    _, _, fronts = fronts_of(pattern_of(*chance.integers(0, size, (2, 2 * size)), size))
    for k in np.flatnonzero(fronts.up >= 0):
        up, part = fronts.up[k], slice(fronts.begin[k], fronts.begin[k + 1])
        theirs = np.concatenate([
            np.arange(fronts.first[up], fronts.first[up + 1]), fronts.rows[fronts.begin[up] : fronts.begin[up + 1]],
        ])  # fmt: skip
        assert np.array_equal(theirs[fronts.into[part]], fronts.rows[part])


def test_all_that_goes_into_a_group_stands_right_before_it():
    _, _, fronts = fronts_of(square(60))
    within = np.ones(fronts.up.size, int)
    first = np.arange(fronts.up.size)
    for k in range(fronts.up.size):
        if fronts.up[k] >= 0:
            within[fronts.up[k]] += within[k]
            first[fronts.up[k]] = min(first[fronts.up[k]], first[k])
    assert np.array_equal(first, np.arange(fronts.up.size) - within + 1)


def test_small_groups_are_drawn_together_since_each_costs_something_to_begin():
    _, _, fronts = fronts_of(square(60))
    assert fronts.up.size < 3_600 / 20
    assert fronts.own.sum() == 3_600
