"""Published indices of seasonality, their limits and what leaves them alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.seasons import circular_month, gini, seasonal_peak, walsh_lawler

UNIFORM = np.ones(12)
ONE = np.eye(12)[6]
WINTER = np.array([1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1.0])  # five equal months, November to March

years = st.lists(st.floats(0, 1e6), min_size=12, max_size=12).map(np.array).filter(lambda x: x.sum() > 1e-3)


@pytest.mark.parametrize(
    ("year", "index", "length", "spread"),
    [(UNIFORM, 0, 0, 0), (ONE, 1.833333, 1, 0.916667), (WINTER, 1.166667, 0.746410, 0.583333)],
)
def test_the_exact_cases_hold(year: np.ndarray, index: float, length: float, spread: float) -> None:
    """Walsh & Lawler (1981), Fisher (1993) and Gini (1912), computed from their formulas."""
    assert walsh_lawler(year) == pytest.approx(index, abs=5e-7)
    assert circular_month(year)[1] == pytest.approx(length, abs=5e-7)
    assert gini(year) == pytest.approx(spread, abs=5e-7)


def test_the_mean_month_of_november_to_march_is_january_and_an_even_year_has_none() -> None:
    assert circular_month(WINTER)[0] == pytest.approx(1.0)
    assert circular_month(ONE)[0] == pytest.approx(7.0)
    assert np.isnan(circular_month(UNIFORM)[0])


@given(years, st.integers(1, 11), st.floats(1e-3, 1e3))
def test_turning_the_year_turns_the_mean_month_and_nothing_else(x: np.ndarray, by: int, factor: float) -> None:
    turned = np.roll(x, by) * factor
    assert walsh_lawler(turned) == pytest.approx(walsh_lawler(x), abs=1e-9)
    assert gini(turned) == pytest.approx(gini(x), abs=1e-9)
    (month, length), (later, same) = circular_month(x), circular_month(turned)
    assert same == pytest.approx(length, abs=1e-9)
    if length > 1e-6:
        assert (later - month - by + 6) % 12 == pytest.approx(6, abs=1e-5)
        assert 1 <= later < 13


@given(years)
def test_every_index_keeps_within_its_bounds(x: np.ndarray) -> None:
    assert 0 <= walsh_lawler(x) <= 11 / 6 + 1e-12
    assert -1e-12 <= gini(x) <= 11 / 12 + 1e-12
    assert 0 <= circular_month(x)[1] <= 1


def test_many_years_are_read_at_once_and_a_year_of_nothing_has_no_index() -> None:
    both = np.stack([WINTER, np.zeros(12)])
    assert np.isnan(walsh_lawler(both)[1])
    assert np.isnan(gini(both)[1])
    assert walsh_lawler(both)[0] == pytest.approx(7 / 6)


def test_what_is_no_year_or_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="twelve"):
        walsh_lawler(np.ones(11))
    with pytest.raises(ValueError, match="negative"):
        gini(np.array([-1.0] + [1.0] * 11))


def test_the_peak_of_two_years_is_that_of_the_season_not_of_the_trend() -> None:
    at = np.arange(36)
    series = 100 + 3.0 * at + 20 * np.cos(2 * np.pi * (at - 3) / 12)  # first month September, so the peak is December
    assert seasonal_peak(series, 9) == 12
    with pytest.raises(ValueError, match="two years"):
        seasonal_peak(series[:23], 9)
    with pytest.raises(ValueError, match="without a gap"):
        seasonal_peak(np.where(at == 5, np.nan, series), 9)
    with pytest.raises(ValueError, match="never changes"):
        seasonal_peak(np.ones(24), 1)
