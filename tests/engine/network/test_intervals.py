"""Intervals of shares."""

import numpy as np
import pytest

from edulis.engine.network.intervals import share_bounds


def test_the_share_lies_within_its_interval_which_shrinks_with_more_people() -> None:
    part = np.tile([0.0, 1.0, 1.0, 0.5], 10)
    few = share_bounds(part[:8], np.ones(8), seed=0, resamples=200)
    many = share_bounds(part, np.ones(40), seed=0, resamples=200)
    assert few[0] < many[0] < part.mean() < many[1] < few[1]


def test_where_all_agree_the_open_bound_is_binomial() -> None:
    assert share_bounds(np.ones(10), np.ones(10), seed=0, resamples=50) == (pytest.approx(0.025**0.1), 1)
    assert share_bounds(np.zeros(10), np.ones(10), seed=0, resamples=50) == (0, pytest.approx(1 - 0.025**0.1))


def test_one_alone_has_no_interval() -> None:
    assert all(np.isnan(share_bounds(np.ones(1), np.ones(1), seed=0, resamples=50)))
    assert all(np.isnan(share_bounds(np.zeros(3), np.zeros(3), seed=0, resamples=50)))
