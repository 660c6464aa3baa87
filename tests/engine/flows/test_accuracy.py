import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose

from edulis.engine.flows.accuracy import measure_accuracy, robust_variance, split_variances, stated_accuracy
from edulis.engine.flows.assumptions import Assumptions

A, B, C = 0, 1, 2


def test_three_reporters_in_a_ring_are_told_apart():
    split = split_variances([A, A, B], [B, C, C], [0.0100, 0.081225, 0.0900])
    assert_allclose(split.variance, [0.0006125, 0.0093875, 0.0806125], atol=1e-12)
    assert not split.held.any()
    assert not split.pooled.any()


def test_a_variance_that_would_be_negative_is_held_at_nought_and_said():
    split = split_variances([A, A, B], [B, C, C], [0.0100, 0.0784, 0.0900])
    assert split.held.tolist() == [True, False, False]
    assert split.variance[A] == 0


def test_one_pair_of_roles_shares_its_error_equally():
    split = split_variances([A], [B], [0.08])
    assert_allclose(split.variance, [0.04, 0.04], rtol=1e-6)
    assert split.pooled.all()


def test_gross_gaps_do_not_widen_the_measured_error():
    chance = np.random.default_rng(1)
    gaps = chance.normal(0, 0.2, 5000)
    gaps[:200] = 2.3
    assert np.sqrt(robust_variance(gaps)) == pytest.approx(0.2, rel=0.08)


def told(chance, error, n=2000):
    rows = []
    for role, sd in error.items():
        rows.append(
            pl.DataFrame(
                {
                    "trade": np.arange(n),
                    "reporter": [role] * n,
                    "reported": 100 * np.exp(chance.normal(0, sd, n)),
                    "relative": [0.2] * n,
                    "stated": [False] * n,
                }
            )
        )
    return pl.concat(rows)


def test_a_third_witness_tells_sellers_and_buyers_apart():
    reports = told(np.random.default_rng(2), {"seller": 0.08, "buyer": 0.16, "observer": 0.04})
    table, factor = measure_accuracy(reports, Assumptions())
    found = dict(zip(table["role"], table["relative_error"], strict=True))
    assert found["seller"] == pytest.approx(0.08, rel=0.12)
    assert found["buyer"] == pytest.approx(0.16, rel=0.1)
    assert found["observer"] == pytest.approx(0.04, abs=0.02)
    assert factor["buyer"] == pytest.approx(0.8, rel=0.1)
    assert table["source"].to_list() == ["measured"] * 3
    assert (table["low"] < table["relative_error"]).all()


def test_too_few_pairs_leave_the_stated_error_as_it_is():
    table, factor = measure_accuracy(told(np.random.default_rng(3), {"seller": 0.1, "buyer": 0.1}, 10), Assumptions())
    assert factor == {"seller": 1.0, "buyer": 1.0, "observer": 1.0}
    assert table["source"].to_list() == ["assumed"] * 3


def test_without_pairs_a_stated_error_goes_before_an_assumed_one():
    said = pl.DataFrame({"relative_error": [0.1, 0.1, None]})
    assert stated_accuracy("stock", said, 0.25) == ("stock", pytest.approx(0.1), None, None, 0, "reported")
    assert stated_accuracy("stock", said.clear(), 0.25)[-1] == "assumed"
