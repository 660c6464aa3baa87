import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from edulis.engine.innovation import Innovation
from edulis.engine.leverage import LeverageAssumptions
from edulis.engine.leverage.spreading import followers, pace_of
from edulis.engine.leverage.users import Trade


def trade(n: int, talk: object = None) -> Trade:
    return Trade(np.arange(n), np.ones(n), 1.0, np.full(n, 1 / n), talk, -1)


@settings(max_examples=20)
@given(st.floats(0.0, 1.0), st.floats(0.1, 1.0), st.integers(2, 30))
def test_followers_never_fall_and_never_pass_the_ceiling(rate: float, ceiling: float, n: int) -> None:
    first = np.zeros(n)
    first[0] = 1.0
    found = followers(trade(n), first, np.ones(n, np.bool_), rate, ceiling, 5)
    assert (np.diff(found) >= -1e-12).all()
    assert found[-1] + 1 <= max(ceiling * n, 1.0) + 1e-9


def test_who_talks_with_nobody_of_the_trade_does_not_follow() -> None:
    talk = csr_array(np.array([[0, 1.0, 0], [1.0, 0, 0], [0, 0, 0]]))
    first, could = np.array([1.0, 0, 0]), np.ones(3, np.bool_)
    assert followers(trade(3, talk), first, could, 50.0, 1.0, 5)[-1] == pytest.approx(1.0)


def test_who_would_gain_nothing_does_not_follow() -> None:
    first = np.array([1.0, 0, 0])
    assert followers(trade(3), first, np.array([True, False, False]), 1.0, 1.0, 5)[-1] == 0


def test_in_a_large_trade_it_is_the_logistic_curve() -> None:
    first = np.full(1000, 0.01)
    found = followers(trade(1000), first, np.ones(1000, np.bool_), 0.8, 1.0, 5)
    exact = 1 / (1 + 99 * np.exp(-0.8 * 5))
    assert found[-1] / 1000 + 0.01 == pytest.approx(exact, rel=0.02)


def test_the_pace_is_that_of_this_clusters_own_histories() -> None:
    fits = pl.DataFrame(
        [
            ("one", "bass", "q", 0.4, "all"), ("two", "bass", "q", 0.6, "shape"), ("three", "bass", "q", None, "few"),
            ("one", "bass", "ceiling", 0.5, "all"), ("two", "bass", "ceiling", 1.0, "shape"),
        ],
        schema=["innovation", "model", "parameter", "value", "told"], orient="row",
    )  # fmt: skip
    pace = pace_of(Innovation(fits=fits), LeverageAssumptions())
    assert (pace.rate, pace.rate_low, pace.rate_high, pace.histories) == (0.5, 0.4, 0.6, 2)
    assert pace.ceiling == LeverageAssumptions().ceiling
    assert pace_of(None, LeverageAssumptions()).histories == 0
