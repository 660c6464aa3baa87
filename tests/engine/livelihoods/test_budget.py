"""A budget from output to what a day of own work earns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.livelihoods import budget


def test_the_printed_case_holds() -> None:
    """Output 2,400 × 5.2 + residue 700 × .3; roots, coal; 40 hired days at 25; fixed 600; 65 family days."""
    told = budget([(2400, 5.2), (700, 0.3)], [(8000, 0.55), (120, 6)], [(40, 25)], 600, 65)
    assert told.gross_output == pytest.approx(12_690)
    assert told.value_added == pytest.approx(7_570)
    assert told.gross_margin == pytest.approx(6_570)
    assert told.net_income == pytest.approx(5_970)
    assert told.per_family_day == pytest.approx(91.846154, abs=5e-7)


@given(st.floats(0, 1e6), st.floats(0, 1e3), st.floats(0.1, 100))
def test_a_change_of_money_changes_every_line_alike(quantity: float, price: float, unit: float) -> None:
    plain = budget([(quantity, price)], [(1, 2)], [(3, 4)], 5, 6)
    other = budget([(quantity, price * unit)], [(1, 2 * unit)], [(3, 4 * unit)], 5 * unit, 6)
    assert other.net_income == pytest.approx(plain.net_income * unit, rel=1e-9, abs=1e-6)


def test_without_days_there_is_no_return_to_a_day() -> None:
    assert budget([(1, 1)], []).per_family_day is None
