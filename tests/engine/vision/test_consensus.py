"""What all agree on, to 1e-9 of the reference (red-dwarf 0.4.0), and comparable over two groups and six roles."""

import numpy as np
import pytest

from edulis.engine.vision import Counts, Votes, across, consensus_list, count


def test_group_informed_consensus_is_that_of_the_reference_under_the_root(hand: Votes, hand_groups: np.ndarray) -> None:
    counts = count(hand, hand_groups, 2)
    agree = [0.19047619047619, 0.178571428571429, 0.12962962962963, 0.357142857142857, 0.642857142857143]
    against = [0.0952380952380952, 0.107142857142857, 0.0925925925925926, 0.0714285714285714]
    assert (across(counts) ** 2)[:5].tolist() == pytest.approx(agree, abs=1e-9)
    assert (across(counts, "disagree") ** 2)[:4].tolist() == pytest.approx(against, abs=1e-9)


def test_the_consensus_list_is_that_of_the_reference(hand: Votes) -> None:
    whole = count(hand)
    assert consensus_list(whole, "agree") == (4, 5)
    assert consensus_list(whole, "disagree") == (7,)


def test_doubling_every_group_leaves_the_root_as_it_was(hand: Votes, hand_groups: np.ndarray) -> None:
    counts = count(hand, hand_groups, 2)
    doubled = Counts(*(np.vstack([part, part]) for part in (counts.agree, counts.disagree, counts.votes)))
    assert across(doubled).tolist() == pytest.approx(across(counts).tolist(), abs=1e-12)


def test_one_side_that_disagrees_keeps_a_statement_from_being_common() -> None:
    counts = Counts(np.array([[10, 7], [0, 7]]), np.array([[0, 3], [10, 3]]), np.array([[10, 10], [10, 10]]))
    assert across(counts)[0] < across(counts)[1]


def test_without_groups_there_is_nothing_to_say() -> None:
    empty = Counts(*(np.zeros((0, 3), dtype=np.int64),) * 3)
    assert np.isnan(across(empty)).all()
