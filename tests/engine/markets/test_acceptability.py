"""How firm a first place is, against exact areas of the weight simplex."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.markets.acceptability import acceptability, agreement, firmness, firsts


def exact_two(values: np.ndarray) -> np.ndarray:
    """With two criteria the simplex is a line: where each option is first, cut at all crossings."""
    first, second = values.T
    cuts = {0.0, 1.0}
    for i in range(len(values)):
        for j in range(i):
            down = (first[i] - second[i]) - (first[j] - second[j])
            if down:
                cut = (second[j] - second[i]) / down
                cuts |= {cut} if 0 < cut < 1 else set()
    edges = sorted(cuts)
    share = np.zeros(len(values))
    for low, high in itertools.pairwise(edges):
        w = (low + high) / 2
        share[(w * first + (1 - w) * second).argmax()] += high - low
    return share


def clipped(polygon: list[tuple[float, float]], a: float, b: float, c: float) -> list[tuple[float, float]]:
    """The part of a convex polygon in which a x + b y + c ≥ 0."""
    kept = []
    for (x, y), (u, v) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        here, there = a * x + b * y + c, a * u + b * v + c
        if here >= 0:
            kept.append((x, y))
        if here * there < 0:
            t = here / (here - there)
            kept.append((x + t * (u - x), y + t * (v - y)))
    return kept


def exact_three(values: np.ndarray) -> np.ndarray:
    """With three criteria the simplex is a triangle: the share of its area in which each option is first."""
    share = []
    for i in range(len(values)):
        polygon = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
        for j in range(len(values)):
            if j != i and polygon:
                d = values[i] - values[j]
                polygon = clipped(polygon, d[0] - d[2], d[1] - d[2], d[2])
        pairs = zip(polygon, polygon[1:] + polygon[:1], strict=True) if polygon else []
        share.append(abs(sum(x * v - u * y for (x, y), (u, v) in pairs)))
    return np.array(share)


@given(st.integers(0, 10_000))
@settings(max_examples=10)
def test_shares_are_those_of_the_exact_line_and_triangle(seed: int) -> None:
    random = np.random.default_rng(seed)
    for criteria, exact in ((2, exact_two), (3, exact_three)):
        values = random.random((4, criteria))
        held = acceptability(values, values, seed=seed, draws=20_000)
        wide = 5 * np.maximum(held.error[:, 0], 1e-3)
        assert (np.abs(held.ranks[:, 0] - exact(values)) <= wide).all()


def test_rows_and_ranks_sum_to_one_and_dominated_options_are_never_first() -> None:
    values = np.array([[0.9, 0.2, 0.5], [0.1, 0.9, 0.4], [0.0, 0.1, 0.3]])
    held = acceptability(values, values, seed=1, draws=5000)
    assert held.ranks.sum(axis=0) == pytest.approx(np.ones(3))
    assert held.ranks.sum(axis=1) == pytest.approx(np.ones(3))
    assert held.ranks[2, 0] == 0
    assert np.isnan(held.central[2]).all()
    assert held.central[:2].sum(axis=1) == pytest.approx([1, 1])
    assert held.central[0, 0] > held.central[1, 0]  # whoever weighs the first more is for the first option


def test_the_same_seed_draws_the_same_and_more_options_change_no_memory() -> None:
    values = np.random.default_rng(3).random((60, 5))
    one, other = (acceptability(values, values, seed=7, draws=2000) for _ in range(2))
    assert (one.ranks == other.ranks).all()


def test_like_options_share_their_places() -> None:
    values = np.array([[0.5, 0.5], [0.5, 0.5]])
    held = acceptability(values, values, seed=0, draws=100)
    assert held.ranks == pytest.approx(np.full((2, 2), 0.5))


def test_an_unknown_value_is_drawn_over_its_whole_scale() -> None:
    low, high = np.array([[0.5], [0.0]]), np.array([[0.5], [1.0]])
    held = acceptability(low, high, seed=0, draws=20_000)
    assert held.ranks[0, 0] == pytest.approx(0.5, abs=0.02)
    sure = acceptability(np.array([[0.9], [0.0]]), np.array([[0.9], [1.0]]), seed=0, draws=20_000)
    assert sure.ranks[0, 0] == pytest.approx(0.9, abs=0.01)


def test_firmness_counts_draws_of_members() -> None:
    values = np.eye(2)
    sure = firmness(values, np.array([[0.9, 0.1]] * 5), seed=0, resamples=50)
    assert sure.tolist() == [1.0, 0.0]
    split = firmness(values, np.array([[1.0, 0.0]] * 10 + [[0.0, 1.0]] * 10), seed=0, resamples=4000)
    assert split == pytest.approx([0.5, 0.5], abs=0.03)
    assert np.isnan(firmness(values, np.array([[1.0, 0.0]]), seed=0, resamples=10)).all()


def test_firsts_are_shared() -> None:
    assert firsts(np.eye(2), np.array([[0.5, 0.5], [0.9, 0.1]])).tolist() == [[0.5, 0.5], [1.0, 0.0]]


def test_agreement_of_orders() -> None:
    assert agreement(np.array([1.0, 2, 3]), np.array([10.0, 20, 30])) == pytest.approx(1)
    assert agreement(np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == pytest.approx(-1)
    assert np.isnan(agreement(np.array([1.0]), np.array([1.0])))
    assert np.isnan(agreement(np.array([1.0, 1.0]), np.array([1.0, 2.0])))


def test_no_options_is_no_error() -> None:
    held = acceptability(np.zeros((0, 3)), np.zeros((0, 3)), seed=0)
    assert held.ranks.shape == (0, 0)
    assert firmness(np.zeros((0, 3)), np.zeros((4, 3)), seed=0, resamples=5).shape == (0,)
