import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from published import random_system

from edulis.engine.flows import order
from edulis.engine.flows.normal import make_columns, make_pattern
from edulis.engine.flows.order import analyse


def ring(size, chance=None):
    """Balances on a ring, each tied to its neighbour, and some of them across."""
    matrix = np.eye(size) - np.roll(np.eye(size), 1, axis=0)
    if chance is not None:
        across = chance.integers(0, size, (2, size // 3))
        more = np.zeros((size, size // 3))
        more[across[0], np.arange(size // 3)] = 1
        more[across[1], np.arange(size // 3)] -= 1
        matrix = np.hstack([matrix, more])
    return make_pattern(make_columns(random_system(1).balances.__class__(matrix)))


def filled(pattern, symbolic):
    """How many entries each column of L has, found by eliminating one balance after the other."""
    m = symbolic.order.size
    near = [set() for _ in range(m)]
    for r in range(m):
        for s in pattern.indices[pattern.indptr[r] : pattern.indptr[r + 1]]:
            near[symbolic.place[r]].add(int(symbolic.place[s]))
    count = []
    for k in range(m):
        later = {i for i in near[k] if i > k}
        count.append(len(later))
        for i in later:
            near[i] |= later - {i}
    return np.array(count)


@given(st.integers(0, 10_000), st.integers(4, 60))
def test_every_balance_is_eliminated_once_and_the_columns_are_as_long_as_told(seed, size):
    pattern = ring(size, np.random.default_rng(seed))
    symbolic = analyse(pattern)
    assert sorted(symbolic.order.tolist()) == list(range(size))
    assert np.array_equal(symbolic.order[symbolic.place], np.arange(size))
    assert np.array_equal(np.diff(symbolic.indptr), filled(pattern, symbolic))


def test_a_ring_fills_one_entry_a_step():
    symbolic = analyse(ring(40))
    assert symbolic.indptr[-1] <= 2 * 40


def test_a_hub_comes_last():
    size = 400
    matrix = np.vstack([np.ones((1, size)), -np.eye(size)])
    symbolic = analyse(make_pattern(make_columns(random_system(1).balances.__class__(matrix))))
    assert symbolic.order[-1] == 0
    assert symbolic.indptr[-1] <= size


def test_subtrees_stand_together_and_the_heaviest_child_comes_first():
    symbolic = analyse(ring(200, np.random.default_rng(3)))
    parent = symbolic.parent
    first = np.arange(parent.size)
    for j in range(parent.size):
        if parent[j] >= 0:
            assert parent[j] > j
            first[parent[j]] = min(first[parent[j]], first[j])
    within = np.ones(parent.size, int)
    for j in range(parent.size):
        if parent[j] >= 0:
            within[parent[j]] += within[j]
    assert np.array_equal(first, np.arange(parent.size) - within + 1)


def test_where_much_fills_up_it_goes_into_fronts(monkeypatch):
    pattern = ring(60, np.random.default_rng(0))
    assert analyse(pattern).fronts is None
    monkeypatch.setattr(order, "_HEAVY", 0.0)
    symbolic = analyse(pattern)
    assert symbolic.fronts is not None
    assert sorted(symbolic.order.tolist()) == list(range(60))
    assert np.array_equal(symbolic.order[symbolic.place], np.arange(60))


def test_the_order_with_less_work_is_taken(monkeypatch):
    monkeypatch.setattr(order, "_HEAVY", 0.0)
    pattern = grid(24)
    best = analyse(pattern).work
    monkeypatch.setattr(order, "dissection", lambda pattern: np.random.default_rng(0).permutation(576).astype(np.int32))
    assert best <= analyse(pattern).work < 3 * best  # by degree: cuts without a plan would cost far more


def grid(side):
    """Balances in a square, each tied to the next one to the right and below."""
    name = np.arange(side * side).reshape(side, side)
    ends = np.vstack([np.c_[name[:, :-1].ravel(), name[:, 1:].ravel()], np.c_[name[:-1].ravel(), name[1:].ravel()]])
    matrix = np.zeros((side * side, len(ends)))
    matrix[ends[:, 0], np.arange(len(ends))] = 1
    matrix[ends[:, 1], np.arange(len(ends))] = -1
    return make_pattern(make_columns(random_system(1).balances.__class__(matrix)))


@given(st.integers(0, 10_000), st.integers(2, 60))
def test_the_work_by_degree_is_that_of_its_columns(seed, size):
    pattern = ring(size, np.random.default_rng(seed))
    quick = order.by_degree(pattern)
    assert quick.work == analyse(pattern, quick).work
