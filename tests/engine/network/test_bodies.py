"""Ties inside bodies, beside what chance gives among neighbours."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from edulis.engine.network.bodies import inside, overlap
from edulis.engine.network.structure import Ints

NOWHERE: Ints = np.zeros(20, dtype=np.int64)


def halves() -> csr_array:
    """Twenty people, the first ten in one group, the others in another."""
    member = np.zeros((20, 2))
    member[:10, 0] = member[10:, 1] = 1
    return csr_array(member)


def test_ties_that_stay_inside_are_more_than_chance() -> None:
    one = np.array([i for i in range(10) for j in range(i)])
    other = np.array([j for i in range(10) for j in range(i)])
    found = inside(one, other, halves(), NOWHERE)
    assert found.share == 1
    assert found.high < 1
    assert found.chance == pytest.approx(9 / 19, abs=0.05)  # two of twenty are in one half so often


def test_neighbours_who_join_the_same_group_are_no_proof() -> None:
    # Both hamlets joined as a whole: within a hamlet a shuffle changes nothing.
    hamlet = np.repeat([0, 1], 10)
    found = inside(np.array([0, 1, 11]), np.array([5, 12, 14]), halves(), hamlet)
    assert (found.share, found.chance, found.low, found.high) == pytest.approx((2 / 3,) * 4)


@given(st.integers(0, 100))
@settings(max_examples=10)
def test_where_all_belong_to_one_body_every_tie_is_inside(seed: int) -> None:
    found = inside(np.array([0, 3]), np.array([1, 7]), csr_array(np.ones((20, 1))), NOWHERE, seed=seed)
    assert (found.share, found.chance, found.low, found.high) == (1, 1, 1, 1)


def test_more_than_64_bodies_are_kept_apart() -> None:
    member = np.zeros((20, 130))
    member[[0, 1], 129] = member[[2, 3], 65] = 1
    found = inside(np.array([0, 2, 0]), np.array([1, 3, 2]), csr_array(member), NOWHERE)
    assert found.share == pytest.approx(2 / 3)


def test_without_ties_nothing_can_be_said() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert np.isnan(inside(nothing, nothing, halves(), NOWHERE).share)


def test_overlap_is_shared_members_over_the_smaller_body() -> None:
    member = csr_array(np.array([[1.0, 1, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]]))
    share = overlap(member)
    assert share[0, 1] == pytest.approx(2 / 3)
    assert share[0, 2] == 0
