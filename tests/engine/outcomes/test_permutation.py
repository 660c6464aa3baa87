"""What would be seen had others been the ones who took part."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.outcomes.permutation import placebo


def test_one_treated_village_among_six_gives_no_p_below_one_in_six() -> None:
    change = np.array([9.0, 1.0, 2.0, 3.0, 2.5, 1.5])
    treated = np.array([True, *[False] * 5])
    found = placebo(change, treated, list("abcdef"))
    assert found.smallest == pytest.approx(1 / 6)
    assert found.p_more == pytest.approx(1 / 6)
    assert found.exact
    assert found.difference == pytest.approx(9.0 - 2.0)


def test_ladies_and_their_cups_come_out_as_fisher_worked_them_out() -> None:
    # Fisher (1935): four of eight cups; all right has p 1/70, three of four or better 17/70.
    right = np.array([1.0, 1, 1, 1, 0, 0, 0, 0])
    cups = [str(cup) for cup in range(8)]
    assert placebo(right, right > 0, cups).p_more == pytest.approx(1 / 70)
    guess = np.array([True, True, True, False, True, False, False, False])
    assert placebo(right, guess, cups).p_more == pytest.approx(17 / 70)


def test_a_unit_is_treated_as_a_whole_and_counts_all_its_members() -> None:
    change = np.array([1.0, 3.0, 0.0, 0.0, 5.0])
    found = placebo(change, np.array([True, True, False, False, False]), ["a", "a", "b", "b", "c"])
    assert found.difference == pytest.approx(2.0 - 5 / 3)
    assert found.ways == 3
    with pytest.raises(ValueError, match="in part"):
        placebo(change, np.array([True, False, False, False, False]), ["a", "a", "b", "b", "c"])


def test_within_strata_as_many_are_treated_as_were() -> None:
    change = np.arange(8.0)
    treated = np.array([True, False, False, False, True, True, False, False])
    found = placebo(change, treated, [str(i) for i in range(8)], ["x"] * 4 + ["y"] * 4)
    assert found.ways == 4 * 6
    assert not found.exact
    assert found.smallest == pytest.approx(1 / 24)


def test_nobody_or_everybody_treated_gives_nothing() -> None:
    assert math.isnan(placebo(np.ones(3), np.zeros(3, bool), list("abc")).p)
    assert math.isnan(placebo(np.ones(3), np.ones(3, bool), list("abc")).p)


def test_without_effect_small_ps_are_as_rare_as_they_say() -> None:
    draw = np.random.default_rng(0)
    treated = np.arange(8) < 4
    p = [placebo(draw.normal(size=8), treated, [str(i) for i in range(8)]).p for _ in range(300)]
    assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.1, abs=0.05)


@settings(max_examples=25)
@given(st.lists(st.floats(-5, 5), min_size=4, max_size=9), st.integers(0, 10**6))
def test_turning_the_sides_turns_the_sign_and_a_constant_changes_nothing(values: list[float], seed: int) -> None:
    change = np.array(values)
    treated = np.zeros(len(change), bool)
    treated[np.random.default_rng(seed).permutation(len(change))[: len(change) // 2]] = True
    units = [str(i) for i in range(len(change))]
    one = placebo(change, treated, units)
    assert placebo(change, ~treated, units).difference == pytest.approx(-one.difference, abs=1e-9)
    assert placebo(change + 7.0, treated, units).difference == pytest.approx(one.difference, abs=1e-9)
    assert 1 / one.ways - 1e-12 <= one.p_more <= 1
