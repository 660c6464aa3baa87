"""How many ties silence could hide."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.network import hidden_share


def test_where_all_answered_nothing_is_hidden_and_where_none_did_everything_is() -> None:
    assert hidden_share(40, 0, 0.5) == 0
    assert hidden_share(40, 40, 0.5) == 1
    assert math.isnan(hidden_share(0, 0, 0.5))


@given(silent=st.integers(0, 50), returned=st.floats(0, 1))
def test_ties_that_both_sides_name_hide_less(silent: int, returned: float) -> None:
    share = hidden_share(50, silent, returned)
    assert 0 <= share <= hidden_share(50, silent, float("nan")) <= 1


def test_the_share_is_what_a_survey_with_silent_people_misses() -> None:
    """Ties named by each side with probability 0.6: those unseen because of a quarter of silent people, counted."""
    random = np.random.default_rng(1)
    n, named = 400, 0.6
    silent = np.arange(n) < n // 4
    one, other = np.triu_indices(n, 1)
    tie = random.random(len(one)) < 0.2
    names = random.random((2, len(one))) < named
    seen_anyway = tie & (names[0] | names[1])
    seen = tie & ((names[0] & ~silent[one]) | (names[1] & ~silent[other]))
    missed = 1 - seen.sum() / seen_anyway.sum()
    both = (tie & names[0] & names[1]).sum()
    returned = 2 * both / (2 * both + (tie & (names[0] ^ names[1])).sum())
    assert hidden_share(n, n // 4, returned) == pytest.approx(missed, abs=0.1)
