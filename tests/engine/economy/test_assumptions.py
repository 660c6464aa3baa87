"""Assumed numbers say their range and source, and are drawn from it."""

import numpy as np
import pytest

from edulis.engine.economy.assumptions import Assumptions
from edulis.schema.words import CONFIDENCE


def test_every_assumption_lies_in_its_range_and_says_where_it_is_from() -> None:
    words = {word for word, _ in CONFIDENCE}
    for name, ground in Assumptions.grounds().items():
        assert ground.low <= getattr(Assumptions(), name) <= ground.high, name
        assert ground.meaning
        assert ground.source
        assert ground.confidence in words


def test_draws_stay_within_ranges_and_leave_what_was_set_elsewhere() -> None:
    drawn = Assumptions(saving=0.5).drawn(np.random.default_rng(1))
    assert drawn.saving == 0.5
    for name, ground in Assumptions.grounds().items():
        if name != "saving":
            assert ground.low <= getattr(drawn, name) <= ground.high
    assert drawn == Assumptions(saving=0.5).drawn(np.random.default_rng(1))


def test_a_share_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="saving"):
        Assumptions(saving=-0.1)
