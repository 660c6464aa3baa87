"""Comparing options: published cases, a library as oracle, and what must never turn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymcdm.methods import PROMETHEE_II, TOPSIS
from pymcdm.normalizations import vector_normalization

from edulis.engine.markets.assumptions import SCALES, Scale
from edulis.engine.markets.mcda import additive, dominated, on_scale, promethee, ranks, topsis

CARS = np.array([[7.0, 9, 9, 8], [8, 7, 8, 7], [9, 6, 8, 9], [6, 7, 8, 6]])


def test_topsis_chooses_a_car_as_in_the_textbook_example() -> None:
    # Civic, Saturn, Ford, Mazda on style, reliability, fuel economy and cost: the example most courses print.
    close = topsis(CARS, np.array([0.1, 0.4, 0.3, 0.2]), [True, True, True, False])
    assert close == pytest.approx([0.742694, 0.403599, 0.175870, 0.441429], abs=5e-7)


def test_topsis_chooses_a_site_as_papathanasiou_and_ploskas_print_it() -> None:
    # Papathanasiou & Ploskas (2018), Multiple Criteria Decision Aid, ch. 1: all are benefits.
    sites = np.array([[8.0, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]])
    close = topsis(sites, np.array([0.4, 0.3, 0.1, 0.2]), [True] * 4)
    assert close == pytest.approx([0.387215, 0.327170, 0.390670, 0.614660, 0.868495, 0.492848], abs=5e-7)


def numbers(seed: int, options: int = 6, criteria: int = 4) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return random.uniform(0.1, 1, (options, criteria)), random.dirichlet(np.ones(criteria))


@pytest.mark.filterwarnings("ignore:Alternatives with indices")  # the library warns of dominated options
@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_topsis_and_promethee_agree_with_pymcdm(seed: int) -> None:
    values, weights = numbers(seed)
    types = np.array([1, -1, 1, 1])
    theirs = TOPSIS(normalization_function=vector_normalization)(values, weights, types)
    # Their vector norm turns a cost into 1 − r, which moves ideals and distances by the same constant.
    assert topsis(values, weights, [True, False, True, True]) == pytest.approx(theirs, abs=1e-12)
    assert promethee(values, weights) == pytest.approx(PROMETHEE_II("usual")(values, weights, np.ones(4)), abs=1e-12)
    assert promethee(values, weights, 0.25) == pytest.approx(
        PROMETHEE_II("vshape", p=np.full(4, 0.25))(values, weights, np.ones(4)), abs=1e-12
    )


@given(st.integers(0, 10_000), st.lists(st.floats(0, 1), min_size=4, max_size=4))
@settings(max_examples=30)
def test_one_option_more_never_turns_the_additive_order(seed: int, more: list[float]) -> None:
    values, weights = numbers(seed)
    before = additive(values, weights)
    after = additive(np.vstack([values, more]), weights)
    assert after[:-1] == pytest.approx(before, abs=0)
    assert (np.argsort(-before, kind="stable") == np.argsort(-after[:-1], kind="stable")).all()


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_the_order_of_options_and_of_points_of_view_changes_nothing(seed: int) -> None:
    values, weights = numbers(seed)
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(len(values)), random.permutation(len(weights))
    moved, weighed = values[rows][:, columns], weights[columns]
    assert additive(moved, weighed) == pytest.approx(additive(values, weights)[rows])
    assert topsis(moved, weighed, [True] * 4) == pytest.approx(topsis(values, weights, [True] * 4)[rows])
    assert promethee(moved, weighed, 0.2) == pytest.approx(promethee(values, weights, 0.2)[rows])


def test_net_flows_sum_to_nothing() -> None:
    values, weights = numbers(1)
    assert promethee(values, weights, 0.3).sum() == pytest.approx(0.0, abs=1e-12)


def test_dominance_needs_as_good_everywhere_and_better_somewhere() -> None:
    values = np.array([[0.9, 0.5], [0.9, 0.4], [0.2, 0.8], [0.9, 0.5]])
    assert dominated(values, values).tolist() == [False, True, False, False]


def test_what_is_not_known_is_dominated_only_by_the_best() -> None:
    low = np.array([[0.9, 0.9], [0.5, 0.0], [1.0, 1.0]])
    high = np.array([[0.9, 0.9], [0.5, 1.0], [1.0, 1.0]])
    assert dominated(low[:2], high[:2]).tolist() == [False, False]
    assert dominated(low, high).tolist() == [True, True, False]


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_a_dominated_option_is_never_first_whatever_the_weights(seed: int) -> None:
    values, weights = numbers(seed)
    values = np.vstack([values, values.min(axis=0) * 0.9])
    assert dominated(values, values)[-1]
    assert additive(values, weights).argmax() != len(values) - 1


def test_scales_are_flat_beyond_their_bounds_and_keep_what_is_unknown() -> None:
    days = Scale(90.0, 0.0, "days")
    assert on_scale(np.array([0.0, 45.0, 90.0, 200.0]), days).tolist() == [1.0, 0.5, 0.0, 0.0]
    assert np.isnan(on_scale(np.array([np.nan]), days)).all()
    far = Scale(1000.0, 10.0, "km", logarithmic=True)
    assert on_scale(np.array([10.0, 100.0, 1000.0, 0.0]), far) == pytest.approx([1.0, 0.5, 0.0, 1.0])
    assert set(SCALES) >= {"margin", "growth", "quality", "lot", "payment", "distance", "spread"}


def test_like_options_share_a_rank() -> None:
    assert ranks(np.array([0.2, 0.9, 0.9, 0.1])).tolist() == [3, 1, 1, 4]


def test_one_option_or_all_alike_is_no_error() -> None:
    one = np.array([[0.4, 0.6]])
    assert topsis(one, np.array([0.5, 0.5]), [True, True]).tolist() == [0.5]
    assert promethee(one, np.array([0.5, 0.5])).tolist() == [0.0]
    alike = np.vstack([one, one])
    assert topsis(alike, np.array([0.5, 0.5]), [True, True]).tolist() == [0.5, 0.5]
    assert topsis(np.zeros((2, 2)), np.array([0.5, 0.5]), [True, True]).tolist() == [0.5, 0.5]
