"""Months that only some told: silence is neither nothing nor left out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.seasons.filling import month_totals


def totals(table: np.ndarray) -> np.ndarray:
    """The totals of one group; nan in the table is a month not told."""
    who, month = np.nonzero(~np.isnan(table))
    return month_totals(table[who, month], who, np.zeros_like(who), month, groups=1, months=table.shape[1])[0]


def test_where_all_told_every_month_the_totals_are_plain_sums() -> None:
    table = np.array([[1.0, 5.0, 0.0], [2.0, 2.0, 7.0]])
    assert totals(table).tolist() == [3.0, 7.0, 7.0]


@given(st.lists(st.floats(0.5, 50), min_size=3, max_size=6), st.lists(st.floats(0.5, 50), min_size=4, max_size=4))
def test_sizes_times_months_come_back_whoever_was_silent(size: list[float], month: list[float]) -> None:
    truth = np.outer(size, month)
    told = truth.copy()
    told[1, 2:] = np.nan
    told[2, 0] = np.nan
    assert totals(told) == pytest.approx(truth.sum(axis=0), rel=1e-6)


def test_small_ones_who_tell_a_month_in_each_quarter_make_no_season() -> None:
    table = np.full((5, 12), 10.0)
    table[1:, [t for t in range(12) if t % 3 != 1]] = np.nan
    assert totals(table) == pytest.approx(np.full(12, 50.0))


def test_a_month_that_nobody_told_is_not_known() -> None:
    found = totals(np.array([[1.0, np.nan], [2.0, np.nan]]))
    assert found[0] == 3
    assert np.isnan(found[1])


def test_amounts_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        totals(np.array([[-1.0]]))
