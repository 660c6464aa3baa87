"""Dialogue gaps and their intervals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network import Dyads, dialogue_gaps


def dyads(rows: list[tuple[int, int, float, bool, int]]) -> Dyads:
    columns = list(zip(*rows, strict=True)) if rows else [[]] * 5
    kinds = (np.int64, np.int64, float, bool, np.int64)
    return Dyads(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))


def test_a_gap_is_the_value_that_no_talk_goes_along() -> None:
    found = dialogue_gaps(dyads([(0, 2, 30.0, True, 0), (1, 2, 10.0, False, 0), (0, 3, 5.0, False, 1)]), 2)
    assert found.gap.tolist() == [0.25, 1.0]
    assert found.dyads.tolist() == [2, 1]
    assert found.enterprises.tolist() == [3, 2]
    assert found.value.tolist() == [40.0, 5.0]


def test_one_silent_pair_proves_little() -> None:
    """The exact bound for one enterprise on a side: the gap may be anything from 2.5 %."""
    found = dialogue_gaps(dyads([(0, 1, 5.0, False, 0)]), 1)
    assert found.low[0] == pytest.approx(0.025)
    assert found.high[0] == 1


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 5), st.integers(6, 11), st.floats(0.1, 99), st.booleans(), st.integers(0, 2)),
        min_size=1,
        max_size=30,
        unique_by=lambda row: row[:2],
    ),
    times=st.floats(0.01, 100),
)
def test_gaps_lie_in_their_intervals_and_do_not_know_the_currency(
    rows: list[tuple[int, int, float, bool, int]], times: float
) -> None:
    one = dialogue_gaps(dyads(rows), 3, resamples=30)
    other = dialogue_gaps(dyads([(a, b, v * times, t, p) for a, b, v, t, p in rows]), 3, resamples=30)
    held = one.dyads > 0
    assert (one.low[held] <= one.gap[held]).all()
    assert (one.gap[held] <= one.high[held]).all()
    assert one.gap[held] == pytest.approx(other.gap[held])
    assert one.low[held] == pytest.approx(other.low[held])
    assert np.isnan(one.gap[~held]).all()


def test_the_interval_covers_the_gap_of_the_village_it_was_drawn_from() -> None:
    """Sixty noodle makers and sixty shops drawn from a world where 40 % of equal dyads are silent."""
    covered = 0
    for world in range(60):
        random = np.random.default_rng(world)
        taciturn = random.random(120) < 0.2254  # a dyad is silent if either end is: 1 − (1 − p)² = 0.4
        one, other = random.integers(0, 60, 200), random.integers(60, 120, 200)
        talk = ~(taciturn[one] | taciturn[other])
        found = dialogue_gaps(
            Dyads(one, other, np.ones(200), talk, np.zeros(200, np.int64)), 1, seed=world, resamples=200
        )
        covered += bool(found.low[0] <= 0.4 <= found.high[0])
    assert covered >= 50


def test_no_dyads_no_gaps() -> None:
    assert len(dialogue_gaps(dyads([]), 0).gap) == 0
