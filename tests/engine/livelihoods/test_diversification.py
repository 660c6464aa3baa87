"""Published indices of diversification and their limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.livelihoods import effective_shannon, herfindahl, inverse_simpson, shannon, shares, simpson

amounts = st.lists(st.floats(0, 1e9), min_size=1, max_size=8).map(np.array).filter(lambda x: x.sum() > 1e-3)


def test_the_printed_case_holds() -> None:
    """Shares of 60, 20, 10 and 10 %, from the formulas of Simpson (1949), Shannon (1948) and Hill (1973)."""
    p = [60, 20, 10, 10]
    assert herfindahl(p) == pytest.approx(0.42)
    assert simpson(p) == pytest.approx(0.58)
    assert inverse_simpson(p) == pytest.approx(2.380952, abs=5e-7)
    assert shannon(p) == pytest.approx(1.088900, abs=5e-7)
    assert effective_shannon(p) == pytest.approx(2.971004, abs=5e-7)


@given(amounts, st.floats(1e-3, 1e3))
def test_indices_keep_their_limits_whatever_the_unit_and_order(x: np.ndarray, unit: float) -> None:
    n = len(x)
    assert -1e-12 <= simpson(x) <= 1 - 1 / n + 1e-12
    assert 1 - 1e-9 <= inverse_simpson(x) <= effective_shannon(x) * (1 + 1e-9) <= n * (1 + 2e-9)
    assert simpson(x[::-1] * unit) == pytest.approx(simpson(x), abs=1e-9)
    assert shannon(np.append(x, 0.0)) == pytest.approx(shannon(x), abs=1e-9)


def test_equal_sources_count_fully_and_nothing_has_no_index() -> None:
    assert inverse_simpson(np.ones(5)) == pytest.approx(5)
    assert effective_shannon(np.ones(5)) == pytest.approx(5)
    rows = simpson(np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 0.0]]))
    assert rows[0] == 0.5
    assert np.isnan(rows[1])
    assert rows[2] == 0
    with pytest.raises(ValueError, match="not negative"):
        shares([-1, 2])
