import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.reports import amounts


@pytest.mark.parametrize(
    ("value", "error", "shown"),
    [
        (1234567.0, None, 1230000.0),
        (1234.0, 30.0, 1230.0),
        (1234.0, 400.0, 1200.0),
        (1234.0, 9000.0, 1000.0),
        (0.12345, None, 0.123),
        (0.0, 1.0, 0.0),
    ],
)
def test_a_figure_keeps_the_digits_it_is_sure_of(value: float, error: float | None, shown: float) -> None:
    assert amounts.rounded(value, error) == pytest.approx(shown)


@given(st.floats(1e-6, 1e12), st.floats(1e-6, 1e12))
def test_rounding_moves_a_figure_by_less_than_its_error_or_half_a_per_cent(value: float, error: float) -> None:
    assert abs(amounts.rounded(value, error) - value) <= max(error, 0.0051 * value, 0) or error > value


def test_money_is_told_with_its_order_of_magnitude_in_words() -> None:
    assert amounts.money(342_867_542_005, "en", "VND") == "343 billion đồng"
    assert amounts.money(11_250_000, "en", "VND") == "11.2 million đồng"
    assert amounts.money(850, "en", "USD") == "850 USD"


def test_vietnamese_numbers_have_a_decimal_comma() -> None:
    assert amounts.plain(11.25, "vi") == "11,2"
    assert amounts.plain(12_300.0, "vi") == "12.300"
    assert amounts.plain(0.5, "en") == "0.5"
    assert amounts.plain(math.nan, "en") == "–"


def test_weights_from_one_tonne_up_are_tonnes() -> None:
    assert amounts.mass(999.0, "en") == "999 kg"
    assert amounts.mass(28_300.0, "en") == "28.3 tonnes"


def test_an_interval_is_said_only_where_there_is_one() -> None:
    assert amounts.between(0.91, 0.998, "en", "share", None) == "surely between 91% and 100%"
    assert amounts.between(None, 1.0, "en", "share", None) == ""
    assert amounts.between(1.0, math.inf, "en", "", None) == ""


def test_a_round_over_new_year_has_all_its_months() -> None:
    found = amounts.months(dt.date(2002, 11, 1), dt.date(2003, 2, 1))
    assert [(month.year, month.month) for month in found] == [(2002, 11), (2002, 12), (2003, 1), (2003, 2)]


def test_an_interval_with_one_end_is_none() -> None:
    assert amounts.between(0.981, 0.984, "en", "share", None) == ""
    assert "between" in amounts.between(0.95, 0.99, "en", "share", None)
