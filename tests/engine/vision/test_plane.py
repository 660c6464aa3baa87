"""The plane of opinion: the reference's places, no matter the order, and the same by iteration."""

from collections.abc import Callable

import numpy as np
import pytest

from edulis.engine.vision import Votes, plane_of, positions

Village = Callable[..., tuple[Votes, np.ndarray]]


def test_axes_are_those_of_a_plain_decomposition(hand: Votes) -> None:
    plane = plane_of(hand)
    filled = np.where(hand.matrix == 2, 0.0, hand.matrix - plane.centre)
    _, size, axes = np.linalg.svd(filled)
    assert np.abs(plane.axes @ axes[:2].T) == pytest.approx(np.eye(2), abs=1e-12)
    assert plane.explained.tolist() == pytest.approx((size[:2] ** 2 / (size**2).sum()).tolist(), abs=1e-12)


def test_the_extremity_of_statements_is_that_of_the_reference(hand: Votes) -> None:
    expected = [1.433029264122, 1.936750385323, 1.20145689964, 0.813677184045, 0.040770268534, 0.843139766498]
    assert plane_of(hand).extremity[:6].tolist() == pytest.approx(expected, abs=1e-9)  # red-dwarf 0.4.0


def test_who_voted_on_one_statement_only_stands_as_far_out_as_the_statement() -> None:
    matrix = np.array([[1, 1, 2], [-1, -1, 1], [1, -1, -1], [1, 2, 2]])
    votes = Votes.of(list("abcd"), list("stu"), matrix)
    plane = plane_of(votes)
    assert positions(votes, plane)[3].tolist() == pytest.approx(plane.statements[0].tolist(), abs=1e-12)


def test_counting_people_twice_is_having_them_twice(hand: Votes) -> None:
    times = np.array([2.0, 0, 1, 1, 3, 1, 1, 0, 2, 1, 1, 1])
    rows = np.repeat(np.arange(12), times.astype(int))
    often = Votes.of([f"q{i:02}" for i in range(len(rows))], hand.statements, hand.matrix[rows])
    one, other = plane_of(hand, times), plane_of(often)
    assert one.centre.tolist() == pytest.approx(other.centre.tolist(), abs=1e-12)
    assert one.axes == pytest.approx(other.axes, abs=1e-9)


def test_iteration_from_a_plane_near_by_finds_the_same_axes(village: Village) -> None:
    votes, _ = village(120, 60, 2)
    exact = plane_of(votes)
    near = plane_of(votes.chosen(np.arange(100)))
    assert plane_of(votes, near=near).axes == pytest.approx(exact.axes, abs=1e-6)


@pytest.mark.parametrize("matrix", [np.ones((4, 3)), np.full((4, 3), 2), np.zeros((0, 3)), np.zeros((3, 0))])
def test_where_nobody_differs_there_are_no_axes_and_all_stand_in_the_middle(matrix: np.ndarray) -> None:
    votes = Votes.of([f"p{i}" for i in range(len(matrix))], [f"s{j}" for j in range(matrix.shape[1])], matrix)
    plane = plane_of(votes)
    assert not plane.axes.any()
    assert not positions(votes, plane).any()


def test_one_statement_gives_one_axis() -> None:
    votes = Votes.of(list("abc"), ["s"], [[1], [-1], [1]])
    plane = plane_of(votes)
    assert plane.axes.tolist() == [[1.0], [0.0]]
