"""The compiled loops give what plain array arithmetic gives."""

import numpy as np
import pytest

from edulis.engine.vision import Votes, plane_of, positions
from edulis.engine.vision import plane as module
from edulis.engine.vision.kernels import assign, lloyd, silhouettes


def test_a_plane_is_the_same_compiled_and_not(hand: Votes, monkeypatch: pytest.MonkeyPatch) -> None:
    times = np.array([2.0, 0, 1, 1, 3, 1, 1, 0, 2, 1, 1, 1])
    plain = plane_of(hand, times), positions(hand, plane_of(hand))
    monkeypatch.setattr(module, "_COMPILED", 0)
    assert plane_of(hand, times).centre == pytest.approx(plain[0].centre, abs=1e-12)
    assert plane_of(hand, times).axes == pytest.approx(plain[0].axes, abs=1e-12)
    assert positions(hand, plane_of(hand)) == pytest.approx(plain[1], abs=1e-12)


def test_centres_come_to_rest_in_the_middle_of_their_points() -> None:
    points = np.array([[0.0, 0], [0, 2], [10, 0], [10, 2]])
    centres, cost = lloyd(points, np.array([1.0, 3, 1, 1]), points[[0, 2]].copy(), 50)
    assert centres.tolist() == [[0.0, 1.5], [10.0, 1.0]]
    assert cost == pytest.approx(1.5**2 + 3 * 0.5**2 + 2)
    assert assign(points, centres).tolist() == [0, 0, 1, 1]


def test_one_alone_in_a_group_has_a_silhouette_of_nought() -> None:
    points = np.array([[0.0, 0], [1, 0], [9, 0]])
    score = silhouettes(points, np.ones(3), np.array([[0, 0, 1]]), np.array([2]))
    assert score[0] == pytest.approx((8 / 9 + 7 / 8 + 0) / 3)
