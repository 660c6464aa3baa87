"""What has no multiplier is refused by name before anything is worked out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from edulis.engine.economy.leaks import Refused, closed, leaks, overdrawn, refuse, spectral_radius


def test_a_column_above_one_is_refused_by_name() -> None:
    shares = csr_array(np.array([[0.0, 0.7], [0.5, 0.4]]))
    with pytest.raises(Refused, match="Ms Hoa pays more than it receives") as caught:
        refuse(shares, ["Mr Binh", "Ms Hoa"])
    assert caught.value.accounts.tolist() == [1]
    assert overdrawn(shares).tolist() == [1]


def test_a_closed_set_is_refused_by_name_however_long_its_circle() -> None:
    shares = np.zeros((5, 5))
    shares[1, 0] = shares[2, 1] = shares[0, 2] = 1.0
    shares[4, 3] = 0.5
    assert closed(csr_array(shares)).tolist() == [0, 1, 2]
    with pytest.raises(Refused, match="a, b, c is in a closed set"):
        refuse(csr_array(shares), list("abcde"))


def test_a_factor_that_passes_on_all_it_gets_is_legal(hosoe: object) -> None:
    assert leaks(hosoe)[2] == 0.0
    refuse(hosoe)


def test_negative_shares_and_tables_that_are_not_square_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        refuse(csr_array(np.array([[-0.1]])))
    with pytest.raises(ValueError, match="square"):
        refuse(csr_array((2, 3)))


def test_the_spectral_radius_lies_within_its_bounds(hosoe: object, miller: object) -> None:
    for shares in (hosoe, miller):
        low, high = spectral_radius(shares)
        exact = max(abs(np.linalg.eigvals(shares.toarray())))
        assert low - 1e-9 <= exact <= high + 1e-9
        assert high - low < 1e-6


def test_a_chain_without_a_circle_has_radius_zero() -> None:
    assert spectral_radius(csr_array(np.array([[0.0, 0.0], [0.9, 0.0]]))) == (0.0, 0.0)
    assert spectral_radius(csr_array((0, 0))) == (0.0, 0.0)


@given(st.integers(2, 12), st.integers(0, 10_000))
@settings(max_examples=30)
def test_bounds_hold_for_any_shares(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    shares = random.random((n, n)) * (random.random((n, n)) < 0.4)
    shares *= 0.9 / np.maximum(shares.sum(axis=0), 0.9)
    low, high = spectral_radius(csr_array(shares))
    exact = max(abs(np.linalg.eigvals(shares)))
    assert low - 1e-6 <= exact <= high + 1e-6
