"""What is typical of a group: figures to 1e-9 of the reference, computed with red-dwarf 0.4.0 on the same table."""

import numpy as np
import pytest

from edulis.engine.vision import Counts, Votes, count, repness, typical


def test_the_figures_of_the_first_group_are_those_of_the_reference(hand: Votes, hand_groups: np.ndarray) -> None:
    held = repness(count(hand, hand_groups, 2))
    z_agree = [2.449489742783, 1.632993161855, -1.3416407865, 0.816496580928, 2.449489742783, 1.0]
    r_disagree = [0.214285714286, 0.190476190476, 7.5, 1.142857142857, 1.142857142857, 1.4, 0.190476190476]
    rz_agree = [2.80624304008, 1.974468555611, -2.433747110938, -0.185449546755, 0.963624111659, -0.322748612184]
    rz_disagree = [-2.160246899469, -2.489547309249, 3.078825533652, 0.185449546755, 0.118613928648, 0.527046276695]
    assert held.p_agree[0].tolist()[:3] == pytest.approx([6 / 7, 5 / 7, 1 / 6], abs=1e-9)
    assert held.z_agree[0, :6].tolist() == pytest.approx(z_agree, abs=1e-9)
    assert held.r_disagree[0, :7].tolist() == pytest.approx(r_disagree, abs=1e-9)
    assert held.rz_agree[0, :6].tolist() == pytest.approx(rz_agree, abs=1e-9)
    assert held.rz_disagree[0, :6].tolist() == pytest.approx(rz_disagree, abs=1e-9)


def test_a_hand_worked_cell(hand: Votes, hand_groups: np.ndarray) -> None:
    held = repness(count(hand, hand_groups, 2))
    # First statement: five of five agree, of the other seven one does, and one passes.
    assert held.r_agree[0, 0] == pytest.approx((6 / 7) / (2 / 9), abs=1e-12)
    pooled = (6 + 2) / (6 + 8)
    expected = (6 / 6 - 2 / 8) / (pooled * (1 - pooled) * (1 / 6 + 1 / 8)) ** 0.5
    assert held.rz_agree[0, 0] == pytest.approx(expected, abs=1e-12)


def test_the_statements_told_of_each_group_are_those_of_the_reference(hand: Votes, hand_groups: np.ndarray) -> None:
    counts = count(hand, hand_groups, 2)
    told = [[(one.statement, one.direction, one.best) for one in typical(counts, repness(counts), g)] for g in (0, 1)]
    assert told[0] == [(6, "agree", True), (0, "agree", False), (1, "agree", False), (2, "disagree", False)]
    assert told[1] == [(2, "agree", True), (6, "disagree", False), (1, "disagree", False), (0, "disagree", False)]


def test_one_statement_is_told_where_anything_was_voted_and_none_where_nothing_was() -> None:
    one = Counts(np.array([[1, 0], [1, 0]]), np.array([[0, 1], [0, 1]]), np.array([[2, 2], [2, 2]]))
    none = Counts(*(np.zeros((2, 2), dtype=np.int64),) * 3)
    assert len(typical(one, repness(one), 0)) == 1
    assert typical(none, repness(none), 0) == ()


def test_at_most_so_many_are_told(hand: Votes, hand_groups: np.ndarray) -> None:
    counts = count(hand, hand_groups, 2)
    assert len(typical(counts, repness(counts), 0, at_most=2)) == 2


def test_a_group_that_agrees_with_nothing_more_than_others_is_told_by_what_it_agrees_with() -> None:
    counts = Counts(np.array([[9, 1], [9, 9]]), np.array([[1, 9], [0, 1]]), np.array([[10, 10], [9, 10]]))
    told = typical(counts, repness(counts), 0)
    assert (told[0].statement, told[0].direction, told[0].best) == (0, "agree", True)
