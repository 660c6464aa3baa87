"""Whether groups can be trusted: planted ones can, a cut through one cloud cannot."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.vision import Votes, adjusted_rand, group, plane_of, positions, stability
from edulis.engine.vision.stability import Stability

Village = Callable[..., tuple[Votes, np.ndarray]]


def looked_at(votes: Votes, *, draws: int = 40, seed: int = 0) -> Stability:
    plane = plane_of(votes)
    return stability(votes, plane, group(positions(votes, plane)), draws=draws, seed=seed)


@pytest.mark.parametrize(("people", "camps"), [(30, 2), (60, 2), (60, 3)])
def test_planted_camps_are_stable(village: Village, people: int, camps: int) -> None:
    votes, camp = village(people, 20, camps, strength=0.94)
    assert looked_at(votes).stable
    assert adjusted_rand(group(positions(votes, plane_of(votes))).labels, camp) > 0.9


def test_votes_by_chance_have_no_stable_groups(village: Village) -> None:
    found = [looked_at(village(people, 20, 1, seed=seed)[0]) for people in (30, 80) for seed in range(5)]
    assert not any(one.stable for one in found)


def test_a_row_of_opinions_from_one_end_to_the_other_is_not_two_camps() -> None:
    """Drawn again, a long row is cut at the same place each time; but one cloud would be cut as clearly."""
    random = np.random.default_rng(5)
    leaning = random.standard_normal(150)
    sign = random.choice([-1, 1], 40)
    chance = 1 / (1 + np.exp(-1.0 * leaning[:, None] * sign))
    votes = Votes.of(
        [f"p{i:03}" for i in range(150)],
        [f"s{j:02}" for j in range(40)],
        np.where(random.random((150, 40)) < chance, 1, -1),
    )
    found = looked_at(votes)
    assert found.one_cloud > 0.05
    assert not found.stable


def test_the_same_seed_gives_the_same_figure(village: Village) -> None:
    votes, _ = village(40, 15, 2, strength=0.7)
    assert looked_at(votes, draws=10) == looked_at(votes, draws=10)
    assert looked_at(votes, draws=10) != looked_at(votes, draws=10, seed=1)


def test_one_group_is_not_tried() -> None:
    votes = Votes.of(list("abcdef"), ["s"], np.ones((6, 1)))
    assert not looked_at(votes).stable
    assert np.isnan(looked_at(votes).rand)


def test_the_adjusted_rand_index_of_a_published_table() -> None:
    # Hubert & Arabie's formula on [[1, 1, 0], [1, 2, 1], [0, 0, 4]]: (7 - 13*12/45) / (12.5 - 13*12/45)... by hand.
    table = np.array([[1, 1, 0], [1, 2, 1], [0, 0, 4]])
    one, other = (np.repeat(index.ravel(), table.ravel()) for index in np.indices(table.shape))
    pairs, rows, columns = 1 + 6, 1 + 6 + 6, 1 + 3 + 10
    expected = rows * columns / 45
    assert adjusted_rand(one, other) == pytest.approx((pairs - expected) / ((rows + columns) / 2 - expected), abs=1e-12)
    assert adjusted_rand(one, other) == pytest.approx(0.313, abs=5e-4)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40))
def test_names_of_groups_do_not_matter_to_it(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array(part) for part in zip(*pairs, strict=True))
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand(other, 3 - one), abs=1e-12)
    assert adjusted_rand(one, one) == 1.0
    assert adjusted_rand(one, other) <= 1.0
