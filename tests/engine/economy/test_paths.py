"""Paths are told strongest first, and together they are the effect."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from edulis.engine.economy.paths import strongest_paths


def test_defourny_and_thorbecke_on_the_matrix_of_hosoe(hosoe: object) -> None:
    found = strongest_paths(hosoe, 0, np.eye(5)[4], share=1.0)
    assert [path.accounts for path in found.paths] == [(0, 2, 4), (0, 3, 4), (0, 1, 2, 4), (0, 1, 3, 4)]
    assert [path.total for path in found.paths] == pytest.approx([0.482073, 0.361555, 0.153661, 0.128051], abs=5e-7)
    assert found.effect == pytest.approx(1.125339, abs=5e-7)
    assert found.told == pytest.approx(1.0)


def test_it_stops_when_enough_of_the_effect_is_told(hosoe: object) -> None:
    assert len(strongest_paths(hosoe, 0, np.eye(5)[4], share=0.7).paths) == 2
    assert len(strongest_paths(hosoe, 0, np.eye(5)[4], share=1.0, most=3).paths) == 3


def test_a_path_multiplier_is_the_ratio_of_determinants(hosoe: object) -> None:
    rest = np.eye(5) - hosoe.toarray()
    path = strongest_paths(hosoe, 0, np.eye(5)[4], share=1.0).paths[0]
    left = [at for at in range(5) if at not in path.accounts]
    assert path.multiplier == pytest.approx(np.linalg.det(rest[np.ix_(left, left)]) / np.linalg.det(rest))


@given(st.integers(2, 7), st.integers(0, 10_000))
@settings(max_examples=25)
def test_all_paths_together_are_the_effect_and_no_more(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    shares = random.random((n, n)) * (random.random((n, n)) < 0.6)
    shares *= 0.7 / np.maximum(shares.sum(axis=0), 0.7)
    weight = (random.random(n) < 0.5).astype(float)
    found = strongest_paths(csr_array(shares), 0, weight, share=2.0, most=10_000, patience=10_000)
    exact = float(weight @ np.linalg.inv(np.eye(n) - shares)[:, 0])
    assert found.effect == pytest.approx(exact, abs=1e-9)
    assert sum(path.total for path in found.paths) == pytest.approx(exact, rel=1e-8, abs=1e-9)
    few = strongest_paths(csr_array(shares), 0, weight, share=2.0, most=3)
    best = sorted((path.total for path in found.paths), reverse=True)[:3]
    assert [path.total for path in few.paths] == pytest.approx(best)
    assert sum(path.total for path in few.paths) <= exact * (1 + 1e-9) + 1e-12


def test_no_effect_has_no_paths_and_negative_weights_are_refused(hosoe: object) -> None:
    nothing = strongest_paths(csr_array((3, 3)), 0, np.eye(3)[2])
    assert nothing.paths == ()
    assert nothing.told == 1.0
    with pytest.raises(ValueError, match="negative"):
        strongest_paths(hosoe, 0, -np.ones(5))
