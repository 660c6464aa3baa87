"""Intervals from drawing enterprises again."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.resample import interval, share_interval


def rows(parts: list[float], wholes: list[float]) -> pl.DataFrame:
    return pl.DataFrame({"who": [f"w{n:03d}" for n in range(len(parts))], "part": parts, "whole": wholes})


def test_the_interval_of_a_mean_is_that_of_the_normal_law_for_many() -> None:
    values = np.random.default_rng(3).normal(10, 2, 400)
    value, low, high = share_interval(
        rows(values.tolist(), [1.0] * 400), "who", "part", "whole", seed=1, resamples=2000, bounded=False
    )
    half = 1.96 * values.std() / 20
    assert value == pytest.approx(values.mean())
    assert (low, high) == pytest.approx((value - half, value + half), abs=0.03)


def test_where_all_agree_doubt_remains_as_few_were_asked() -> None:
    value, low, high = share_interval(rows([1.0] * 4, [1.0] * 4), "who", "part", "whole", seed=0, resamples=50)
    assert (value, high) == (1, 1)
    assert low == pytest.approx(0.025 ** (1 / 4))
    value, low, high = share_interval(rows([0.0] * 4, [1.0] * 4), "who", "part", "whole", seed=0, resamples=50)
    assert (value, low) == (0, 0)
    assert high == pytest.approx(1 - 0.025 ** (1 / 4))


def test_rows_of_one_enterprise_are_drawn_together() -> None:
    split = pl.DataFrame({"who": ["a", "a", "b"], "part": [1.0, 2.0, 0.0], "whole": [2.0, 2.0, 4.0]})
    whole = pl.DataFrame({"who": ["a", "b"], "part": [3.0, 0.0], "whole": [4.0, 4.0]})
    first, second = (share_interval(table, "who", "part", "whole", seed=5, resamples=40) for table in (split, whole))
    assert first == second


@settings(max_examples=30, deadline=None)
@given(shares=st.lists(st.floats(0, 1), min_size=2, max_size=20), seed=st.integers(0, 99))
def test_an_interval_of_shares_stays_within_nought_and_one(shares: list[float], seed: int) -> None:
    table = rows(shares, [1.0] * len(shares))
    _, low, high = share_interval(table, "who", "part", "whole", seed=seed, resamples=40)
    assert -1e-9 <= low <= high <= 1 + 1e-9


def test_nothing_and_one_alone_have_no_interval() -> None:
    assert all(
        math.isnan(each) for each in share_interval(rows([0.0], [0.0]), "who", "part", "whole", seed=0, resamples=9)
    )
    assert all(math.isnan(each) for each in interval(1, lambda times: float(times.sum()), seed=0, resamples=9))
