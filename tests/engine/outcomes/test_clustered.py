"""Least squares with errors that hold within places."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.outcomes.clustered import holm, regress


def _villages(clusters: int, seed: int, *, effect: float = 0.0, each: int = 8, shared: float = 0.5) -> tuple[
    np.ndarray, np.ndarray, np.ndarray
]:  # fmt: skip
    """Half of the villages treated as a whole; what a village has in common makes naive errors too small."""
    draw = np.random.default_rng(seed)
    groups = np.repeat(np.arange(clusters), each)
    treated = (np.arange(clusters) < clusters // 2)[groups]
    y = effect * treated + draw.normal(0, shared, clusters)[groups] + draw.normal(0, 1, clusters * each)
    return y, np.column_stack([np.ones(len(y)), treated]).astype(float), groups


def test_the_error_is_that_of_the_formula() -> None:
    y, x, groups = _villages(50, 1, effect=1.0)
    fit = regress(y, x, groups)
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    scores = np.array([x[groups == g].T @ (y - x @ beta)[groups == g] for g in range(50)])
    correction = 50 / 49 * (len(y) - 1) / (len(y) - 2)
    variance = inverse @ (scores.T @ scores) @ inverse * correction
    assert fit.value == pytest.approx(beta[1])
    assert fit.error == pytest.approx(math.sqrt(variance[1, 1]))
    assert fit.method == "robust"


def test_with_signs_that_are_all_alike_the_bootstrap_gives_back_what_was_seen() -> None:
    from edulis.engine.outcomes.clustered import _Wild

    y, x, groups = _villages(14, 3, effect=0.7)
    fit = regress(y, x, groups)
    wild = _Wild.of(y, x, groups, 1, fit.value, fit.error, 0, 50)
    object.__setattr__(wild, "weights", np.ones((1, 14)))
    same = _Wild.of(y, x, groups, 1, fit.value, fit.error, 0, 50)
    # With w = 1 the sum over clusters of lever · residual is the coefficient itself.
    lever = np.linalg.pinv(x.T @ x)[:, 1] @ x.T
    assert lever @ y == pytest.approx(fit.value)
    assert same.p(0.0) == wild.p(0.0)


def test_the_bootstrap_is_the_one_that_is_worked_out_the_long_way() -> None:
    from edulis.engine.outcomes.clustered import _Wild

    y, x, groups = _villages(13, 5, effect=0.4, each=4)
    value, error = regress(y, x, groups).value, regress(y, x, groups).error
    wild = _Wild.of(y, x, groups, 1, value, error, 7, 40)
    b = 0.25
    restricted = y - b * x[:, 1]
    level = restricted.mean()
    residual = restricted - level
    draws = []
    for signs in np.random.default_rng(7).choice(np.array([-1.0, 1.0]), size=(40, 13)):
        again = regress(level + b * x[:, 1] + residual * signs[groups], x, groups)
        draws.append(abs(again.value - b) / again.error)
    seen = abs(value - b) / error
    assert wild.p(b) == pytest.approx((1 + sum(d >= seen * (1 - 1e-9) for d in draws)) / 41)


def test_with_few_villages_the_bootstrap_keeps_its_size_where_the_naive_error_does_not() -> None:
    wild, naive = [], []
    for seed in range(200):
        y, x, groups = _villages(8, seed, shared=0.7)
        wild.append(regress(y, x, groups, seed=seed, draws=199).p <= 0.05)
        plain = regress(y, x, np.arange(len(y)), seed=seed)
        naive.append(plain.p <= 0.05)
    assert 0.005 <= np.mean(wild) <= 0.10
    assert np.mean(naive) > 0.2


def test_the_interval_covers_the_planted_effect_as_often_as_it_says() -> None:
    held = []
    for seed in range(200):
        y, x, groups = _villages(14, seed + 1000, effect=0.5)
        fit = regress(y, x, groups, seed=seed, draws=199)
        held.append(fit.low <= 0.5 <= fit.high)
    assert 0.90 <= np.mean(held) <= 0.99


def test_what_could_be_seen_is_seen_in_four_of_five_cases() -> None:
    y, x, groups = _villages(60, 0, shared=0.3)
    least = regress(y, x, groups).detectable
    seen = []
    for seed in range(120):
        y, x, groups = _villages(60, seed + 50, effect=least, shared=0.3)
        seen.append(regress(y, x, groups).p <= 0.05)
    assert 0.65 <= np.mean(seen) <= 0.92


def test_too_few_villages_and_what_cannot_be_told_apart_have_no_error() -> None:
    y, x, groups = _villages(4, 0)
    assert regress(y, x, groups).method == "none"
    assert math.isnan(regress(y, x, groups).low)
    same = np.column_stack([x, x[:, 1]])
    assert math.isnan(regress(y, same, groups).value)
    assert math.isnan(regress(np.zeros(1), np.ones((1, 1)), np.zeros(1, dtype=np.int64)).value)
    still = regress(np.ones(40), np.ones((40, 1)), np.arange(40) % 10)
    assert still.value == pytest.approx(1.0)
    assert still.method == "none"


@settings(max_examples=15)
@given(st.floats(0.01, 1000), st.integers(0, 30))
def test_the_unit_scales_the_effect_and_its_interval(unit: float, seed: int) -> None:
    y, x, groups = _villages(12, seed, effect=0.3)
    one, other = regress(y, x, groups, draws=99), regress(unit * y, x, groups, draws=99)
    for name in ("value", "error", "low", "high"):
        assert getattr(other, name) == pytest.approx(unit * getattr(one, name), rel=1e-5, abs=1e-9 * unit)
    assert other.p == one.p


def test_several_questions_are_corrected_step_by_step() -> None:
    # Holm (1979) by hand: .01 × 4, .02 × 3, .03 × 2 after the larger before, .04 × 1 likewise.
    assert holm(np.array([0.03, 0.01, math.nan, 0.04, 0.02]))[[1, 4, 0, 3]] == pytest.approx([0.04, 0.06, 0.06, 0.06])
    assert math.isnan(holm(np.array([0.03, math.nan]))[1])
