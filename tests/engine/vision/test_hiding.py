"""Small cells are hidden, and so that the sum over groups does not give them away."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.vision.hiding import too_few


def test_a_cell_of_four_is_hidden_and_the_next_smallest_with_it() -> None:
    assert too_few(np.array([[4], [9], [6]]))[:, 0].tolist() == [True, False, True]


def test_two_small_cells_that_hold_five_together_hide_each_other() -> None:
    assert too_few(np.array([[3], [2], [9]]))[:, 0].tolist() == [True, True, False]


def test_where_all_are_enough_nothing_is_hidden_and_no_groups_are_no_matter() -> None:
    assert not too_few(np.array([[5, 9], [6, 7]])).any()
    assert too_few(np.zeros((0, 3), dtype=np.int64)).shape == (0, 3)


@settings(max_examples=80)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_what_is_hidden_cannot_be_worked_out_from_the_sum(column: list[int]) -> None:
    votes = np.array(column)[:, None]
    hidden = too_few(votes)[:, 0]
    held = votes[hidden, 0]
    assert (votes[~hidden] >= 5).all()
    assert held.sum() == 0 or hidden.all() or (len(held) >= 2 and held.sum() >= 5)
