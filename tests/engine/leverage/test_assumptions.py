import dataclasses

import numpy as np
import pytest

from edulis.engine.leverage import LeverageAssumptions


def test_every_assumption_has_a_range_that_holds_it_and_a_source() -> None:
    for name, ground in LeverageAssumptions.grounds().items():
        assert ground.low <= getattr(LeverageAssumptions(), name) <= ground.high
        assert ground.source
        assert ground.meaning


def test_draws_stay_within_ranges_and_leave_what_was_set_outside_alone() -> None:
    set_ = dataclasses.replace(LeverageAssumptions(), pace=0.9)
    drawn = set_.drawn(np.random.default_rng(1))
    assert drawn.pace == 0.9
    for name, ground in set_.grounds().items():
        if name != "pace":
            assert ground.low <= getattr(drawn, name) <= ground.high


@pytest.mark.parametrize("value", [-0.1, 1.5, float("nan")])
def test_what_is_no_share_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="must be a share"):
        LeverageAssumptions(passed_on=value)
