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
    assert np.array_equal(np.diff(symbolic.indptr), filled(pattern, symbolic)[: symbolic.split])


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


def test_a_nearly_full_end_is_left_to_a_dense_block(monkeypatch):
    monkeypatch.setattr(order, "_WAKING", 0.0)
    chance = np.random.default_rng(0)
    matrix = np.zeros((60, 600))
    matrix[chance.integers(0, 60, 600), np.arange(600)] = 1
    matrix[chance.integers(0, 60, 600), np.arange(600)] -= 1
    symbolic = analyse(make_pattern(make_columns(random_system(1).balances.__class__(matrix))))
    assert symbolic.split < 60
