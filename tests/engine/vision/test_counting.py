"""Counts by group and the two tests, by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.vision import Votes, count
from edulis.engine.vision.counting import probability, sure_of_half, sure_of_more


def test_passes_count_as_votes_and_the_unseen_does_not(hand: Votes, hand_groups: np.ndarray) -> None:
    counts = count(hand, hand_groups, 2)
    assert counts.agree[:, 1].tolist() == [4, 1]
    assert counts.disagree[:, 1].tolist() == [0, 5]
    assert counts.votes[:, 1].tolist() == [5, 6]
    assert counts.passed[:, 1].tolist() == [1, 0]
    assert counts.rest().agree[:, 1].tolist() == [1, 4]
    assert counts.whole().votes[0].tolist() == count(hand).votes[0].tolist()


def test_who_is_in_no_group_is_not_counted(hand: Votes) -> None:
    labels = np.array([0, 0, -1, -1, -1, 1, 1, 1, 1, 1, 1, 1])
    assert count(hand, labels, 2).votes[0, 0] == 2


def test_seven_agrees_of_ten_are_the_least_that_is_surely_more_than_half() -> None:
    six, seven = (sure_of_half(np.array([n]), np.array([10]))[0] for n in (6, 7))
    assert six == pytest.approx(2 * 11**0.5 * (7 / 11 - 0.5), abs=1e-12)
    assert six < 1.2816 < seven


def test_chances_have_one_more_of_each_answer() -> None:
    assert probability(np.array([0, 3]), np.array([0, 3])).tolist() == [0.5, 0.8]


def test_two_groups_of_one_mind_do_not_differ() -> None:
    four = (np.array([4]),) * 4
    assert sure_of_more(*four)[0] == 0.0


@settings(max_examples=60)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_more_in_one_group_is_less_in_the_other(n: int, extra: int, m: int, more: int) -> None:
    one, all_one, other, all_other = (np.array([v]) for v in (n, n + extra, m, m + more))
    there, back = sure_of_more(one, all_one, other, all_other), sure_of_more(other, all_other, one, all_one)
    assert there[0] == pytest.approx(-back[0], abs=1e-12)
    assert np.isfinite(there[0])
