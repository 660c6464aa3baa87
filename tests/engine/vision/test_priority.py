"""The next statement: the reference's figure, and a lot drawn by weight."""

import numpy as np
import pytest

from edulis.engine.vision import Votes, count, next_statement, plane_of, priority


def test_the_priority_is_that_of_the_reference(hand: Votes) -> None:
    found = priority(count(hand), plane_of(hand).extremity)
    expected = [6.881205281224, 9.88322418903, 7.559246922757, 5.538302337029, 4.172123948864, 17.855233134009]
    assert found[:6].tolist() == pytest.approx(expected, abs=1e-9)  # red-dwarf 0.4.0 on the same table


def test_a_new_statement_goes_before_one_that_many_have_seen_and_one_about_the_voter_has_its_own_weight() -> None:
    counts = count(Votes.of([f"p{i}" for i in range(40)], ["new", "old", "who"], np.array([[2, 1, 1]] * 40)))
    found = priority(counts, np.zeros(3), np.array([False, False, True]))
    assert found[0] == pytest.approx(((1 - 0.5) * 0.5 * 9) ** 2)
    assert found[0] > found[1]
    assert found[2] == 49


def test_the_next_statement_is_one_not_seen_and_drawn_by_weight() -> None:
    weights = np.array([1.0, 3.0, 100.0])
    seen = np.array([2, 2, 1], dtype=np.int8)
    drawn = [next_statement(weights, seen, draw=draw) for draw in np.linspace(0, 0.999, 400)]
    assert set(drawn) == {0, 1}
    assert drawn.count(1) == pytest.approx(300, abs=2)


def test_who_has_seen_all_that_is_open_is_asked_nothing_more() -> None:
    seen = np.array([1, 2], dtype=np.int8)
    assert next_statement(np.ones(2), seen, draw=0.3, out=np.array([False, True])) is None
    assert next_statement(np.zeros(2), seen, draw=0.999999) == 1
