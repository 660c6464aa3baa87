"""Groups of opinion: found where they are, however rows are ordered, and never of fewer than five."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.vision import adjusted_rand, group
from edulis.engine.vision.grouping import most_groups, nearest


def clouds(*sizes: int, apart: float = 8.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    camp = np.repeat(np.arange(len(sizes)), sizes)
    middle = apart * np.array([[0, 0], [1, 0], [0, 1], [1, 1], [2, 0]])
    return middle[camp] + random.standard_normal((len(camp), 2)), camp


@pytest.mark.parametrize("sizes", [(20, 15), (12, 20, 9), (10, 12, 14, 16), (900, 700, 500)])
def test_clouds_that_lie_apart_are_found(sizes: tuple[int, ...]) -> None:
    places, camp = clouds(*sizes)
    found = group(places)
    assert found.k == len(sizes)
    assert adjusted_rand(found.labels, camp) > 0.99
    assert np.bincount(found.labels).tolist() == sorted(sizes, reverse=True)


@settings(max_examples=15)
@given(st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    places, _ = clouds(14, 11, 9, apart=2.5)
    order = np.random.default_rng(seed).permutation(len(places))
    assert group(places[order]).labels.tolist() == group(places).labels[order].tolist()


def test_turning_the_plane_over_changes_no_group() -> None:
    places, _ = clouds(14, 11, 9, apart=4.0)
    assert adjusted_rand(group(places * [1, -1]).labels, group(places).labels) == 1.0


def test_a_few_who_stand_apart_are_no_group_of_their_own() -> None:
    places, camp = clouds(20, 18, 4)
    found = group(places)
    assert found.k == 2
    assert np.bincount(found.labels).min() >= 5
    assert adjusted_rand(found.labels[camp < 2], camp[camp < 2]) == 1.0


def test_one_who_lies_far_out_alone_makes_no_group() -> None:
    places = np.vstack([np.zeros((20, 2)) + np.arange(20)[:, None] * 0.01, [[50.0, 50.0]]])
    assert all(np.bincount(group(places).labels) >= 5)


def test_weights_are_people_at_one_place() -> None:
    places, _ = clouds(12, 9, 8, apart=3.0)
    times = np.arange(len(places)) % 3 + 1.0
    rows = np.repeat(np.arange(len(places)), times.astype(int))
    weighed, repeated = group(places, times), group(places[rows])
    assert weighed.silhouette == pytest.approx(repeated.silhouette, abs=1e-12)
    assert weighed.labels[rows].tolist() == repeated.labels.tolist()


def test_the_silhouette_is_the_mean_over_people() -> None:
    places = np.array([[0.0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [10, 0], [11, 0], [12, 0], [10, 1], [11, 1]])
    labels = np.array([0] * 5 + [1] * 5)
    far = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    own = np.array([far[i, labels == labels[i]].sum() / 4 for i in range(10)])
    other = np.array([far[i, labels != labels[i]].mean() for i in range(10)])
    assert group(places).silhouette == pytest.approx(float(((other - own) / np.maximum(own, other)).mean()), abs=1e-12)


@pytest.mark.parametrize("places", [np.zeros((0, 2)), np.zeros((30, 2)), np.array([[1.0, 2.0]])])
def test_where_all_stand_at_one_place_there_is_one_group(places: np.ndarray) -> None:
    found = group(places)
    assert found.k == min(len(places), 1)
    assert not found.labels.any()


def test_how_many_groups_are_looked_for_grows_with_the_people() -> None:
    assert [most_groups(n) for n in (0, 9, 12, 20, 36, 1000)] == [0, 1, 2, 3, 5, 5]


def test_everybody_goes_to_the_nearest_centre() -> None:
    assert nearest(np.array([[0.0, 0], [3, 3]]), np.array([[4.0, 4], [0, 1]])).tolist() == [1, 0]
